"""How a post ends: the last blocks that have one link each, where footers stand."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from newslint.document import Document
from newslint.rows import Line
from newslint.source import Span

_LAST_BLOCKS = 3
_LONGEST = 300
"""Code points of a closing block: what is longer is text of the post."""


class Closing(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One of the last blocks of a post, with the one link that it has."""

    text: str
    target: str
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
    """Return the last blocks with one link each, the last one first."""
    return document.memo("closings", lambda: tuple(_closings(document)))


def _closings(document: Document) -> Iterator[Closing]:
    if not document.links:
        return
    for block, lines in _last_blocks(document):
        links = [link for link in document.links if link.block == block and link.kind != "bare"]
        text = "\n".join(line.text for line in reversed(lines))
        if len(links) == 1 and len(text) <= _LONGEST:
            yield Closing(text, links[0].target, links[0].text, *links[0].span)


def _last_blocks(document: Document) -> list[tuple[int, list[Line]]]:
    """Return the last blocks that have text, the last one first, with their lines."""
    blocks: dict[int, list[Line]] = {}
    for line in reversed(document.lines):
        if line.text.strip():
            if line.block not in blocks and len(blocks) == _LAST_BLOCKS:
                break
            blocks.setdefault(line.block, []).append(line)
    return list(blocks.items())
