"""What a scraper took along: board headers, counters, buttons, lists of other headlines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, NamedTuple

from msgspec import Meta

from newslint.check import PHRASES, Edit, Finding, Fix, Options, check
from newslint.document import Document
from newslint.facts.compared import normalised
from newslint.rows import QUOTE, TABLE, Line
from newslint.scan import Hit, Phrase
from newslint.source import Source, Span

Patterns = tuple[tuple[str, str], ...]
"""Pairs of a literal that must be there and a regular expression that must match around it."""

_DATE = r"(?:\d{2,4}[-./]\s?)?\d{1,2}[-./]\s?\d{1,2}\.?"
_ROW = re.compile(rf"\W*\d{{1,7}}\s.{{2,300}}?\s{_DATE}(?:\s+[\d,]{{1,9}})*\s*")
"""A row of a board: number, headline, date, counters."""
_BARE = re.compile(rf"\W*(?:[\d,]{{1,9}}|{_DATE}(?:\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?)\s*")
"""A counter, or a date, alone on a line."""
_SHORT = 40
"""Code points up to which a line between two buttons may be a part of the furniture."""
_STOP = re.compile(r"[.!?。…]\W{0,20}\Z")
_KINDS = 2
"""How many buttons and counters must stand together."""


class ScrapedFurniture(Options, frozen=True):
    """What furniture sounds like; each list is of pairs of a literal and a pattern around it."""

    boards: Patterns = ()
    """Headers of boards: rows with a number and a date follow."""
    buttons: Patterns = ()
    """Buttons and counters that are all of a line; several different ones must stand together."""
    labels: Patterns = ()
    """Lines that belong to the furniture where they stand beside some."""
    notices: Patterns = ()
    """Other publishers' notices, all of a line."""
    rows: Annotated[int, Meta(ge=1)] = 3
    """Rows that a board has at least."""
    share: Annotated[float, Meta(ge=0, le=1)] = 0.2
    """Share of the text from which on furniture is most of what is wrong with a post."""


class _Region(NamedTuple):
    first: int
    last: int
    """Visible lines, both included."""


def _phrases(options: ScrapedFurniture) -> Iterable[Phrase]:
    for kind in ("boards", "buttons", "labels", "notices"):
        for literal, pattern in getattr(options, kind):
            yield Phrase(kind, literal, pattern)


@check(
    "scraped-furniture",
    reads=PHRASES,
    options=ScrapedFurniture,
    phrases=_phrases,
    facts=("percent", "cut"),
    variants=("most",),
)
def scraped_furniture(
    rows: Sequence[Hit], document: Document, options: ScrapedFurniture
) -> Iterator[Finding]:
    """Yield all furniture as one finding, with its share of the text and the lines to cut."""
    lines = document.lines
    numbers = [line.runs[0].line for line in lines]
    hits = [(bisect_left(numbers, row.line), row) for row in rows]
    hits = [(at, row) for at, row in hits if not lines[at].flags & (QUOTE | TABLE)]
    regions = _merged(
        [
            *_boards(hits, lines, options.rows),
            *_buttons(hits, lines),
            *_notices(hits, lines, document.site.names),
        ]
    )
    if not regions:
        return
    share = _size(lines, regions) / max(1, _size(lines, [_Region(0, len(lines) - 1)]))
    spans = [_span(document.source, lines, region) for region in regions]
    facts = {
        "percent": max(1, round(100 * share)),
        "cut": ", ".join(_numbered(document.source, span) for span in spans),
    }
    variant = "most" if share > options.share else ""
    yield Finding(spans[0], facts, tuple(spans), variant, fix=_fix(document.source, spans))


