"""Dates of one post that disagree: front matter, file name, dateline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Annotated

from msgspec import Meta

from newslint.check import Finding, Options, check
from newslint.dates import day_of
from newslint.document import Document
from newslint.facts.days import day_in_name
from newslint.scan import Hit, Phrase
from newslint.source import Span

_DAY = re.compile(r"(\d{4})\s?[-./년年]\s?(\d{1,2})\s?[-./월月]\s?(\d{1,2})")


class ConflictingDate(Options, frozen=True):
    """Which dates are compared."""

    fields: tuple[str, ...] = ("date", "pubdate", "published_at", "published")
    """Fields that tell when a post was published, in lower case; the first that does counts."""
    datelines: tuple[tuple[str, str], ...] = ()
    """Literal and pattern of lines that tell it in the text."""
    events: tuple[str, ...] = ()
    """Fields of events, in lower case: a post with one may be named for the event's day."""
    days: Annotated[int, Meta(ge=0)] = 1
    """Days by which they may differ: another time zone is another day."""


def _phrases(options: ConflictingDate) -> Iterable[Phrase]:
    for literal, pattern in options.datelines:
        yield Phrase("dateline", literal, pattern)


@check(
    "conflicting-date",
    reads="document",
    options=ConflictingDate,
    phrases=_phrases,
    facts=("date", "other", "where"),
)
def conflicting_date(
    rows: Sequence[Hit], document: Document, options: ConflictingDate
) -> Iterator[Finding]:
    """Yield the first date that another one of the post contradicts, at the front matter's."""
    fields = document.front_matter.top if document.front_matter else {}
    days = ((fields[name], day_of(fields[name].value)) for name in options.fields if name in fields)
    field, told = next(((row, day) for row, day in days if day), (None, None))
    named = None
    if fields.keys().isdisjoint(options.events):
        named = day_in_name(document.source.path)
    others = [(named, "name", document.head)] if named and told else []
    others += [(day, "dateline", row.span) for row in rows for day in _day(row.text)]
    known = told or named
    for other, where, span in others:
        if known and other and abs(other - known) > timedelta(days=options.days):
            place: Span = field.span if field and where == "name" else span
            facts = {"date": known.isoformat(), "other": other.isoformat(), "where": where}
            yield Finding(place, facts)
            return


def _day(text: str) -> Iterator[date]:
    match = _DAY.search(text)
    day = day_of("-".join(match.groups())) if match else None
    if day:
        yield day
