"""A site as it was before a change, as far as that decides what it publishes."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from msgspec.structs import replace

from newslint import front_matter
from newslint.facts import Facts
from newslint.facts.matter import packed
from newslint.index import Before
from newslint.publishing import Reader, Sources
from newslint.source import Source


class Change(Protocol):
    """What was before a change, as git tells it (see `git.Before`); paths are absolute."""

    @property
    def names(self) -> Mapping[str, str]:
        """What the files that are there now were called; '' for those that are new."""

    @property
    def gone(self) -> frozenset[str]:
        """The files that are there no more."""

    @property
    def touched(self) -> frozenset[str]:
        """Every file that is other than it was, is new or is gone."""

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the bytes that files had, by what they were called then."""


@dataclass(frozen=True)
class _Reader:
    """Gives the bytes of files as they were before a change."""

    change: Change
    now: Reader

    def read(self, path: str) -> bytes | None:
        if path in self.change.touched:
            return self.change.read([path]).get(path)
        return self.now.read(path)

    def read_begun(self, path: str, marks: tuple[bytes, ...]) -> bytes | None:
        if path not in self.change.touched:
            return self.now.read_begun(path, marks)
        raw = self.read(path)
        begins = raw is not None and raw.removeprefix(codecs.BOM_UTF8).startswith(marks)
        return raw if begins else None


@dataclass(frozen=True)
class Earlier:
    """The sources of a site before a change."""

    sources: Sources
    """As they are now."""
    change: Change
    facts_of: Callable[[Source], Facts | None]
    """Returns what a post or page gives, of which the kind does not matter."""
    read: Callable[[str], Source]
    """Returns a file of the site as it is now, by its path from the root."""

    def before(self) -> Before:
        """Return what the rules that speak of the change go by."""
        return Before(self._moved, self._sources.links, self.read)

    @cached_property
    def _moved(self) -> Mapping[str, Facts]:
        """What posts and pages were whose URL may be another one now, by their path now."""
        names = {
            path: was
            for path in self.sources.facts
            if (was := self.change.names.get(self._top + path, "")).startswith(self._top)
        }
        texts = self.change.read(names.values())
        found = {}
        for path, was in names.items():
            source = Source.read(was.removeprefix(self._top), texts.get(was, b""))
            own = self.sources.facts[path]
            facts = None if _is_as(own, source) else self.facts_of(source)
            if facts is not None:
                found[path] = facts
        return found

    @cached_property
    def _sources(self) -> Sources:
        """The sources, each file of the change as it was.

        Nothing of this is kept: the index on disk knows nothing of changes.
        """
        top, was = self._top, self.change.names
        facts = {
            path: row
            for path, row in self.sources.facts.items()
            if path not in self._moved and was.get(top + path, top + path) == top + path
        }
        facts |= {row.path: row for row in self._moved.values()}
        return replace(
            self.sources,
            reader=_Reader(self.change, self.sources.reader),
            facts=dict(sorted(facts.items())),
            files=({*self.sources.files} - self._inside(was))
            | self._inside(self.change.gone)
            | self._inside(was.values()),
            keeper=None,
            site_dir="",
        )

    def _inside(self, paths: Collection[str]) -> set[str]:
        """Return those of some absolute paths that are the site's, from its root."""
        top = self._top
        return {path.removeprefix(top) for path in paths if path.startswith(top)}

    @cached_property
    def _top(self) -> str:
        return f"{self.sources.site.root.rstrip('/')}/"


def _is_as(now: Facts, source: Source) -> bool:
    """Tell whether a file has the path and the deciding fields that it had."""
    if now.path != source.path:
        return False
    matter = front_matter.parse(source)
    form = matter.format if matter else ""
    readable = matter is None or matter.failure is None
    return (form, readable, packed(matter)) == (now.form, now.readable, now.matter)
