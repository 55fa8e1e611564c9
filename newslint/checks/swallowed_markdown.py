"""Markdown and text that HTML keeps from being rendered, as the site's own engine reads it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pyromark

from newslint import html
from newslint.check import Edit, Finding, Fix, Options, check, together
from newslint.document import Document
from newslint.enclosed import encloses, outermost
from newslint.kramdown import endless, markdown_tails
from newslint.rows import HTML, Tag, Text
from newslint.source import Span

_MARKUP = frozenset("Strong Emphasis Heading List BlockQuote Table Code".split())
"""What readers would see otherwise, by the parser's names; of links unrendered-link tells."""
_WRITTEN = re.compile(r"\*\*(?=\w)[^*\n]{1,200}(?<=[\w.!?)\"'”’])\*\*|^ {0,3}#{2,6} +\S.*")
"""Markup that no text has by chance: two stars around words, number signs at a line's start."""
_TOUCHED = re.compile(
    r"[\\`*_\[\]~|\"'<>]|--|\.\.\.|^[^\S\n]*(?:[-+>#=:]|\d+[.)])| $|https?:|www\.", re.MULTILINE
)
"""What Markdown, or a typographer such as Hugo's, may show otherwise in a paragraph."""
_TAGS = re.compile(
    r"""</?[A-Za-z][\w-]*+(?:\s++[\w:][\w.:-]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?)*+\s*+/?>"""
)
"""Tags that Markdown takes for such (CommonMark, 6.6): any other is text in a paragraph."""
_INDENTED = re.compile(rb"\n(?: {4}|\t)")
_ENDS_ITSELF = re.compile(rb"\s*<(?:[?!]|(?:pre|script|style|textarea)\b)", re.IGNORECASE)
"""What begins an HTML block that only its own end ends, no blank line (CommonMark, 4.6)."""


class _Tail(NamedTuple):
    """Text after the end of an element, in the same HTML block."""

    tag: str
    """The end tag that it follows."""
    span: Span


@check(
    "swallowed-markdown",
    reads="texts",
    facts=("tag",),
    variants=("inside", "endless", "text", "omitted"),
)
def swallowed_markdown(
    rows: Sequence[Text], document: Document, options: Options
) -> Iterator[Finding]:
    """Yield what HTML keeps from being Markdown, by what keeps it.

    In CommonMark (4.6) an HTML block goes on to the next blank line, whatever ends before. In
    kramdown ("HTML Blocks") it ends with its element, and one that never ends takes all that follows.
    """
    if document.dialect in ("html", "mdx") or not document.tags:
        return
    if document.dialect == "kramdown":
        yield from _endless(document)
    else:
        yield from _after(rows, document)
    yield from _inside(rows, document)


def _endless(document: Document) -> Iterator[Finding]:
    """Yield the tag below which kramdown reads no Markdown any more."""
    data = document.source.data
    tag = endless(document.tags, data)
    if tag is not None and _has_markup(data[tag.span.end :].decode()):
        yield Finding(tag.span, {"tag": f"<{tag.name}>"}, variant="endless")


def _after(rows: Sequence[Text], document: Document) -> Iterator[Finding]:
    """Yield the text after the ends of elements, up to the next blank line or element."""
    found: defaultdict[str, list[_Tail]] = defaultdict(list)
    if any(row.flags & HTML for row in rows):
        for tail in _tails(document):
            text = document.source.slice(tail.span)
            lost = "" if _has_markup(text) else "text"
            found["omitted" if document.drops_html else lost].append(tail)
    for variant, tails in found.items():
        spans = (_first_line(tail.span, document) for tail in tails)
        fix = _parted(tails, document, safe=variant == "text")
        yield from together(spans, {"tag": tails[0].tag}, variant, fix)


def _tails(document: Document) -> Iterator[_Tail]:
    data = document.source.data
    for block in document.blocks:
        if block.kind != "HtmlBlock":
            continue
        goes_on = _ENDS_ITSELF.match(data, block.span.start) is not None
        tokens = html.tokens(data, *block.span)
        ends = {last: tag.name for _, _, last, tag in tokens if tag and tag.block and tag.closing}
        for span in markdown_tails(data, tokens):
            text = data[span.start : span.end]
            first = span.start + len(text) - len(text.lstrip())
            place = Span(first, span.start + len(text.rstrip()))
            # On a line of its own no blank line before it would bring it out of such a block.
            kept = goes_on and data[first - 1 : first] == b"\n"
            if span.start in ends and not kept and _words(place, document):
                yield _Tail(f"</{ends[span.start]}>", place)


def _words(span: Span, document: Document) -> bool:
    """Tell whether there are words in a span, and no template that may be anything."""
    return not document.is_templated(span) and any(
        kind == "text" and any(map(str.isalnum, document.source.slice(Span(first, last))))
        for kind, first, last, _ in html.tokens(document.source.data, *span)
    )


def _parted(tails: Sequence[_Tail], document: Document, *, safe: bool) -> Fix | None:
    """Return the fix that parts tails from the elements before; None where one would be code.

    It is safe, where it may be, if each tail is plain: a paragraph shows it as it is written.
    """
    data = document.source.data
    edits: list[Edit] = []
    for _, span in tails:
        at_line = data[span.start - 1 : span.start] == b"\n"
        if not at_line or _INDENTED.search(data, *span):
            return None
        newline = "\r\n" if data[span.start - 2 : span.start] == b"\r\n" else "\n"
        edits.append(Edit(Span(span.start, span.start), newline))
    plain = all(_is_plain(document.source.slice(span)) for _, span in tails)
    return Fix(tuple(edits), safe=safe and plain)


def _is_plain(text: str) -> bool:
    """Tell whether a paragraph shows a text as it is: no markup, nothing that a typographer curls.

    What begins with a tag could begin another HTML block.
    """
    return not text.startswith("<") and not _TOUCHED.search(_TAGS.sub("", text))


def _has_markup(text: str) -> bool:
    """Tell whether a text has Markdown that would be rendered, outside of HTML blocks."""
    for event in pyromark.events(text):
        if isinstance(event, dict):
            kind, value = next(iter(event.items()))
            if kind == "Code" or (kind == "Start" and _kind(value) in _MARKUP):
                return True
    return False


def _kind(value: object) -> str:
    return value if isinstance(value, str) else str(next(iter(value)))  # type: ignore[call-overload]


def _inside(rows: Sequence[Text], document: Document) -> Iterator[Finding]:
    """Yield the Markdown inside of elements."""
    if document.drops_html or not any(row.flags & HTML for row in rows):
        return
    read = outermost(document.tags, lambda tag: tag.get("markdown") not in (None, "0"))
    told = () if document.dialect == "kramdown" else _tails(document)
    tails = [edge for tail in told for edge in tail.span]
    found: list[Span] = []
    for line in document.lines:
        if line.flags & HTML and (match := _WRITTEN.search(line.text)):
            span = line.span_of(*match.span())
            elsewhere = encloses(tails, span.start) or encloses(read, span.start)
            if not elsewhere and not document.is_templated(span):
                found.append(span)
    if found:
        tag = _around(found[0], document)
        yield from together(found, {"tag": f"<{tag.name}>" if tag else "HTML"}, "inside")


def _around(span: Span, document: Document) -> Tag | None:
    """Return the last block element that begins before a place."""
    before = (tag for tag in document.tags if tag.span.end <= span.start and tag.name in html.BLOCK)
    return max((tag for tag in before if not tag.closing), default=None)


def _first_line(span: Span, document: Document) -> Span:
    newline = document.source.data.find(b"\n", *span)
    return Span(span.start, newline if newline != -1 else span.end)
