"""A summary that a machine took off a page: a heading glued to its text, gaps in sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, NamedTuple

from msgspec import Meta

from newslint.check import Edit, Finding, Fix, Options, check, together
from newslint.document import Document
from newslint.front_matter import Field
from newslint.rows import Heading, Line
from newslint.source import Span

_GAP = re.compile(r"(?<=[^\s,\]])[ \t\u00a0\u3000]{2,}(?=[^\s|(])")
_CLOSERS = ")]}\"'”’」』》〉*_`"
_STOPS = ".!?:;…。！？：|"
_PAIRS = {
    ")": "(",
    "]": "[",
    "}": "{",
    "”": "“",
    "’": "‘",
    "」": "「",
    "』": "『",
    "》": "《",
    "〉": "〈",
}
_PAIRS |= {mark: mark for mark in "\"'"}
_REMARK = 80
"""Code points that may stand in brackets, or between quotation marks, after a sentence."""
_PIECE = 70
"""Code points of what may be a heading that the body no longer has."""
_QUOTES = frozenset("“‘「『《〈")
_BLANKS = re.compile(r"[ \t\u00a0\u3000]{2}")
_TWO_SENTENCES = re.compile(r"[^\s.][.。]\s")
_MARKER = re.compile(r"[\"']?(?:[^\w\s]|#{1,6}|[0-9]+[.)])?")
"""What an item of a list or a heading begins with."""
_LOOK = 16
"""Code points before a gap that tell what it comes after."""
_SUMMARY = 2000
"""Code points of a field in which headings are looked for: no summary is longer."""
_GIST = 40
_SAME = 8
"""Code points of the text under a heading that prove, after it, that it is the heading."""


class GluedText(Options, frozen=True):
    """Which fields are summaries."""

    fields: tuple[str, ...] = ("excerpt", "description", "summary", "teaser")
    """Their names, in lower case."""
    shortest: Annotated[int, Meta(ge=1)] = 4
    """Code points from which on a heading is looked for."""


class _Glued(NamedTuple):
    """A heading in the source of a value, by code points."""

    heading: str
    start: int
    end: int
    rest: int
    """Where the text that it is glued to begins."""


@check(
    "glued-text",
    reads="fields",
    options=GluedText,
    facts=("field", "heading", "left"),
    variants=("heading", "left"),
)
def glued_text(rows: Sequence[Field], document: Document, options: GluedText) -> Iterator[Finding]:
    """Yield the fields with a heading of the body in their text, and those with gaps."""
    if document.front_matter is None or document.front_matter.format == "html":
        return
    for row in rows:
        if len(row.path) > 1 or row.name.lower() not in options.fields:
            continue
        if not isinstance(row.value, str) or " " not in row.value:
            continue
        raw = document.source.slice(row.span)
        glued = next(_glued(row.value, raw, document, options.shortest), None)
        if glued:
            facts = {"field": row.name, "heading": glued.heading, "left": ""}
            span = next(_spans(row, raw, [(glued.start, glued.end)]))
            yield Finding(span, facts, variant="heading", fix=_without(glued, row, raw))
        gaps = [gap for gap in _gaps(raw) if not glued or gap[0] != glued.end]
        left = _left(raw, gaps[0]) if gaps and not glued else ""
        facts = {"field": row.name, "heading": "", "left": left}
        spans = list(_spans(row, raw, gaps))
        if left:
            yield Finding(spans.pop(0), facts, variant="left")
        yield from together(spans, facts)


def _after(heading: Heading, document: Document) -> str:
    """Return how what follows a heading begins."""
    at = bisect_left(document.lines, heading.span.end, key=_start)
    text = document.lines[at].text[: 2 * _GIST] if at < len(document.lines) else ""
    return _collapsed(text)[:_GIST]


def _start(line: Line) -> int:
    return line.span.start


def _collapsed(text: str) -> str:
    return " ".join(text.split())


def _glued(value: str, raw: str, document: Document, shortest: int) -> Iterator[_Glued]:
    """Yield the headings of the body that stand in a value, run into the text after them."""
    value = value[:_SUMMARY]
    text = _collapsed(value)
    for row in document.headings:
        heading = _collapsed(row.text)
        # One that ends as a sentence does reads as one.
        told = len(heading) >= shortest and heading.rstrip(_CLOSERS)[-1:] not in _STOPS
        at = text.find(heading) if told else -1
        if at == -1 or (at and text[at - 1] != " "):
            continue
        after = text[at + len(heading) :].lstrip()
        # Compiled only for a heading that is there.
        words = re.compile(r"\s+".join(map(re.escape, heading.split())) + r"(\s*)")
        shown, place = words.search(value), words.search(raw[: 2 * _SUMMARY])
        # On a line of its own it is a heading, and glued to nothing.
        if not after or not place or not shown or "\n" in shown[1]:
            continue
        apart = _GAP.match(raw, place.start(1))
        start = _after(row, document)
        if apart or (len(start) >= _SAME and after.startswith(start[:_SAME])):
            yield _Glued(heading, place.start(), place.start(1), place.end())


def _without(glued: _Glued, row: Field, raw: str) -> Fix | None:
    """Return the fix that drops a heading; none where what is left might not be read the same."""
    before, after = raw[: glued.start].rstrip()[-1:], raw[glued.rest : glued.rest + 1]
    if before == "#" or not after.isalnum():
        return None
    span = next(_spans(row, raw, [(glued.start, glued.rest)]))
    return Fix((Edit(span, ""),), safe=False)


def _gaps(raw: str) -> Iterator[tuple[int, int]]:
    """Yield the runs of blanks inside the sentences of a value.

    Blanks that fold a line, or stand before it, are YAML's; two after a sentence are a typist's.
    """
    if not _BLANKS.search(raw):
        return
    at = 0
    for line in raw.split("\n"):
        # The first line of a block is its indicator, and what a comment says of it.
        for gap in () if at == 0 and raw[:1] in "|>" else _GAP.finditer(line):
            start = gap.start()
            before = line[max(0, start - _LOOK) : start]
            ended = before.rstrip(_CLOSERS)[-1:] in _STOPS or _is_remark(line, start)
            marker = start <= _LOOK and _MARKER.fullmatch(before.strip())
            escape = raw[:1] == '"' and before[-2:-1] == "\\"
            if not (ended or marker or escape):
                yield at + start, at + gap.end()
        at += len(line) + 1


def _is_remark(line: str, end: int) -> bool:
    """Tell whether brackets or quotation marks that follow a sentence end there."""
    opening = _PAIRS.get(line[end - 1])
    at = line.rfind(opening, max(0, end - _REMARK), end - 1) if opening else -1
    before = line[: max(0, at)].rstrip()
    return bool(before) and before[-1] in _STOPS


def _left(raw: str, gap: tuple[int, int]) -> str:
    """Return what stands before a value's first gap, if it reads like a heading; else ''."""
    start, end = gap
    left = raw[: min(start, 2 * _SUMMARY)]
    if left[:1] in "|>":
        left = left.partition("\n")[2]
    left = left.strip(" \t\r\n\"'")
    after = raw[end : end + 1]
    # English goes on in small letters: there, a word is missing.
    if len(left) >= _PIECE or left[:1] in _QUOTES or (after.isascii() and after.islower()):
        return ""
    return "" if _TWO_SENTENCES.search(left) or _BLANKS.search(left) else _collapsed(left)


def _spans(row: Field, raw: str, places: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """Yield places of a value, told by code points and in their order, as spans."""
    at, offset = 0, row.span.start
    for start, end in places:
        first = offset + len(raw[at:start].encode())
        at, offset = end, first + len(raw[start:end].encode())
        yield Span(first, offset)
