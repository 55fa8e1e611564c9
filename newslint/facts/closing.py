"""How a post ends: the last blocks that lead to a home page, where footers stand."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from newslint.document import Document
from newslint.rows import Line
from newslint.source import Span
from newslint.urls import is_home, meant_host

_LAST_BLOCKS = 3
_LONGEST = 300
"""Code points of a closing block: what is longer is text of the post."""


class Closing(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One of the last blocks of a post whose one link leads to a home page."""

    text: str
    host: str
    """Whose home page it is."""
    label: str
    """The text that is linked."""
    start: int
    end: int
    """Where the link stands."""

    @property
    def span(self) -> Span:
        """Where the link stands."""
        return Span(self.start, self.end)


def closings(document: Document) -> tuple[Closing, ...]:
    """Return the last blocks whose one link leads to a home page, the last one first."""
    return document.memo("closings", lambda: tuple(_closings(document)))


def _closings(document: Document) -> Iterator[Closing]:
    homes = {row.block: row for row in document.links if row.kind != "bare" and is_home(row.target)}
    if not homes:
        return
    for block, lines in _last_blocks(document):
        link = homes.get(block)
        host = meant_host(link.target) if link else ""
        if not link or not host or _links_in(block, document) > 1:
            continue
        text = "\n".join(line.text for line in reversed(lines))
        if len(text) <= _LONGEST:
            yield Closing(text, host, link.text, *link.span)


def _links_in(block: int, document: Document) -> int:
    return sum(link.block == block and link.kind != "bare" for link in document.links)


def _last_blocks(document: Document) -> list[tuple[int, list[Line]]]:
    """Return the last blocks that have text, the last one first, with their lines."""
    blocks: dict[int, list[Line]] = {}
    for line in reversed(document.lines):
        if line.text.strip():
            if line.block not in blocks and len(blocks) == _LAST_BLOCKS:
                break
            blocks.setdefault(line.block, []).append(line)
    return list(blocks.items())
