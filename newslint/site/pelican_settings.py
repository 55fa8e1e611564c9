"""Pelican's settings: those that a `pelicanconf.py` writes down as values, and its defaults.

Nothing is executed: a setting that is computed is named, not known. Defaults are Pelican 4.12's.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import Any

COMPUTED = "COMPUTED"
"""The key under which the names of settings stand that no literal tells."""
_UNKNOWN = object()
"""The value of a setting that no literal tells."""
_ANY = "ARTICLE_URL"
"""The setting that stands for all, where any may be assigned."""
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
    computed: set[str] = set()
    for source in sources:
        for name, value in _assignments(source):
            if value is _UNKNOWN:
                computed.add(name)
                found.pop(name, None)
            else:
                found[name] = value
    return {**found, COMPUTED: sorted(computed - found.keys())}


def _assignments(source: bytes | None) -> Iterator[tuple[str, object]]:
    """Yield what a program assigns; below conditions, in loops and the like nothing is certain."""
    try:
        tree = ast.parse(source or b"")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        # It may be of a later Python than this one.
        yield _ANY, _UNKNOWN
        return
    for statement in ast.walk(tree):
        if isinstance(statement, ast.ImportFrom):
            if statement.module != "pelicanconf" and statement.names[0].name == "*":
                yield _ANY, _UNKNOWN
        elif isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):
            yield from _assigned(statement, is_certain=statement in tree.body)


def _assigned(
    statement: ast.Assign | ast.AnnAssign | ast.AugAssign, *, is_certain: bool
) -> Iterator[tuple[str, object]]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    known = _UNKNOWN
    if is_certain and not isinstance(statement, ast.AugAssign) and statement.value is not None:
        known = _literal(statement.value)
    for target in targets:
        for part in ast.walk(target):
            if isinstance(part, ast.Name) and part.id.isupper():
                yield part.id, known if part is target else _UNKNOWN


def _literal(expression: ast.expr) -> object:
    try:
        return ast.literal_eval(expression)
    except (ValueError, TypeError, RecursionError, MemoryError):
        return _UNKNOWN


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
