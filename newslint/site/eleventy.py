"""Eleventy: configured by a program, of which only its presence is known."""

from __future__ import annotations

from collections.abc import Callable

from newslint.site.model import Settings

CONFIG_NAMES = frozenset(
    {".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs"}
)


def read_settings(names: set[str], read: Callable[[str], bytes | None]) -> Settings | None:
    """Return what holds for every Eleventy site: which files are published, a program decides."""
    return Settings(
        generator="eleventy",
        dialect="gfm",
        output=("_site",),
        roots=("", "src", "public", "static", "src/static", "src/public", "src/assets"),
        programmed=True,
    )
