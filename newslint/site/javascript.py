"""Sites whose routes are code (Astro, Docusaurus, Gatsby, Next, Vite): what holds for all."""

from __future__ import annotations

from collections.abc import Callable

from newslint.site.model import Settings

_STEMS = ("astro.config", "docusaurus.config", "gatsby-config", "next.config", "vite.config")
CONFIG_NAMES = frozenset(f"{stem}.{ext}" for stem in _STEMS for ext in ("js", "mjs", "cjs", "ts"))


def read_settings(names: set[str], read: Callable[[str], bytes | None]) -> Settings | None:
    """Return the name of the tool and where it keeps its static files."""
    stem = next(stem for stem in _STEMS if any(name.startswith(stem) for name in names))
    if stem == "docusaurus.config":
        return _docusaurus(names, read)
    if stem == "astro.config":
        return _astro(names, read)
    return Settings(
        generator=stem.partition(".")[0].removesuffix("-config"),
        dialect="gfm",
        output=("dist", "build", "out", ".astro", ".docusaurus", ".next", ".cache"),
        roots=("public", "static"),
        programmed=True,
    )


def _docusaurus(names: set[str], read: Callable[[str], bytes | None]) -> Settings:
    from newslint.site.docusaurus_settings import told_by

    told = told_by(read, names)
    return Settings(
        generator="docusaurus",
        url=told.url,
        title=told.title,
        # Headings may say their ids in forms of Docusaurus' own, and components may have more.
        heading_ids="?",
        dialect="gfm",
        output=("build", ".docusaurus"),
        roots=("static",),
        programmed=True,
        # A heading of the first level does as well.
        titles_from_names=True,
    )


def _astro(names: set[str], read: Callable[[str], bytes | None]) -> Settings:
    from newslint.site.astro_settings import told_by

    told = told_by(read, names)
    return Settings(
        generator="astro",
        url=told.url,
        # Plugins name headings, and components may have more.
        heading_ids="?",
        dialect="gfm",
        output=tuple(dict.fromkeys(("dist", ".astro", told.output))),
        roots=(told.public,),
        programmed=True,
    )
