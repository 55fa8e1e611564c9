"""What a site's generator will publish, told from its sources."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

import msgspec

from newslint import front_matter
from newslint.digest import digest_of
from newslint.facts import Facts
from newslint.matter import packed, unpacked
from newslint.site import CONFIG_NAMES, Site
from newslint.site.generators import has_front_matter, is_source, moment_of, published
from newslint.site.links import Links, redirects_of
from newslint.site.published import Entry
from newslint.source import Source

_MATTER = (b"---", b"+++", b"{")
"""How front matter begins."""


class Reader(Protocol):
    """What gives the bytes of files by their absolute paths; None for what cannot be read."""

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes."""

    def read_begun(self, path: str, marks: tuple[bytes, ...]) -> bytes | None:
        """Return the bytes of a file that begins with one of some marks; None of any other."""


@dataclass(frozen=True)
class Sources:
    """The sources of a site, told what newslint knows of its posts and pages already."""

    site: Site
    reader: Reader
    facts: Mapping[str, Facts]
    files: Collection[str]
    """Every file of the site, by path from its root."""
    today: date

    @cached_property
    def state(self) -> bytes:
        """A digest of all that decides what is published, the posts and pages aside."""
        others = (
            f"{entry.path}\0{entry.has_front_matter}".encode(errors="surrogateescape") + matter
            for entry, matter in self._others
        )
        ids = (name.encode() for name in sorted(self._layout_ids))
        return digest_of(*self._configuration.values(), *others, *ids)

    def links(self) -> Links | None:
        """Return the links of what is published; None where the sources do not tell."""
        base, site = self.site.base, self.site
        if site.settings.programmed:
            return None
        own = [path.removeprefix(base) for path in self.files if path.startswith(base)]
        own = [path for path in own if not self._is_harmless(path)]
        entries = [*self._told(), *(entry for entry, _ in self._others)]
        found = published(site.settings.generator, self._read, entries, own, moment_of(self.today))
        if found is None:
            return None
        redirects = [
            pattern
            for name in _REDIRECTS
            for pattern in redirects_of((self._read(name) or b"").decode(errors="replace"))
        ]
        return Links(
            found.publication,
            site.hosts,
            tuple(redirects),
            expanded=found.expanded,
            layout_ids=lambda: self._layout_ids,
            has_own_layouts=not site.settings.theme,
            adds_base=found.adds_base,
        )

    def _is_harmless(self, path: str) -> bool:
        """Tell whether a file is a plugin of Jekyll's that publishes nothing: a tag, a filter."""
        if not path.endswith(".rb") or "_plugins" not in path.split("/"):
            return False
        return _PUBLISHES.search(self._read(path) or b"") is None

    @cached_property
    def _layout_ids(self) -> frozenset[str]:
        """The ids in the layouts, includes and shortcodes of the site."""
        found: set[str] = set()
        for path in sorted(self.files):
            if _LAYOUTS & {*path.split("/")[:-1]} and path.endswith(_TEMPLATES):
                raw = self._read(path.removeprefix(self.site.base)) or b""
                found |= {name.decode(errors="replace") for name in _ID.findall(raw)}
        return frozenset(found)

    def _told(self) -> Iterator[Entry]:
        """Yield the posts and pages as their generator sees them."""
        base = self.site.base
        for path, facts in self.facts.items():
            if path.startswith(base):
                yield Entry(
                    path.removeprefix(base),
                    _fields(facts.matter),
                    has_front_matter(self.site.settings.generator, facts.form),
                    facts.readable,
                )

    @cached_property
    def _others(self) -> list[tuple[Entry, bytes]]:
        """The other sources that have front matter, with what is packed of it."""
        found = []
        for path in sorted(self.files):
            if path in self.facts or not path.startswith(self.site.base):
                continue
            inside = path.removeprefix(self.site.base)
            if is_source(self.site, inside):
                raw = self.reader.read_begun(self._absolute(inside), _MATTER)
                if raw is not None:
                    found.append(self._entry(inside, raw))
        return found

    def _entry(self, path: str, raw: bytes) -> tuple[Entry, bytes]:
        source = Source.read(path, raw)
        matter = front_matter.parse(source)
        told = packed(matter)
        form = matter.format if matter else ""
        begins = has_front_matter(self.site.settings.generator, form)
        readable = matter is None or matter.failure is None
        return Entry(path, _fields(told), begins, readable, source.encoding.text is None), told

    @cached_property
    def _configuration(self) -> Mapping[str, bytes]:
        """The configuration files of the generator and of the host, by name."""
        names = {*CONFIG_NAMES, *_REDIRECTS, "CNAME"}
        inside = (path.removeprefix(self.site.base) for path in self.files)
        wanted = sorted(
            path
            for path in inside
            if path in names or path.startswith("config/") or path.endswith(".rb")
        )
        return {path: self._read(path) or b"" for path in wanted}

    def _read(self, path: str) -> bytes | None:
        return self.reader.read(self._absolute(path))

    def _absolute(self, path: str) -> str:
        return os.path.join(self.site.root, self.site.base, path)  # noqa: PTH118  # hot


_PUBLISHES = re.compile(
    rb"Generator|StaticFile|Page|\.pages|static_files|permalink|destination|\.url\b|File\.write|:site"
)
"""What is found in the code of a plugin that adds a page, or moves one."""
_LAYOUTS = frozenset({"_layouts", "_includes", "layouts", "includes"})
_TEMPLATES = (".html", ".htm", ".md", ".liquid", ".njk", ".ejs", ".js")
_ID = re.compile(rb"\b(?:id|name)=[\"']?([\w:.-]+)")
_REDIRECTS = ("_redirects", "static/_redirects", "public/_redirects")
"""Where a host's redirects are written, by the generator's way of copying files."""


def _fields(matter: bytes) -> Mapping[str, object]:
    try:
        return unpacked(matter)
    except (msgspec.MsgspecError, ValueError):
        return {}
