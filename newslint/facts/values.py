"""The rows of Facts: what a post says in one place, and where."""

from __future__ import annotations

from datetime import date

import msgspec

from newslint.source import Span


class Day(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The day that a post tells for its own, and where it stands."""

    day: date
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class Value(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A key of a post's front matter, or a heading, as it is written, and where it stands."""

    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class Told(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a field of a post says, which other posts' are compared with."""

    text: str
    start: int
    end: int
    line: int
    """The line on which it begins, from 1."""
    key: int
    """A checksum of the text as it is compared: where two differ, so do the texts."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class Alt(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The alternative text of an image, and the image."""

    text: str
    start: int
    end: int
    target: str

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)
