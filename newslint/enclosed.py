"""Elements of a kind, and what lies inside of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from newslint.rows import Tag


def outermost(tags: Iterable[Tag], is_meant: Callable[[Tag], bool]) -> list[int]:
    """Return the bytes at which the outermost elements that are meant begin and end, in turn.

    `is_meant` is asked of tags that open an element. One that is never closed goes on to the end.
    """
    edges: list[int] = []
    name, depth = "", 0
    for tag in tags:
        if depth:
            if tag.name == name and not tag.empty:
                depth += -1 if tag.closing else 1
                if not depth:
                    edges.append(tag.span.end)
        elif not tag.closing and is_meant(tag):
            if tag.empty:
                edges += tag.span
            else:
                edges.append(tag.span.start)
                name, depth = tag.name, 1
    return edges


def encloses(edges: Sequence[int], offset: int) -> bool:
    """Tell whether a byte lies inside one of the elements that `outermost` returned."""
    return bisect_right(edges, offset) % 2 == 1
