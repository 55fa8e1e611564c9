"""When a Hugo page is dated: which field, which form, in which zone.

After the docs ("Configure dates", `frontmatter`) and spf13/cast, whose list of layouts decides
what a text is. What has no zone is in the site's `timeZone`, UTC if none is set.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

ZERO = datetime(1, 1, 1, tzinfo=UTC)
"""Go's zero time: what a page without a date has."""
_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?: ?(Z|[+-]\d{2}:?\d{2})(?: [A-Z]{3,4})?)?)?"
)
_DAY_FIRST = re.compile(r"\d{2} [A-Z][a-z]{2} \d{4}")
_NAMED = re.compile(r"(\d{4}-\d{2}-\d{2})[-_]?(.*)", re.DOTALL)
_FIELDS = {
    "date": ("date", "publishdate", "pubdate", "published", "lastmod", "modified"),
    "publishdate": ("publishdate", "pubdate", "published", "date"),
    "expirydate": ("expirydate", "unpublishdate"),
}
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class Dates(NamedTuple):
    """What front matter and file name tell."""

    date: datetime
    publish: datetime
    expiry: datetime
    slug: str = ""
    """What follows the date in the file's name, where `:filename` tells the date."""


def zone_of(name: object) -> tzinfo:
    """Return a zone by its name in the IANA database; UTC where there is none."""
    try:
        return ZoneInfo(str(name)) if name else UTC
    except (KeyError, ValueError, OSError):
        return UTC


def dates_of(
    fields: Mapping[str, Any], name: str, configured: Mapping[str, Any], zone: tzinfo
) -> Dates:
    """Return a page's dates; `fields` by lower-case key, `name` without its extension."""
    slug = ""

    def first(kind: str) -> datetime:
        nonlocal slug
        for handler in _handlers(configured, kind):
            if handler == ":filename":
                named = _NAMED.fullmatch(name)
                found = instant(named[1], zone) if named else None
                if named and found and kind == "date":
                    slug = named[2].strip("-_ ")
            else:
                found = instant(fields.get(handler), zone)
            if found:
                return found
        return ZERO

    found = first("date")
    return Dates(found, first("publishdate"), first("expirydate"), slug)


def _handlers(configured: Mapping[str, Any], kind: str) -> Sequence[str]:
    wanted = configured.get(kind)
    if isinstance(wanted, str):
        wanted = [wanted]
    if not isinstance(wanted, list):
        return _FIELDS[kind]
    handlers: list[str] = []
    for handler in (str(item).lower() for item in wanted):
        handlers.extend(_FIELDS[kind] if handler == ":default" else (handler,))
    return handlers


def instant(value: object, zone: tzinfo) -> datetime | None:
    """Return the moment that a value of the front matter is; None where it is none."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=zone)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    try:
        if isinstance(value, int):
            return datetime.fromtimestamp(value, tz=UTC)
        return _read(value.strip(), zone)
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _read(text: str, zone: tzinfo) -> datetime | None:
    iso = _ISO.fullmatch(text)
    if iso:
        numbers = [int(part or 0) for part in iso.groups()[:6]]
        year, month, day, hour, minute, second = numbers
        return datetime(year, month, day, hour, minute, second, tzinfo=_offset(iso[7], zone))
    if _DAY_FIRST.fullmatch(text):
        day_text, month_text, year_text = text.split()
        month = _MONTHS.index(month_text) + 1
        return datetime(int(year_text), month, int(day_text), tzinfo=zone)
    if "," in text:
        found = parsedate_to_datetime(text)
        return found if found.tzinfo else found.replace(tzinfo=zone)
    return None


def _offset(text: str | None, zone: tzinfo) -> tzinfo:
    if text is None:
        return zone
    if text == "Z":
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)
