"""What a post names as its source, as far as the site remembers it: labelled links at its ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from newslint.source import Span

if TYPE_CHECKING:
    from newslint.document import Document

_FIRST_LINES = 3
_LAST_LINES = 10
"""Where source statements stand, nearly all of them."""
_LABEL = re.compile(r"[\W_]*([^\W\d_](?:[^\W_]|[ ](?=\w)){1,23})\s*[:：=]")
"""Words at a line's start and a colon: whether they name a source, the rule knows."""
_MOST = 4
"""Links of a post that are remembered."""


class Cited(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A link to another host behind a label, whatever the label."""

    label: str
    target: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where the link stands."""
        return Span(self.start, self.end)


def cited(document: Document) -> tuple[Cited, ...]:
    """Return the first links that stand behind a label at a post's head or foot."""
    return tuple(islice(_cited(document), _MOST)) if document.links else ()


def _cited(document: Document) -> Iterator[Cited]:
    lines = document.lines
    ends = {line.runs[0].line: line for line in (*lines[:_FIRST_LINES], *lines[-_LAST_LINES:])}
    for link in document.links:
        line = ends.get(link.line)
        if line is None or link.kind == "bare" or "//" not in link.target:
            continue
        label = _LABEL.match(line.text)
        if label:
            yield Cited(label[1], link.target[:LONGEST], *link.span)


LONGEST = 200
"""Code points of a URL that are remembered: its host is among them."""
