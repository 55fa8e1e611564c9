"""A block of HTML as Markdown, part by part: what cannot be written so stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from newslint.document import Document
from newslint.rewrite.bared import bared
from newslint.rewrite.blocks import Blocks, grouped
from newslint.rewrite.tree import Comment, Element, Node, Words
from newslint.rewrite.unit import UNREADABLE, Settings, Unit, markdown_writer, readable, turns
from newslint.source import Span

_STRUCTURE = re.compile(rb"\||\$\$|(?:\A|\n)[ \t]*[=-]+[ \t]*\r?(?:\n|\Z)|\n(?: {4}|\t)")
"""What kramdown reads otherwise after a blank line than right after an element."""
_ANYTHING = re.compile(
    r"[\\`*_\[\]~|\"'<>{}$]|--|\.\.\.|^[ \t]*+(?:[-+>#=:]|\d+[.)])", re.MULTILINE
)
"""What somebody's Markdown may show otherwise."""


class _Piece(NamedTuple):
    """A part of a block of HTML: as it is, or as Markdown."""

    span: Span
    text: str
    written: bool


class HtmlBlock(NamedTuple):
    """Writes a block of HTML as Markdown."""

    document: Document
    settings: Settings
    headings: set[str]
    """The words of the headings whose ids a new one could take."""

    def unit(self, span: Span) -> Unit | None:
        """Return a block as Markdown; None where none of it can be."""
        data = self.document.source.data
        end = span.start + len(data[span.start : span.end].rstrip())
        start = data.rfind(b"\n", 0, span.start) + 1
        if self._is_touched(Span(start, end)) or data[start : span.start].strip():
            return None
        nodes = readable(Span(span.start, end), self.document)
        found = self._pieces(nodes) if nodes else None
        if found is None:
            return None
        pieces, lossy = found
        if not any(self._is_changed(piece) for piece in pieces if piece.text):
            return None
        first = next(piece for piece in pieces if piece.text)
        while pieces[-1].written and data[end : end + 1] in (b" ", b"\t"):
            end += 1
        edit = Span(start if first is not pieces[0] or first.written else first.span.start, end)
        newline = "\r\n" if b"\r\n" in data[: data.find(b"\n") + 1] else "\n"
        text = self._framed(self._joined(pieces, newline), edit, newline)
        variant = "styled" if lossy else ""
        if not any(piece.written for piece in pieces):
            variant = "bared"
        return Unit(edit, text, _first_line(span, data), variant)

    def _is_changed(self, piece: _Piece) -> bool:
        return piece.written or piece.text.encode() != self.document.source.data[slice(*piece.span)]

    def _is_touched(self, span: Span) -> bool:
        """Tell whether a template takes part in a block, or stands on a line next to it."""
        data = self.document.source.data
        before = data.rfind(b"\n", 0, max(0, span.start - 1)) + 1
        after = data.find(b"\n", data.find(b"\n", span.end) + 1)
        around = Span(before, after if after > span.end else len(data))
        return self.document.is_templated(around) or b"newslint-" in data[slice(*span)]

    def _pieces(self, nodes: Sequence[Node]) -> tuple[list[_Piece], bool] | None:
        """Return a block's parts, and whether something is lost; None where it stays as it is."""
        settings, data = self.settings, self.document.source.data
        blocks = Blocks(settings.reader, settings.escapes, data, settings.plain_colours)
        pieces: list[_Piece] = []
        lossy = is_loose = False
        for group in grouped(nodes):
            node = group[0]
            if (
                is_loose
                and settings.escapes.runs_on
                and b"\n" not in data[pieces[-1].span.end : node.span.start]
            ):
                # kramdown shows a block's tag after text on its line as it is written.
                return None
            span = Span(node.span.start, group[-1].span.end)
            if isinstance(node, Comment) or self._is_taken(node):
                made = None
            elif len(group) == 1 and isinstance(node, Element) and node.tag.block:
                made = blocks.write(node)
            else:
                loose = self._loose(group, blocks, is_first=not pieces)
                if loose is None:
                    return None
                pieces.append(loose[0])
                lossy, is_loose = lossy or loose[1], True
                continue
            is_loose = False
            source = data[slice(*span)].decode()
            if made is None and isinstance(node, Element):
                bare = bared(node, data, settings.reader)
                lossy = lossy or bare is not None
                source = bare or source
            pieces.append(_Piece(span, made.text if made else source, made is not None))
            lossy = lossy or (made is not None and made.lossy)
        return pieces, lossy

    def _is_taken(self, node: Node) -> bool:
        """Tell whether a heading as Markdown could take the id of one that there is."""
        if not isinstance(node, Element) or node.tag.name[:1] != "h" or not self.headings:
            return False
        words = self.document.source.slice(
            Span(node.opening.end, (node.closing or node.opening).start)
        )
        return bare(re.sub("<[^>]{0,500}>", "", words)) in self.headings

    def _loose(
        self, group: Sequence[Node], blocks: Blocks, *, is_first: bool
    ) -> tuple[_Piece, bool] | None:
        """Return text that stands in no element: HTML to CommonMark, Markdown to kramdown."""
        dialect = self.settings.escapes.dialect
        raw = self.document.source.data[group[0].span.start : group[-1].span.end]
        start = group[0].span.start + len(raw) - len(raw.lstrip())
        span = Span(start, start + len(raw.strip()))
        if is_first and dialect in ("kramdown", ""):
            return None
        if dialect != "kramdown":
            words = "\n".join(node.raw for node in _all_words(group))
            made = None if not dialect and _ANYTHING.search(words) else blocks.paragraph(group)
            return made and (_Piece(span, made.text, written=True), made.lossy)
        if _STRUCTURE.search(raw) or any(mark in raw for mark in UNREADABLE):
            return None
        writer = markdown_writer(self.document, self.settings)
        text = writer.write(group)
        old = raw.decode()
        if text is None or text == old or turns(raw, dialect):
            return _Piece(span, old.strip(), written=False), False
        return _Piece(span, text.strip().replace("\r\n", "\n"), written=True), writer.lossy

    def _joined(self, pieces: Sequence[_Piece], newline: str) -> str:
        """Return parts with blank lines between, but where both sides are as they were."""
        data = self.document.source.data
        seen = [piece for piece in pieces if piece.text]
        output = self._as_lines(seen[0], newline)
        for left, right in pairwise(seen):
            gap = data[left.span.end : right.span.start].decode()
            stays = not left.written and not right.written and not gap.strip()
            output += (gap if stays else newline * 2) + self._as_lines(right, newline)
        return output

    def _as_lines(self, piece: _Piece, newline: str) -> str:
        return piece.text.replace("\n", newline) if piece.written else piece.text

    def _framed(self, text: str, span: Span, newline: str) -> str:
        """Return a text with the newlines that part it from what is on the lines around it."""
        data = self.document.source.data
        body = self.document.body.start
        above = data[max(body, data.rfind(b"\n", body, max(body, span.start - 1)) + 1) : span.start]
        newline_after = data.find(b"\n", span.end)
        end = data.find(b"\n", newline_after + 1)
        below = data[newline_after + 1 : end if end != -1 else None] if newline_after != -1 else b""
        if span.start > body and above.strip():
            text = newline + text
        return text + newline if below.strip() else text


def bare(text: str) -> str:
    """Return the letters and digits of a heading, which its id is made of."""
    return "".join(filter(str.isalnum, text.lower()))


def _all_words(nodes: Sequence[Node]) -> Iterator[Words]:
    for node in nodes:
        if isinstance(node, Words):
            yield node
        elif isinstance(node, Element):
            yield from _all_words(node.children)


def _first_line(span: Span, data: bytes) -> Span:
    newline = data.find(b"\n", *span)
    end = newline if newline != -1 else span.end
    return Span(span.start, span.start + len(data[span.start : end].rstrip()))
