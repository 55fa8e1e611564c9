"""A link of Markdown that stands where no Markdown is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.rows import HTML, Image, Link
from newslint.source import Span

_LINK = re.compile(r"!?\[([^\[\]\n]+)\]\((?:https?://|\.{0,2}/)[^()\s]*\)")
"""Its target must look like one: brackets and parentheses may well be prose."""


@check("unrendered-link", reads="document", facts=("text",), variants=("left-out",))
def unrendered_link(
    _rows: Sequence[Document], document: Document, _options: Options
) -> Iterator[Finding]:
    """Yield the links inside HTML blocks, which kramdown and CommonMark leave as they stand.

    Where raw HTML is left out, yield those that it makes: the blocks go, whatever is inside.
    """
    written = _written(document)
    if not document.drops_html:
        for text, spans in written.items():
            yield from together(spans, {"text": text})
        return
    names = [*map(_name, document.left_out), *written]
    rows = [row.span for row in document.left_out]
    spans = sorted({*rows, *(span for found in written.values() for span in found)})
    if spans:
        yield from together(spans, {"text": names[0]}, "left-out")


def _name(row: Link | Image) -> str:
    text = row.text if isinstance(row, Link) else row.alt
    return " ".join((text or row.target).split())


def _written(document: Document) -> dict[str, list[Span]]:
    """Return the links in Markdown that stand in HTML blocks, by their text."""
    found: dict[str, list[Span]] = {}
    # MDX reads Markdown inside its components, and few posts have the two signs next to each other.
    if document.dialect == "mdx" or b"](" not in document.source.data:
        return found
    read = list(_read(document))
    for line in document.lines:
        if line.flags & HTML and "](" in line.text:
            for match in _LINK.finditer(line.text):
                span = line.span_of(*match.span())
                inside = any(row.start <= span.start < row.end for row in read)
                if not inside and not document.is_templated(span):
                    found.setdefault(match[1], []).append(span)
    return found


def _read(document: Document) -> Iterator[Span]:
    """Yield where kramdown reads Markdown inside HTML: in elements that say `markdown="1"`."""
    for number, tag in enumerate(document.tags):
        if not tag.closing and tag.get("markdown") not in (None, "0"):
            end = next(
                (
                    other.span.start
                    for other in document.tags[number:]
                    if other.closing and other.name == tag.name
                ),
                len(document.source.data),
            )
            yield Span(tag.span.end, end)
