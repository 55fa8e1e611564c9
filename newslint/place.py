"""A place is a span as people count it: by line and by column, in code points or in bytes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

import msgspec

from newslint.source import Position, Source, Span


class Place(msgspec.Struct, frozen=True, array_like=True):
    """A span as people count it, both from 1; its end is the position after the last character."""

    line: int
    column: int
    """In code points, as all columns that are not called bytes."""
    end_line: int
    end_column: int
    byte: int
    """The column in bytes of UTF-8, from 1, as the Reviewdog Diagnostic Format counts."""
    end_byte: int

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
    # `column` is that of the offset `at`, on a line from the offset `first` to before `stop`.
    line = column = at = first = stop = 0
    for start, end in spans:
        if not at <= start < stop:
            line = bisect_right(starts, start)
            at = first = starts[line - 1] if line > 1 else source.start
            stop = starts[line] if line < len(starts) else len(data) + 1
            column = 1
        if at < start:
            piece = data[at:start]
            column += len(piece) if piece.isascii() else len(piece.decode(errors="replace"))
            at = start
        if end < stop:
            piece = data[start:end]
            width = len(piece) if piece.isascii() else len(piece.decode(errors="replace"))
            found.append(_placed(line, column, line, column + width, start - first, end - first))
        else:
            closed = source.position(end)
            before = starts[closed.line - 1]
            found.append(_placed(line, column, *closed, start - first, end - before))
    return tuple(found)


def _placed(line: int, column: int, end_line: int, end_column: int, byte: int, end: int) -> Place:
    # What stands at a byte order mark begins after it.
    return Place(line, column, end_line, end_column, max(byte, 0) + 1, max(end, 0) + 1)
