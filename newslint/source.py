"""A source is the text of one file; a span is a place in it.

Places are pairs of UTF-8 byte offsets, the unit of pyromark. Lines and columns exist only
where something is shown to a person.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

import msgspec

from newslint.encoding import Decoded, decode

BOM = b"\xef\xbb\xbf"
_BLANK_LINE = re.compile(rb"[ \t]*\r?(?:\n[ \t]*\r?(?:\n|\Z)|\Z)")
"""The rest of a line, and a blank one or the end of the file."""


class Span(NamedTuple):
    """A half-open range of UTF-8 byte offsets into `Source.data`."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as people count it: line and column, both from 1, the column in code points."""

    line: int
    column: int


class Source(msgspec.Struct, frozen=True, dict=True):
    """The text of one file.

    `data` is the UTF-8 form of the whole file, byte order mark and line endings kept. For a file
    in another encoding it is the re-encoded text: offsets differ from the file's, lines and
    columns do not.
    """

    path: str
    """The file's path from its site's root, with `/`."""
    data: bytes
    encoding: Decoded

    @classmethod
    def read(cls, path: str, raw: bytes) -> Source:
        """Make a source of a file's bytes, whatever their encoding."""
        decoded = decode(raw)
        data = raw if decoded.text is None else decoded.text.encode()
        return cls(path, data, decoded)

    @cached_property
    def text(self) -> str:
        """The whole text, byte order mark included."""
        return self.data.decode()

    @property
    def start(self) -> int:
        """The offset of the first byte after a byte order mark."""
        return len(BOM) if self.data.startswith(BOM) else 0

    @cached_property
    def line_starts(self) -> list[int]:
        r"""Byte offsets of the lines' first bytes.

        Only `\n` ends a line, as in git and grep: a bare carriage return does not.
        """
        starts = [0]
        find = self.data.find
        at = find(b"\n")
        while at != -1:
            starts.append(at + 1)
            at = find(b"\n", at + 1)
        return starts

    def slice(self, span: Span) -> str:
        """Return the text of a span."""
        return self.data[span.start : span.end].decode(errors="replace")

    def with_blanks_before(self, span: Span) -> Span:
        """Return a span together with the blanks that part it from what comes before."""
        start = span.start
        while start and self.data[start - 1] in b" \t\r\n":
            start -= 1
        return Span(start, span.end)

    def lone_lines(self, span: Span) -> Span | None:
        """Return the lines of a span and the blank one after it, if blank lines part it from all.

        They can be taken out of Markdown. Anywhere else a line may hold an HTML block open, in which
        Markdown is no Markdown, or part two paragraphs.
        """
        data = self.data
        start = data.rfind(b"\n", 0, span.start) + 1
        before = data[data.rfind(b"\n", 0, max(start - 1, 0)) + 1 : start]
        following = _BLANK_LINE.match(data, span.end)
        if before.strip() or data[start : span.start].strip() or following is None:
            return None
        return Span(start, following.end())

    def place_of(self, text: str, within: Span) -> Span | None:
        """Return where a text stands first inside a span; None where it is spelt otherwise there."""
        sought = text.encode()
        at = self.data.find(sought, within.start, within.end)
        return None if at == -1 else Span(at, at + len(sought))

    def position(self, offset: int) -> Position:
        """Return the line and column of a byte offset."""
        line = bisect_right(self.line_starts, offset)
        start = max(self.line_starts[line - 1], self.start if line == 1 else 0)
        column = len(self.data[start:offset].decode(errors="replace")) + 1
        return Position(line, column)

    def line(self, number: int) -> str:
        """Return a line's text without its ending. Lines count from 1."""
        starts = self.line_starts
        start = starts[number - 1]
        end = starts[number] - 1 if number < len(starts) else len(self.data)
        start = max(start, self.start if number == 1 else 0)
        return self.data[start:end].decode(errors="replace").rstrip("\r")
