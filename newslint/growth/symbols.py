"""The letters that a pattern tells apart: all of Unicode in a few dozen symbols.

Two characters that every part of a pattern takes, or does not take, alike are one symbol. A set of
symbols is an integer with a bit for each, so that sets are met and compared at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from re import _constants as c  # type: ignore[attr-defined]  # there is no other way to read one
from typing import Any

Letters = tuple[Any, Any, int]
"""A part of a parsed pattern that takes one character: its kind, what it holds, its flags."""

ONE = frozenset((c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN))
"""The kinds of parts that take one character."""
_KINDS = "".join(map(chr, range(128))) + "éßſİ가一３²\xa0\u2028\u3000“…😀"
"""Characters of every kind that a category, such as `\\w`, may tell apart."""
_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    c.CATEGORY_DIGIT: str.isdecimal,
    c.CATEGORY_SPACE: str.isspace,
    c.CATEGORY_WORD: lambda letter: letter.isalnum() or letter == "_",
}
_OPPOSITES = {
    c.CATEGORY_NOT_DIGIT: c.CATEGORY_DIGIT,
    c.CATEGORY_NOT_SPACE: c.CATEGORY_SPACE,
    c.CATEGORY_NOT_WORD: c.CATEGORY_WORD,
}
WORD: Letters = (c.IN, ((c.CATEGORY, c.CATEGORY_WORD),), 0)
NEWLINE: Letters = (c.LITERAL, 10, 0)


class Alphabet:
    """The symbols of a pattern, each with a character that stands for it."""

    def __init__(self, parts: Iterable[Letters]) -> None:
        """Tell apart what the parts of a pattern that take one character tell apart."""
        told = tuple(dict.fromkeys(parts))
        found: dict[tuple[bool, ...], str] = {}
        for letter in _worth_a_look(told):
            found.setdefault(tuple(_takes(part, letter) for part in told), letter)
        self.letters = tuple(found.values())
        self.all = (1 << len(found)) - 1
        self._sets = {
            part: sum(1 << bit for bit, row in enumerate(found) if row[index])
            for index, part in enumerate(told)
        }

    def of(self, part: Letters) -> int:
        """Return the symbols that a part takes."""
        return self._sets[part]


def _worth_a_look(parts: tuple[Letters, ...]) -> dict[str, None]:
    """Return characters of every symbol: the ends of all ranges, what lies beside them, and kinds.

    Where ranges meet, every piece of Unicode between two ends holds an end or its neighbour.
    """
    found = dict.fromkeys("ab 1")
    for op, given, _ in parts:
        for kind, value in given if op is c.IN else ((op, given),):
            ends = value if kind is c.RANGE else (value,) if isinstance(value, int) else ()
            for end in ends if kind in {c.LITERAL, c.NOT_LITERAL, c.RANGE} else ():
                for number in (end, end - 1, end + 1):
                    if 0 <= number <= 0x10FFFF:  # noqa: PLR2004  # Unicode's last
                        found.update(dict.fromkeys(_cases(chr(number))))
    return found | dict.fromkeys(_KINDS)


@cache
def _cases(letter: str) -> tuple[str, ...]:
    """Return a character in each case that is one character."""
    return tuple(x for x in (letter, letter.lower(), letter.upper()) if len(x) == 1)


def _takes(part: Letters, letter: str) -> bool:
    op, given, flags = part
    if op is c.ANY:
        return bool(flags & re.DOTALL) or letter != "\n"
    cases = _cases(letter) if flags & re.IGNORECASE else (letter,)
    if op is c.LITERAL:
        return given in map(ord, cases)
    if op is c.NOT_LITERAL:
        return given not in map(ord, cases)
    turned = given[0][0] is c.NEGATE
    return turned != any(_holds(row, one, flags) for row in given[turned:] for one in cases)


def _holds(row: tuple[Any, Any], letter: str, flags: int) -> bool:
    kind, value = row
    if kind is c.LITERAL:
        return bool(value == ord(letter))
    if kind is c.RANGE:
        return bool(value[0] <= ord(letter) <= value[1])
    asked = _OPPOSITES.get(value, value)
    known = _CATEGORIES[asked](letter) and not (flags & re.ASCII and letter > "\x7f")
    return known != (value in _OPPOSITES)


def one_letter(op: Any, given: Any, flags: int) -> Letters:
    """Return a part of a parsed pattern that takes one character, as a key."""
    kept = flags & (re.IGNORECASE | re.DOTALL | re.ASCII)
    return op, tuple(given) if op is c.IN else given, kept


def letters_of(rows: Iterable[Any], flags: int) -> Iterator[Letters]:
    """Yield every part of a parsed pattern that takes one character."""
    for op, given in rows:
        if op in ONE:
            yield one_letter(op, given, flags)
        elif op is c.SUBPATTERN:
            yield from letters_of(given[3], (flags | given[1]) & ~given[2])
        elif op is c.ATOMIC_GROUP:
            yield from letters_of(given, flags)
        elif op in {c.BRANCH, c.GROUPREF_EXISTS}:
            for way in given[1] if op is c.BRANCH else given[1:]:
                yield from letters_of(way or (), flags)
        elif op in {c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT, c.ASSERT, c.ASSERT_NOT}:
            yield from letters_of(given[-1], flags)
