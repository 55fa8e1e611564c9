"""Headings in which nothing is written."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.rows import Heading, Tag
from newslint.source import Span

_SHOWN = frozenset("audio canvas embed iframe img input math object svg video".split())
"""Elements that show something without a word inside."""
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))


@check("empty-heading", reads="headings", variants=("printed",))
def empty_heading(
    rows: Sequence[Heading], document: Document, options: Options
) -> Iterator[Finding]:
    """Yield the headings without a word; apart those whose number signs readers see.

    kramdown wants text after them, and makes a paragraph of what has none (kramdown, "Headers").
    """
    found = [
        row for row in rows if not row.text.strip("\u200b\ufeff\xa0 ") and _is_bare(row, document)
    ]
    printed = [row for row in found if document.dialect == "kramdown" and _is_signs(row, document)]
    yield from together(row.span for row in found if row not in printed)
    yield from together((row.span for row in printed), variant="printed")


def _is_signs(row: Heading, document: Document) -> bool:
    return row.kind == "atx" and not document.source.slice(row.span).strip("# \t\r\n")


def _is_bare(row: Heading, document: Document) -> bool:
    """Tell whether nothing is shown: no code, no picture, nothing that a template or script fills."""
    if document.is_templated(row.span):
        return False
    if any(_is_inside(code.span, row) for code in document.codes):
        return False
    if any(_is_inside(image.span, row) for image in document.images):
        return False
    first = bisect_left(document.tags, row.span.start, key=lambda tag: tag.span.start)
    inside = takewhile(
        lambda tag: tag.span.start < row.span.end, islice(document.tags, first, None)
    )
    return not any(tag.name in _SHOWN or _is_filled(tag) for tag in inside)


def _is_inside(span: Span, row: Heading) -> bool:
    return row.span.start <= span.start < row.span.end


def _is_filled(tag: Tag) -> bool:
    """Tell whether a script may write into an element: it has something to find it by."""
    return tag.name in _HEADINGS and any(
        attribute.name in ("id", "class") or attribute.name.startswith("data-")
        for attribute in tag.attributes
    )
