"""What a generator publishes of a site's sources, in the terms that all of them share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple


class Entry(NamedTuple):
    """A source as its generator sees it."""

    path: str
    """From the folder of the generator's configuration, with `/`."""
    fields: Mapping[str, Any]
    """The outermost front matter, keys as written: what YAML, TOML or JSON make of it."""
    has_front_matter: bool
    readable: bool = True
    """False where the front matter cannot be parsed."""


class Page(NamedTuple):
    """What a source is published as."""

    path: str
    url: str
    """As the generator prints it, percent-encoded, without the base path."""
    output: str
    """The file it writes, from the site's output folder, decoded."""
    aliases: tuple[str, ...] = ()
    published: bool = True
    why: str = ""
    """How the URL came about, or why there is none, in a few words: `permalinks.posts`, `draft`."""


class Unknown(NamedTuple):
    """What publishes more than the sources tell."""

    pattern: str
    """A pattern of URLs, `/tag/**`; `/**` for anything."""
    cause: str
    """`theme ananke`, `layouts of taxonomies`, `plugin jekyll-archives`."""


@dataclass(frozen=True)
class Publication:
    """All that a site publishes, as far as its sources tell."""

    pages: Mapping[str, Page]
    """By source path, those that are not published too."""
    static: Mapping[str, str]
    """Files that are copied as they are: source path to output path."""
    base: str = ""
    """The path that all URLs lie under: that of Hugo's `baseURL`."""
    open_ended: tuple[Unknown, ...] = ()
