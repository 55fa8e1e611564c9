"""One pass over a post's Markdown and HTML that fills the document's tables.

pulldown-cmark reads the Markdown, CommonMark with the extensions that generators have on. Where
kramdown reads an HTML block otherwise, `kramdown.py` says how. `.html` posts are HTML throughout.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from html import unescape
from typing import Any

import pyromark

from newslint import html
from newslint.kramdown import markdown_tails
from newslint.rows import (
    CAPTION,
    EMPHASIS,
    HEADING,
    HIDDEN,
    HTML,
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
    Text,
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
_BLOCK_FLAGS = {
    "Paragraph": 0,
    "Item": LIST,
    "TableCell": TABLE,
    "DefinitionListTitle": 0,
    "DefinitionListDefinition": LIST,
    "HtmlBlock": HTML,
}
_INLINE_FLAGS = {"Strong": EMPHASIS}
_TAG_FLAGS = {
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
    "head": HIDDEN,
    "title": HIDDEN,
    "pre": HIDDEN,
    "code": HIDDEN,
    "kbd": HIDDEN,
    "samp": HIDDEN,
    "svg": HIDDEN,
    "object": HIDDEN,
    **{f"h{level}": HEADING for level in range(1, 7)},
}
_COLOURED = re.compile(r"(?:^|;)\s*(?:color|background(?:-color)?)\s*:", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_BARE_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'`\u3000]+", re.IGNORECASE)
_MEDIA = {"iframe": "src", "embed": "src", "object": "data", "track": "src", "area": "href"}
_MEDIA_IMAGES = {"source": "src", "video": "poster", "audio": "src", "input": "src"}
_LINK_KINDS = {"Inline": "inline", "Autolink": "autolink", "Email": "autolink"}


class Tables:
    """The tables of one document while they are being filled."""

    def __init__(self, masked: Masked, dialect: str) -> None:
        self.data = masked.data
        self.dialect = dialect
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.headings: list[Heading] = []
        self.tags: list[Tag] = []
        self.tables: list[Table] = []
        self.texts: list[Text] = []
        self.codes: list[Code] = []
        self.comments: list[Comment] = []
        self._masks = [t.span for t in masked.templates if t.kind not in ("code", "comment")]
        self._mask_starts = [span.start for span in self._masks]
        self._line = 0
        self._block = 0
        self._flags = 0
        self._saved: list[int] = []
        # Open HTML elements: name, the flags before it, its tag, and its text's first run.
        self._open: list[tuple[str, int, Tag, int]] = []
        self._rows: list[list[Any]] = []
        self._alt: list[str] | None = None
        self._options = _OPTIONS
        if dialect in _DEFINITION_LISTS:
            self._options |= pyromark.Options.ENABLE_DEFINITION_LIST

    # -- Markdown ---------------------------------------------------------------------------

    def markdown(self, start: int, end: int) -> None:
        """Read `data[start:end]` as Markdown."""
        text = self.data[start:end].decode()
        events = pyromark.events_with_range(text, options=self._options, merge_text=True)
        html_end = -1
        for event, place in events:
            first, last = place["start"] + start, place["end"] + start
            if isinstance(event, str):
                if event != "Rule":
                    self._line += 1
                continue
            ((kind, value),) = event.items()
            if first < html_end:
                continue
            if kind == "Text":
                self._add_text(value, first, last)
            elif kind == "Start":
                if value == "HtmlBlock":
                    self._html_block(first, last)
                    html_end = last
                else:
                    self._start(value, first, last)
            elif kind == "End":
                self._end(value, first, last)
            elif kind == "InlineHtml":
                self._html(first, last)
            elif kind == "Code":
                self.codes.append(Code(Span(first, last), "inline", ""))
                self._note(value)

    def _start(self, value: Any, first: int, last: int) -> None:
        name, detail = value, None
        if not isinstance(value, str):
            ((name, detail),) = value.items()
        self._saved.append(self._flags)
        if name in _BLOCK_FLAGS:
            self._break()
            self._flags |= _BLOCK_FLAGS[name]
        elif name in _INLINE_FLAGS:
            self._flags |= _INLINE_FLAGS[name]
        elif name == "Heading":
            self._break()
            self._flags |= HEADING
            setext = self.data[first : first + 1] != b"#"
            level, kind = int(detail["level"][1]), "setext" if setext else "atx"
            self.headings.append(Heading(Span(first, last), kind, level, "", detail["id"]))
            self._rows.append([len(self.texts), "heading"])
        elif name == "BlockQuote":
            self._flags |= QUOTE
        elif name == "Link":
            self._flags |= LINK
            self._rows.append([len(self.texts), detail, self._line, []])
        elif name == "Image":
            self._alt = []
        elif name == "CodeBlock":
            fenced = isinstance(detail, dict)
            language = detail["Fenced"].split(" ")[0] if fenced else ""
            kind = "fenced" if fenced else "indented"
            self.codes.append(Code(Span(first, last), kind, language))
            self._flags |= HIDDEN
        elif name == "Table":
            rows = self.data.count(b"\n", first, last)
            self.tables.append(Table(Span(first, last), "markdown", True, rows, len(detail)))
        if name == "Image":
            self._rows.append([0, detail])

    def _end(self, value: Any, first: int, last: int) -> None:
        name = value if isinstance(value, str) else next(iter(value))
        if name == "HtmlBlock":
            return
        self._flags = self._saved.pop() if self._saved else 0
        if name in _BLOCK_FLAGS or name == "Heading":
            self._close_inline()
            self._break()
        if name == "Heading":
            at, _ = self._rows.pop()
            text = "".join(run.text for run in self.texts[at:]).strip()
            heading = next(row for row in reversed(self.headings) if row.span.start == first)
            self.headings[self.headings.index(heading)] = heading._replace(text=text)
        elif name == "Link":
            self._end_link(first, last)
        elif name == "Image":
            self._end_image(first, last)

    def _end_link(self, first: int, last: int) -> None:
        at, detail, line, notes = self._rows.pop()
        text = "".join(run.text for run in self.texts[at:]) + "".join(notes)
        kind = _LINK_KINDS.get(detail["link_type"], "reference")
        place = self._destination(first, last, kind)
        target = detail["dest_url"]
        if detail["link_type"] == "Email":
            target = f"mailto:{target}"
        templated = self._templated(place)
        self.links.append(
            Link(Span(first, last), kind, target, place, text, line, self._block, templated)
        )

    def _end_image(self, first: int, last: int) -> None:
        _, detail = self._rows.pop()
        alt = "".join(self._alt or ())
        self._alt = None
        kind = _LINK_KINDS.get(detail["link_type"], "reference")
        place = self._destination(first, last, kind)
        target, templated = detail["dest_url"], self._templated(place)
        self._note(alt)
        self.images.append(
            Image(Span(first, last), kind, target, place, alt, self._block, templated)
        )

    def _destination(self, first: int, last: int, kind: str) -> Span:
        """Return where an inline link's destination stands; the whole link for other kinds."""
        opening = self.data.rfind(b"](", first, last) if kind == "inline" else -1
        if opening == -1:
            return Span(first, last)
        inside = self.data[opening + 2 : last - 1]
        lead = len(inside) - len(inside.lstrip())
        match = re.match(rb"<[^>\n]*>|\S+", inside[lead:])
        start = opening + 2 + lead
        return Span(start, start + (match.end() if match else 0))

    # -- HTML -------------------------------------------------------------------------------

    def html(self, start: int, end: int) -> None:
        """Read `data[start:end]` as HTML."""
        self._html(start, end)
        self._close_inline()

    def _html_block(self, first: int, last: int) -> None:
        self._break()
        saved, self._flags = self._flags, self._flags | HTML
        if self.dialect == "kramdown":
            at = first
            for tail in markdown_tails(self.data, first, last):
                self._html(at, tail.start)
                self._flags = saved
                self.markdown(tail.start, tail.end)
                self._flags = saved | HTML
                at = tail.end
            self._html(at, last)
        else:
            self._html(first, last)
        self._close_inline()
        self._flags = saved
        self._break()

    def _html(self, start: int, end: int) -> None:
        components = self.dialect == "mdx"
        for kind, first, last, tag in html.tokens(self.data, start, end, components=components):
            if tag is not None:
                self._tag(Tag(Span(first, last), tag.name, tag.closing, tag.empty, tag.attributes))
            elif kind == "text":
                self._html_text(first, last)
            elif kind == "comment":
                self._comment(first, last)

    def _comment(self, first: int, last: int) -> None:
        inside = self.data[first + 4 : last - 3].decode(errors="replace").strip()
        self.comments.append(Comment(Span(first, last), inside))

    def _html_text(self, first: int, last: int) -> None:
        raw = self.data[first:last].decode(errors="replace")
        at = first
        for piece in raw.splitlines(keepends=True):
            size = len(piece.encode())
            visible = piece.strip(" \t\r\n")
            if visible:
                lead = len(piece) - len(piece.lstrip(" \t\r\n"))
                begin = at + len(piece[:lead].encode())
                text = unescape(visible) if "&" in visible else visible
                glue = " " if lead or at != first else ""
                self._add_text(text, begin, begin + len(visible.encode()), glue)
            at += size
            if piece.endswith(("\n", "\r")):
                self._line += 1

    def _tag(self, tag: Tag) -> None:
        self.tags.append(tag)
        name = tag.name
        if name in html.BLOCK:
            self._break()
        elif name == "br":
            self._line += 1
        if tag.closing:
            self._close(tag)
            return
        if name == "img" or name in _MEDIA_IMAGES:
            self._html_image(tag)
        elif name in _MEDIA and tag.get(_MEDIA[name]):
            self._html_link(tag, tag.span, _MEDIA[name], "media", "", self._line)
        if not tag.empty:
            self._open.append((name, self._flags, tag, len(self.texts)))
            self._flags |= _TAG_FLAGS.get(name, 0) | _look(tag)
        if name == "table":
            self._rows.append([tag, False, 0, 0, 0])
        elif name in ("tr", "th", "td"):
            self._table_part(name)

    def _close(self, tag: Tag) -> None:
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth][0] == tag.name:
                break
        else:
            return
        for element in reversed(self._open[depth:]):
            self._end_element(*element, end=tag.span.end)
        del self._open[depth:]

    def _close_inline(self) -> None:
        """End what a block leaves open, but for block elements: those may span blocks."""
        while self._open and self._open[-1][0] not in html.BLOCK:
            name, flags, tag, at = self._open.pop()
            self._end_element(name, flags, tag, at, end=tag.span.end)

    def _end_element(self, name: str, flags: int, tag: Tag, at: int, end: int) -> None:
        self._flags = flags
        if name == "a" and tag.get("href") is not None:
            text = "".join(run.text for run in self.texts[at:])
            self._html_link(tag, Span(tag.span.start, end), "href", "html", text, self._line)
        elif name in ("h1", "h2", "h3", "h4", "h5", "h6"):
            text = "".join(run.text for run in self.texts[at:]).strip()
            span = Span(tag.span.start, end)
            self.headings.append(Heading(span, "html", int(name[1]), text, tag.get("id")))
        elif name in ("pre", "code"):
            self.codes.append(Code(Span(tag.span.start, end), "html", ""))
        elif name == "table" and self._rows and isinstance(self._rows[-1][0], Tag):
            opened, header, rows, columns, _ = self._rows.pop()
            span = Span(opened.span.start, end)
            self.tables.append(Table(span, "html", header, rows, columns))

    def _table_part(self, name: str) -> None:
        row = next((row for row in reversed(self._rows) if isinstance(row[0], Tag)), None)
        if row is None:
            return
        if name == "tr":
            row[2] += 1
            row[4] = 0
        else:
            row[4] += 1
            row[3] = max(row[3], row[4])
            row[1] = row[1] or name == "th"

    def _html_link(
        self, tag: Tag, span: Span, attribute: str, kind: str, text: str, line: int
    ) -> None:
        place = _place(tag, attribute)
        target = (tag.get(attribute) or "").strip()
        templated = self._templated(place)
        self.links.append(Link(span, kind, target, place, text, line, self._block, templated))

    def _html_image(self, tag: Tag) -> None:
        name, alt = tag.name, tag.get("alt")
        source = "src" if name == "img" else _MEDIA_IMAGES[name]
        kind = "html" if name == "img" else "media"
        targets = [(kind, source, tag.get(source))]
        targets += [("srcset", "srcset", url) for url in _srcset(tag.get("srcset"))]
        if name == "video" and tag.get("src"):
            targets.append(("media", "src", tag.get("src")))
        for kind, attribute, target in targets:
            if target is None and name != "img":
                continue
            place = _place(tag, attribute)
            templated = self._templated(place)
            target = (target or "").strip()
            self.images.append(
                Image(tag.span, kind, target, place, alt, self._block, templated)
            )
        self._note(alt or "")

    # -- Text -------------------------------------------------------------------------------

    def _add_text(self, text: str, first: int, last: int, glue: str = "") -> None:
        if self._alt is not None:
            self._alt.append(text)
            return
        if self._flags & HIDDEN:
            return
        if self._mask_starts and self._templated(Span(first, last)):
            self._add_around(first, last)
            return
        if glue and self.texts and self.texts[-1].block == self._block:
            text = glue + text
        span = Span(first, last)
        self.texts.append(Text(span, text, self._line, self._block, self._flags))
        if "://" in text or "www." in text:
            self._bare_urls(text, first, last)

    def _add_around(self, first: int, last: int) -> None:
        """Add what a template leaves visible of a run of text."""
        at = first
        for span in self._masks[max(0, bisect_right(self._mask_starts, first) - 1) :]:
            if span.start >= last:
                break
            if span.end <= first:
                continue
            self._add_piece(at, min(max(span.start, at), last))
            at = max(at, span.end)
        self._add_piece(at, last)

    def _add_piece(self, first: int, last: int) -> None:
        if first < last:
            text = unescape(self.data[first:last].decode(errors="replace"))
            span = Span(first, last)
            self.texts.append(Text(span, text, self._line, self._block, self._flags))

    def _bare_urls(self, text: str, first: int, last: int) -> None:
        if self._flags & LINK or len(text.encode()) != last - first:
            return
        for match in _BARE_URL.finditer(text):
            target = match[0].rstrip(".,:;!?)]}*_~'\"…。、")
            start = first + len(text[: match.start()].encode())
            span = Span(start, start + len(target.encode()))
            link = Link(span, "bare", target, span, target, self._line, self._block, False)
            self.links.append(link)

    def _note(self, text: str) -> None:
        """Let the links around an image or code know its words."""
        for row in self._rows:
            if len(row) == 4:
                row[3].append(text)

    def _break(self) -> None:
        self._block += 1
        self._line += 1

    def _templated(self, span: Span) -> bool:
        at = bisect_right(self._mask_starts, span.start) - 1
        masks: Iterable[Span] = self._masks[max(at, 0) : at + 2]
        return any(mask.start < span.end and span.start < mask.end for mask in masks)


def _look(tag: Tag) -> int:
    """Return EMPHASIS for a tag that colours its text or makes it bold."""
    if tag.name == "font":
        return EMPHASIS if tag.get("color") else 0
    style = tag.get("style") if tag.attributes else None
    if style and tag.name not in html.BLOCK and (_COLOURED.search(style) or _BOLD.search(style)):
        return EMPHASIS
    return 0


def _place(tag: Tag, attribute: str) -> Span:
    for row in tag.attributes:
        if row.name == attribute:
            return tag.place(row)
    return tag.span


def _srcset(value: str | None) -> list[str]:
    """Return the URLs of a srcset (HTML 4.8.4.2.1): candidates part at a comma and a blank."""
    if not value:
        return []
    candidates = re.split(r",\s+|,$", value.strip())
    return [candidate.split()[0] for candidate in candidates if candidate.split()]
