"""From the code points that a parser counts to the bytes of the file."""

from __future__ import annotations

from newslint.source import Span


class Places:
    """Where the code points of a text stand in its file, whose bytes begin with it at `base`.

    Counted from the last place that was asked for: what is asked for lies close together.
    """

    def __init__(self, text: str, base: int) -> None:
        """Begin at the text's beginning."""
        self._text = text
        self._base = base
        self._ascii = text.isascii()
        self._near = (0, base)

    def byte(self, index: int) -> int:
        """Return the byte of a code point."""
        if self._ascii:
            return self._base + index
        at, byte = self._near
        if index < at:
            byte -= len(self._text[index:at].encode())
        else:
            byte += len(self._text[at:index].encode())
        self._near = index, byte
        return byte

    def span(self, start: int, end: int) -> Span:
        """Return the bytes from one code point to another."""
        first = self.byte(start)
        if self._ascii:
            return Span(first, self._base + end)
        return Span(first, first + len(self._text[start:end].encode()))
