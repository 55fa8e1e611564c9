"""What a site remembers of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from zlib import crc32

from newslint.document import Document
from newslint.facts import Facts
from newslint.facts.anchors import anchors_of
from newslint.facts.barred import barred
from newslint.facts.cited import cited
from newslint.facts.closing import closings
from newslint.facts.compared import normalised
from newslint.facts.days import is_dated, published, time_of
from newslint.facts.hosts import hosts_of
from newslint.facts.images import image_hosts
from newslint.facts.matter import packed
from newslint.facts.packing import bytes_packed
from newslint.facts.shingles import NO_BODY, body_of
from newslint.facts.targets import targets_of
from newslint.facts.values import Alt, Told, Value
from newslint.source import Span

_SHIFTED = re.compile(rb"[ \t]+(?:---|\+\+\+)[ \t]*\r?\n")
_REMEMBERED = 2000
"""Code points of a field's text that are remembered."""


def facts_of(document: Document) -> Facts:
    """Return what the site remembers of a document."""
    matter = document.front_matter
    top = matter.top if matter else {}
    start = document.source.start
    data = document.source.data
    lines = _lines(data, [entry.span.start for entry in top.values()])
    fields = {
        name: _told(name, entry.value[:_REMEMBERED], entry.span, lines[entry.span.start])
        for name, entry in top.items()
        if isinstance(entry.value, str)
    }
    return Facts(
        path=document.source.path,
        kind="post" if document.kind == "post" else "page",
        language=document.language,
        has_front_matter=matter is not None,
        shifted=matter is None and _SHIFTED.match(document.source.data, start) is not None,
        readable=matter is None or matter.failure is None,
        head=document.head,
        keys={name: entry.key_span.start for name, entry in top.items()},
        odd_keys=tuple(
            (name, Value(entry.name, *entry.key_span))
            for name, entry in top.items()
            if entry.name != name
            or entry.key_span.end - entry.key_span.start != len(name.encode(errors="replace"))
        ),
        empty=not document.texts and not document.images,
        dated=is_dated(document),
        published=published(document),
        time=time_of(document),
        withheld=document.is_withheld,
        fields=fields,
        packed_alts=_rows(
            Alt(row.alt.strip(), *row.span, row.target)
            for row in document.images
            if row.alt and row.alt.strip()
        ),
        packed_targets=_rows(targets_of(document)),
        image_hosts=tuple(image_hosts(document)),
        form=matter.format if matter else "",
        matter=packed(matter),
        anchors=anchors_of(document),
        packed_closings=_rows(closings(document) if document.kind == "post" else ()),
        packed_cited=_rows(cited(document) if document.kind == "post" else ()),
        barred=barred(document) if document.kind == "post" else (),
        opening=_opening(document),
        hosts=hosts_of(document),
        body=body_of(document) if document.kind == "post" else NO_BODY,
        authors=_authors(document) if document.kind == "post" else (),
    )


_SHORT = 60
"""Code points of a heading that is remembered."""


def _opening(document: Document) -> Value | None:
    first = document.headings[0] if document.headings and document.kind == "post" else None
    if first is None or not first.text or len(first.text) > _SHORT:
        return None
    return Value(first.text, *first.span)


_AUTHOR_FIELDS = frozenset("author authors writer byline".split())
_MOST_AUTHORS = 8
_LONGEST_NAME = 60
"""Code points of an author's name that are remembered."""


def _authors(document: Document) -> tuple[str, ...]:
    """Return the authors that front matter names: texts, lists of them, or mappings with a name."""
    top = document.front_matter.top if document.front_matter else {}
    if _AUTHOR_FIELDS.isdisjoint(top):
        return ()
    names = (
        " ".join(row.value.split())[:_LONGEST_NAME]
        for row in document.fields
        if isinstance(row.value, str)
        and row.name.lower() in _AUTHOR_FIELDS
        # In a mapping that is an author's, only the name is one.
        and (row.path[-1] == "name" or not any(isinstance(key, str) for key in row.path[1:]))
    )
    return tuple(dict.fromkeys(name for name in names if name))[:_MOST_AUTHORS]


_COMPARED = frozenset(
    "title linktitle subtitle excerpt description summary feature_text lead abstract teaser".split()
)
"""Fields that rules compare between posts. Of others the checksum is 0: they may all be equal."""


def _told(name: str, text: str, span: Span, line: int) -> Told:
    key = crc32(normalised(text).encode(errors="replace")) if name in _COMPARED else 0
    return Told(text, *span, line, key)


def _lines(data: bytes, offsets: Iterable[int]) -> dict[int, int]:
    """Return the line of each offset; they are counted from one offset to the next."""
    lines: dict[int, int] = {}
    at, line = 0, 1
    for offset in sorted(offsets):
        line += data.count(b"\n", at, offset)
        lines[offset] = line
        at = offset
    return lines


def _rows(rows: Iterable[object]) -> bytes:
    found = tuple(rows)
    return bytes_packed(found) if found else b""
