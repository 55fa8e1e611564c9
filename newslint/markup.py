"""One pass over a post's Markdown and HTML that fills the document's tables.

pulldown-cmark reads the Markdown, CommonMark with the extensions that generators have on. Where
kramdown reads an HTML block otherwise, `kramdown.py` says how. `.html` posts are HTML throughout.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pyromark

from newslint.elements import Elements
from newslint.gather import Gather
from newslint.kramdown import markdown_tails, with_whole_elements
from newslint.references import definitions
from newslint.rows import (
    EMPHASIS,
    HEADING,
    HIDDEN,
    HTML,
    LINK,
    LIST,
    QUOTE,
    TABLE,
    Code,
    Heading,
    Image,
    Link,
    Table,
)
from newslint.source import Span
from newslint.template import Masked

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
)
_DEFINITION_LISTS = frozenset({"kramdown", "goldmark"})
_BLOCKS = frozenset(
    {
        "Paragraph",
        "Heading",
        "Item",
        "TableCell",
        "DefinitionListTitle",
        "DefinitionListDefinition",
    }
)
_FLAGS = {
    "Heading": HEADING,
    "Item": LIST,
    "DefinitionListDefinition": LIST,
    "TableCell": TABLE,
    "Strong": EMPHASIS,
    "BlockQuote": QUOTE,
    "Link": LINK,
    "CodeBlock": HIDDEN,
}
_LINK_KINDS = {"Inline": "inline", "Autolink": "autolink", "Email": "autolink"}
_ATX = re.compile(rb"#{1,6}(?:[ \t\r\n]|\Z)")
_DESTINATION = re.compile(rb"[ \t\r\n]*(<[^>\n]*>|[^\s]+)")


def gather(masked: Masked, start: int, dialect: str) -> Gather:
    """Return the tables of a post whose body starts at an offset."""
    if dialect == "kramdown":
        masked = masked._replace(data=with_whole_elements(masked.data, start))
    found = Gather(masked)
    elements = Elements(found, components=dialect == "mdx")
    if dialect == "html":
        elements.take(elements.tokens(start, len(masked.data)))
        elements.close_inline()
    else:
        _Markdown(found, elements, dialect).read(start, len(masked.data))
    return found


class Block(NamedTuple):
    """A block of the Markdown: kind is the parser's name for it."""

    span: Span
    kind: str


def blocks(masked: Masked, start: int, dialect: str) -> list[Block]:
    """Return the blocks of a post whose body starts at an offset, outer ones before inner ones."""
    if dialect == "html":
        return []
    data = with_whole_elements(masked.data, start) if dialect == "kramdown" else masked.data
    found: list[Block] = []
    for event, place in pyromark.events_with_range(
        data[start:].decode(), options=_options(dialect), merge_text=True
    ):
        if isinstance(event, dict) and "Start" in event:
            tag = event["Start"]
            kind = tag if isinstance(tag, str) else next(iter(tag))
            if kind not in _INLINE:
                found.append(Block(Span(place["start"] + start, place["end"] + start), kind))
    return found


_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})


def _options(dialect: str) -> pyromark.Options:
    if dialect in _DEFINITION_LISTS:
        return _OPTIONS | pyromark.Options.ENABLE_DEFINITION_LIST
    return _OPTIONS


@dataclass
class _Node:
    """An open node of the Markdown."""

    flags: int
    """The flags outside of it."""
    detail: Any
    words: list[str] | None = None


