"""What of a post can be written as Markdown: its blocks of HTML, and the HTML in its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.kramdown import begins_raw
from newslint.markup import Block
from newslint.rewrite.html_block import HtmlBlock, bare
from newslint.rewrite.unit import UNREADABLE, Settings, Unit, markdown_writer, readable, turns
from newslint.source import Span

_CONTAINERS = frozenset({"BlockQuote", "List", "Item", "DefinitionList", "FootnoteDefinition"})
_LEAVES = frozenset({"Paragraph", "Heading", "TableCell", "Item"})
_BLANK_LINE = re.compile(rb"\n[ \t\r]*\n")


def units(document: Document, settings: Settings) -> Iterator[Unit]:
    """Yield what can be written as Markdown, in the order of the text."""
    inside = -1
    blocks = document.blocks
    excerpt = _excerpt_of(document)
    headings = {bare(row.text) for row in document.headings if row.kind != "html"}
    for number, block in enumerate(blocks):
        made: Unit | None = None
        if settings.escapes.runs_on and _may_be_endless(block, document):
            return
        if block.kind == "HtmlBlock":
            if block.span.start >= inside:
                made = HtmlBlock(document, settings, headings).unit(block.span)
        elif block.kind in _LEAVES:
            made = _leaf(_words_of(block, blocks, number), document, settings)
        if block.kind in _CONTAINERS:
            inside = max(inside, block.span.end)
        if made is not None:
            parts = not made.variant and _BLANK_LINE.search(made.text.encode()) is not None
            yield made._replace(variant="excerpt") if parts and made.span.start < excerpt else made


def _may_be_endless(block: Block, document: Document) -> bool:
    """Tell whether nobody knows how far kramdown takes what begins in a block for HTML."""
    raw = document.source.data[slice(*block.span)]
    is_html = block.kind == "HtmlBlock" or (block.kind == "Paragraph" and begins_raw(raw))
    return is_html and readable(block.span, document) is None


def _excerpt_of(document: Document) -> int:
    """Return where the excerpt ends that Jekyll takes from a post: at the first blank line.

    Lists of posts show it, and a blank line more leaves less of it.
    """
    if document.site.settings.generator != "jekyll":
        return -1
    if document.front_matter and "excerpt" in document.front_matter.top:
        return -1
    data, start = document.source.data, document.body.start
    first = start + len(data[start:]) - len(data[start:].lstrip())
    end = _BLANK_LINE.search(data, first)
    return end.start() if end else len(data)


def _words_of(block: Block, blocks: Sequence[Block], number: int) -> Span:
    """Return a block without what begins in it: an item goes on with a list."""
    following = blocks[number + 1].span.start if number + 1 < len(blocks) else block.span.end
    return Span(block.span.start, max(block.span.start, min(following, block.span.end)))


def _leaf(span: Span, document: Document, settings: Settings) -> Unit | None:
    """Return a paragraph or the like without its HTML; its text stays as it is."""
    data = document.source.data
    raw = data[span.start : span.end]
    if b"<" not in raw or document.is_templated(span) or any(mark in raw for mark in UNREADABLE):
        return None
    if turns(raw, settings.escapes.dialect):
        return None
    nodes = readable(span, document)
    if nodes is None:
        return None
    writer = markdown_writer(document, settings)
    text = writer.write(nodes)
    old = raw.decode()
    if text is None or text == old:
        return None
    first, last = _difference(old, text)
    start = span.start + len(old[:first].encode())
    edit = Span(start, start + len(old[first : len(old) - last].encode()))
    return Unit(edit, text[first : len(text) - last], edit, "styled" if writer.lossy else "")


def _difference(old: str, new: str) -> tuple[int, int]:
    """Return how many letters two texts share at their beginnings and at their ends."""
    most = min(len(old), len(new))
    first = next((n for n in range(most) if old[n] != new[n]), most)
    most -= first
    last = next((n for n in range(most) if old[-n - 1] != new[-n - 1]), most)
    return first, last
