"""A piece of HTML as a tree of which every node knows its place: well formed, or none at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from newslint import html
from newslint.html import RawTag
from newslint.source import Span


@dataclass(frozen=True)
class Element:
    """An element, its tags included."""

    tag: RawTag
    opening: Span
    children: list[Node] = field(default_factory=list)
    closing: Span | None = None
    """None of a void element."""

    @property
    def span(self) -> Span:
        """From its start tag to its end tag."""
        return Span(self.opening.start, (self.closing or self.opening).end)


@dataclass(frozen=True)
class Words:
    """Text between tags, as it is written."""

    span: Span
    raw: str


@dataclass(frozen=True)
class Comment:
    """A comment."""

    span: Span


Node: TypeAlias = Element | Words | Comment

_DEEPEST = 40
"""Elements in each other: what nests deeper was not written by anybody."""


def tree(data: bytes, span: Span) -> list[Node] | None:
    """Return the nodes of a piece of HTML; None where it is not well formed.

    Every element has its own end tag, but for void ones: what HTML would mend is left alone.
    """
    roots: list[Node] = []
    opened: list[tuple[RawTag, Span, list[Node]]] = []
    for kind, first, last, tag in html.tokens(data, *span):
        place = Span(first, last)
        nodes = opened[-1][2] if opened else roots
        if tag is None:
            if kind == "comment":
                if not data.startswith(b"<!--", first) or not data.endswith(b"-->", first, last):
                    return None
                nodes.append(Comment(place))
            else:
                nodes.append(Words(place, data[first:last].decode(errors="replace")))
        elif tag.closing:
            if not opened or opened[-1][0].name != tag.name:
                return None
            start, opening, children = opened.pop()
            nodes = opened[-1][2] if opened else roots
            nodes.append(Element(start, opening, children, place))
        elif tag.name in html.VOID:
            nodes.append(Element(tag, place))
        elif tag.empty or len(opened) >= _DEEPEST:
            return None
        else:
            opened.append((tag, place, []))
    return None if opened else roots
