"""Dates as Jekyll reads them: Ruby's `Time.parse`, which takes almost any text for a time.

Followed are `Jekyll::Utils.parse_date` and Ruby 3.1's date_parse.c. A naive `datetime` is what
YAML's timestamp without an offset gives, and counts as UTC there; a text counts as local time.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = f"({'|'.join(_MONTHS)})"
_ZONE = r"((?:gmt|utc?)?[-+]\d+(?:[,.:]\d+(?::\d+)?)?|(?-i:[^\W\d_]+)(?:\sdst)?\b)"
_TIME = re.compile(
    r"(\d+)\s*(?::\s*(\d+)(?:\s*:\s*(\d+)(?:[,.]\d*)?)?(?:\s*([ap])(?:m\b|\.m\.))?"
    r"|h(?:\s*(\d+)m?(?:\s*(\d+)s?)?)?(?:\s*([ap])(?:m\b|\.m\.))?"
    rf"|([ap])(?:m\b|\.m\.))(?:\s*{_ZONE})?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:sun|mon|tue|wed|thu|fri|sat)[^-/\d\s]*", re.IGNORECASE)
_OTHER = re.compile(r"[^-+',./:@\[\]\w]+|_")
_SHAPES = tuple(
    (re.compile(pattern, re.IGNORECASE), order)
    for pattern, order in (
        (rf"('?\d+)[^-\d\s]*\s*{_MONTH}[^-\d\s']*(?:\s*('?-?\d+(?:(?:st|nd|rd|th)\b)?))?", "dmy"),
        (rf"\b{_MONTH}[^-\d\s']*\s*('?\d+)[^-\d\s']*(?:\s*,?\s*('?-?\d+))?", "mdy"),
        (r"('?[-+]?\d+)-(\d+)-('?-?\d+)", "ymd"),
        (rf"('?-?\d+)-{_MONTH}[^-/.]*-('?-?\d+)", "dmy"),
        (rf"\b{_MONTH}[^-/.]*-('?\d+)[^-/.]*(?:-('?-?\d+))?", "mdy"),
        (r"('?-?\d+)/\s*('?\d+)(?:\D\s*('?-?\d+))?", "ymd"),
        (r"('?-?\d+)\.\s*('?\d+)\.\s*('?-?\d+)", "ymd"),
        (rf"\b{_MONTH}\S*", "m"),
    )
)
_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
"""What nearly all posts' names begin with: read without all that follows here."""
_DIGITS = re.compile(r"([-+]?)(\d{2,14})")
_NAMED_ZONES = {
    "UTC": 0,
    "Z": 0,
    "UT": 0,
    "GMT": 0,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    **{letter: hours for hours, letter in enumerate("ABCDEFGHIKLM", 1)},
    **{letter: -hours for hours, letter in enumerate("NOPQRSTUVWXY", 1)},
}
_NUMERIC_ZONE = re.compile(r"([-+])(\d\d)(?::?(\d\d))?")
_POSIX_ZONE = re.compile(r"<?[A-Za-z+-][A-Za-z0-9+-]{2,}?>?([-+]?)(\d{1,2})(?::(\d\d))?")
_EARLY = 69
"""Years of two digits from here on are of the 20th century."""
_CENTURYS = 2
"""Digits of a year whose century is left out."""
_LONGEST = 128
"""Bytes of a text in which Ruby looks for a date."""
_LONGEST_MONTH = 31
_LONGEST_YEAR = 366
_DECEMBER = 12
_MIDNIGHT = 24


class DateError(ValueError):
    """A date that Jekyll refuses, ending the build."""


def zone_of(name: str) -> tzinfo | None:
    """Return the zone that a name sets as `TZ`; None where this machine knows no zones.

    As in the C library, a name that is none means UTC.
    """
    zone = _named_zone(name)
    if zone is not None:
        return zone
    posix = _POSIX_ZONE.fullmatch(name)
    if posix:
        sign = 1 if posix[1] == "-" else -1
        with suppress(ValueError):
            return timezone(sign * timedelta(hours=int(posix[2]), minutes=int(posix[3] or 0)))
    return UTC if _named_zone("UTC") else None


