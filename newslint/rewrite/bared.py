"""HTML that stays, without what only says how it looks."""

from __future__ import annotations

from collections.abc import Iterator

from newslint.rewrite.meaning import Reader
from newslint.rewrite.tree import Comment, Element, Node, Words
from newslint.source import Span

_ELEMENTS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li blockquote table thead tbody tfoot tr th td"
    " span font b strong i em a".split()
)
"""Elements that are what they are without a look; of a `<div>` it may be all that there is."""
_NOTHING = frozenset({"span", "font"})


def bared(node: Element, data: bytes, reader: Reader) -> str | None:
    """Return an element without the attributes that mean nothing; None where there are none.

    A `<span>` or `<font>` without any goes, too.
    """
    if node.tag.name not in _ELEMENTS:
        return None
    text = b"".join(_parts(node, data, reader))
    return None if text == data[slice(*node.span)] else text.decode()


def _parts(node: Node, data: bytes, reader: Reader) -> Iterator[bytes]:
    if isinstance(node, Words | Comment) or node.tag.name not in _ELEMENTS:
        yield data[slice(*node.span)]
        return
    gone = _meaningless(node, reader)
    is_nothing = node.tag.name in _NOTHING and len(gone) == len(node.tag.attributes) > 0
    if not is_nothing:
        start = node.opening.start
        for first, last in gone:
            yield data[start:first]
            start = last
        yield data[start : node.opening.end]
    for child in node.children:
        yield from _parts(child, data, reader)
    if node.closing is not None and not is_nothing:
        yield data[slice(*node.closing)]


def _meaningless(node: Element, reader: Reader) -> list[Span]:
    """Return where attributes stand that say nothing, each with the blanks before it."""
    start, name = node.opening.start, node.tag.name
    found: list[Span] = []
    at = start + len("<") + len(name)
    for row in node.tag.attributes:
        meaning = reader.read(name, [(row.name, row.value)])
        says = meaning.kept or meaning.strong is not None or meaning.em is not None
        if meaning.lossy and not says:
            found.append(Span(at, start + row.end))
        at = start + row.end
    return found
