"""Positions as the protocol counts them, and byte offsets, which newslint counts by.

A position is a line and a character, both from 0. What a character is has been agreed with the
client: a unit of UTF-16 by default, a byte of UTF-8 or a code point (LSP 3.17, PositionEncodingKind).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple

import msgspec

from newslint.place import Place
from newslint.source import Source, Span

_ENDS = re.compile(rb"\r\n|\n|\r")
"""What ends a line for the protocol; for newslint, as for git, only a newline does."""
_BEGINS = frozenset(range(0x80)) | frozenset(range(0xC0, 0x100))
"""Bytes that a code point begins with."""


class At(NamedTuple):
    """A position in a text."""

    line: int
    character: int


class Text(msgspec.Struct, frozen=True, dict=True):
    """A text with its lines."""

    data: bytes
    """UTF-8."""
    encoding: str = "utf-16"
    """The unit of a character: utf-8, utf-16 or utf-32."""

    @cached_property
    def _lines(self) -> tuple[list[int], list[int]]:
        """Where the lines begin, and where they end, their breaks aside."""
        breaks = [match.span() for match in _ENDS.finditer(self.data)]
        starts = [0, *(end for _, end in breaks)]
        return starts, [*(start for start, _ in breaks), len(self.data)]

    def at(self, offset: int) -> At:
        """Return the position of a byte offset."""
        starts, ends = self._lines
        line = bisect_right(starts, offset) - 1
        return At(line, _WIDTHS[self.encoding](self.data[starts[line] : min(offset, ends[line])]))

    def offset(self, at: At) -> int:
        """Return the byte offset of a position; what lies beyond a line means its end."""
        starts, ends = self._lines
        if at.line >= len(starts):
            return len(self.data)
        start, end = starts[max(at.line, 0)], ends[max(at.line, 0)]
        return start + _LENGTHS[self.encoding](self.data[start:end], max(at.character, 0))

    def replaced(self, start: At, end: At, text: str) -> Text:
        """Return the text with something else between two positions."""
        first = self.offset(start)
        last = max(first, self.offset(end))
        data = self.data[:first] + text.encode(errors="replace") + self.data[last:]
        return Text(data, self.encoding)


def _points(data: bytes) -> int:
    return len(data.decode(errors="replace"))


def _units(data: bytes) -> int:
    return len(data.decode(errors="replace").encode("utf-16-le")) // 2


_WIDTHS: Mapping[str, Callable[[bytes], int]] = {"utf-8": len, "utf-16": _units, "utf-32": _points}


def _length_of_bytes(data: bytes, count: int) -> int:
    count = min(count, len(data))
    while count < len(data) and data[count] not in _BEGINS:
        count -= 1
    return count


def _length_of_points(data: bytes, count: int) -> int:
    return len(data.decode(errors="replace")[:count].encode())


def _length_of_units(data: bytes, count: int) -> int:
    units = data.decode(errors="replace").encode("utf-16-le")[: 2 * count]
    # Half of a pair of surrogates is none of it.
    return len(units.decode("utf-16-le", errors="ignore").encode())


_LENGTHS: Mapping[str, Callable[[bytes, int], int]] = {
    "utf-8": _length_of_bytes,
    "utf-16": _length_of_units,
    "utf-32": _length_of_points,
}


def span_of(source: Source, place: Place) -> Span:
    """Return the span of a place, which is told by newslint's lines and their bytes."""
    return Span(
        _offset(source, place.line, place.byte), _offset(source, place.end_line, place.end_byte)
    )


def _offset(source: Source, line: int, byte: int) -> int:
    return (source.line_starts[line - 1] if line > 1 else source.start) + byte - 1
