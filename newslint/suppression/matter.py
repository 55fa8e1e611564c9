"""Suppressions in front matter: comments after `#`, and the key `newslint`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newslint.check import Edit
from newslint.document import Document
from newslint.front_matter import Field, FrontMatter
from newslint.source import Source, Span
from newslint.suppression.words import NAME, Name, Suppression, lines_of, read, span_in, whole

_HASH = re.compile(rb"(?:^|(?<=[ \t]))#[ \t]*(newslint-[^\r\n]*)", re.MULTILINE)
_KEY = "newslint"


def in_front_matter(document: Document) -> Iterator[Suppression]:
    """Yield the suppressions in a document's front matter."""
    matter = document.front_matter
    if matter is None:
        return
    if matter.format in ("yaml", "toml"):
        yield from _in_hashes(document, matter)
    key = matter.get(_KEY)
    ignored = matter.get(f"{_KEY}.ignore") if key else None
    if key and ignored:
        names, reason = _listed(matter, ignored, document.source)
        span = Span(key.key_span.start, key.span.end)
        yield Suppression("file", names, span, whole(document.source), reason, None)


def _listed(matter: FrontMatter, ignored: Field, source: Source) -> tuple[tuple[Name, ...], str]:
    """Return the names that the front-matter key lists, with the reasons where it gives them."""
    if isinstance(ignored.value, str):
        raw = source.slice(ignored.span)
        found = NAME.finditer(raw)
        return tuple(Name(m[0], span_in(ignored.span.start, raw, m)) for m in found), ""
    inside = [row for row in matter.fields if row.path[:-1] == ignored.path]
    if isinstance(ignored.value, dict):
        names = tuple(Name(str(row.path[-1]), row.key_span) for row in inside)
        return names, "; ".join(str(row.value) for row in inside if row.value)
    return tuple(Name(str(row.value), row.span) for row in inside), ""


def _in_hashes(document: Document, matter: FrontMatter) -> Iterator[Suppression]:
    source = document.source
    # The span ends with the closing fence.
    for match in _HASH.finditer(source.data, *matter.span):
        if any(_holds(row, match.start(), source) for row in matter.fields):
            continue
        said = read(match[1].decode(errors="replace"), match.start(1))
        if said:
            form, names, reason = said
            span = Span(*match.span())
            reach = _reach_of_hash(form, span, matter, source)
            yield Suppression(form, names, span, reach, reason, _removal_of_hash(source, span))


def _holds(row: Field, at: int, source: Source) -> bool:
    """Tell whether a place is part of a value, where `#` begins no comment."""
    if isinstance(row.value, dict | list) or not row.span.start <= at < row.span.end:
        return False
    raw = source.data[row.span.start : at]
    # The line of a block scalar's indicator may end in a comment.
    return not (raw[:1] in (b"|", b">") and b"\n" not in raw)


def _reach_of_hash(form: str, span: Span, matter: FrontMatter, source: Source) -> Span:
    if form == "file":
        return whole(source)
    if form not in ("line", "next-line", "block"):
        return Span(span.end, span.end)
    line = lines_of(source, span.start)
    if form != "line":
        following = (row for row in matter.fields if row.key_span.start > span.end)
        first = min((row.key_span.start for row in following), default=None)
        if first is None:
            return Span(span.end, span.end)
        line = lines_of(source, first)
    ends = [r.span.end for r in matter.fields if line.start <= r.key_span.start < line.end]
    return Span(line.start, max([line.end, *ends]))


def _removal_of_hash(source: Source, span: Span) -> Edit:
    lines = lines_of(source, span.start)
    if source.data[lines.start : span.start].strip():
        return Edit(source.with_blanks_before(span), "")
    return Edit(Span(lines.start, min(lines.end + 1, len(source.data))), "")
