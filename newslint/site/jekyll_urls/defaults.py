"""Front-matter defaults of a configuration (Jekyll 4.3's frontmatter_defaults.rb)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from newslint.site.jekyll_urls.configuration import Configuration

_OLD_TYPES = {"post": "posts", "page": "pages", "draft": "drafts"}


class _Set(NamedTuple):
    """One entry of the list."""

    path: str
    rank: int
    """How long its path is: the longer goes before."""
    kind: str | None
    values: Mapping[str, Any]
    globbed: tuple[str, ...] | None
    """What its path's pattern finds; None where the path is no pattern."""


class Defaults:
    """Which values a path and a type of document have without saying so."""

    def __init__(self, config: Configuration, files: Collection[str]) -> None:
        """`files` are the site's, from the folder of the sources."""
        self._files = files
        self._inside = config.inside
        given = config.values.get("defaults")
        self._sets = [
            self._read(entry)
            for entry in (given if isinstance(given, list) else ())
            if isinstance(entry, Mapping) and isinstance(entry.get("values"), Mapping)
        ]
        self._known: dict[tuple[tuple[int, ...], str | None], Mapping[str, Any]] = {}

    def _read(self, entry: Mapping[str, Any]) -> _Set:
        scope = entry.get("scope")
        scope = scope if isinstance(scope, Mapping) else {}
        path = scope.get("path")
        path = path if isinstance(path, str) else ""
        kind = str(scope["type"]) if "type" in scope else None
        kind = _OLD_TYPES.get(kind, kind) if kind else kind
        globbed = self._glob(path) if "*" in path else None
        rank = len(path.removeprefix("/"))
        return _Set(self._inside(path), rank, kind, entry["values"], globbed)

    @cached_property
    def _paths(self) -> set[str]:
        """Every file and folder of the sources."""
        found = set(self._files)
        for path in self._files:
            folder = path.rpartition("/")[0]
            while folder and folder not in found:
                found.add(folder)
                folder = folder.rpartition("/")[0]
        return found

    def _glob(self, pattern: str) -> tuple[str, ...]:
        try:
            finder = re.compile(_glob_regex(pattern.strip("/")))
        except re.error:
            return ()
        return tuple(self._inside(path) for path in self._paths if finder.fullmatch(path))

    def of(self, path: str, kind: str | None) -> Mapping[str, Any]:
        """Return the values of a path from the folder of the collections, of a type."""
        sets = tuple(
            at
            for at, each in enumerate(self._sets)
            if (each.kind is None or each.kind == kind) and _applies(each, path)
        )
        if (sets, kind) not in self._known:
            self._known[sets, kind] = self._merged(sets)
        return self._known[sets, kind]

    def _merged(self, sets: tuple[int, ...]) -> Mapping[str, Any]:
        merged: dict[str, Any] = {}
        last: _Set | None = None
        for at in sets:
            new = self._sets[at]
            if last is None or _goes_before(new, last):
                merged = merge(merged, new.values)
                last = new
            else:
                merged = merge(new.values, merged)
        return merged

    def find(self, path: str, kind: str | None, key: str) -> Any:
        """Return one value, as Jekyll looks it up for a page that lacks it."""
        value = None
        last: _Set | None = None
        for new in self._sets:
            if (new.kind is not None and new.kind != kind) or not _applies(new, path):
                continue
            if key in new.values and (last is None or _goes_before(new, last)):
                value, last = new.values[key], new
        return value


def merge(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return two mappings in one; a null of the newer does not hide what the older has."""
    merged = dict(old)
    for key, value in new.items():
        if key not in merged or value is not None:
            merged[key] = value
    return merged


def _applies(each: _Set, path: str) -> bool:
    if each.globbed is not None:
        return path.startswith(each.globbed)
    return path.startswith(each.path)


def _goes_before(new: _Set, old: _Set) -> bool:
    if new.rank != old.rank:
        return new.rank > old.rank
    return new.kind is not None or old.kind is None


def _glob_regex(pattern: str) -> str:
    """Return what Ruby's `Dir.glob` finds as a regular expression."""
    parts: list[str] = []
    for part in re.split(r"(\*\*/|\*|\?|\[[^\]]{0,200}\]|\{[^}]{0,200}\})", pattern):
        if part == "**/":
            parts.append(r"(?:[^./][^/]*/)*")
        elif part == "*":
            parts.append(r"(?:(?<=[^/])|(?!\.))[^/]*")
        elif part == "?":
            parts.append("[^/]")
        elif part[:1] == "[":
            parts.append(part.replace("[!", "[^", 1))
        elif part[:1] == "{":
            parts.append(f"(?:{'|'.join(map(re.escape, part[1:-1].split(',')))})")
        else:
            parts.append(re.escape(part))
    return "".join(parts)
