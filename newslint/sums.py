"""What a rule asks of all files of a site at once: sums that a part of the site can be given.

Each is made of one file after the other and added up in any order, so that the files need not be
held together: an archive's are counted in parts, and a part's rules are told what the whole gives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from newslint.facts import Facts

Totals = Mapping[str, int]
"""How many values some tallies have counted, by the tally's name."""


class Tally(NamedTuple):
    """How often values come that are made of each post by itself.

    Values are texts, numbers, bytes, and tuples of them.
    """

    name: str
    """What tells it from others: all that its functions depend on, the site aside."""
    values: Callable[[Facts], Iterable[Hashable]]
    pages: bool = False
    """True where pages are counted as posts are."""
    least: Callable[[Totals], float] | None = None
    """Returns from how often on a value matters at all, given the totals of tallies; None for those
    that matter however rare they are."""
    wanted: Callable[[Facts], Iterable[Hashable]] | None = None
    """Returns the values that findings of a file ask about; None where any may be."""


class First(NamedTuple):
    """Which post is the first, by path, of those that have a value."""

    name: str
    values: Callable[[Facts], Iterable[Hashable]]
    of: Tally | None = None
    """Asked only of values that matter by this tally."""


class Spread(NamedTuple):
    """How many different values come together with another, over all files."""

    name: str
    pairs: Callable[[Facts], Iterable[tuple[Hashable, Hashable]]]


Sum = Tally | First | Spread

POSTS = Tally("posts", lambda _: ("",))
"""The posts of the site."""
KEYS = Tally("keys", lambda facts: facts.keys if facts.readable else ())
"""The posts that have each front-matter key, in lower case."""


class Sums(msgspec.Struct, frozen=True):
    """What is summed up over a whole site, each by its name; what does not matter is left out."""

    totals: Totals = {}
    tallies: Mapping[str, Counter[Any]] = {}
    firsts: Mapping[str, Mapping[Any, str]] = {}
    spreads: Mapping[str, Mapping[Any, int]] = {}
    likenesses: Mapping[str, list[Any]] = {}
    """Of each post of the part the bodies that are like its own (see `likeness.py`), by path."""
