"""One pass over a post's Markdown and HTML that fills the document's tables.

pulldown-cmark reads the Markdown, CommonMark with the extensions that generators have on. Where
kramdown reads an HTML block otherwise, `kramdown.py` says how. `.html` posts are HTML throughout.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

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

OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
)
"""What Markdown is read with in every dialect."""
_WITH_LISTS_OF_DEFINITIONS = OPTIONS | pyromark.Options.ENABLE_DEFINITION_LIST
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
_HEARING = frozenset({"Heading", "Link"})
"""What tells its words."""
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
        kind: str
        if event == "Rule":
            kind = "Rule"
        elif isinstance(event, dict) and "Start" in event:
            tag = event["Start"]
            kind = tag if isinstance(tag, str) else next(iter(tag))
        else:
            continue
        if kind not in _INLINE:
            found.append(Block(Span(place["start"] + start, place["end"] + start), kind))
    return found


_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})


def _options(dialect: str) -> pyromark.Options:
    return _WITH_LISTS_OF_DEFINITIONS if dialect in _DEFINITION_LISTS else OPTIONS


_Node: TypeAlias = tuple[int, Any, list[str] | None]
"""An open node: the flags outside of it, what the parser says of it, and the words inside.

A bare tuple, as there is one for every paragraph.
"""


@dataclass
class _Markdown:
    """Turns the parser's events into rows."""

    gather: Gather
    elements: Elements
    dialect: str
    _open: list[_Node] = field(default_factory=list)
    _templated: set[str] = field(default_factory=set)
    """The targets of references that template syntax takes part in."""
    _raw_until: int = -1
    """Where the last HTML block ends: what the parser tells of its inside is known already."""

    def __post_init__(self) -> None:
        self._handlers: dict[str, Callable[[Any, int, int], None]] = {
            "Text": self.gather.add_text,
            "Start": self._start,
            "End": self._end,
            "InlineHtml": self._inline_html,
            "Code": self._inline_code,
        }

    def read(self, start: int, end: int) -> None:
        """Read `data[start:end]` as Markdown."""
        options = _options(self.dialect)
        text = self.gather.data[start:end].decode()
        if "]:" in text:
            self._define(text, start, options)
        events: Iterable[Any] = pyromark.events_with_range(text, options=options, merge_text=True)
        handlers = self._handlers
        for event, place in events:
            first = place["start"] + start
            if first < self._raw_until:
                continue
            if isinstance(event, str):
                self.gather.end_line()
                continue
            kind, value = event.popitem()
            if kind in handlers:
                handlers[kind](value, first, place["end"] + start)

    def _define(self, text: str, start: int, options: pyromark.Options) -> None:
        for row in definitions(text, start, options):
            self.gather.references.append(row)
            if self.gather.templated(row.span):
                self._templated.add(row.target)

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

    def _inline_html(self, _: str, first: int, last: int) -> None:
        self.elements.take(self.elements.tokens(first, last))

    def _inline_code(self, words: str, first: int, last: int) -> None:
        self.gather.codes.append(Code(Span(first, last), "inline", ""))
        self.gather.say(words)

    def _start(self, value: Any, first: int, last: int) -> None:
        if value == "HtmlBlock":
            self._html_block(first, last)
            self._raw_until = last
            return
        detail: Any
        name, detail = (value, None) if isinstance(value, str) else value.popitem()
        gather = self.gather
        outside, words = gather.flags, None
        if name in _BLOCKS:
            gather.end_block()
        if name in _FLAGS:
            gather.flags |= _FLAGS[name]
        if name in _HEARING:
            words = gather.listen()
        elif name == "Image":
            gather.alt = []
        elif name == "CodeBlock":
            self._code(detail, Span(first, last))
        elif name == "Table":
            self._table(len(detail), Span(first, last))
        self._open.append((outside, detail, words))

    def _end(self, value: Any, first: int, last: int) -> None:
        name = value if isinstance(value, str) else next(iter(value))
        gather = self.gather
        flags, detail, words = self._open.pop()
        is_block = name in _BLOCKS
        if is_block:
            self.elements.close_inline()
        gather.flags = flags
        if words is not None:
            gather.let_go(words)
        if name == "Heading":
            self._heading(detail, Span(first, last), "".join(words or ()))
        elif name == "Link":
            self._link(detail, Span(first, last), "".join(words or ()))
        elif name == "Image":
            self._image(detail, Span(first, last))
        if is_block:
            gather.end_block()

    def _code(self, detail: Any, span: Span) -> None:
        fenced = isinstance(detail, dict)
        language = detail["Fenced"].split(" ")[0] if fenced else ""
        self.gather.codes.append(Code(span, "fenced" if fenced else "indented", language))

    def _table(self, columns: int, span: Span) -> None:
        data = self.gather.data
        rows = max(1, data[span.start : span.end].strip().count(b"\n"))
        newline = data.find(b"\n", *span)
        # Its syntax asks for a header; who wants none leaves the cells empty.
        header = bool(data[span.start : newline].strip(b" \t\r|"))
        self.gather.tables.append(Table(span, "markdown", header, rows, columns))

    def _heading(self, detail: Any, span: Span, text: str) -> None:
        kind = "atx" if _ATX.match(self.gather.data, span.start) else "setext"
        level = int(detail["level"][1])
        self.gather.headings.append(Heading(span, kind, level, text.strip(), detail["id"]))

    def _link(self, detail: Any, span: Span, text: str) -> None:
        gather = self.gather
        kind = _LINK_KINDS.get(detail["link_type"], "reference")
        place = self._destination(span, kind)
        prefix = "mailto:" if detail["link_type"] == "Email" else ""
        target = prefix + detail["dest_url"]
        templated = self._is_templated(place, kind, detail)
        gather.links.append(
            Link(span, kind, target, place, text, gather.line, gather.block, templated)
        )

    def _image(self, detail: Any, span: Span) -> None:
        gather = self.gather
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
        if kind != "inline":
            return span
        data = self.gather.data
        opening = data.rfind(b"](", *span)
        match = _DESTINATION.match(data, opening + 2, span.end - 1) if opening != -1 else None
        return Span(*match.span(1)) if match else span
