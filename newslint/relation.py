"""What a check over the whole site reads of other files, so that it can be asked over parts of it.

An archive's Facts are more than one process holds. Of what its relation says, parts of them are
gathered in which a check finds what it finds over all of them (see `relations`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from math import inf
from typing import Any, NamedTuple

import msgspec

from newslint.facts import Facts
from newslint.index import Index
from newslint.sums import Sum, Tally


class Near(NamedTuple):
    """How posts are found that say something near, without comparing each with each."""

    said: Callable[[Facts, Any], Hashable | None]
    """Returns what a post says, given the options; None where that is compared with nothing."""
    keys: Callable[[Index, Any, Any], Iterable[Hashable]]
    """Returns the keys of what is said, given sums and options: what is near shares one."""
    is_near: Callable[[Any, Any, Any], bool]
    """Tells whether one is near another, given the options."""


class Relation(msgspec.Struct, frozen=True):
    """What a finding depends on, beside the file that it is about and what the site publishes.

    Each function gets an index without Facts, for the names of the site's files and its links.
    """

    sums: Callable[[Index, Any], Iterable[Sum]] = lambda _index, _options: ()
    """Returns what is asked of all files at once, given the options."""
    keys: Callable[[Index, Facts, Any], Iterable[Hashable]] | None = None
    """Returns the keys of a post: on all posts that share one with it findings about it depend."""
    most: Callable[[Any], float] = lambda _options: inf
    """Returns how many posts may share a key for anything to be found."""
    newest: Callable[[Index, Any], Tally] | None = None
    """Returns a tally whose values are keys, too, but of which the newest posts are enough."""
    near: Near | None = None
    """On posts that say something near findings about a post depend."""
    others: Callable[[Index, Facts, Any], Iterable[str]] | None = None
    """Returns the files, by path, on which findings about a file depend."""
    names: Callable[[Index, Facts, Any], object] | None = None
    """Asks for all names of files on which findings about a file depend, beside where its links
    lead (see `Index.names`)."""
    rereads: bool = False
    """True where the check reads again the posts that it was gathered by their keys."""
    alike: bool = False
    """True where findings depend on the posts whose bodies are alike (see `likeness.py`)."""


NEWEST = 4
"""Posts of a key that are enough where the rest are counted: the newest, and three examples."""
EACH = Relation()
"""Of a check that judges each file by itself."""
