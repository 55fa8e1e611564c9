"""Eleventy: configured by a program, of which plain values are read; nothing is executed."""

from __future__ import annotations

from collections.abc import Callable

from newslint.site.model import Settings

CONFIG_NAMES = frozenset(
    {".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs"}
)


def read_settings(names: set[str], read: Callable[[str], bytes | None]) -> Settings | None:
    """Read an Eleventy site's settings."""
    from newslint.site.eleventy_program import folders_of

    folders = folders_of(read, names)
    return Settings(
        generator="eleventy",
        # Markdown's headings get ids from plugins only, each in its own way.
        heading_ids="?",
        dialect="gfm",
        output=tuple(dict.fromkeys(("_site", folders["output"]))),
        roots=("", "src", "public", "static", "src/static", "src/public", "src/assets"),
        programmed=True,
    )
