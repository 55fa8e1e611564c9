"""Posts and pages that a change takes from their URLs, and what led there and breaks by it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from newslint.check import Related
from newslint.facts import Facts
from newslint.facts.targets import Target
from newslint.front_matter import parse
from newslint.index import Before, Index
from newslint.site.links import Links, Way
from newslint.site.published import Page


class Moved(NamedTuple):
    """A post or page that has another URL or path than it had, or that is withdrawn."""

    path: str
    was: Facts
    url: str
    """The URL that it had, without the base path."""
    is_gone: bool
    """Whether nothing is left there."""
    is_withdrawn: bool
    """Whether it is not published any more."""


class Leading(NamedTuple):
    """What led to posts and pages, and breaks, by their paths.

    Each place once, in the order of paths and lines.
    """

    links: Mapping[str, list[Related]]
    tags: Mapping[str, list[Related]]
    """Tags that name a source: they end the build."""


_SOMEWHERE = frozenset({"exists", "undecidable"})
_NOWHERE = frozenset({"missing", "miscased", "unpublished"})
"""Verdicts of links that are known to lead to nothing."""


@dataclass(frozen=True)
class Moves:
    """What a change moves on a site whose URLs its sources tell."""

    index: Index
    links: Links
    """Those of the index."""
    before: Before
    earlier: Index
    """The index before the change, as far as links go."""
    pages: Mapping[str, Page]
    """What was published then."""

    @cached_property
    def moved(self) -> tuple[Moved, ...]:
        """What was published before the change, and has moved or is withdrawn."""
        return tuple(self._moved())

    def _moved(self) -> Iterator[Moved]:
        base = self.index.site.base
        for path, was in self.before.moved.items():
            old = self.pages.get(was.path.removeprefix(base))
            new = self.links.published.pages.get(path.removeprefix(base))
            if old is None or new is None or not (old.published and old.url):
                continue
            has_left = old.url != new.url or not new.published
            is_gone = has_left and self._is_gone(old.url, path)
            if is_gone or was.path != path:
                yield Moved(path, was, old.url, is_gone, not new.published)

    def _is_gone(self, url: str, path: str) -> bool:
        """Tell whether nothing is left at the URL that a file had, nor anything redirected there.

        Where a plugin is not known it may be one that redirects, if the front matter tells it to.
        """
        way = self.links.way("", self.links.published.base + url)
        if way.verdict != "undecidable":
            return way.verdict in _NOWHERE
        source = self.before.read(path)
        matter = parse(source)
        told = source.slice(matter.span) if matter else ""
        return self._is_hardly_there(way, url) and unquote(url).strip("/") not in told

    def _is_hardly_there(self, way: Way, url: str) -> bool:
        """Tell whether all that may be at a URL that was a file's is what could be at any.

        What a plugin publishes may not be known: hardly does it publish where a post was, unless
        its cause names just that URL.
        """
        named = re.escape(url)
        vague = (
            row.cause
            for row in self.links.published.open_ended
            if named not in row.pattern.split("|")
        )
        return way.verdict == "undecidable" and way.cause in {*vague}

    @cached_property
    def leading(self) -> Leading:
        """The links and tags in other posts and pages that led to what has moved."""
        found: dict[str, dict[Related, None]] = {}
        tags: dict[str, dict[Related, None]] = {}
        wanted = _names(self.moved)
        for facts in self.index.facts.values():
            for target in facts.targets:
                if target.kind == "link" and wanted.search(unquote(target.target).casefold()):
                    self._add(facts, target, found, tags)
        return Leading(_sorted(found), _sorted(tags))

    def _add(
        self,
        facts: Facts,
        target: Target,
        found: dict[str, dict[Related, None]],
        tags: dict[str, dict[Related, None]],
    ) -> None:
        """Add a link, if it led to what has moved and now breaks."""
        path = facts.path
        was = self.before.moved[path].path if path in self.before.moved else path
        led = self.earlier.way(was, target)
        row = self._by_source.get(led.source) if led.verdict in _SOMEWHERE else None
        if row is None or row.path == path:
            return
        way = self.index.way(path, target)
        if way.verdict == "unpublished" and not self._is_published(path):
            # What is not published itself may wait for its target.
            return
        is_tag = way.verdict == "unnamed"
        is_lost = led.verdict == "exists" and self._is_hardly_there(way, row.url)
        if is_tag or is_lost or way.verdict in _NOWHERE:
            place = Related(path, self.before.read(path).position(target.start).line)
            (tags if is_tag else found).setdefault(row.path, {})[place] = None

    @cached_property
    def _by_source(self) -> Mapping[str, Moved]:
        return {row.was.path: row for row in self.moved}

    def _is_published(self, path: str) -> bool:
        page = self.links.published.pages.get(path.removeprefix(self.index.site.base))
        return page is None or page.published


def moves_of(index: Index) -> Moves | None:
    """Return what a change moves; None where it is not known, or where URLs are not."""
    before, links = index.before, index.links
    if before is None or links is None or not links.is_exact:
        return None
    earlier = index.earlier(before)
    then = earlier.links if before.moved else None
    return Moves(index, links, before, earlier, then.published.pages if then else {})


def _sorted(found: Mapping[str, Iterable[Related]]) -> Mapping[str, list[Related]]:
    return {path: sorted(places) for path, places in found.items()}


def _names(moved: Iterable[Moved]) -> re.Pattern[str]:
    """Return what the text of a link to one of these holds: a name of it, or no name at all."""
    paths = [path for row in moved for path in (unquote(row.url), row.was.path)]
    # A bundle, or a section, is called as its folder is.
    parts = [_INDEX.sub("", path).rstrip("/").rpartition("/")[2] for path in paths]
    names = {part.partition(".")[0].casefold() for part in parts}
    alternatives = sorted(re.escape(name) for name in names if name)
    return re.compile("|".join([*alternatives, r"^[^\w]*$"]))


_INDEX = re.compile(r"/_?index(?:\.[\w.-]*)?$", re.IGNORECASE)
