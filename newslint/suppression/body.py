"""Suppressions in the comments of a post's body, whatever its engine calls a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newslint.check import Edit
from newslint.document import Document
from newslint.html import BLOCK
from newslint.source import Span
from newslint.suppression.words import Suppression, lines_of, read, whole

_DELIMITERS = (
    *((rb"<!---?", rb"-?-->"), (rb"\{%-?\s*comment\s*-?%\}", rb"\{%-?\s*endcomment\s*-?%\}")),
    *((rb"\{%-?\s*#", rb"-?%\}"), (rb"\{\{[<%]?-?\s*/\*", rb"\*/\s*-?[>%]?\}\}")),
    *((rb"\{#-?", rb"-?#\}"), (rb"\{/\*", rb"\*/\}")),
)
_COMMENT = re.compile(
    rb"(?:%s)(.*?)(?:%s)\Z"
    % (b"|".join(start for start, _ in _DELIMITERS), b"|".join(end for _, end in _DELIMITERS)),
    re.DOTALL,
)
_BLANK_LINE = re.compile(rb"\n[ \t]*\r?\n")
_ATTRIBUTES = re.compile(rb"[ \t]*\r?\n? {0,3}\{:[^\n}]*\}")


def in_body(document: Document) -> Iterator[Suppression]:
    """Yield the suppressions in a document's body."""
    source = document.source
    codes = [code.span for code in document.codes if code.kind != "html"]
    spans = [row.span for row in document.comments]
    spans += [row.span for row in document.templates if row.kind in ("comment", "statement")]
    for span in sorted(spans):
        raw = source.data[span.start : span.end]
        if b"newslint" not in raw or any(code.start <= span.start < code.end for code in codes):
            continue
        comment = _COMMENT.match(raw)
        at = span.start + comment.start(1) if comment else 0
        said = read(comment[1].decode(errors="replace"), at) if comment else None
        if said:
            form, names, reason = said
            reach = _reach(form, span, document)
            yield Suppression(form, names, span, reach, reason, _removal(document, span))


def _reach(form: str, span: Span, document: Document) -> Span:
    source = document.source
    if form == "file":
        return whole(source)
    if form == "line":
        return lines_of(source, span.start, span.end)
    if form == "next-line":
        following = source.data.find(b"\n", span.end)
        return Span(span.end, span.end) if following == -1 else lines_of(source, following + 1)
    if form == "block":
        return _next_block(document, span)
    return Span(span.end, span.end)


def _next_block(document: Document, comment: Span) -> Span:
    """Return the block that follows a comment, or the one that a comment stands in."""
    data = document.source.data
    line = data.rfind(b"\n", 0, comment.start) + 1
    inside = next((row for row in document.blocks if row.start < comment.start < row.end), None)
    if data[line : comment.start].strip(b" \t>*+-") and inside:
        return inside
    start = _past_comments(document, comment.end)
    element = _element_at(document, start)
    block = next((row for row in document.blocks if row.start <= start < row.end), None)
    if block and block.start > comment.start:
        return Span(start, _with_attributes(data, max(block.end, element)))
    if element:
        return Span(start, element)
    blank = _BLANK_LINE.search(data, start)
    ends = [blank.start() if blank else len(data), block.end if block else len(data)]
    return Span(start, min(ends))


def _past_comments(document: Document, at: int) -> int:
    """Return where the text goes on after blanks and further comments."""
    data = document.source.data
    spans = {row.span.start: row.span.end for row in document.comments}
    spans |= {row.span.start: row.span.end for row in document.templates if row.kind == "comment"}
    while True:
        while data[at : at + 1].isspace():
            at += 1
        if at not in spans:
            return at
        at = spans[at]


def _element_at(document: Document, at: int) -> int:
    """Return the end of the block element that begins at a place; 0 if none does."""
    tags = document.tags
    first = next((n for n, tag in enumerate(tags) if tag.span.start == at), None)
    if first is None or tags[first].closing or tags[first].name not in BLOCK:
        return 0
    depth = 0
    for tag in tags[first:]:
        if tag.name == tags[first].name and not tag.empty:
            depth += -1 if tag.closing else 1
            if depth == 0:
                return tag.span.end
    return 0


def _with_attributes(data: bytes, end: int) -> int:
    """Return the end of a block together with kramdown's attribute list below it."""
    stop = len(data[:end].rstrip())
    attributes = _ATTRIBUTES.match(data, stop)
    return max(end, attributes.end()) if attributes else end


def _removal(document: Document, span: Span) -> Edit:
    """Return the edit that takes a comment away, and the line that it has for itself."""
    data = document.source.data
    lines = lines_of(document.source, span.start, span.end)
    end = min(lines.end, len(data))
    if data[lines.start : span.start].strip() or data[span.end : end].strip():
        return Edit(document.source.with_blanks_before(span), "")
    before = data[data.rfind(b"\n", 0, max(lines.start - 1, 0)) + 1 : lines.start]
    following = data[end + 1 : max(data.find(b"\n", end + 1), end + 1)]
    inside = any(row.start < span.start and span.end < row.end - 1 for row in document.blocks)
    first = lines.start <= document.body.start
    if before.strip() and following.strip() and not (inside or first):
        # Without the line, what stands above and below it would be one paragraph.
        return Edit(Span(lines.start, len(data[:end].rstrip(b"\r"))), "")
    stop = min(end + 1, len(data))
    if stop < len(data) and not following.strip() and (first or not before.strip()):
        # Of the blank lines around it one is enough.
        stop = min(stop + len(following) + 1, len(data))
    return Edit(Span(lines.start, stop), "")
