"""Sources as Jekyll reads them: what is front matter, and what its values are.

Jekyll reads YAML by Ruby's Psych, which takes a few plain scalars for something else than PyYAML
does (Psych 4's scalar_scanner.rb), and refuses symbols.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from newslint.front_matter import UnparsableError, yaml
from newslint.front_matter.field import Field
from newslint.site.published import Entry

_FIRST_LINE = re.compile(rb"---\s*\r?\n")
_OPENER = re.compile(r"---[^\S\n]*\n")
_CLOSER = re.compile(r"^(?:---|\.\.\.)[^\S\n]*$", re.MULTILINE)
_NOTHING = re.compile(r"\s*(?:~|null|false|no|off)\s*", re.IGNORECASE)
_LONGEST_NUMBER = 10_000
"""Bits of a number that is taken for one."""
_Path = tuple[str | int, ...]
_MARKED = tuple("\"'|>!&*[{")
"""How a scalar begins that is not plain."""


def entry_of(path: str, data: bytes) -> Entry:
    """Return a source as Jekyll sees it."""
    begins = _FIRST_LINE.match(data) is not None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Entry(path, {}, begins, readable=False, is_text=False)
    opener = _OPENER.match(text)
    closer = _CLOSER.search(text, opener.end()) if opener else None
    matter = text[opener.end() : closer.start()] if opener and closer else ""
    if begins and not closer and path.endswith((".yml", ".yaml")):
        matter = text
    try:
        fields = yaml.parse(matter, 0).fields
    except UnparsableError as error:
        empty = error.cause == "no-mapping" and _NOTHING.fullmatch(matter) is not None
        return Entry(path, {}, begins, readable=empty)
    try:
        return Entry(path, _values(fields, matter.encode()), begins)
    except _RefusedError:
        return Entry(path, {}, begins, readable=False)


class _RefusedError(ValueError):
    """A value that Psych's safe loading refuses."""


def _values(fields: tuple[Field, ...], data: bytes) -> dict[str, Any]:
    """Return the values of front matter as Psych makes them."""
    inner = {field.path[:-1] for field in fields}
    built: dict[_Path, Any] = {(): {}}
    for field in fields:
        key = field.path[-1]
        symbol = isinstance(key, str) and data.startswith(b":", field.key_span.start)
        if symbol or data.startswith(b"!ruby/", field.span.start):
            raise _RefusedError
        value = field.value
        if field.path in inner:
            value = [] if isinstance(value, list) else {}
        elif not isinstance(value, list | dict):
            value = _scalar(value, data[field.span.start : field.span.end].decode())
        _put(built, field.path, value)
    return {str(key): value for key, value in _merged(built[()]).items()}


def _put(built: dict[_Path, Any], path: _Path, value: object) -> None:
    """Put a value where it belongs; of `<<` itself there is no field."""
    built[path] = value
    home, key = path[:-1], path[-1]
    if home not in built:
        _put(built, home, [] if isinstance(key, int) else {})
    if isinstance(built[home], list):
        built[home].append(value)
    else:
        built[home][key] = value


def _merged(value: Any) -> Any:
    """Return a value with what its `<<` merge, which goes over what stands before it, as in Psych."""
    if isinstance(value, list):
        return [_merged(item) for item in value]
    if not isinstance(value, dict):
        return value
    whole: dict[Any, Any] = {}
    for key, inner in value.items():
        more = _merged(inner)
        # Of several, the first goes over the others.
        several = more[::-1] if isinstance(more, list) else [more]
        if key == "<<" and all(isinstance(each, dict) for each in several):
            for each in several:
                whole |= each
        else:
            whole[key] = more
    return whole


def _scalar(value: object, raw: str) -> object:
    """Return a scalar as Psych reads it; `value` is what PyYAML makes of it."""
    if raw[:1] == ":" and len(raw) > 1:
        raise _RefusedError
    if raw.startswith(_MARKED):
        return value
    if isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER:
        # Python writes no number that long.
        return raw
    for shape, make in _SHAPES:
        found = shape.fullmatch(raw)
        if found:
            try:
                return make(found)
            except ValueError:
                return raw
    return value


def _moment(found: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
    zone = found[7]
    if not zone:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - counts as UTC
    if zone == "Z":
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    # As Psych has it: -500 is fifty hours, which no zone is, and -0030 half an hour ahead.
    parts = _OFFSET.fullmatch(zone)
    hours, minutes = (int(part or 0) for part in parts.groups()) if parts else (0, 0)
    ahead = timedelta(hours=hours, minutes=-minutes if hours < 0 else minutes)
    return datetime(year, month, day, hour, minute, second, tzinfo=timezone(ahead))


def _sexagesimal(found: re.Match[str]) -> int:
    # Hours and minutes alone count as hours and minutes too: 1:30 is 5,400.
    return sum(int(part) * 60 ** (2 - at) for at, part in enumerate(found[0].split(":")))


_OFFSET = re.compile(r"([-+]\d{1,2}):?(\d{1,2})?")
_DAY = r"(-?\d{4})-(\d{1,2})-(\d{1,2})"
_SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], object]], ...] = (
    (re.compile(r"yes|true|on", re.IGNORECASE), lambda _: True),
    (re.compile(r"no|false|off", re.IGNORECASE), lambda _: False),
    (re.compile(r"null|~", re.IGNORECASE), lambda _: None),
    (
        re.compile(
            rf"{_DAY}(?:[Tt]|\s+)(\d{{1,2}}):(\d\d):(\d\d)(?:\.\d*)?"
            r"(?:\s*(Z|[-+]\d{1,2}:?(?:\d\d)?))?"
        ),
        _moment,
    ),
    (re.compile(_DAY), lambda found: date(int(found[1]), int(found[2]), int(found[3]))),
    (re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}"), _sexagesimal),
    (re.compile(r"[-+]?[1-9](?:[0-9]|,[0-9])*"), lambda found: int(found[0].replace(",", ""))),
)
"""What Psych takes plain scalars for, where PyYAML differs or might."""
