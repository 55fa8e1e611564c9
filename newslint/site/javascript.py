"""Sites whose routes are code (Astro, Docusaurus, Gatsby, Next, Vite): what holds for all."""

from __future__ import annotations

from collections.abc import Callable

from newslint.site.model import Settings

_STEMS = ("astro.config", "docusaurus.config", "gatsby-config", "next.config", "vite.config")
CONFIG_NAMES = frozenset(f"{stem}.{ext}" for stem in _STEMS for ext in ("js", "mjs", "cjs", "ts"))


def read_settings(names: set[str], read: Callable[[str], bytes | None]) -> Settings | None:
    """Return the name of the tool and where it keeps its static files."""
    stem = next(stem for stem in _STEMS if any(name.startswith(stem) for name in names))
    return Settings(
        generator=stem.partition(".")[0].removesuffix("-config"),
        dialect="gfm",
        output=("dist", "build", "out", ".astro", ".docusaurus", ".next", ".cache"),
        roots=("public", "static"),
        programmed=True,
    )
