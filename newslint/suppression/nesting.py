"""What a place in a post stands in: blocks of the Markdown, elements of HTML.

Each is told from one pass, since a post may ask for thousands of places.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

from newslint.html import BLOCK
from newslint.rows import Tag
from newslint.source import Span


class _Row(Protocol):
    @property
    def span(self) -> Span: ...


_T = TypeVar("_T", bound=_Row)


class Nesting(Generic[_T]):
    """Rows of which each lies in another or beside it."""

    def __init__(self, rows: Iterable[_T]) -> None:
        """Take them in any order; of equal ones the first is the outer one."""
        self._rows = sorted(rows, key=lambda row: (row.span.start, -row.span.end))
        self._starts = [row.span.start for row in self._rows]
        self._outer: list[int] = []
        """Of each the one that it lies in; -1 for none."""
        opened = [-1]
        for number, row in enumerate(self._rows):
            while opened[-1] >= 0 and self._rows[opened[-1]].span.end <= row.span.start:
                opened.pop()
            self._outer.append(opened[-1])
            opened.append(number)

    def around(self, at: int) -> Iterator[_T]:
        """Yield the rows that a place is in, the innermost first."""
        number = bisect_right(self._starts, at) - 1
        while number >= 0:
            row = self._rows[number]
            if at < row.span.end:
                yield row
            number = self._outer[number]


_IMPLIED = frozenset("p li dt dd tr td th option".split())
"""Elements whose end tag may be left out (HTML 13.1.2.4)."""


class Elements:
    """The block elements of a post, by its tags."""

    def __init__(self, tags: Sequence[Tag], end: int) -> None:
        """Tell where each ends; one that nothing ends does at `end`."""
        self._tags = [tag for tag in tags if tag.name in BLOCK]
        self._starts = [tag.span.start for tag in self._tags]
        self._ends = dict.fromkeys(self._starts, end)
        self._within: list[int] = []
        """Of each tag where the element begins that what follows it is in; -1 for none."""
        opened: list[Tag] = []
        names: Counter[str] = Counter()

        def close(last: int) -> None:
            names[opened[-1].name] -= 1
            self._ends[opened.pop().span.start] = last

        for tag in self._tags:
            if tag.empty:
                self._ends[tag.span.start] = tag.span.end
            elif not tag.closing:
                if opened and opened[-1].name in _IMPLIED and _ends(opened[-1].name, tag.name):
                    close(tag.span.start)
                opened.append(tag)
                names[tag.name] += 1
            else:
                # The end of what is around an element ends it, too; as does one of nothing.
                while opened and (not names[tag.name] or opened[-1].name != tag.name):
                    close(tag.span.start)
                if opened:
                    close(tag.span.end)
            self._within.append(opened[-1].span.start if opened else -1)

    def end_of(self, start: int) -> int:
        """Return where the element ends that begins at a place; 0 if none does."""
        number = bisect_left(self._starts, start)
        is_there = number < len(self._tags) and self._starts[number] == start
        return self._ends[start] if is_there and not self._tags[number].closing else 0

    def around(self, at: int) -> Span | None:
        """Return the innermost element that a place is in."""
        number = bisect_right(self._starts, at) - 1
        start = self._within[number] if number >= 0 else -1
        return Span(start, self._ends[start]) if start >= 0 else None


def _ends(name: str, following: str) -> bool:
    """Tell whether an element ends where another one begins: its sibling, or a block in a `<p>`."""
    return name in ("p", following) or {name, following} <= {"dt", "dd"} | {"td", "th"}
