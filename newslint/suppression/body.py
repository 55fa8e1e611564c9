"""Suppressions in the comments of a post's body, whatever its engine calls a comment."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from newslint.check import Edit, Fix
from newslint.document import Document
from newslint.markup import Block
from newslint.source import Span
from newslint.suppression.nesting import Elements, Nesting
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
_BLANKS = re.compile(rb"\s*")
_BLANK_LINE = re.compile(rb"\n[ \t]*\r?\n")
_ATTRIBUTES = re.compile(rb"[ \t]*\r?\n? {0,3}\{:[^\n}]*\}")


def in_body(document: Document) -> Iterator[Suppression]:
    """Yield the suppressions in a document's body."""
    source = document.source
    codes = Nesting(code for code in document.codes if code.kind != "html")
    spans = [row.span for row in document.comments]
    spans += [row.span for row in document.templates if row.kind in ("comment", "statement")]
    for span in sorted(spans):
        raw = source.data[span.start : span.end]
        if b"newslint" not in raw or any(codes.around(span.start)):
            continue
        comment = _COMMENT.match(raw)
        at = span.start + comment.start(1) if comment else 0
        said = read(comment[1].decode(), at) if comment else None
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
    if data[line : comment.start].strip(b" \t>*+-"):
        own = _block_around(document, comment) or _elements(document).around(comment.start)
        return own or lines_of(document.source, comment.start)
    start = _past_comments(document, comment.end)
    element = _elements(document).end_of(start)
    around = [*_blocks_around(document, start)]
    following = [row.span.end for row in around if row.span.start > comment.start]
    if following:
        return Span(start, _with_attributes(data, max(*following, element)))
    if element:
        return Span(start, element)
    blank = _BLANK_LINE.search(data, start)
    ends = [blank.start() if blank else len(data), *(row.span.end for row in around)]
    return Span(start, min(ends))


def _block_around(document: Document, comment: Span) -> Span | None:
    """Return the innermost block of the Markdown that a comment stands in; none of HTML."""
    around = [
        row for row in _blocks_around(document, comment.start) if row.span.start < comment.start
    ]
    # Of two that are alike the outer one.
    innermost = [row for row in around if row.span == around[0].span][-1:]
    return next((row.span for row in innermost if row.kind != "HtmlBlock"), None)


def _blocks_around(document: Document, at: int) -> Iterator[Block]:
    """Yield the blocks of the Markdown that a place is in, the innermost first."""
    nesting: Nesting[Block] = document.memo("nesting", lambda: Nesting(document.blocks))
    return nesting.around(at)


def _elements(document: Document) -> Elements:
    return document.memo(
        "block elements", lambda: Elements(document.tags, len(document.source.data))
    )


def _past_comments(document: Document, at: int) -> int:
    """Return where the text goes on after blanks and further comments."""
    ends: dict[int, int] = document.memo("ends of comments", lambda: _comment_ends(document))
    # Of comments in a row each goes the way of the next one: it is gone once.
    known: dict[int, int] = document.memo("past comments", dict)
    passed: list[int] = []
    while at not in known:
        passed.append(at)
        text = _past(_BLANKS, document.source.data, at)
        if text not in ends:
            known[at] = text
        else:
            at = ends[text]
    known.update(dict.fromkeys(passed, known[at]))
    return known[at]


def _past(pattern: re.Pattern[bytes], data: bytes, at: int) -> int:
    found = pattern.match(data, at)
    return found.end() if found else at


def _comment_ends(document: Document) -> dict[int, int]:
    """Return where each comment ends, by where it begins."""
    comments = {row.span.start: row.span.end for row in document.comments}
    return comments | {
        row.span.start: row.span.end for row in document.templates if row.kind == "comment"
    }


def _with_attributes(data: bytes, end: int) -> int:
    """Return the end of a block together with kramdown's attribute list below it."""
    stop = len(data[:end].rstrip())
    attributes = _ATTRIBUTES.match(data, stop)
    return max(end, attributes.end()) if attributes else end


_BEGINS_BLOCK = re.compile(rb"[ \t]|[-*+>|=:`~#<{]|\d+[.)]|\[\^|;;;")
"""What begins a line that stands otherwise where nothing parts it from what is above."""
_SPACES = re.compile(rb"[ \t\r\n]*")
_EDGES = (b" ", b"\t", b"<", b">")
_WORDS = re.compile(rb"[^\W\d_]|[\x80-\xff]")


def _removal(document: Document, span: Span) -> Fix:
    """Return the edit that takes a comment away, and the line that it has for itself."""
    data = document.source.data
    lines = lines_of(document.source, span.start, span.end)
    end = min(lines.end, len(data))
    before, after = data[lines.start : span.start], data[span.end : end]
    if not before.strip() and not after.strip():
        return _removal_of_line(document, Span(lines.start, end))
    start, stop = span
    if before[-1:] in (b" ", b"\t") and after[:1] in (b"", b" ", b"\t", b"\r"):
        start -= len(before) - len(before.rstrip(b" \t"))
    # Where no word stands before it on its line, what follows would begin the block; where
    # nothing parts it from what is on both sides, it broke what would be whole without it.
    parted = before[-1:] in _EDGES or after[:1] in _EDGES or not after.strip()
    in_tag = before.rfind(b"<") > before.rfind(b">")
    safe = parted and not in_tag and _WORDS.search(before) is not None
    return Fix((Edit(Span(start, stop), ""),), safe)


def _in_html_block(document: Document, line: Span) -> bool:
    """Tell whether an HTML block begins before a line and ends after it."""
    found: list[Span] = document.memo("HTML blocks", lambda: _html_blocks(document))
    before = bisect_left(found, line.start, key=lambda span: span.start) - 1
    return before >= 0 and line.end < found[before].end - 1


def _html_blocks(document: Document) -> list[Span]:
    """Return where the HTML blocks are, none of which is in another."""
    return sorted(row.span for row in document.blocks if row.kind == "HtmlBlock")


def _removal_of_line(document: Document, line: Span) -> Fix:
    """Return the edit that takes away the line of a comment that stands alone on it."""
    data, start = document.source.data, line.start
    above = data[data.rfind(b"\n", 0, max(start - 1, 0)) + 1 : start]
    newline = data.find(b"\n", line.end + 1)
    below = data[line.end + 1 : newline if newline != -1 else len(data)]
    following = _past(_SPACES, data, line.end)
    indent = data[max(following - 1, 0) : following] in (b" ", b"\t")
    safe = not indent and not _BEGINS_BLOCK.match(data, following)
    first = start <= document.body.start
    if _in_html_block(document, line):
        return Fix((Edit(Span(start, min(line.end + 1, len(data))), ""),), safe=True)
    if above.strip() and below.strip() and not first:
        # Without the line, what stands above and below it would be one paragraph.
        return Fix((Edit(Span(start, len(data[: line.end].rstrip(b"\r"))), ""),), safe)
    stop = min(line.end + 1, len(data))
    if newline != -1 and not below.strip() and (first or not above.strip()):
        # Of the blank lines around it one is enough.
        stop = newline + 1
    return Fix((Edit(Span(start, stop), ""),), safe)
