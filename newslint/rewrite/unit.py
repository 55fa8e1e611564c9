"""A piece of a post that can be written as Markdown, and what all such pieces need."""

from __future__ import annotations

import re
from typing import NamedTuple

from newslint import html
from newslint.document import Document
from newslint.kramdown import READ_AS_TAG
from newslint.rewrite.escapes import Escapes
from newslint.rewrite.inline import Inline
from newslint.rewrite.meaning import Reader
from newslint.rewrite.tree import Node, tree
from newslint.source import Span

UNREADABLE = (b"`", b"\\<", b"<!", b"<?")
"""What makes tags of Markdown be none, or none of HTML's."""
_AFTER_A_SPAN = re.compile(rb"</?(?:span|font)\b[^<>]*>(?:</?(?!(?:span|font)\b)\w[^<>]*>)*[\"']")
"""A quotation mark that a typographer curls by what is before it."""
_BESIDE_A_TAG = re.compile(rb">[\"']|[\"']</?[A-Za-z]")
"""One that goldmark curls by what is on both sides."""
_MARK_BESIDE_A_TAG = re.compile(rb">[_*]|[_*]</?[A-Za-z]")
"""A mark of emphasis that kramdown reads by what is before it."""
_FOREIGN_TAG = re.compile(rb"<(?:[^\x00-\x7f]|[\w.+-]+:)")
"""What only kramdown takes for a tag: `<한겨레>`, `<macro:code>`."""


class Unit(NamedTuple):
    """A piece of a post, and how it is written as Markdown."""

    span: Span
    text: str
    place: Span
    """What is told of: its first line."""
    variant: str
    """What is lost: '' for nothing, `styled` for looks, `bared` for those of what stays HTML, `excerpt`
    for a part of that which Jekyll takes from the post."""


class Settings(NamedTuple):
    """How a post is written anew."""

    reader: Reader
    escapes: Escapes
    plain_colours: bool


def readable(span: Span, document: Document) -> list[Node] | None:
    """Return the nodes of a span; None where a tag is none to the site's engine."""
    data = document.source.data
    if document.dialect in ("kramdown", "commonmark"):
        if _FOREIGN_TAG.search(data, *span):
            return None
        for _, first, last, tag in html.tokens(data, *span):
            if tag and not tag.closing and not READ_AS_TAG.fullmatch(data, first, last):
                return None
    return tree(data, span)


def turns(raw: bytes, dialect: str) -> bool:
    """Tell whether a mark may be read or curled otherwise without the tag beside it."""
    if dialect in ("gfm", "commonmark"):
        return False
    if dialect != "goldmark" and _MARK_BESIDE_A_TAG.search(raw):
        return True
    pattern = _AFTER_A_SPAN if dialect == "kramdown" else _BESIDE_A_TAG
    return pattern.search(raw) is not None


def markdown_writer(document: Document, settings: Settings) -> Inline:
    """Return what writes the HTML in a Markdown text, and leaves that as it is."""
    return Inline(
        settings.reader,
        settings.escapes,
        document.source.data,
        is_html=False,
        plain_colours=settings.plain_colours,
    )
