"""The days that a post tells."""

from __future__ import annotations

import re
from datetime import date

from newslint.dates import day_of
from newslint.document import Document
from newslint.facts.fields import DATE_FIELDS
from newslint.facts.values import Day

_PUBLISHED_FIELDS = ("date", "pubdate", "published_at", "published")
"""Those of DATE_FIELDS that tell when a post was published, the first first."""
_URL_FIELDS = ("url", "path", "permalink")
_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d\d([-/._]?)(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)"
)


def published(document: Document) -> Day | None:
    """Return the day on which a post was published; None where it tells none."""
    fields = document.front_matter.top if document.front_matter else {}
    for name in _PUBLISHED_FIELDS:
        day = day_of(fields[name].value) if name in fields else None
        if day:
            return Day(day, *fields[name].span)
    day = day_in_name(document.source.path)
    return Day(day, *document.head) if day else None


def day_in_name(path: str) -> date | None:
    """Return the day that a file's path tells; None where it tells none."""
    named = _DATE.search(path)
    return day_of(named[0].replace("_", "-")) if named else None


def is_dated(document: Document) -> bool:
    """Tell whether a post's front matter, file name or URL field tells its date."""
    matter = document.front_matter
    fields = matter.top if matter else {}
    for name in DATE_FIELDS:
        entry = fields.get(name)
        value = entry.value if entry else None
        if isinstance(value, date | int) or (isinstance(value, str) and value.strip()):
            return True
    if _DATE.search(document.source.path):
        return True
    urls = (fields[name].value for name in _URL_FIELDS if name in fields)
    return any(isinstance(url, str) and _DATE.search(url) for url in urls)


_TIMES = frozenset({("time",), ("start",), ("event", "start")})
_TIME_KEYS = frozenset(path[0] for path in _TIMES)


def time_of(document: Document) -> str:
    """Return when what a post announces takes place, as its fields tell; '' if none does."""
    if not document.front_matter or document.front_matter.top.keys().isdisjoint(_TIME_KEYS):
        return ""
    found = (row.value for row in document.fields if tuple(map(str, row.path)) in _TIMES)
    return next((str(value) for value in found if isinstance(value, str | int | date)), "")
