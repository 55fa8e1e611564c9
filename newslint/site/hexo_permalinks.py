"""The permalinks of Hexo's posts: what their names, dates and categories make of a pattern.

After `post_permalink` and the post processor of Hexo 8, and hexo-util's `Permalink` and `slugize`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from datetime import MAXYEAR, UTC, date, datetime, timedelta
from posixpath import splitext
from typing import Any
from zoneinfo import ZoneInfo

_TOKEN = re.compile(r":(\w*[^_\W])", re.ASCII)
_SEGMENTS = {
    "year": r"(\d{4})",
    "month": r"(\d{2})",
    "day": r"(\d{2})",
    "i_month": r"(\d{1,2})",
    "i_day": r"(\d{1,2})",
    "hash": "([0-9a-f]{12})",
}
_DAY = re.compile(r"\d{4}([-/])\d{2}\1\d{2}(.?)", re.DOTALL)
_FIRST = 100
"""The first year that JavaScript's `Date` does not take for one of another century."""
_CONTROL = re.compile("[\x00-\x1f]")
_SPECIAL = re.compile(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'<>,.?/]+")
_LETTERS = str.maketrans(
    {"æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"}
    | {"ß": "s", "ı": "i", "œ": "oe", "Œ": "OE", "ð": "d"}
)


def parsed_name(path: str, configuration: Mapping[str, Any]) -> dict[str, str]:
    """Read a file's name by `new_post_name`; `title` is what is not read otherwise."""
    pattern = splitext(str(configuration.get("new_post_name") or ":title.md"))[0]
    names: list[str] = []

    def segment(match: re.Match[str]) -> str:
        names.append(match[1])
        return _SEGMENTS.get(match[1], "(.+?)")

    made = _TOKEN.sub(segment, re.escape(pattern).replace("\\:", ":").replace("\\-", "-"))
    match = re.fullmatch(made, path)
    found = dict(zip(names, match.groups(), strict=True)) if match else {}
    return {"title": _slugized(path, 0), **found}


def wall_clock(
    value: object, parsed: Mapping[str, str], configuration: Mapping[str, Any]
) -> datetime | None:
    """Return a post's wall clock; Hexo reads a zone in YAML as one of UTC's."""
    if isinstance(value, date) and not _is_told(value.year):
        return None
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 # a wall clock
    if isinstance(value, str):
        moment = _read(value.strip())
        if moment and moment.tzinfo:
            return moment.astimezone(zone_of(configuration)).replace(tzinfo=None)
        return moment
    month, day = (parsed.get(key) or parsed.get(f"i_{key}") for key in ("month", "day"))
    if "year" in parsed and month and day:
        return _rolled(int(parsed["year"]), int(month), int(day))
    return None


def clock_in_utc(value: object, moment: datetime, configuration: Mapping[str, Any]) -> datetime:
    """Return the wall clock that a machine in UTC prints; `moment` is that of the site's zone."""
    there = moment.replace(tzinfo=zone_of(configuration)).astimezone(UTC).replace(tzinfo=None)
    written = _read(value.strip()) if isinstance(value, str) else None
    # Hexo takes the zones' difference from a moment, too, that has a zone of its own.
    return there - (moment - there) if written and written.tzinfo else there


def _read(text: str) -> datetime | None:
    """Return a date in quotes as JavaScript's `Date` reads it, with a zone if it names one."""
    day = _DAY.match(text)
    try:
        moment = datetime.fromisoformat(text.replace("/", "-"))
    except ValueError:
        return None
    if day is None or not _is_told(moment.year):
        return None
    # ISO's form of a day alone is one of UTC's.
    return moment.replace(tzinfo=UTC) if day[1] == "-" and not day[2] else moment


def _is_told(year: int) -> bool:
    """Tell whether both JavaScript's and Python's dates take a year for what it says, in any zone."""
    return _FIRST <= year < MAXYEAR


def _rolled(year: int, month: int, day: int) -> datetime | None:
    """Return a day as JavaScript's `Date` counts: the 33rd of February is the 4th or 5th of March."""
    years, months = divmod(month - 1, 12)
    if not _is_told(year) or not _is_told(year + years):
        return None
    return datetime(year + years, months + 1, 1) + timedelta(days=day - 1)  # noqa: DTZ001 # a wall clock


def zone_of(configuration: Mapping[str, Any]) -> ZoneInfo:
    """Return the site's `timezone`; UTC where it has none."""
    try:
        return ZoneInfo(str(configuration.get("timezone") or "UTC"))
    except (KeyError, ValueError):
        return ZoneInfo("UTC")


def expanded(
    pattern: str,
    fields: Mapping[str, Any],
    parsed: Mapping[str, str],
    moment: datetime | None,
    configuration: Mapping[str, Any],
) -> str:
    """Return a pattern with its tokens replaced; `*` for what the sources do not tell."""
    slug = parsed["title"]
    defaults = configuration.get("permalink_defaults")
    values: dict[str, Any] = dict(defaults) if isinstance(defaults, Mapping) else {}
    values |= {key: value for key, value in {**fields, **parsed}.items() if key != "date"}
    if moment:
        stamp = int(moment.replace(tzinfo=zone_of(configuration)).timestamp())
        values |= {
            "year": f"{moment.year:04}",
            "month": f"{moment.month:02}",
            "day": f"{moment.day:02}",
            "hour": f"{moment.hour:02}",
            "minute": f"{moment.minute:02}",
            "second": f"{moment.second:02}",
            "i_month": moment.month,
            "i_day": moment.day,
            "timestamp": stamp,
            # What tells two posts apart is no secret.
            "hash": hashlib.sha1(f"{slug}{stamp}".encode()).hexdigest()[:12],  # noqa: S324
        }
    values |= {
        "title": slug,
        "name": slug.rpartition("/")[2],
        "post_title": _slugized(str(fields.get("title") or ""), 1),
        "category": _category(fields, configuration),
    }
    return _TOKEN.sub(lambda match: str(values.get(match[1], "*")), pattern)


def _category(fields: Mapping[str, Any], configuration: Mapping[str, Any]) -> str:
    """Return the last category's path; a plain list is one within the other."""
    categories = fields.get("categories") or fields.get("category")
    if not categories:
        return str(configuration.get("default_category") or "uncategorized")
    names = categories if isinstance(categories, list) else [categories]
    if any(isinstance(name, list) for name in names):
        names = names[-1] if isinstance(names[-1], list) else [names[-1]]
    told = configuration.get("category_map")
    mapped = told if isinstance(told, Mapping) else {}
    told_case = configuration.get("filename_case")
    case = told_case if isinstance(told_case, int) else 0
    texts = (str(name) for name in names)
    return "/".join(_slugized(str(mapped.get(name, name)), case) for name in texts)


def _slugized(text: str, case: int) -> str:
    bare = "".join(
        char for char in unicodedata.normalize("NFD", text) if unicodedata.category(char) != "Mn"
    )
    plain = unicodedata.normalize("NFC", bare).translate(_LETTERS)
    slug = _SPECIAL.sub("-", _CONTROL.sub("", plain)).strip("-")
    return slug.lower() if case == 1 else slug.upper() if case > 1 else slug