def _named_zone(name: str) -> ZoneInfo | None:
    # What is no zone may be a folder of them, or a path that leads out of theirs.
    with suppress(ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(name)
    return None


def instant(value: object, now: datetime) -> datetime:
    """Return the moment that a value of front matter names, in the zone of `now`.

    Raise DateError where Jekyll refuses it, and where no calendar has it.
    """
    try:
        return _instant(value, now)
    except (ValueError, OverflowError):
        raise DateError("a date that is none") from None


def _instant(value: object, now: datetime) -> datetime:
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.replace(microsecond=0).astimezone(now.tzinfo)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=now.tzinfo)
    if isinstance(value, str | int) and not isinstance(value, bool):
        return _parsed(str(value), now)
    raise ValueError


class _Parts:
    """What was found of a time, by Ruby's names."""

    year: int | None = None
    mon: int | None = None
    mday: int | None = None
    yday: int | None = None
    hour: int | None = None
    min: int | None = None
    sec: int | None = None
    zone: str = ""


def _parsed(text: str, now: datetime) -> datetime:
    usual = _DAY.fullmatch(text)
    if usual:
        with suppress(ValueError):
            return datetime(int(usual[1]), int(usual[2]), int(usual[3]), tzinfo=now.tzinfo)
    if len(text.encode()) > _LONGEST:
        raise ValueError
    parts = _Parts()
    text = _WEEKDAY.sub(" ", _OTHER.sub(" ", text), count=1)
    found = _TIME.search(text)
    if found:
        _read_time(parts, found)
        text = f"{text[: found.start()]} {text[found.end() :]}"
    _read_day(parts, text)
    return _made(parts, now)


def _read_time(parts: _Parts, found: re.Match[str]) -> None:
    hour, minute, second, half = found[1], found[2], found[3], found[4]
    if minute is None:
        minute, second, half = found[5], found[6], found[7] or found[8]
    parts.hour = int(hour)
    if half:
        parts.hour = parts.hour % 12 + (12 if half.lower() == "p" else 0)
    parts.min = int(minute) if minute else None
    parts.sec = int(second) if second else None
    parts.zone = found[9] or ""


def _read_day(parts: _Parts, text: str) -> None:
    for shape, order in _SHAPES:
        found = shape.search(text)
        if found:
            named = dict(zip(order, found.groups(), strict=True))
            month = named.get("m")
            if month and month.lower() in _MONTHS:
                month = str(_MONTHS.index(month.lower()) + 1)
            _assign(parts, named.get("y"), month, named.get("d"))
            return
    ordinal = re.search(r"([-+]?\d{2,})-(\d{3})\b", text)
    if ordinal:
        parts.year, parts.yday = _year(ordinal[1]), int(ordinal[2])
        return
    digits = _DIGITS.search(text)
    if digits:
        _read_digits(parts, digits[2])


def _assign(parts: _Parts, year: str | None, month: str | None, day: str | None) -> None:
    """Tell year, month and day apart by their length, as `s3e` of date_parse.c does."""
    if year is not None and month is not None and day is None:
        year, month, day = day, year, month
    if year is None and day is not None and _is_year(day):
        year, day = day, None
    if year is not None and re.fullmatch(r"'?[-+]?\d+\D+", year):
        digits = re.sub(r"\D+\Z", "", year)
        year, day = day, digits
    if month is not None and _is_year(month):
        year, month, day = month, day, year
    if day is not None and _is_year(day):
        year, day = day, year
    parts.year = _year(year) if year is not None else None
    parts.mon = int(month) if month is not None else None
    parts.mday = int(re.sub(r"\D", "", day)) if day is not None else None


def _year(text: str) -> int:
    digits = text.strip("'")
    if digits[0] in "+-" or len(digits) > _CENTURYS:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= _EARLY else 2000)


def _is_year(text: str) -> bool:
    return text.startswith("'") or (len(text) > _CENTURYS and text[: _CENTURYS + 1].isdigit())


