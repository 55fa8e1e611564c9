"""What a site publishes and at which URL: the types that all generators' models share."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

EVERYTHING = ".*"
"""The pattern of an Unknown that may publish at any URL."""


class Entry(NamedTuple):
    """A source as its generator sees it."""

    path: str
    """From the folder of the generator's configuration, with `/`."""
    fields: Mapping[str, Any]
    """The outermost front matter, keys as written: str, int, float, bool, date, datetime, list,
    dict, None."""
    has_front_matter: bool
    readable: bool = True
    """False where the front matter cannot be parsed."""
    is_text: bool = True
    """False where the file is not UTF-8."""


class Page(NamedTuple):
    """What a source is published as."""

    path: str
    """The source; '' for what the generator makes of no source."""
    url: str
    """As the generator prints it, percent-encoded, without the base path; '' if it has none."""
    output: str
    """The file it writes, from the site's output folder, decoded; '' if it has none."""
    aliases: tuple[str, ...] = ()
    """Further URLs that lead to it."""
    published: bool = True
    why: str = ""
    """How the URL came about, or why it is not published or not known, in a few words."""
    undecided: str = ""
    """A glob of the URLs that it may have, where its sources do not tell which; else ''."""


class Unknown(NamedTuple):
    """Something that publishes too, and of which the sources do not tell what."""

    pattern: str
    """A regular expression that the whole of such a URL matches; EVERYTHING for any."""
    cause: str
    """What it is: `plugin jekyll-tagging`, `theme minima`, `_plugins/tags.rb`."""


@dataclass(frozen=True)
class Publication:
    """All that a site publishes, as far as its sources tell."""

    pages: Mapping[str, Page]
    """Posts, documents and pages by their source, those that are not published too."""
    static: Mapping[str, str]
    """Files copied as they are: the source's path, the path of the file written."""
    base: str = ""
    """The path that all URLs lie under: '' or `/blog`."""
    generated: tuple[Page, ...] = ()
    """Further pages that are certain: a feed, a site map, what redirects to a page of a source."""
    open_ended: tuple[Unknown, ...] = ()

    @cached_property
    def outputs(self) -> Mapping[str, str]:
        """The sources of the files written; '' where there is none."""
        made = {page.output: page.path for page in self.generated}
        made.update((output, path) for path, output in self.static.items())
        made.update((page.output, path) for path, page in self.pages.items() if page.published)
        return made

    def unknown(self, url: str) -> str:
        """Return what may publish at a URL though no source tells; '' if nothing can."""
        return next((cause for match, cause in self._unknown if match(url)), "")

    @cached_property
    def _unknown(self) -> tuple[tuple[Callable[[str], object], str], ...]:
        return tuple((re.compile(row.pattern).fullmatch, row.cause) for row in self.open_ended)


def files_below(files: Collection[str], folder: str) -> list[str]:
    """Return the paths below a folder; all of them where the folder is ''."""
    return [path for path in files if not folder or path.startswith(f"{folder}/")]
