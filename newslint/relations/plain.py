"""An engine in one process, of lists: parts as an engine on many machines has them, and no more.

It is what the reduce is tested with, and read with.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")
_U = TypeVar("_U")


class PlainRows(Generic[_T]):
    """Rows in lists, one for each part."""

    def __init__(self, parts: list[list[_T]], dice: random.Random) -> None:
        """`dice` deals rows out to parts, in whatever order."""
        self.parts = parts
        self.dice = dice

    def flat(self, make: Callable[[Iterator[_T]], Iterable[_U]]) -> PlainRows[_U]:
        """Return what a function makes of the rows of each part."""
        return PlainRows([list(make(iter(part))) for part in self.parts], self.dice)

    def added(self, add: Callable[[Any, Any], Any]) -> PlainRows[tuple[Any, Any]]:
        """Return each key once, its values added up: part by part, then all."""
        sums: dict[Any, Any] = {}
        for part in self.parts:
            own: dict[Any, Any] = {}
            for key, value in self._pairs(part):
                own[key] = add(own[key], value) if key in own else value
            for key, value in own.items():
                sums[key] = add(sums[key], value) if key in sums else value
        return self._dealt(sums.items())

    def grouped(self) -> PlainRows[tuple[Any, list[Any]]]:
        """Return each key once, with its values."""
        found: dict[Any, list[Any]] = {}
        for key, value in chain.from_iterable(map(self._pairs, self.parts)):
            found.setdefault(key, []).append(value)
        return self._dealt(found.items())

    def beside(self, other: Any) -> PlainRows[tuple[Any, tuple[list[Any], list[Any]]]]:
        """Return each key of both, with its values in the one and the other."""
        found: dict[Any, tuple[list[Any], list[Any]]] = {}
        for number, rows in enumerate((self, other)):
            for key, value in chain.from_iterable(map(self._pairs, rows.parts)):
                found.setdefault(key, ([], []))[number].append(value)
        return self._dealt(found.items())

    def plus(self, other: Any) -> PlainRows[Any]:
        """Return the rows of both."""
        return PlainRows([*self.parts, *other.parts], self.dice)

    def kept(self) -> PlainRows[_T]:
        """Return the same rows: they are made already."""
        return self

    def placed(self) -> PlainRows[_T]:
        """Return the same pairs: here all keys belong everywhere."""
        return self

    def all(self) -> list[_T]:
        """Return the rows."""
        return list(chain.from_iterable(self.parts))

    def _pairs(self, part: list[Any]) -> list[Any]:
        return self.dice.sample(part, len(part))

    def _dealt(self, rows: Iterable[_U]) -> PlainRows[_U]:
        return deal(rows, len(self.parts), self.dice)


def deal(rows: Iterable[_T], number: int, dice: random.Random) -> PlainRows[_T]:
    """Deal rows out to a number of parts."""
    parts: list[list[_T]] = [[] for _ in range(number)]
    for row in rows:
        dice.choice(parts).append(row)
    return PlainRows(parts, dice)


class PlainEngine:
    """An engine whose parts are dealt out by chance."""

    def __init__(self, parts: int, seed: int = 0) -> None:
        """`parts` are one at least."""
        self.parts = parts
        self.dice = random.Random(seed)  # noqa: S311  # no secret

    def rows(self, items: Iterable[_T]) -> PlainRows[_T]:
        """Spread items."""
        return deal(items, self.parts, self.dice)

    def shared(self, value: _T) -> Callable[[], _T]:
        """Return what returns a value."""
        return lambda: value