def _read_digits(parts: _Parts, digits: str) -> None:
    """Read a run of digits alone, by its length."""
    names = {
        2: "mday",
        3: "yday",
        4: "mon mday",
        5: "year yday",
        6: "year mon mday",
        7: "Year yday",
        8: "Year mon mday",
        10: "Year mon mday hour",
        12: "Year mon mday hour min",
        14: "Year mon mday hour min sec",
    }.get(len(digits), "")
    at = 0
    for name in names.split():
        width = 4 if name == "Year" else 3 if name == "yday" else 2
        part = digits[at : at + width]
        at += width
        setattr(parts, name.lower(), _year(part) if name == "year" else int(part))


def _made(parts: _Parts, now: datetime) -> datetime:
    fields = (parts.year, parts.mon, parts.mday, parts.hour, parts.min, parts.sec)
    if all(part is None for part in (*fields, parts.yday)):
        raise ValueError
    offset = _offset(parts.zone, now) if parts.zone else None
    zone = timezone(offset) if offset is not None else now.tzinfo
    there = now.astimezone(zone)
    present = (there.year, there.month, there.day, there.hour, there.minute, there.second)
    filled: list[int] = []
    for part, of_now, least in zip(fields, present, (1970, 1, 1, 0, 0, 0), strict=True):
        begun = any(other is not None for other in fields[: len(filled) + 1])
        filled.append(part if part is not None else least if begun else of_now)
    if parts.yday is not None:
        if not 1 <= parts.yday <= _LONGEST_YEAR - (not isleap(filled[0])):
            raise ValueError
        filled[1:3] = 1, 1
    if offset is not None:
        filled = _shifted(filled, round(offset.total_seconds()))
    whole = _moment(filled) + timedelta(days=(parts.yday or 1) - 1)
    return whole.replace(tzinfo=zone if offset is None else UTC).astimezone(now.tzinfo)


def _shifted(filled: list[int], offset: int) -> list[int]:
    """Return a time as it is in UTC, as `apply_offset` of Ruby's time.rb counts: 25:00 may pass."""
    year, month, day, *clock = filled
    sign = -1 if offset > 0 else 1
    rest = abs(offset)
    for at, size in ((2, 60), (1, 60), (0, 24)):
        rest, part = divmod(rest, size)
        if part:
            carried, clock[at] = divmod(clock[at] + sign * part, size)
            rest += sign * carried
    day += sign * rest
    if sign < 0 and rest and day < 1:
        year, month = (year, month - 1) if month > 1 else (year - 1, _DECEMBER)
        day = monthrange(year, month)[1]
    elif sign > 0 and rest and day > monthrange(year, month)[1]:
        year, month = (year, month + 1) if month < _DECEMBER else (year + 1, 1)
        day = 1
    return [year, month, day, *clock]


def _moment(filled: list[int]) -> datetime:
    """Return a moment; the 31st of a month that has 30 days is the next one's first, as in Ruby."""
    year, month, day, hour, minute, second = filled
    late = hour > _MIDNIGHT or (hour == _MIDNIGHT and minute + second > 0)
    if late or second > 60 or not 1 <= day <= _LONGEST_MONTH:  # noqa: PLR2004 - a leap second
        raise ValueError
    first = datetime(year, month, 1, 0, minute)  # noqa: DTZ001 - its zone is told by the caller
    return first + timedelta(days=day - 1, hours=hour, seconds=second)


def _offset(name: str, now: datetime) -> timedelta | None:
    """Return the offset of a zone's name; None for what counts as local time."""
    name = name.upper()
    numeric = _NUMERIC_ZONE.fullmatch(name)
    if numeric:
        ahead = timedelta(hours=int(numeric[2]), minutes=int(numeric[3] or 0))
        return -ahead if numeric[1] == "-" else ahead
    if name in _NAMED_ZONES:
        return timedelta(hours=_NAMED_ZONES[name])
    for month in (1, 7):
        day = datetime(now.year, month, 1, tzinfo=now.tzinfo)
        if (day.tzname() or "").upper() == name:
            return day.utcoffset()
    return None
