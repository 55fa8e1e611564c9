"""One target that a post links again and again, or in pieces."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.enclosed import encloses, outermost
from newslint.rows import LIST, QUOTE, TABLE, Link, Tag
from newslint.scripted import is_scripted, opening

_LINKS = ("inline", "reference", "html", "autolink")
_LEADS_NOWHERE = ("#", "javascript:")
_INVISIBLE = re.compile(rb"<[^<>]*>|&nbsp;|[\s*_~]|\xc2\xa0")
"""What may stand between two links that readers see as one: tags, blanks, signs of emphasis."""
_NEAR = 200
"""Bytes that may stand between them."""


class RepeatedTarget(Options, frozen=True):
    """How often is too often."""

    max: Annotated[int, Meta(ge=1)] = 3
    """How many links of a post may lead to one target."""


@check(
    "repeated-target",
    reads="links",
    options=RepeatedTarget,
    facts=("target",),
    variants=("in-pieces",),
)
def repeated_target(
    rows: Sequence[Link], document: Document, options: RepeatedTarget
) -> Iterator[Finding]:
    """Yield the targets linked too often, and the links cut in pieces, each as one finding."""
    links = [
        row
        for row in rows
        if row.kind in _LINKS
        and row.target
        and not row.templated
        and not row.target.lower().startswith(_LEADS_NOWHERE)
        and not (row.kind == "html" and is_scripted(opening(row, document.source.data)))
    ]
    if len(links) > 1:
        yield from _in_pieces(links, document)
    if len(links) > options.max:
        yield from _too_often(links, document, options.max)


def _in_pieces(links: Sequence[Link], document: Document) -> Iterator[Finding]:
    pieces: list[Link] = []
    for link in links:
        if pieces and not _go_on(pieces[-1], link, document):
            yield from _piecewise(pieces)
            pieces = []
        pieces.append(link)
    yield from _piecewise(pieces)


def _piecewise(pieces: Sequence[Link]) -> Iterator[Finding]:
    if len(pieces) > 1:
        spans = (piece.span for piece in pieces)
        yield from together(spans, {"target": pieces[0].target}, "in-pieces")


def _go_on(link: Link, following: Link, document: Document) -> bool:
    """Tell whether a link goes on in the next one: the same target, and nothing seen between."""
    start, end = link.span.end, following.span.start
    if link.target != following.target or link.block != following.block:
        return False
    between = document.source.data[start:end]
    return 0 <= end - start <= _NEAR and not _INVISIBLE.sub(b"", between)


def _too_often(links: Sequence[Link], document: Document, most: int) -> Iterator[Finding]:
    by_target: dict[str, list[Link]] = {}
    for link in links:
        by_target.setdefault(link.target, []).append(link)
    for target, same in by_target.items():
        if len(same) > most:
            counted = _counted(same, document)
            if len(counted) > most:
                yield from together((link.span for link in counted), {"target": target})


def _counted(same: Sequence[Link], document: Document) -> list[Link]:
    """Return the links that repeat what was said.

    Navigation and quotations do not, nor do sections that each link one thing by one name. Nor
    do a list's entries or a table's cells that name one thing by one name, such as the author of
    each change: they are read one by one.
    """
    listed = document.memo("blocks of lists and tables", lambda: _blocks(document, LIST | TABLE))
    quoted = document.memo("blocks of quotations", lambda: _blocks(document, QUOTE))
    navigation = document.memo("navigation", lambda: outermost(document.tags, _is_navigation))
    names = {link.text.strip() for link in same if link.block in listed}
    counted = [
        link
        for link in same
        if not (len(names) == 1 and link.block in listed)
        and link.block not in quoted
        and not encloses(navigation, link.span.start)
    ]
    return sorted(_by_section(counted, document))


def _by_section(links: Sequence[Link], document: Document) -> Iterator[Link]:
    """Yield of the links with one text those of the section that has the most."""
    starts = [heading.span.start for heading in document.headings]
    sections: dict[str, dict[int, list[Link]]] = {}
    for link in links:
        text = " ".join(link.text.split()).casefold()
        section = bisect_right(starts, link.span.start)
        sections.setdefault(text, {}).setdefault(section, []).append(link)
    for same in sections.values():
        yield from max(same.values(), key=len)


def _blocks(document: Document, flags: int) -> frozenset[int]:
    return frozenset(run.block for run in document.texts if run.flags & flags)


def _is_navigation(tag: Tag) -> bool:
    return tag.name == "nav"
