"""HTML in a post: elements as they open and close, and what they add to the document's tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

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
_COLOURED = re.compile(r"(?:^|;)\s*(?:color|background(?:-color)?)\s*:", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_MEDIA_LINKS = {"iframe": "src", "embed": "src", "object": "data", "track": "src", "area": "href"}
_IMAGES = {"img": "src", "source": "src", "video": "poster", "audio": "src", "input": "src"}


@dataclass
class _Element:
    """An open element."""

    tag: Tag
    flags: int
    """The flags outside of it."""
    words: list[str] | None = None
    """For links and headings: the words inside."""
    header: bool = False
    """For tables: whether a header cell was seen; then, how large it is."""
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
    _counts: Counter[str] = field(default_factory=Counter)
    """How many elements of each name are open: posts may leave thousands of them open."""
    _tables: list[_Element] = field(default_factory=list)

    def read(self, start: int, end: int) -> None:
        """Read `data[start:end]`."""
        data = self.gather.data
        for kind, first, last, tag in html.tokens(data, start, end, components=self.components):
            if tag is not None:
                span = Span(first, last)
                self._tag(Tag(span, tag.name, tag.closing, tag.empty, tag.attributes))
            elif kind == "text":
                self._text(first, last)
            elif kind == "comment":
                mark = 4 if data[first:last].endswith(b"--!>") else 3
                inside = data[first + 4 : last - mark].decode(errors="replace").strip()
                self.gather.comments.append(Comment(Span(first, last), inside))

    def close_inline(self) -> None:
        """End what a block leaves open, but for block elements: those may span blocks."""
        while self._open and self._open[-1].tag.name not in html.BLOCK:
            self._end_last(self._open[-1].tag.span.end)

    def _text(self, first: int, last: int) -> None:
        gather = self.gather
        at = first
        for number, piece in enumerate(
            gather.data[first:last].decode(errors="replace").split("\n")
        ):
            if number:
                gather.end_line()
                at += 1
            # Blanks that only indent are no text; those between two words are.
            if piece.strip() or (piece and not number and gather.in_line()):
                gather.add_text(unescape(piece), at, at + len(piece.encode()))
            at += len(piece.encode())

    def _tag(self, tag: Tag) -> None:
        gather = self.gather
        gather.tags.append(tag)
        if tag.name in html.BLOCK:
            gather.end_block()
        elif tag.name == "br":
            gather.end_line()
        if tag.closing:
            self._close(tag)
            return
        if tag.name in _IMAGES:
            self._images(tag)
        elif tag.name in _MEDIA_LINKS and tag.get(_MEDIA_LINKS[tag.name]):
            self._link(tag, tag.span, _MEDIA_LINKS[tag.name], "media", "")
        if not tag.empty:
            self._start(tag)
        self._table_part(tag.name)

    def _start(self, tag: Tag) -> None:
        hears = tag.name == "a" or tag.name in _HEADINGS
        if hears and self._counts[tag.name]:
            # Neither nests: the start of one ends the other (HTML 13.2.6.4.7).
            self._close(tag)
        element = _Element(tag, self.gather.flags)
        if hears:
            element.words = self.gather.listen()
        if tag.name == "table":
            self._tables.append(element)
        self._open.append(element)
        self._counts[tag.name] += 1
        self.gather.flags |= _FLAGS.get(tag.name, 0) | _look(tag)

    def _close(self, tag: Tag) -> None:
        if not self._counts[tag.name]:
            return
        end = tag.span.end if tag.closing else tag.span.start
        while self._open[-1].tag.name != tag.name:
            self._end_last(end)
        self._end_last(end)

    def _end_last(self, end: int) -> None:
        element = self._open.pop()
        gather, tag = self.gather, element.tag
        self._counts[tag.name] -= 1
        gather.flags = element.flags
        span = Span(tag.span.start, end)
        if element.words is not None:
            gather.let_go(element.words)
        text = "".join(element.words or ())
        if tag.name == "a" and tag.get("href") is not None:
            self._link(tag, span, "href", "html", text)
        elif tag.name in _HEADINGS:
            level, given = int(tag.name[1]), tag.get("id")
            gather.headings.append(Heading(span, "html", level, text.strip(), given))
        elif tag.name in ("pre", "code"):
            gather.codes.append(Code(span, "html", ""))
        elif tag.name == "table":
            self._tables.pop()
            gather.tables.append(Table(span, "html", element.header, element.rows, element.columns))

    def _table_part(self, name: str) -> None:
        if name not in ("tr", "th", "td") or not self._tables:
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


def _look(tag: Tag) -> int:
    """Return EMPHASIS for a tag that colours its text or makes it bold."""
    if tag.name == "font":
        return EMPHASIS if tag.get("color") else 0
    style = tag.get("style") if tag.attributes else None
    if style and tag.name not in html.BLOCK and (_COLOURED.search(style) or _BOLD.search(style)):
        return EMPHASIS
    return 0


def _place(tag: Tag, attribute: str) -> Span:
    found = (tag.place(row) for row in tag.attributes if row.name == attribute)
    return next(found, tag.span)


def _srcset(value: str) -> list[str]:
    """Return the URLs of a srcset (HTML 4.8.4.2.1): candidates part at a comma and a blank."""
    candidates = (candidate.split() for candidate in re.split(r",\s+|,$", value.strip()))
    return [candidate[0] for candidate in candidates if candidate]
