"""Hugo's configuration, merged from its files as Hugo does it (docs, "Configuration directory")."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from newslint.site.configuration import values

_FORMATS = ("toml", "yaml", "yml", "json")
_ROOTS = ("hugo", "config")
_FOLDERS = ("config/_default/", "config/production/")
"""A build that is not a server's has the environment `production`."""


def merged(read: Callable[[str], bytes | None], files: Collection[str]) -> dict[str, Any]:
    """Return a site's configuration with all keys in lower case, as Hugo compares them.

    `files` are the site's files by path from its root; `read` returns the bytes of one. The
    configuration of themes is left aside: Hugo merges no part of it that decides URLs, unless
    the site asks for it.
    """
    configuration: dict[str, Any] = {}
    names = (f"{stem}.{extension}" for stem in _ROOTS for extension in _FORMATS)
    root = next((name for name in names if name in files), "")
    if root:
        configuration = _read(read, root)
    for folder in _FOLDERS:
        for path in sorted(files):
            name = path.removeprefix(folder)
            stem, _, extension = name.rpartition(".")
            if name == path or "/" in name or extension not in _FORMATS:
                continue
            _merge(configuration, _nested(stem.lower(), _read(read, path)))
    return configuration


def _read(read: Callable[[str], bytes | None], path: str) -> dict[str, Any]:
    folded: dict[str, Any] = fold(values(read(path), path.rpartition(".")[2]))
    return folded


def fold(value: Any) -> Any:
    """Return a value with the keys of all its mappings in lower case."""
    if isinstance(value, Mapping):
        return {str(key).lower(): fold(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [fold(item) for item in value]
    return value


def _nested(stem: str, content: dict[str, Any]) -> dict[str, Any]:
    """Put what a file says under the key that its name tells: `params`, `languages.ko`."""
    if stem in _ROOTS:
        return content
    key, _, language = stem.partition(".")
    if not language:
        return {key: content}
    inner = {key: content} if key in ("params", "menu", "menus") else content
    return {"languages": {language: inner}}


def _merge(into: dict[str, Any], values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        known = into.get(key)
        if isinstance(known, dict) and isinstance(value, Mapping):
            _merge(known, value)
        else:
            into[key] = value


def section(configuration: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return a value where it is a mapping; an empty one otherwise."""
    value = configuration.get(key)
    return value if isinstance(value, Mapping) else {}
