"""What a pass over a post collects: the document's tables, and where in the text it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape

from newslint.rows import (
    HIDDEN,
    LINK,
    Code,
    Comment,
    Heading,
    Image,
    Link,
    Reference,
    Table,
    Tag,
    Text,
)
from newslint.source import Span
from newslint.template import Masked

_BARE_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'`\u3000]+", re.IGNORECASE)
_NOT_PART = ".,:;!?)]}*_~'\"…。、"
"""Characters that end a sentence rather than a bare URL."""

_new = tuple.__new__
"""Makes a row in half the time of `Row(…)`, which counts where there is one for every word."""


class Gather:
    """The tables of one document while they are being filled.

    `flags`, `line` and `block` say of the text that comes next what it stands in.
    """

    def __init__(self, masked: Masked) -> None:
        """Begin with empty tables."""
        self.data = masked.data
        self.links: list[Link] = []
        self.references: list[Reference] = []
        self.images: list[Image] = []
        self.headings: list[Heading] = []
        self.tables: list[Table] = []
        self.tags: list[Tag] = []
        self.texts: list[Text] = []
        self.codes: list[Code] = []
        self.comments: list[Comment] = []
        self.flags = 0
        self.line = 0
        self.block = 0
        self.alt: list[str] | None = None
        """The words of a Markdown image's description, while one is open."""
        self.open_words: list[list[str]] = []
        """The words of the links and headings that are open, the innermost last."""
        self._masks = [row.span for row in masked.templates if row.kind not in ("code", "comment")]
        self._mask_starts = [span.start for span in self._masks]

    def end_block(self) -> None:
        """Let what comes next be in another block, and so on another line."""
        self.block += 1
        self.line += 1

    def end_line(self) -> None:
        """Let what comes next be on another line; to the words around it is a blank."""
        self.line += 1
        if self.open_words:
            self.say(" ")

    def in_line(self) -> bool:
        """Tell whether the line has text already."""
        return bool(self.texts) and self.texts[-1].line == self.line

    def templated(self, span: Span) -> bool:
        """Tell whether template syntax takes part in a span."""
        if not self._masks:
            return False
        at = bisect_right(self._mask_starts, span.start) - 1
        masks = self._masks[max(at, 0) : at + 2]
        return any(mask.start < span.end and span.start < mask.end for mask in masks)

    def say(self, words: str) -> None:
        """Let the open links and headings know of words that stand in them."""
        for heard in self.open_words:
            heard.append(words)

    def listen(self) -> list[str]:
        """Return a list that the words of what follows are added to, until it is let go."""
        words: list[str] = []
        self.open_words.append(words)
        return words

    def let_go(self, words: list[str]) -> None:
        """End what `listen` began."""
        # By identity: the words of two links may be equal.
        if self.open_words and self.open_words[-1] is words:
            self.open_words.pop()
        else:
            self.open_words = [heard for heard in self.open_words if heard is not words]

    def add_text(self, text: str, first: int, last: int) -> None:
        """Add a run of text."""
        if self.alt is not None:
            self.alt.append(text)
            return
        if self.flags & HIDDEN:
            return
        if self._mask_starts and self.templated(Span(first, last)):
            self._add_around(first, last)
            return
        span = _new(Span, (first, last))
        self.texts.append(_new(Text, (span, text, self.line, self.block, self.flags)))
        if self.open_words:
            self.say(text)
        if "://" in text or "www." in text:
            self._add_bare_urls(first, last)

    def _add_around(self, first: int, last: int) -> None:
        """Add what templates leave visible of a run of text."""
        at = first
        for span in self._masks[max(0, bisect_right(self._mask_starts, first) - 1) :]:
            if span.start >= last:
                break
            if span.end > first:
                self._add_piece(at, min(max(span.start, at), last))
                at = max(at, span.end)
        self._add_piece(at, last)

    def _add_piece(self, first: int, last: int) -> None:
        if first < last:
            text = unescape(self.data[first:last].decode(errors="replace"))
            span = Span(first, last)
            self.texts.append(Text(span, text, self.line, self.block, self.flags))
            self.say(text)

    def _add_bare_urls(self, first: int, last: int) -> None:
        if self.flags & LINK:
            return
        # In the file's own spelling: where references were decoded, places are not the text's.
        raw = self.data[first:last].decode(errors="replace")
        for match in _BARE_URL.finditer(raw):
            written = match[0].rstrip(_NOT_PART)
            start = first + len(raw[: match.start()].encode())
            span = Span(start, start + len(written.encode()))
            target = unescape(written)
            self.links.append(
                Link(span, "bare", target, span, target, self.line, self.block, templated=False)
            )
