"""HTML in a post: elements as they open and close, and what they add to the document's tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import TypeAlias

from newslint import html
from newslint.gather import Gather
from newslint.rows import (
    CAPTION,
    EMPHASIS,
    HEADING,
    HIDDEN,
    LINK,
    LIST,
    QUOTE,
    TABLE,
    Code,
    Comment,
    Heading,
    Image,
    Link,
    Table,
    Tag,
)
from newslint.source import Span

_FLAGS = {
    "b": EMPHASIS,
    "strong": EMPHASIS,
    "a": LINK,
    "blockquote": QUOTE,
    "q": QUOTE,
    "table": TABLE,
    "ul": LIST,
    "ol": LIST,
    "figcaption": CAPTION,
    "caption": CAPTION,
    **dict.fromkeys("head title pre code kbd samp svg object".split(), HIDDEN),
    **{f"h{level}": HEADING for level in range(1, 7)},
}
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_MEDIA_LINKS = {"iframe": "src", "embed": "src", "object": "data", "track": "src", "area": "href"}
_IMAGES = {"img": "src", "source": "src", "video": "poster", "audio": "src", "input": "src"}
_PARTS_OF_TABLES = frozenset({"tr", "th", "td"})
_ADDING = frozenset({*_MEDIA_LINKS, *_IMAGES, *_PARTS_OF_TABLES})
"""What adds to the tables as soon as it begins."""
_HEARING = frozenset({"a", *_HEADINGS})
"""What tells its words; neither nests, the start of one ends the other (HTML 13.2.6.4.7)."""
_TOLD = frozenset({*_HEARING, "pre", "code", "table"})
"""What adds to them when it ends."""

_new = tuple.__new__
"""Makes a row in half the time of `Row(…)`: where there is one for every tag, that counts."""

_Element: TypeAlias = tuple[Tag, int, list[str] | None]
"""An open element: its tag, the flags outside of it, and for links and headings the words inside.

