"""The rows of a document's tables: what one pass over a post finds, each with its place."""

from __future__ import annotations

from typing import NamedTuple

from newslint.html import Attribute
from newslint.source import Span

# What a piece of text stands in; a row's `flags` is their sum.
EMPHASIS = 1
"""Bold or coloured."""
LINK = 2
HEADING = 4
QUOTE = 8
TABLE = 16
HTML = 32
"""Inside an HTML block."""
LIST = 64
CAPTION = 128
HIDDEN = 256


class Text(NamedTuple):
    """A run of visible text with one look."""

    span: Span
    text: str
    """With character references and escapes decoded."""
    line: int
    """Which visible line it is on: lines end with their block, at `<br>` and at line breaks."""
    block: int
    """Which block (paragraph, heading, list item, cell) it is in."""
    flags: int


class Line(NamedTuple):
    """A visible line: the text between two breaks of a block."""

    span: Span
    text: str
    block: int
    flags: int
    """The flags that all of the line's runs share."""
    runs: tuple[Text, ...]

    def span_of(self, first: int, last: int) -> Span:
        """Return where code points of the line's text stand in the file.

        A run in which references or escapes were decoded is taken whole.
        """
        start = end = self.span.start
        at = 0
        for run in self.runs:
            stop = at + len(run.text)
            if at <= first < stop:
                start = run.span.start + _bytes_before(run, first - at, run.span.start)
            if at < last <= stop:
                end = run.span.start + _bytes_before(run, last - at, run.span.end)
            at = stop
        return Span(start, max(start, end))


def _bytes_before(run: Text, count: int, otherwise: int) -> int:
    """Return the bytes of a run's first code points; up to `otherwise` where they differ."""
    if len(run.text.encode()) != run.span.end - run.span.start:
        return otherwise - run.span.start
    return len(run.text[:count].encode())


SHOWING = frozenset({"bare", "autolink"})
"""Kinds of link whose URL is what readers see."""


class Link(NamedTuple):
    """A link; kind is inline, reference, autolink, html, media, bare or shortcode."""

    span: Span
    kind: str
    target: str
    """The destination as it is written, character references decoded."""
    place: Span
    """Where the destination stands."""
    text: str
    """The text that is linked, or the alternative text of an image that is."""
    line: int
    block: int
    templated: bool
    """True where template syntax takes part in the destination."""


class Reference(NamedTuple):
    """A link reference definition of Markdown: `[label]: target`."""

    span: Span
    label: str
    """What stands in its brackets, runs of blanks as one."""
    target: str


class Image(NamedTuple):
    """An image; kind is inline, reference, html, srcset or media."""

    span: Span
    kind: str
    target: str
    place: Span
    alt: str | None
    """None where HTML has no `alt` attribute."""
    block: int
    templated: bool


class Heading(NamedTuple):
    """A heading; kind is atx, setext or html."""

    span: Span
    kind: str
    level: int
    text: str
    id: str | None
    """The id that the author gave it, if any."""


class Tag(NamedTuple):
    """An HTML tag, opening or closing."""

    span: Span
    name: str
    closing: bool
    empty: bool
    attributes: tuple[Attribute, ...]

    def get(self, name: str) -> str | None:
        """Return an attribute's value; '' where it has none, None where it is absent."""
        for attribute in self.attributes:
            if attribute.name == name:
                return attribute.value or ""
        return None

    def place(self, attribute: Attribute) -> Span:
        """Return where one of the tag's attributes stands."""
        return Span(self.span.start + attribute.start, self.span.start + attribute.end)


class Table(NamedTuple):
    """A table; kind is markdown or html."""

    span: Span
    kind: str
    header: bool
    """Whether a cell is marked as a header; in Markdown, whether one of those that are has text."""
    rows: int
    columns: int


class Code(NamedTuple):
    """Code: kind is fenced, indented, inline or html; nothing inside is linted as text."""

    span: Span
    kind: str
    language: str


class Comment(NamedTuple):
    """An HTML comment, or a template's."""

    span: Span
    text: str
