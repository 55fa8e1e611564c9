"""Pelican's settings: those that a `pelicanconf.py` writes down as values, and its defaults.

Nothing is executed: a setting that is computed is named, not known. Defaults are Pelican 4.12's.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from typing import Any

COMPUTED = "COMPUTED"
"""The key under which the names of settings stand that no literal tells."""
DEFAULTS: Mapping[str, Any] = {
    "PATH": "content",
    "ARTICLE_PATHS": [""],
    "PAGE_PATHS": ["pages"],
    "STATIC_PATHS": ["images"],
    "ARTICLE_EXCLUDES": [],
    "PAGE_EXCLUDES": [],
    "STATIC_EXCLUDES": [],
    "ARTICLE_URL": "{slug}.html",
    "ARTICLE_LANG_URL": "{slug}-{lang}.html",
    "DRAFT_URL": "drafts/{slug}.html",
    "DRAFT_LANG_URL": "drafts/{slug}-{lang}.html",
    "PAGE_URL": "pages/{slug}.html",
    "PAGE_LANG_URL": "pages/{slug}-{lang}.html",
    "DRAFT_PAGE_URL": "drafts/pages/{slug}.html",
    "DRAFT_PAGE_LANG_URL": "drafts/pages/{slug}-{lang}.html",
    "CATEGORY_URL": "category/{slug}.html",
    "TAG_URL": "tag/{slug}.html",
    "AUTHOR_URL": "author/{slug}.html",
    "STATIC_URL": "{path}",
    "DEFAULT_LANG": "en",
    "DEFAULT_CATEGORY": "misc",
    "USE_FOLDER_AS_CATEGORY": True,
    "FILENAME_METADATA": r"(?P<date>\d{4}-\d{2}-\d{2}).*",
    "PATH_METADATA": "",
    "EXTRA_PATH_METADATA": {},
    "DEFAULT_METADATA": {},
    "SLUGIFY_SOURCE": "title",
    "DIRECT_TEMPLATES": ["index", "tags", "categories", "authors", "archives"],
    "FEED_ALL_ATOM": "feeds/all.atom.xml",
    "CATEGORY_FEED_ATOM": "feeds/{slug}.atom.xml",
    "AUTHOR_FEED_ATOM": "feeds/{slug}.atom.xml",
    "AUTHOR_FEED_RSS": "feeds/{slug}.rss.xml",
    "TRANSLATION_FEED_ATOM": "feeds/all-{lang}.atom.xml",
    "WITH_FUTURE_DATES": True,
    "SLUG_REGEX_SUBSTITUTIONS": [
        (r"[^\w\s-]", ""),
        (r"(?u)\A\s*", ""),
        (r"(?u)\s*\Z", ""),
        (r"[-\s]+", "-"),
    ],
}


def settings_of(*sources: bytes | None) -> dict[str, Any]:
    """Return the settings that programs assign, the later ones over the earlier."""
    found: dict[str, Any] = {}
    computed: list[str] = []
    for source in sources:
        for name, value in _assignments(source):
            if isinstance(value, ast.expr):
                computed.append(name)
                found.pop(name, None)
            else:
                found[name] = value
    return {**found, COMPUTED: sorted(set(computed) - found.keys())}


def _assignments(source: bytes | None) -> Iterable[tuple[str, Any]]:
    try:
        tree = ast.parse(source or b"")
    except (SyntaxError, ValueError, RecursionError):
        return
    for statement in tree.body:
        if not isinstance(statement, ast.Assign):
            continue
        for target in statement.targets:
            if isinstance(target, ast.Name) and target.id.isupper():
                yield target.id, _literal(statement.value)


def _literal(expression: ast.expr) -> Any:
    try:
        return ast.literal_eval(expression)
    except (ValueError, TypeError, RecursionError, MemoryError):
        return expression


def setting(settings: Mapping[str, Any], name: str) -> Any:
    """Return a setting, by default as Pelican has it; what is of another type is not looked at."""
    # Where a file is saved is not told by its URL: each has its own default.
    default = DEFAULTS.get(name, DEFAULTS.get(f"{name.removesuffix('_SAVE_AS')}_URL"))
    value = settings.get(name, default)
    if isinstance(default, Mapping):
        return value if isinstance(value, Mapping) else default
    if isinstance(default, list):
        return _listed(value, pairs=name == "SLUG_REGEX_SUBSTITUTIONS")
    if isinstance(default, str):
        return value if isinstance(value, str) else ""
    return value


def _listed(value: object, *, pairs: bool) -> list[Any]:
    items = value if isinstance(value, list | tuple) else []
    if not pairs:
        return [item for item in items if isinstance(item, str)]
    return [item for item in items if isinstance(item, list | tuple) and _is_pair(item)]


def _is_pair(item: list[Any] | tuple[Any, ...]) -> bool:
    return [type(part) for part in item] == [str, str]
