"""Whether every pattern that newslint ships takes time in proportion to the text: ReDoS.

    python benchmarks/patterns.py --prove                       # told from the patterns alone
    python benchmarks/patterns.py [--bytes 1000000] [--seed 1] [NAME …]  # measured

Every regular expression is caught as it is compiled, of the modules and of the rules' own options.
What is proven is said by `newslint.growth`; what it cannot prove is argued here. What is measured:
each pattern gets texts made to hurt it, of what it matches almost, in pieces, over and over, found
by walking the expression itself. A text is doubled until it is as long as was asked or takes too
long; the growth of the last doublings tells the exponent. CPU time is measured, so that other work
on the machine does not count.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from math import log2
from re import _constants as c  # type: ignore[attr-defined]  # there is no other way to walk one
from re import _parser as parser  # type: ignore[attr-defined]  # as above
from typing import Any, NamedTuple

from caught import Caught, caught

from newslint.growth.ambiguity import growth_of

FIRST, SLOW, LONGEST = 2_000, 1.0, 1_000_000
"""Characters of the first text; seconds from which on it is not doubled again; characters at most."""
TOO_MUCH = 1.4
"""The exponent from which on time does not grow as the text does."""
NOTICED = 0.02
"""Seconds below which a measure is noise."""
CLASSES = (10, 100, 1000)
"""Nanoseconds a character by which patterns are told apart in the table."""

ARGUED = {
    ("checks.hidden_character", "[ \\t]*"): "held against the text behind a character, by `match`",
    ("checks.unattributed_quote", "[^.!?"): "looked for in sixty characters",
    ("rewrite.unit", "</?(?:span|font)"): "a tag that begins a match is none of those that go on",
    ("site.docusaurus_urls", "(.*)("): "a path, which no system lets be longer than 4,096 bytes",
    ("site.jekyll_urls.dates", ""): "a text of 128 bytes at most: Ruby reads no longer one",
    ("site.jekyll_urls.matter", "(?:.+/)?(.*)"): "a path, as above",
    ("site.jekyll_urls.reading", "[-+]?[0-9]"): "held against a whole scalar, by `fullmatch`",
    ("site.liquid", "\\{\\{"): "a link with more than a hundred openers is not looked at",
    ("specimen", "^(`{3,})"): "a rule's page, which whoever runs newslint has chosen",
}
"""Why a pattern does no harm that is not proven linear, by its module and how it begins."""


class Worst(NamedTuple):
    """The text that a pattern takes longest for."""

    exponent: float
    seconds: float
    length: int
    pump: str


# -- Texts that nearly match -----------------------------------------------------------------


def sample(tree: Iterable[Any], dice: random.Random, depth: int = 0) -> str:
    """Return a text that an expression matches, more or less."""
    return "".join(_piece(op, given, dice, depth) for op, given in tree)


def _piece(op: Any, given: Any, dice: random.Random, depth: int) -> str:
    if op is c.LITERAL:
        return chr(given)
    if op is c.NOT_LITERAL:
        return "a" if given != ord("a") else "b"
    if op is c.ANY:
        return dice.choice("a .")
    if op is c.IN:
        return _member(given, dice)
    if op is c.BRANCH:
        return sample(dice.choice(given[1]), dice, depth + 1)
    if op is c.SUBPATTERN:
        return sample(given[3], dice, depth + 1)
    if op is c.ATOMIC_GROUP:
        return sample(given, dice, depth + 1)
    if op in {c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT}:
        least, most, inner = given
        count = dice.choice((least, min(int(most), least + 1), min(int(most), least + 3)))
        return "".join(sample(inner, dice, depth + 1) for _ in range(min(count, 12)))
    if op in {c.ASSERT, c.GROUPREF_EXISTS} and depth < 4 and op is c.ASSERT:  # noqa: PLR2004
        return sample(given[1], dice, depth + 1) if given[0] > 0 else ""
    return ""


_CATEGORIES = {
    c.CATEGORY_DIGIT: "7",
    c.CATEGORY_NOT_DIGIT: "a",
    c.CATEGORY_SPACE: " ",
    c.CATEGORY_NOT_SPACE: "a",
    c.CATEGORY_WORD: "a가",
    c.CATEGORY_NOT_WORD: " .",
}


def _member(members: list[Any], dice: random.Random) -> str:
    if members[0][0] is c.NEGATE:
        banned = {given for op, given in members if op is c.LITERAL}
        return next(letter for letter in "a가 .x7\n" if ord(letter) not in banned)
    op, given = dice.choice(members)
    if op is c.LITERAL:
        return chr(given)
    if op is c.RANGE:
        return chr(dice.choice((given[0], given[1], (given[0] + given[1]) // 2)))
    return dice.choice(_CATEGORIES.get(given, "a"))


_ALWAYS = ("a", " ", "가", "1", ".", "\n", "[", "(", "<", "*", "_", "`", "&", "-", "/", '"', "a ")


def pumps(pattern: re.Pattern[Any], dice: random.Random) -> list[str]:
    """Return short texts that, over and over, may make a pattern look back again and again."""
    text = pattern.pattern
    told = text.decode("latin-1") if isinstance(text, bytes) else text
    tree = parser.parse(told, pattern.flags & ~re.UNICODE & ~re.LOCALE | 0)
    found = dict.fromkeys(_ALWAYS)
    for _ in range(10):
        made = sample(tree, dice)
        for size in (1, 2, 3, 5, 8, len(made)):
            if made and size <= len(made):
                at = dice.randrange(len(made) - size + 1)
                found[made[at : at + size]] = None
        found[made[:-1]] = None
    return [pump for pump in found if pump][:60]


# -- Time ------------------------------------------------------------------------------------


def spent(row: Caught, text: str) -> float:
    """Return the seconds that a pattern takes for a text, used as newslint uses it."""
    is_bytes = isinstance(row.pattern.pattern, bytes)
    data: Any = text.encode(errors="replace") if is_bytes else text
    started = time.process_time()
    if row.everywhere:
        for _ in row.pattern.finditer(data):
            pass
    else:
        row.pattern.match(data)
        row.pattern.fullmatch(data)
    return time.process_time() - started


def growth(row: Caught, pump: str, longest: int) -> Worst:
    """Return how a pattern's time grows with a text of one piece over and over."""
    length, before, exponent = FIRST, 0.0, 0.0
    while True:
        taken = spent(row, pump * (length // len(pump)) + "\x00")
        if before > NOTICED:
            exponent = log2(max(taken, 1e-9) / before)
        if taken > SLOW or 2 * length > longest:
            return Worst(exponent if taken > NOTICED else 0.0, taken, length, pump)
        if length >= FIRST * 16 and taken < NOTICED / 4:
            # Too quick to be told; the longest text tells at once.
            length = longest // 2
            before = 0.0
        else:
            before = taken
        length *= 2


def worst_of(row: Caught, dice: random.Random, longest: int) -> Worst:
    """Return the worst that the texts made for a pattern do to it."""
    first = sorted(
        pumps(row.pattern, dice),
        key=lambda pump: -spent(row, pump * (FIRST * 4 // len(pump)) + "\x00"),
    )
    return max(
        (growth(row, pump, longest) for pump in first[:4]),
        key=lambda worst: (worst.exponent > TOO_MUCH, worst.seconds / worst.length),
    )


def unproven(rows: Iterable[Caught]) -> Iterator[str]:
    """Yield what is neither proven linear nor argued, and what is argued for nothing."""
    needed = set()
    for row in rows:
        found = growth_of(row.pattern, everywhere=row.everywhere, whole=row.whole)
        if found.kind == "linear":
            continue
        reasons = [key for key in ARGUED if _is_of(row, *key)]
        needed.update(reasons)
        if not reasons:
            yield f"{row.module}: {found.kind}, by {found.word!r}\n    {_text(row)[:200]!r}"
    for module, start in ARGUED.keys() - needed:
        yield f"newslint.{module}: nothing that begins with {start!r} needs an argument"


def _is_of(row: Caught, module: str, start: str) -> bool:
    return row.module == f"newslint.{module}" and _text(row).startswith(start)


def _text(row: Caught) -> str:
    text = row.pattern.pattern
    return text.decode("latin-1") if isinstance(text, bytes) else text


def measured(rows: Sequence[Caught], seed: int, longest: int) -> Iterator[str]:
    """Yield the patterns whose time grows faster than the text, and then a table of the others."""
    times: list[tuple[float, Caught, Worst]] = []
    for row in rows:
        worst = worst_of(row, random.Random(seed), longest)  # noqa: S311  # no secret
        if worst.exponent > TOO_MUCH and not any(_is_of(row, *key) for key in ARGUED):
            yield (
                f"{row.module}: {worst.seconds:.2f} s for {worst.length:,} characters,"
                f" exponent {worst.exponent:.1f}\n    {_text(row)[:110]!r}\n    {worst.pump[:50]!r}"
            )
        else:
            times.append((worst.seconds * 1e9 / worst.length, row, worst))
    times.sort(key=lambda row: row[0])
    for low, high in zip((0, *CLASSES), (*CLASSES, 10**9), strict=True):
        yield f"{low} to {high} ns a character: {sum(low <= row[0] < high for row in times)}"
    for spent_, row, worst in times[-5:]:
        yield f"{spent_:.0f} ns: {row.module} {_text(row)[:80]!r} by {worst.pump[:30]!r}"


def main() -> int:
    """Print what is amiss with the patterns, and how many were looked at."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*", help="modules to look at, by parts of their names")
    options.add_argument("--prove", action="store_true", help="look at the patterns alone")
    options.add_argument("--bytes", type=int, default=LONGEST)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    rows = [
        row
        for row in caught()
        if not asked.names or any(name in row.module for name in asked.names)
    ]
    told = list(unproven(rows)) if asked.prove else measured(rows, asked.seed, asked.bytes)
    for line in told:
        print(line, flush=True)
    print(f"{len(rows)} patterns")
    return int(asked.prove and bool(told))


if __name__ == "__main__":
    sys.exit(main())