A bare tuple, as there is one for every element.
"""


@dataclass
class _Cells:
    """What is seen of an open table: whether it has a header cell, and how large it is."""

    header: bool = False
    rows: int = 0
    columns: int = 0
    row_cells: int = 0


@dataclass
class Elements:
    """Reads pieces of HTML, and keeps the elements that are open from one piece to the next."""

    gather: Gather
    components: bool = False
    """Whether a capital marks a component, as in MDX, rather than old-fashioned HTML."""
    _open: list[_Element] = field(default_factory=list)
    _counts: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    """How many elements of each name are open: posts may leave thousands of them open."""
    _tables: list[_Cells] = field(default_factory=list)

    def tokens(self, start: int, end: int) -> list[html.Token]:
        """Return the tokens of `data[start:end]`, to be taken in."""
        return html.tokens(self.gather.data, start, end, components=self.components)

    def take(self, tokens: Iterable[html.Token]) -> None:
        """Take tokens in, in their order: tags, text and comments become rows."""
        gather, tags = self.gather, self.gather.tags
        for kind, first, last, raw in tokens:
            if raw is None:
                self._no_tag(kind, first, last)
                continue
            span = _new(Span, (first, last))
            tag = _new(Tag, (span, raw.name, raw.closing, raw.empty, raw.attributes))
            tags.append(tag)
            if raw.block:
                gather.end_block()
            elif tag.name == "br":
                gather.end_line()
            if raw.closing:
                self._close(tag.name, last)
                continue
            if tag.name in _ADDING:
                self._add(tag)
            if not raw.empty:
                self._start(tag, raw)

    def close_inline(self) -> None:
        """End what a block leaves open, but for block elements: those may span blocks."""
        while self._open and (last := self._open[-1][0]).name not in html.BLOCK:
            self._end_last(last.span.end)

    def _no_tag(self, kind: str, first: int, last: int) -> None:
        gather = self.gather
        raw = gather.data[first:last]
        if kind == "text":
            if raw == b"\n":
                # Most of what stands between two tags.
                gather.end_line()
                return
            text = raw.decode()
            if "\n" in text:
                self._lines(text, first)
            elif not text.isspace() or gather.in_line():
                gather.add_text(unescape(text), first, last)
        elif kind == "comment":
            # By letters: one that never ends may have any before what would be its end.
            text = raw.decode()
            inside = text[4 : -4 if text.endswith("--!>") else -3].strip()
            gather.comments.append(Comment(Span(first, last), inside))

    def _lines(self, text: str, at: int) -> None:
        gather = self.gather
        for number, piece in enumerate(text.split("\n")):
            if number:
                gather.end_line()
                at += 1
            if not piece:
                continue
            length = len(piece.encode())
            # Blanks that only indent are no text; those between two words are.
            if not piece.isspace() or (not number and gather.in_line()):
                gather.add_text(unescape(piece), at, at + length)
            at += length

    def _add(self, tag: Tag) -> None:
        """Add what a tag shows, or counts for the table it is in."""
        name = tag.name
        if name in _IMAGES:
            self._images(tag)
        elif name in _PARTS_OF_TABLES:
            self._table_part(name)
        elif tag.get(_MEDIA_LINKS[name]):
            self._link(tag, tag.span, _MEDIA_LINKS[name], "media", "")

    def _start(self, tag: Tag, raw: html.RawTag) -> None:
        gather, name = self.gather, tag.name
        words = None
        if name in _HEARING:
            self._close(name, tag.span.start)
            words = gather.listen()
        elif name == "table":
            self._tables.append(_Cells())
        self._open.append((tag, gather.flags, words))
        self._counts[name] += 1
        if name in _FLAGS:
            gather.flags |= _FLAGS[name]
        if raw.emphatic:
            gather.flags |= EMPHASIS

    def _close(self, name: str, end: int) -> None:
        if not self._counts[name]:
            return
        while self._open[-1][0].name != name:
            self._end_last(end)
        self._end_last(end)

    def _end_last(self, end: int) -> None:
        tag, flags, words = self._open.pop()
        self._counts[tag.name] -= 1
        self.gather.flags = flags
        if tag.name in _TOLD:
            self._tell(tag, Span(tag.span.start, end), words)

    def _tell(self, tag: Tag, span: Span, words: list[str] | None) -> None:
        gather = self.gather
        if words is not None:
            gather.let_go(words)
        text = "".join(words or ())
        if tag.name == "a":
            if tag.get("href") is not None:
                self._link(tag, span, "href", "html", text)
        elif tag.name in _HEADINGS:
            level, given = int(tag.name[1]), tag.get("id")
            gather.headings.append(Heading(span, "html", level, text.strip(), given))
        elif tag.name == "table":
            cells = self._tables.pop()
            gather.tables.append(Table(span, "html", cells.header, cells.rows, cells.columns))
        else:
            gather.codes.append(Code(span, "html", ""))

    def _table_part(self, name: str) -> None:
        if not self._tables:
            return
        table = self._tables[-1]
        if name == "tr":
            table.rows += 1
            table.row_cells = 0
        else:
            table.row_cells += 1
            table.columns = max(table.columns, table.row_cells)
            table.header = table.header or name == "th"

    def _link(self, tag: Tag, span: Span, attribute: str, kind: str, text: str) -> None:
        gather = self.gather
        place = _place(tag, attribute)
        target = (tag.get(attribute) or "").strip()
        templated = gather.templated(place)
        gather.links.append(
            Link(span, kind, target, place, text, gather.line, gather.block, templated)
        )

    def _images(self, tag: Tag) -> None:
        gather, alt = self.gather, tag.get("alt")
        for kind, attribute, url in _image_targets(tag):
            place = _place(tag, attribute)
            templated = gather.templated(place)
            target = url.strip()
            gather.images.append(Image(tag.span, kind, target, place, alt, gather.block, templated))
        gather.say(alt or "")


def _image_targets(tag: Tag) -> Iterator[tuple[str, str, str]]:
    """Yield kind, attribute and URL of what a tag shows."""
    source = _IMAGES[tag.name]
    url = tag.get(source)
    if tag.name == "img" or url is not None:
        yield "html" if tag.name == "img" else "media", source, url or ""
    for candidate in _srcset(tag.get("srcset") or ""):
        yield "srcset", "srcset", candidate
    if tag.name == "video" and tag.get("src"):
        yield "media", "src", tag.get("src") or ""


def _place(tag: Tag, attribute: str) -> Span:
    found = (tag.place(row) for row in tag.attributes if row.name == attribute)
    return next(found, tag.span)


def _srcset(value: str) -> list[str]:
    """Return the URLs of a srcset (HTML 4.8.4.2.1): candidates part at a comma and a blank."""
    candidates = (candidate.split() for candidate in re.split(r",\s+|,$", value.strip()))
    return [candidate[0] for candidate in candidates if candidate]
