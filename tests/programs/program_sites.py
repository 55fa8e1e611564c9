"""Sites that a program configures, and what is told of them: those of the fixtures, and little ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from newslint.document import parse
from newslint.facts.matter import packed, unpacked
from newslint.site import Site
from newslint.site.generators import has_front_matter, published
from newslint.site.published import Entry, Publication
from newslint.source import Source

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 25, tzinfo=UTC)
NAMES = {
    "astro.config.txt": "astro.config.mjs",
    "docusaurus.config.txt": "docusaurus.config.js",
    "eleventy.config.txt": "eleventy.config.js",
    "ignores.txt": ".eleventyignore",
    "gitignore.txt": ".gitignore",
}
"""What files of the fixtures are called on a site."""
TEXTS = (".md", ".mdx", ".html", ".njk", ".liquid")


def sources_of(generator: str, site: str) -> dict[str, Path]:
    """Return the files of a site by path: the fixture's, and over it what the site adds."""
    found: dict[str, Path] = {}
    for layer in (HERE / generator / "site", HERE / generator / "sites" / site):
        for path in layer.rglob("*"):
            if path.is_file():
                inside = path.relative_to(layer)
                found[inside.with_name(NAMES.get(path.name, path.name)).as_posix()] = path
    return found


def publication_of(generator: str, texts: Mapping[str, bytes]) -> Publication:
    """Return what is told of a site of some files."""
    entries = [
        entry_of(generator, path, raw) for path, raw in texts.items() if path.endswith(TEXTS)
    ]
    publication = published(generator, texts.get, entries, list(texts), NOW)
    assert publication is not None
    return publication


def entry_of(generator: str, path: str, raw: bytes) -> Entry:
    """Read a source as the index does."""
    matter = parse(Source.read(path, raw), "post", Site("")).front_matter
    has = matter is not None and has_front_matter(generator, matter.format)
    readable = matter is None or matter.failure is None
    return Entry(path, unpacked(packed(matter)), has, readable)
