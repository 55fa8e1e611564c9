"""A link of Markdown that stands where no Markdown is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.rows import HTML, Line
from newslint.source import Span

_LINK = re.compile(r"!?\[([^\[\]\n]+)\]\((?:https?://|\.{0,2}/)[^()\s]*\)")
"""Its target must look like one: brackets and parentheses may well be prose."""


@check("unrendered-link", reads="lines", facts=("text",))
def unrendered_link(
    lines: Sequence[Line], document: Document, _options: Options
) -> Iterator[Finding]:
    """Yield the links inside HTML blocks, which kramdown and CommonMark leave as they stand."""
    # MDX reads Markdown inside its components, and few posts have the two signs next to each other.
    if document.dialect == "mdx" or b"](" not in document.source.data:
        return
    read = list(_read(document))
    found: dict[str, list[Span]] = {}
    for line in lines:
        if line.flags & HTML and "](" in line.text:
            for match in _LINK.finditer(line.text):
                span = line.span_of(*match.span())
                inside = any(row.start <= span.start < row.end for row in read)
                if not inside and not document.is_templated(span):
                    found.setdefault(match[1], []).append(span)
    for text, spans in found.items():
        yield from together(spans, {"text": text})


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
