"""A place is a span as people count it: by line and by column, in code points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

import msgspec

from newslint.source import Position, Source, Span


class Place(msgspec.Struct, frozen=True, array_like=True):
    """A span as people count it, both from 1; its end is the position after the last character."""

    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def start(self) -> Position:
        """Where it begins."""
        return Position(self.line, self.column)

    @property
    def end(self) -> Position:
        """Where it ends."""
        return Position(self.end_line, self.end_column)


def places_of(source: Source, spans: Iterable[Span]) -> tuple[Place, ...]:
    """Return spans by line and column.

    Where they come in the order of the text, each stretch of a line is counted once: a line may
    be as long as its file and hold thousands of them.
    """
    data, starts = source.data, source.line_starts
    found = []
    # `column` is that of the offset `at`, on a line that ends before the offset `stop`.
    line = column = at = stop = 0
    for start, end in spans:
        if not at <= start < stop:
            line = bisect_right(starts, start)
            at = starts[line - 1] if line > 1 else source.start
            stop = starts[line] if line < len(starts) else len(data) + 1
            column = 1
        if at < start:
            piece = data[at:start]
            column += len(piece) if piece.isascii() else len(piece.decode(errors="replace"))
            at = start
        if end < stop:
            piece = data[start:end]
            width = len(piece) if piece.isascii() else len(piece.decode(errors="replace"))
            found.append(Place(line, column, line, column + width))
        else:
            found.append(Place(line, column, *source.position(end)))
    return tuple(found)
