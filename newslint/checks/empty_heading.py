"""Headings in which nothing is written."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

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
    shown = [row.span.start for row in document.codes]
    shown = sorted([*shown, *(row.span.start for row in document.images)])
    found: dict[str, list[Span]] = {"": [], "printed": []}
    for row in rows:
        if not row.text.strip("\u200b\ufeff\xa0 ") and _is_bare(row, shown, document):
            printed = document.dialect == "kramdown" and _is_signs(row, document)
            found["printed" if printed else ""].append(row.span)
    for variant, spans in found.items():
        yield from together(spans, variant=variant)


def _is_signs(row: Heading, document: Document) -> bool:
    return row.kind == "atx" and not document.source.slice(row.span).strip("# \t\r\n")


def _is_bare(row: Heading, shown: Sequence[int], document: Document) -> bool:
    """Tell whether nothing is seen of a heading, nor filled in by a template or a script.

    `shown` is where code and pictures begin.
    """
    if document.is_templated(row.span):
        return False
    at = bisect_left(shown, row.span.start)
    if at < len(shown) and shown[at] < row.span.end:
        return False
    tags = document.tags
    first = bisect_left(tags, row.span.start, key=lambda tag: tag.span.start)
    following = map(tags.__getitem__, range(first, len(tags)))
    inside = takewhile(lambda tag: tag.span.start < row.span.end, following)
    return not any(tag.name in _SHOWN or _is_filled(tag) for tag in inside)


def _is_filled(tag: Tag) -> bool:
    """Tell whether a script may write into an element: it has something to find it by."""
    return tag.name in _HEADINGS and any(
        attribute.name in ("id", "class") or attribute.name.startswith("data-")
        for attribute in tag.attributes
    )
