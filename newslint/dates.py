"""Which day a text or a value of the front matter tells, in the forms that generators read.

Jekyll asks Ruby's `Time.parse`, Pelican dateutil, Hexo JavaScript's `Date`, Hugo a list of Go's
layouts. What one of them takes is a date here: the question is whether a person or any generator
could know the day, not whether this one does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

_LONGEST = 80
"""Code points of a date, its time and zone and a weekday included."""
_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})(?:\2([0-9]{1,2})(?![0-9])|(?![0-9]|\2))")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?(?:T?[0-9]{4}(?:[0-9]{2})?)?(?![0-9])")
_SHORT = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![0-9])")
_WEEK = re.compile(r"[0-9]{4}-?W[0-9]{2}(?:-?[1-7])?(?![0-9])")
_ORDINAL = re.compile(r"([0-9]{4})-([0-9]{3})(?![0-9])")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_INSIDE = re.compile(r"(?<![0-9])[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?![0-9])")
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?[ ]?", re.IGNORECASE)
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_ZONE = re.compile(r"[+-][0-9]{1,2}:?[0-9]{2}\b")
_MONTH = re.compile(
    r"(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?(?![a-z])",
    re.IGNORECASE,
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NUMBER = re.compile(r"[0-9]+")
_CENTURY = 100
_EPOCH = date(1970, 1, 1)
_SECONDS = range(10**8, 10**11)
"""Unix time from 1973 on, in seconds; a thousand times that is in milliseconds."""
_HOURS, _MINUTES = 24, 59


def day_of(value: object) -> date | None:
    """Return the day that a value tells; None where it tells none.

    A month or a year alone is told by its first day, one that can be read in two ways by the
    earlier.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        # A number too long to be shown is none of a day.
        text = " ".join(str(value).split())
    except ValueError:
        return None
    if not text or len(text) > _LONGEST:
        return None
    return _read(text) or _from_epoch(text)


def _read(text: str) -> date | None:
    weekday = _WEEKDAY.match(text)
    inside = _INSIDE.search(text)
    plain = text[inside.start() if inside else weekday.end() if weekday else 0 :]
    for pattern, days in _FORMS:
        match = pattern.match(plain)
        if match:
            found = min(days(match), default=None)
            return found if found and _is_timed(plain[match.end() :]) else None
    return min(_named(text), default=None) if _is_timed(text) else None


def _is_timed(rest: str) -> bool:
    """Tell whether the time that a text has, if any, is one of a day."""
    time = _TIME.search(rest)
    return not time or (int(time[1]) <= _HOURS and int(time[2]) <= _MINUTES)


def _day(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return


def _iso(match: re.Match[str]) -> Iterator[date]:
    yield from _day(int(match[1]), int(match[3]), int(match[4] or 1))


def _compact(match: re.Match[str]) -> Iterator[date]:
    yield from _day(int(match[1]), int(match[2]), int(match[3] or 1))


def _short(match: re.Match[str]) -> Iterator[date]:
    """Yield the days of `2.3.2026`, `3/2/2026`, `26-03-02`."""
    one, two, three = int(match[1]), int(match[3]), int(match[4])
    year = three if len(match[4]) > 2 else three + 20 * _CENTURY  # noqa: PLR2004
    yield from _day(year, two, one)
    yield from _day(year, one, two)
    if len(match[4]) == 2:  # noqa: PLR2004
        yield from _day(one + 20 * _CENTURY, two, three)


def _week(match: re.Match[str]) -> Iterator[date]:
    try:
        yield date.fromisoformat(match[0])
    except ValueError:
        return


def _ordinal(match: re.Match[str]) -> Iterator[date]:
    try:
        first = date(int(match[1]), 1, 1)
        found = first + timedelta(days=int(match[2]) - 1)
    except (ValueError, OverflowError):
        return
    if found.year == first.year:
        yield found


_FORMS = (
    # As nearly all are told; no other form begins so.
    (_ISO, _iso),
    (_WEEK, _week),
    (_ORDINAL, _ordinal),
    (_COMPACT, _compact),
    (_SHORT, _short),
)


def _named(text: str) -> Iterator[date]:
    """Yield the days of a text that names its month, as RFC 822 and people do, or of a year."""
    if _YEAR.fullmatch(text):
        yield date(int(text), 1, 1)
    month = _MONTH.search(text)
    if not month:
        return
    bare = _ZONE.sub(" ", _TIME.sub(" ", text))
    numbers = [number for number in _NUMBER.findall(bare) if len(number) in (1, 2, 4)]
    years = [number for number in numbers if len(number) == 4]  # noqa: PLR2004
    days = [number for number in numbers if len(number) < 4]  # noqa: PLR2004
    if not years and len(days) < 2:  # noqa: PLR2004
        return
    year = int(years[0]) if years else int(days.pop()) + 20 * _CENTURY
    number = _MONTHS.index(month[1].lower()) + 1
    yield from _day(year, number, int(days[0]) if days else 1)


def _from_epoch(text: str) -> date | None:
    whole = text.partition(".")[0]
    if not whole.isascii() or not whole.isdigit():
        return None
    seconds = int(whole)
    if seconds // 1000 in _SECONDS:
        seconds //= 1000
    if seconds not in _SECONDS:
        return None
    return _EPOCH + timedelta(seconds=seconds)