def _boards(
    hits: Sequence[tuple[int, Hit]], lines: Sequence[Line], fewest: int
) -> Iterator[_Region]:
    """Yield boards: a title, if there is one, the header, and the rows."""
    seen = -1
    for at, row in hits:
        if row.label != "boards" or at <= seen:
            continue
        last = at
        count = 0
        for index in range(at + 1, len(lines)):
            if _ROW.fullmatch(lines[index].text):
                count, last = count + 1, index
            elif index - last > 1:
                break
            seen = index
        if count >= fewest:
            yield _Region(at - 1 if at and _is_title(lines, at - 1) else at, last)


def _is_title(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line is a short block of its own, and no sentence."""
    text = lines[at].text.strip()
    alone = at == 0 or lines[at - 1].block != lines[at].block
    return alone and 0 < len(text) <= _SHORT and not _STOP.search(text)


def _buttons(hits: Sequence[tuple[int, Hit]], lines: Sequence[Line]) -> Iterator[_Region]:
    """Yield where different buttons stand together, with the counters and labels among them."""
    found = sorted((at, row.label, row.text) for at, row in hits if row.label != "boards")
    found = [entry for entry in found if entry[1] != "notices"]
    group: list[tuple[int, str, str]] = []
    for entry in [*found, None]:
        if entry and group and _are_together(lines, group[-1][0], entry[0]):
            group.append(entry)
            continue
        kinds = {re.sub(r"[\W\d]+", "", text) for _, label, text in group if label == "buttons"}
        if len(kinds) >= _KINDS:
            yield _Region(*_stretched(lines, group[0][0], group[-1][0]))
        group = [entry] if entry else []


def _are_together(lines: Sequence[Line], one: int, other: int) -> bool:
    """Tell whether nothing but short lines that end no sentence stands between two lines."""
    between = (line.text.strip() for line in lines[one + 1 : other])
    return all(len(text) <= _SHORT and not _STOP.search(text) for text in between)


def _stretched(lines: Sequence[Line], first: int, last: int) -> tuple[int, int]:
    """Return a stretch of lines with the bare counters and dates that lead to it and from it."""
    while first and _BARE.fullmatch(lines[first - 1].text):
        first -= 1
    while last + 1 < len(lines) and _BARE.fullmatch(lines[last + 1].text):
        last += 1
    return first, last


def _notices(
    hits: Sequence[tuple[int, Hit]], lines: Sequence[Line], names: Sequence[str]
) -> Iterator[_Region]:
    """Yield the notices that do not name the site."""
    own = [normalised(name) for name in names]
    for at, row in hits:
        said = normalised(lines[at].text)
        if row.label == "notices" and not any(name and name in said for name in own):
            yield _Region(at, at)


def _merged(regions: Iterable[_Region]) -> list[_Region]:
    """Return regions in their order, those that meet as one."""
    merged: list[_Region] = []
    for region in sorted(regions):
        if merged and region.first <= merged[-1].last + 1:
            merged[-1] = _Region(merged[-1].first, max(merged[-1].last, region.last))
        else:
            merged.append(region)
    return merged


def _size(lines: Sequence[Line], regions: Iterable[_Region]) -> int:
    """Return how many code points some regions show, blanks aside."""
    return sum(
        len("".join(line.text.split()))
        for region in regions
        for line in lines[region.first : region.last + 1]
    )


def _span(source: Source, lines: Sequence[Line], region: _Region) -> Span:
    """Return the lines of the file that a region stands on, without the last line's end."""
    start, end = lines[region.first].span.start, lines[region.last].span.end
    newline = source.data.find(b"\n", end)
    return Span(
        source.data.rfind(b"\n", 0, start) + 1, len(source.data) if newline == -1 else newline
    )


def _numbered(source: Source, span: Span) -> str:
    first, last = source.position(span.start).line, source.position(span.end).line
    return str(first) if first == last else f"{first}–{last}"


def _fix(source: Source, spans: Sequence[Span]) -> Fix | None:
    """Return the fix that cuts the lines; none where markup might be torn."""
    if any(b"<" in source.data[span.start : span.end] for span in spans):
        return None
    return Fix(tuple(Edit(Span(span.start, span.end), "") for span in spans), safe=False)
