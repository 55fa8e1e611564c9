"""Patterns that a site or a pack brings: refused where a text of a few dozen letters takes years."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from functools import lru_cache
from re import _constants as c  # type: ignore[attr-defined]  # there is no other way to read one
from re import _parser as parser  # type: ignore[attr-defined]  # as above
from typing import Any

_FEWEST = 2
"""Repeats and choices that it takes at least."""


class EndlessError(re.error):
    """A pattern whose time doubles with each piece of some text: none to use."""

    def __init__(self, pattern: str, word: str) -> None:
        """`word` is what such a text repeats."""
        super().__init__(
            f"`{pattern}` would not end on a text of many `{word}`; let its repeat match them in one way"
        )


@lru_cache(maxsize=1024)
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern that was not written for newslint.

    Raise EndlessError for one whose time doubles, `re.error` for what is none. One whose time grows
    by a power is taken: what it may take is limited (`engine/limit-exceeded`).
    """
    made = re.compile(pattern, flags)
    if sum(map(pattern.count, "*+{?|")) < _FEWEST:
        return made
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = parser.parse(pattern, made.flags)
    if _may_double(tree):
        from newslint.growth.ambiguity import growth_of

        found = growth_of(made, everywhere=False)
        if found.kind == "exponential":
            raise EndlessError(pattern, found.word)
    return made


def refuse(pattern: str) -> None:
    """Raise ValueError, which says what is wrong, for a pattern that cannot be used."""
    try:
        compiled(pattern)
    except EndlessError as error:
        raise ValueError(str(error)) from None
    except re.error as error:
        raise ValueError(f"`{pattern}` is no pattern: {error}") from None


def _may_double(rows: Iterable[Any]) -> bool:
    """Tell whether a pattern has an endless repeat that holds a choice: without, no way parts."""
    for op, given in rows:
        if op in _REPEATS and given[1] is c.MAXREPEAT and _has_choice(given[2]):
            return True
        if any(_may_double(part) for part in _inside(op, given)):
            return True
    return False


def _has_choice(rows: Iterable[Any]) -> bool:
    return any(
        op in {c.BRANCH, c.GROUPREF, c.GROUPREF_EXISTS}
        or (op in _REPEATS and given[0] != given[1])
        or any(_has_choice(part) for part in _inside(op, given))
        for op, given in rows
    )


_REPEATS = frozenset((c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT))


def _inside(op: Any, given: Any) -> list[Any]:
    """Return the parts of a part of a parsed pattern."""
    if op is c.BRANCH:
        return list(given[1])
    if op is c.GROUPREF_EXISTS:
        return [part for part in given[1:] if part]
    if op is c.ATOMIC_GROUP:
        return [given]
    if op in _REPEATS or op in {c.SUBPATTERN, c.ASSERT, c.ASSERT_NOT}:
        return [given[-1]]
    return []
