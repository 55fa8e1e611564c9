"""Whether every pattern that newslint ships takes time in proportion to the text: ReDoS, measured.

    python benchmarks/patterns.py [--bytes 1000000] [--seed 1] [NAME …]

Every regular expression is caught as it is compiled, of the modules and of the rules' own options.
Each gets texts made to hurt it: what it matches almost, in pieces, over and over, found by walking
the expression itself. A text is doubled until it is as long as was asked or takes too long; the
growth of the last doublings tells the exponent. Printed are the patterns whose time grows faster
than the text. CPU time is measured, so that other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterable
from math import log2
from pathlib import Path
from re import _constants as c  # type: ignore[attr-defined]  # there is no other way to walk one
from re import _parser as parser  # type: ignore[attr-defined]  # as above
from typing import Any, NamedTuple

FIRST, SLOW, LONGEST = 2_000, 1.0, 1_000_000
"""Characters of the first text; seconds from which on it is not doubled again; characters at most."""
TOO_MUCH = 1.4
"""The exponent from which on time does not grow as the text does."""
NOTICED = 0.004
"""Seconds below which a measure is noise."""


class Caught(NamedTuple):
    """A pattern, and the module that compiled it."""

    module: str
    pattern: re.Pattern[Any]


class Worst(NamedTuple):
    """The text that a pattern takes longest for."""

    exponent: float
    seconds: float
    length: int
    pump: str


def caught() -> list[Caught]:
    """Return every pattern that newslint compiles while it is imported and its rules are loaded."""
    found: dict[tuple[object, int], Caught] = {}
    compile_one = re.compile

    def catch(pattern: Any, flags: Any = 0) -> re.Pattern[Any]:
        made = compile_one(pattern, flags)
        frame = sys._getframe(1)  # noqa: SLF001  # who asked
        while frame.f_back and frame.f_globals.get("__name__") in {__name__, "re", "functools"}:
            frame = frame.f_back
        name = frame.f_globals.get("__name__", "")
        if name.startswith("newslint"):
            found.setdefault((made.pattern, made.flags), Caught(name, made))
        return made

    re.compile = catch
    try:
        import newslint

        for module in pkgutil.walk_packages(newslint.__path__, "newslint."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
        _compile_rules()
    finally:
        re.compile = compile_one
    return sorted(found.values(), key=lambda row: (row.module, str(row.pattern.pattern)))


def _compile_rules() -> None:
    """Let every rule, whatever its preset, compile what its options and its phrases say."""
    from newslint.catalog import shipped
    from newslint.request import Request
    from newslint.site_run import site_run_at
    from newslint.wish import Selection

    catalog = shipped()
    every = Selection(frozenset(rule.id for rule in catalog.rules.values()), frozenset())
    with tempfile.TemporaryDirectory() as folder:
        run = site_run_at(Path(folder), catalog, Request(selection=every, preview=True))
        _ = run.plans.of("_posts/2026-03-02-a.md", "post").scanner


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


def spent(pattern: re.Pattern[Any], text: str) -> float:
    """Return the seconds that a pattern takes for finding all of itself in a text."""
    data: Any = text.encode(errors="replace") if isinstance(pattern.pattern, bytes) else text
    started = time.process_time()
    for _ in pattern.finditer(data):
        pass
    return time.process_time() - started


def growth(pattern: re.Pattern[Any], pump: str, longest: int) -> Worst:
    """Return how a pattern's time grows with a text of one piece over and over."""
    length, before, exponent = FIRST, 0.0, 0.0
    while True:
        taken = spent(pattern, pump * (length // len(pump)) + "\x00")
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


def worst_of(pattern: re.Pattern[Any], dice: random.Random, longest: int) -> Worst:
    """Return the worst that the texts made for a pattern do to it."""
    first = sorted(
        pumps(pattern, dice),
        key=lambda pump: -spent(pattern, pump * (FIRST * 4 // len(pump)) + "\x00"),
    )
    return max(
        (growth(pattern, pump, longest) for pump in first[:4]),
        key=lambda row: (row.exponent > TOO_MUCH, row.seconds / row.length),
    )


def main() -> None:
    """Print the patterns whose time grows faster than the text, and how many were measured."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*", help="modules to look at, by parts of their names")
    options.add_argument("--bytes", type=int, default=LONGEST)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    rows = [
        row
        for row in caught()
        if not asked.names or any(name in row.module for name in asked.names)
    ]
    slow = 0
    for row in rows:
        worst = worst_of(row.pattern, random.Random(asked.seed), asked.bytes)  # noqa: S311  # no secret
        if worst.exponent > TOO_MUCH:
            slow += 1
            print(
                f"{row.module}: {worst.seconds:.2f} s for {worst.length:,} characters,"
                f" exponent {worst.exponent:.1f}\n    {str(row.pattern.pattern)[:110]!r}\n"
                f"    {worst.pump[:50]!r}"
            )
    print(f"{len(rows)} patterns, {slow} grow faster than the text")


if __name__ == "__main__":
    main()