@dataclass
class _Markdown:
    """Turns the parser's events into rows."""

    gather: Gather
    elements: Elements
    dialect: str
    _open: list[_Node] = field(default_factory=list)
    _templated: set[str] = field(default_factory=set)
    """The targets of references that template syntax takes part in."""

    def read(self, start: int, end: int) -> None:
        """Read `data[start:end]` as Markdown."""
        options = _options(self.dialect)
        text = self.gather.data[start:end].decode()
        if "]:" in text:
            self._define(text, start, options)
        raw_until = -1
        for event, place in pyromark.events_with_range(text, options=options, merge_text=True):
            first, last = place["start"] + start, place["end"] + start
            if first < raw_until:
                continue
            if event == {"Start": "HtmlBlock"}:
                self._html_block(first, last)
                raw_until = last
            else:
                self._event(event, first, last)

    def _define(self, text: str, start: int, options: pyromark.Options) -> None:
        for row in definitions(text, start, options):
            self.gather.references.append(row)
            if self.gather.templated(row.span):
                self._templated.add(row.target)

    def _event(self, event: Any, first: int, last: int) -> None:
        if isinstance(event, str):
            if event != "Rule":
                self.gather.end_line()
            return
        ((kind, value),) = event.items()
        if kind == "Text":
            self.gather.add_text(value, first, last)
        elif kind == "Start":
            self._start(value, first, last)
        elif kind == "End":
            self._end(value, first, last)
        elif kind == "InlineHtml":
            self.elements.take(self.elements.tokens(first, last))
        elif kind == "Code":
            self.gather.codes.append(Code(Span(first, last), "inline", ""))
            self.gather.say(value)

    def _html_block(self, first: int, last: int) -> None:
        gather, elements = self.gather, self.elements
        gather.end_block()
        outside = gather.flags
        tokens = elements.tokens(first, last)
        tails = markdown_tails(gather.data, tokens) if self.dialect == "kramdown" else ()
        at = first
        for tail in tails:
            gather.flags = outside | HTML
            elements.take(elements.tokens(at, tail.start))
            gather.flags = outside
            self.read(*tail)
            at = tail.end
        gather.flags = outside | HTML
        elements.take(elements.tokens(at, last) if tails else tokens)
        elements.close_inline()
        gather.flags = outside
        gather.end_block()

    def _start(self, value: Any, first: int, last: int) -> None:
        name: str = value if isinstance(value, str) else next(iter(value))
        detail: Any = None if isinstance(value, str) else value[name]
        gather = self.gather
        node = _Node(gather.flags, detail)
        self._open.append(node)
        if name in _BLOCKS:
            gather.end_block()
        if name in ("Heading", "Link"):
            node.words = gather.listen()
        elif name == "Image":
            gather.alt = []
        elif name == "CodeBlock":
            fenced = isinstance(detail, dict)
            language = detail["Fenced"].split(" ")[0] if fenced else ""
            kind = "fenced" if fenced else "indented"
            gather.codes.append(Code(Span(first, last), kind, language))
        elif name == "Table":
            rows = max(1, gather.data[first:last].strip().count(b"\n"))
            newline = gather.data.find(b"\n", first, last)
            # Its syntax asks for a header; who wants none leaves the cells empty.
            header = bool(gather.data[first:newline].strip(b" \t\r|"))
            table = Table(Span(first, last), "markdown", header, rows, columns=len(detail))
            gather.tables.append(table)
        gather.flags |= _FLAGS.get(name, 0)

    def _end(self, value: Any, first: int, last: int) -> None:
        name = value if isinstance(value, str) else next(iter(value))
        if not self._open:
            return
        node = self._open.pop()
        if name in _BLOCKS:
            self.elements.close_inline()
        self.gather.flags = node.flags
        if node.words is not None:
            self.gather.let_go(node.words)
        if name == "Heading":
            self._heading(node, Span(first, last))
        elif name == "Link":
            self._link(node, Span(first, last))
        elif name == "Image":
            self._image(node, Span(first, last))
        if name in _BLOCKS:
            self.gather.end_block()

    def _heading(self, node: _Node, span: Span) -> None:
        kind = "atx" if _ATX.match(self.gather.data, span.start) else "setext"
        text = "".join(node.words or ()).strip()
        level = int(node.detail["level"][1])
        self.gather.headings.append(Heading(span, kind, level, text, node.detail["id"]))

    def _link(self, node: _Node, span: Span) -> None:
        gather, detail = self.gather, node.detail
        kind = _LINK_KINDS.get(detail["link_type"], "reference")
        place = self._destination(span, kind)
        prefix = "mailto:" if detail["link_type"] == "Email" else ""
        gather.links.append(
            Link(
                span,
                kind,
                prefix + detail["dest_url"],
                place,
                "".join(node.words or ()),
                gather.line,
                gather.block,
                self._is_templated(place, kind, detail),
            )
        )

    def _image(self, node: _Node, span: Span) -> None:
        gather, detail = self.gather, node.detail
        alt = "".join(gather.alt or ())
        gather.alt = None
        gather.say(alt)
        kind = _LINK_KINDS.get(detail["link_type"], "reference")
        place = self._destination(span, kind)
        templated = self._is_templated(place, kind, detail)
        gather.images.append(
            Image(span, kind, detail["dest_url"], place, alt, gather.block, templated)
        )

    def _is_templated(self, place: Span, kind: str, detail: Any) -> bool:
        if kind == "reference" and detail["dest_url"] in self._templated:
            return True
        return self.gather.templated(place)

    def _destination(self, span: Span, kind: str) -> Span:
        """Return where an inline link's destination stands; the whole link for other kinds."""
        opening = self.gather.data.rfind(b"](", *span) if kind == "inline" else -1
        match = _DESTINATION.match(self.gather.data, opening + 2, span.end - 1)
        if opening == -1 or match is None:
            return span
        return Span(*match.span(1))
