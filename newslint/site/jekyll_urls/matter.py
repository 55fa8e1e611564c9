"""What Jekyll knows of a document before it has a URL: defaults, categories, slug and date.

Followed is Jekyll 4.3's document.rb.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from newslint.site.jekyll_urls import dates
from newslint.site.jekyll_urls.configuration import holds
from newslint.site.jekyll_urls.defaults import merge
from newslint.site.published import Entry

_DATED = re.compile(r"(?>.+/)?([0-9]{2,4}-[0-9]{1,2}-[0-9]{1,2})-([^/]*)\.[^.]+")
_NAMED = re.compile(r"(?:.+/)?(.*)\.[^.]+")


@dataclass(frozen=True)
class Matter:
    """The front matter of a document, with all that Jekyll adds."""

    values: Mapping[str, Any]
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    slug: object
    date: datetime
    timed: bool = True
    """False where nothing tells the date, and the build's moment takes its place."""
    read: bool = True
    """False where Jekyll cannot read the front matter, and goes on without."""


def is_dated(path: str) -> bool:
    """Tell whether a file is named as posts are: `2024-03-01-title.md`."""
    return _DATED.fullmatch(path) is not None


def is_named(path: str) -> bool:
    """Tell whether a file is named as drafts are: anything with an extension."""
    return _NAMED.fullmatch(path) is not None


def is_data(name: str) -> bool:
    """Tell whether a file holds nothing but data."""
    return name.endswith((".yml", ".yaml"))


def gather(
    entry: Entry, path: str, folders: Iterable[str], defaults: Mapping[str, Any], now: datetime
) -> Matter:
    """Return what Jekyll makes of a document's front matter.

    `path` counts from the folder of the collections; `folders` are the categories that it tells.
    Raises DateError where a date is none.
    """
    name = path.rpartition("/")[2]
    if is_data(name):
        return Matter(entry.fields, (), (), None, now, timed=False)
    values = merge({}, defaults)
    categories = _united(list(folders), defaults.get("categories"))
    values, moment = _dated(values, now)
    own = entry.fields.get("categories")
    if not entry.readable or not isinstance(own, str | list | None):
        shown = tuple(_text(each, now) for each in categories)
        slug = values.get("slug")
        return Matter(values, shown, (), slug, moment or now, moment is not None, read=False)
    values, moment = _dated(merge(values, entry.fields), now)
    categories = _united(categories, own)
    named = _DATED.fullmatch(path)
    if named and (moment is None or moment == now):
        moment = dates.instant(named[1], now)
    plain = _NAMED.fullmatch(path)
    slug = values.get("slug")
    if not holds(slug):
        slug = (named[2] if named else plain[1] if plain else name).rstrip(".")
    more = _singular(values.get("category")) or _singular(categories)
    shown = tuple(_text(each, now) for each in [*categories, *more])
    tags = tuple(each for each in _tags(values) if isinstance(each, str))
    return Matter(values, shown, tags, slug, moment or now, moment is not None)


def _dated(values: dict[str, Any], now: datetime) -> tuple[dict[str, Any], datetime | None]:
    """Return values with the date as a moment, and that."""
    if "date" not in values:
        return values, None
    moment = dates.instant(values["date"], now)
    return {**values, "date": moment}, moment


def _united(categories: list[Any], more: object) -> list[Any]:
    if isinstance(more, str):
        more = more.split()
    return [*categories, *more] if isinstance(more, list) else categories


def _tags(values: Mapping[str, Any]) -> list[Any]:
    if holds(values.get("tag")):
        return _singular(values["tag"])
    given = values.get("tags")
    return given.split() if isinstance(given, str) else _singular(given)


def _singular(value: object) -> list[Any]:
    """Return the items of a value; a text is one, whatever blanks it has."""
    if not holds(value):
        return []
    return [each for each in _flat(value) if each is not None]


def _flat(value: object) -> list[Any]:
    if isinstance(value, list):
        return [each for item in value for each in _flat(item)]
    return [value]


def _text(value: object, now: datetime) -> str:
    """Return a value as Ruby's `to_s` writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return _FLOATS.get(str(value), str(value))
    if isinstance(value, datetime):
        shown = value if value.tzinfo else value.replace(tzinfo=UTC).astimezone(now.tzinfo)
        zone = "UTC" if shown.tzinfo is UTC else f"{shown:%z}"
        return f"{shown:%Y-%m-%d %H:%M:%S} {zone}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | dict):
        return _shown(value, now)
    return str(value)


_FLOATS = {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}


def _shown(value: object, now: datetime) -> str:
    """Return a value as Ruby's `inspect` writes it."""
    if isinstance(value, list):
        return f"[{', '.join(_shown(each, now) for each in value)}]"
    if isinstance(value, dict):
        pairs = (f"{_shown(key, now)}=>{_shown(each, now)}" for key, each in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return "nil" if value is None else _text(value, now)
