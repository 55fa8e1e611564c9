"""Suppressions in front matter: comments after `#`, and the key `newslint`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from newslint.check import Edit, Fix
from newslint.document import Document
from newslint.front_matter import Field, FrontMatter
from newslint.source import Source, Span
from newslint.suppression.words import NAME, Name, Suppression, lines_of, read, span_in, whole

_HASH = re.compile(rb"(?:^|(?<=[ \t]))#[ \t]*(newslint-[^\r\n]*)", re.MULTILINE)
_BLOCK_SCALAR = re.compile(rb"(?:[&!]\S*[ \t]+)*[|>]")
_QUOTED = re.compile(rb"""("[^"\n]*"|'[^'\n]*')\s*""")
_KEY = "newslint"
_ENTRY = 2
"""Parts of the path of what stands below the key."""


def in_front_matter(document: Document) -> Iterator[Suppression]:
    """Yield the suppressions in a document's front matter."""
    matter = document.front_matter
    if matter is None:
        return
    if matter.format in ("yaml", "toml"):
        yield from _in_hashes(document, matter)
    ignored = matter.get(f"{_KEY}.ignore")
    if ignored is not None:
        names, reason = _listed(matter, ignored, document.source)
        span = Span(ignored.key_span.start, ignored.span.end)
        yield Suppression("file", names, span, whole(document.source), reason, None)
    for row in matter.fields:
        lone = row.path == (_KEY,) and not isinstance(row.value, dict)
        other = len(row.path) == _ENTRY and row.path[0] == _KEY and row.path[1] != "ignore"
        if lone or (other and isinstance(row.path[1], str)):
            form = ".".join(str(part) for part in row.path)
            yield Suppression(form, (), row.key_span, row.key_span, "", None)


def _listed(matter: FrontMatter, ignored: Field, source: Source) -> tuple[tuple[Name, ...], str]:
    """Return the names that the front-matter key lists, with the reasons where it gives them."""
    if isinstance(ignored.value, str):
        raw = source.slice(ignored.span)
        found = NAME.finditer(raw)
        return tuple(Name(m[0], span_in(ignored.span.start, raw, m)) for m in found), ""
    # What an alias repeats has its places at the anchor.
    places = {row.path[-1]: row for row in matter.fields if row.path[:-1] == ignored.path}
    if isinstance(ignored.value, dict):
        told = "; ".join(str(reason) for reason in ignored.value.values() if reason)
        entries = [(name, str(name)) for name in ignored.value]
    else:
        told = ""
        listed = ignored.value if isinstance(ignored.value, list) else []
        entries = [(number, str(name)) for number, name in enumerate(listed)]
    names = (Name(name, _place(places.get(key), ignored)) for key, name in entries)
    return tuple(names), told


def _place(row: Field | None, ignored: Field) -> Span:
    if row is None:
        return ignored.span
    return row.key_span if isinstance(row.path[-1], str) else row.span


def _in_hashes(document: Document, matter: FrontMatter) -> Iterator[Suppression]:
    source = document.source
    values = [row for row in matter.fields if not isinstance(row.value, dict | list)]
    values.sort(key=lambda row: row.span)
    keys = sorted(matter.fields, key=lambda row: row.key_span)
    # The span ends with the closing fence.
    for match in _HASH.finditer(source.data, *matter.span):
        # None lies in another.
        before = bisect_right(values, match.start(), key=lambda row: row.span.start) - 1
        if before >= 0 and _holds(values[before], match.start(), source):
            continue
        said = read(match[1].decode(), match.start(1))
        if said:
            form, names, reason = said
            span = Span(*match.span())
            reach = _reach_of_hash(form, span, keys, source)
            yield Suppression(form, names, span, reach, reason, _removal_of_hash(source, span))


def _holds(row: Field, at: int, source: Source) -> bool:
    """Tell whether a place is part of a value, where `#` begins no comment."""
    if at >= row.span.end:
        return False
    raw = source.data[row.span.start : at]
    # The line of a block scalar's indicator may end in a comment, and so may a quoted item.
    block = _BLOCK_SCALAR.match(raw) is not None and b"\n" not in raw
    return not block and not _QUOTED.fullmatch(raw)


def _reach_of_hash(form: str, span: Span, keys: Sequence[Field], source: Source) -> Span:
    """Return where rules are silent; `keys` are the fields in the order of their keys."""
    if form == "file":
        return whole(source)
    if form not in ("line", "next-line", "block"):
        return Span(span.end, span.end)
    line = lines_of(source, span.start)
    if form != "line":
        following = bisect_right(keys, span.end, key=lambda row: row.key_span.start)
        if following == len(keys):
            return Span(span.end, span.end)
        line = lines_of(source, keys[following].key_span.start)
    first = bisect_left(keys, line.start, key=lambda row: row.key_span.start)
    last = bisect_left(keys, line.end, key=lambda row: row.key_span.start)
    return Span(line.start, max([line.end, *(row.span.end for row in keys[first:last])]))


def _removal_of_hash(source: Source, span: Span) -> Fix:
    lines = lines_of(source, span.start)
    before = source.data[lines.start : span.start]
    if before.strip():
        blanks = len(before) - len(before.rstrip())
        return Fix((Edit(Span(span.start - blanks, span.end), ""),), safe=True)
    return Fix((Edit(Span(lines.start, min(lines.end + 1, len(source.data))), ""),), safe=True)
