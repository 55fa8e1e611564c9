"""Pelican: `pelicanconf.py`, of which only plain assignments are read; nothing is executed."""

from __future__ import annotations

import ast
from collections.abc import Callable

from newslint.site.configuration import text
from newslint.site.model import Settings

CONFIG_NAMES = frozenset({"pelicanconf.py"})


def read_settings(names: set[str], read: Callable[[str], bytes | None]) -> Settings | None:
    """Read a Pelican site's settings."""
    config = {**_assignments(read("pelicanconf.py")), **_named(read("publishconf.py"))}
    content = text(config, "PATH", "content").strip("./")
    return Settings(
        generator="pelican",
        url=text(config, "SITEURL"),
        title=text(config, "SITENAME"),
        language=text(config, "DEFAULT_LANG"),
        dialect="commonmark",
        content=content,
        post_folders=(content,),
        page_folders=(f"{content}/pages",),
        output=(text(config, "OUTPUT_PATH", "output").strip("./"),),
        roots=(content,),
        theme=True,
    )


def _named(raw: bytes | None) -> dict[str, object]:
    """Return what the publishing configuration overrides, empty values aside."""
    return {name: value for name, value in _assignments(raw).items() if value}


def _assignments(raw: bytes | None) -> dict[str, object]:
    values: dict[str, object] = {}
    try:
        tree = ast.parse(raw or b"")
    except (SyntaxError, ValueError, RecursionError):
        return values
    for statement in tree.body:
        if not isinstance(statement, ast.Assign):
            continue
        for target in statement.targets:
            if isinstance(target, ast.Name) and isinstance(statement.value, ast.Constant):
                values[target.id] = statement.value.value
    return values
