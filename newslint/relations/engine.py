"""What the reduce asks of an engine: collections that are spread over many processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeVar

_T = TypeVar("_T")
_U = TypeVar("_U")


class Rows(Protocol[_T]):
    """A collection that need not fit into the memory of one process.

    Those of pairs have a key first: a text, a number, bytes, or a tuple of them. What is put
    beside others, or added to them, is of the same engine.
    """

    def flat(self, make: Callable[[Iterator[Any]], Iterable[_U]]) -> Rows[_U]:
        """Return what a function makes of the rows of each part."""

    def added(self, add: Callable[[Any, Any], Any]) -> Rows[tuple[Any, Any]]:
        """Return each key of pairs once, what belongs to it added up.

        `add` is associative and commutative: parts are added up before anything is sent.
        """

    def grouped(self) -> Rows[tuple[Any, list[Any]]]:
        """Return each key of pairs once, with all that belongs to it."""

    def beside(self, other: Any) -> Rows[tuple[Any, tuple[list[Any], list[Any]]]]:
        """Return each key of two collections of pairs, with what belongs to it in either."""

    def plus(self, other: Any) -> Rows[Any]:
        """Return the rows of both."""

    def kept(self) -> Rows[_T]:
        """Return the same rows, not to be made again where they are read twice."""

    def placed(self) -> Rows[_T]:
        """Return the same pairs where their keys belong: others come to them, they are not sent."""

    def all(self) -> list[_T]:
        """Return the rows, few as they are."""


class Engine(Protocol):
    """What runs the reduce."""

    def shared(self, value: _T) -> Callable[[], _T]:
        """Return what returns a value in every process, sent there once."""
