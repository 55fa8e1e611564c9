"""Eleventy's permalinks: templates, of which the sources tell a part; `HOLE` stands for the rest.

After Eleventy 3's `TemplateFileSlug` and `Template.getMappedDate`, LiquidJS and Nunjucks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import MAXYEAR, UTC, date, datetime
from posixpath import join
from typing import Any, NamedTuple

HOLE = "\0"
"""What stands for text that only a build tells."""
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}-(.*)", re.DOTALL)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_BLOCK = re.compile(r"\{%.{0,1000}%\}|\{#.{0,1000}?#\}", re.DOTALL)
_OUTPUT = re.compile(r"\{\{-?(.{0,1000}?)-?\}\}", re.DOTALL)
_STEP = re.compile(r"(\w+)(?:\s*:\s*+|\s*\(\s*+)?(?:(?P<mark>[\"'])(.*?)(?P=mark))?\s*\)?")
_FIRST = 1000
"""The first year that is written with four digits everywhere."""
_PLAIN = re.compile(r"[A-Za-z0-9 -]*")
_DIRECTIVES = re.compile(r"[^%]|%[Ymd]")


class Name(NamedTuple):
    """What Eleventy makes of a template's path."""

    slug: str
    """`page.fileSlug`."""
    stem: str
    """`page.filePathStem`."""
    day: date | None
    """The date in the path."""


def name_of(within: str, stem: str) -> Name:
    """Return the name of a template; `within` is its path from the input folder."""
    folder = within.rpartition("/")[0]
    slug = undated = _undated(stem)
    if slug == "index":
        slug = _undated(folder.rpartition("/")[2])
    found = _DATE.search(within)
    return Name(slug, f"/{join(folder, undated)}", _read(found[0]) if found else None)


def _undated(name: str) -> str:
    match = _DATED.search(name)
    return match[1] if match else name


def moment_of(value: object, name: Name) -> date | None:
    """Return the date of a page in UTC; None where the file's own time or a history has it."""
    moment = name.day if value in (None, "") else _read(value)
    if isinstance(moment, datetime) and moment.tzinfo:
        return moment.astimezone(UTC)
    return moment


def _read(value: object) -> date | None:
    """Return a date, or the moment of a day; None where it is none, or too far for calendars."""
    try:
        moment = value if isinstance(value, date) else datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment if _FIRST <= moment.year < MAXYEAR else None


def filled(
    permalink: str, engine: str, fields: Mapping[str, Any], name: Name, own_filters: Collection[str]
) -> str:
    """Return a permalink as an engine (liquid, njk, or '' for none) fills it, with holes.

    `own_filters` are those that the site's program defines, whatever they are called.
    """
    if not engine:
        return permalink
    if engine not in ("liquid", "njk"):
        return HOLE if "{" in permalink or "<" in permalink else permalink
    held = _BLOCK.sub(HOLE, permalink)
    scope = _Scope(engine, fields, name, own_filters)
    text = _OUTPUT.sub(lambda match: scope.printed(match[1].strip()), held)
    return re.sub(f"{HOLE}+", HOLE, text)


class _Scope(NamedTuple):
    engine: str
    fields: Mapping[str, Any]
    name: Name
    own_filters: Collection[str]

    def printed(self, expression: str) -> str:
        """Return what an output prints; a hole where that is not known."""
        first, *steps = (part.strip() for part in expression.split("|"))
        if first == "page.date":
            return self._dated(steps)
        value = self._value(first)
        for step in steps:
            value = self._filtered(value, step)
        if self.engine == "njk" and re.search("[&<>\"'`]", value):
            # Nunjucks escapes what it prints.
            return HOLE
        return value

    def _value(self, written: str) -> str:
        if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'":
            return written[1:-1]
        if written in ("page.fileSlug", "page.filePathStem"):
            return self.name.slug if written == "page.fileSlug" else self.name.stem
        value = self.fields.get(written)
        known = isinstance(value, str | int) and not isinstance(value, bool)
        return str(value) if known else HOLE

    def _filtered(self, value: str, step: str) -> str:
        found = _STEP.fullmatch(step)
        if HOLE in value or found is None or found[1] in self.own_filters:
            return HOLE
        if found[1] in ("slugify", "slug"):
            # What other letters become, tables tell.
            return "-".join(value.lower().split()) if _is_plain(value) else HOLE
        if found[1] == ("downcase" if self.engine == "liquid" else "lower"):
            return value.lower()
        return value if found[1] == "safe" and self.engine == "njk" else HOLE

    def _dated(self, steps: list[str]) -> str:
        found = _STEP.fullmatch(steps[0]) if len(steps) == 1 else None
        moment = moment_of(self.fields.get("date"), self.name)
        known = found and found[1] == "date" and self.engine == "liquid" and moment
        if not known or "date" in self.own_filters or found is None or moment is None:
            return HOLE
        directives = found[3]
        # Without any, the filter prints the moment in words.
        if directives is None or "".join(_DIRECTIVES.findall(directives)) != directives:
            return HOLE
        return moment.strftime(directives)


def _is_plain(value: str) -> bool:
    """Tell whether every slug filter makes the same of a text."""
    words = value.split(" ")
    return bool(_PLAIN.fullmatch(value)) and "" not in words and not re.search("--|^-|-$", value)


def undated_permalink(permalink: str) -> str:
    """Return a permalink with the dates in it left open: the machine's time zone moves them."""
    return re.sub(r"\{\{-?\s*page\.date\b.{0,500}?\}\}", HOLE, permalink, flags=re.DOTALL)


def hole_pattern(path: str) -> str:
    """Return a path with holes as a regular expression of its URLs."""
    first, *rest = path.split(HOLE)
    # More than a few holes make the search long: one takes their place.
    parts = [first, *rest] if len(rest) < _MOST else [first, rest[-1]]
    stem = ".*".join(re.escape(part) for part in parts)
    return f"/{stem}"


_MOST = 4
