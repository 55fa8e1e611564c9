"""What a site's generator will publish, told from its sources."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import cached_property
from html import unescape
from typing import NamedTuple, Protocol
from urllib.parse import unquote

import msgspec
from msgspec.structs import replace

from newslint import front_matter
from newslint.digest import digest_of
from newslint.facts import Facts
from newslint.facts.matter import packed, unpacked
from newslint.mapping import Keeper
from newslint.site import CONFIG_NAMES, Site
from newslint.site.generators import (
    EXACT,
    adds_base,
    decides,
    expander,
    follower,
    has_front_matter,
    is_source,
    kind_of,
    marks_of,
    moment_of,
    pattern_of,
    published,
    redirecter,
)
from newslint.site.layouts import naming_layouts
from newslint.site.links import Links, parts_of
from newslint.site.published import Entry, Publication
from newslint.source import Source


class Reader(Protocol):
    """What gives the bytes of files by their absolute paths; None for what cannot be read."""

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes."""

    def read_begun(self, path: str, marks: tuple[bytes, ...]) -> bytes | None:
        """Return the bytes of a file that begins with one of some marks; None of any other."""


def lists_of(urls: Iterable[str]) -> list[str]:
    """Return the files that list what a site has besides (see Config)."""
    return [name.removeprefix("file:") for name in urls if name.startswith("file:")]


class LinksTold(NamedTuple):
    """What links are judged by, without the sources behind it: it can be sent to other processes."""

    published: Publication
    known: tuple[re.Pattern[str], ...]
    listed: frozenset[str]
    built: frozenset[str] | None
    redirects: tuple[re.Pattern[str], ...]
    texts: Mapping[str, bytes] = {}
    """The files that decide how links are made, by path from the folder of the configuration."""
    layout_ids: frozenset[str] = frozenset()
    naming_layouts: frozenset[str] = frozenset()

    def links(
        self, site: Site, own: Collection[str], read: Callable[[str], bytes | None] | None = None
    ) -> Links:
        """Return the links of a site; `own` are its files by path from that folder.

        `read` returns one of these, where the sources are at hand.
        """
        generator, read = site.settings.generator, read or self.texts.get
        return Links(
            self.published,
            site.hosts,
            self.known,
            self.listed,
            self.built,
            self.redirects,
            by_source=follower(generator, self.published, read, own),
            expanded=expander(generator, self.published, read, own),
            layout_ids=lambda: self.layout_ids,
            naming_layouts=lambda: self.naming_layouts,
            is_exact=generator in EXACT,
            has_own_layouts=not site.settings.theme,
            adds_base=self.published.base != "" and adds_base(generator, read, own),
        )


class Sources(msgspec.Struct, frozen=True, dict=True):
    """The sources of a site, told what newslint knows of its posts and pages already."""

    site: Site
    reader: Reader
    facts: Mapping[str, Facts]
    files: Collection[str]
    """Every file of the site, by path from its root."""
    today: date
    keeper: Keeper | None = None
    """The index on disk, if there is one."""
    urls: tuple[str, ...] = ()
    """What the site has besides, as its configuration says (see Config)."""
    site_dir: str = ""
    """The folder with the built site; '' where there is none."""

    @cached_property
    def state(self) -> bytes:
        """A digest of all that decides what is published, the posts and pages aside."""
        others = (
            f"{entry.path}\0{entry.has_front_matter}".encode(errors="surrogateescape") + matter
            for entry, matter in self._others
        )
        listed = ((self.reader.read(file) or b"") for file in self._lists)
        ids = (name.encode() for name in sorted(self._layout_ids))
        makers = (name.encode() for name in sorted(self._naming_layouts))
        return digest_of(*self._configuration.values(), *listed, *others, *ids, b"\0", *makers)

    def links(self) -> Links | None:
        """Return the links of what is published; None where the sources do not tell."""
        told = self._links_told()
        if told is None:
            return None
        links = told.links(self.site, self._own, self._read)
        return replace(
            links,
            redirect=redirecter(
                self.site.settings.generator, self._read, self._own, moment_of(self.today)
            ),
            layout_ids=lambda: self._layout_ids,
            naming_layouts=lambda: self._naming_layouts,
        )

    def links_told(self) -> LinksTold | None:
        """Return what the links are judged by, all of it read; None where sources do not tell."""
        told = self._links_told()
        return told and told._replace(
            texts=self._configuration,
            layout_ids=self._layout_ids,
            naming_layouts=self._naming_layouts,
        )

    def _links_told(self) -> LinksTold | None:
        found = self._publication()
        if found is None:
            return None
        known = tuple(re.compile(pattern_of(name)) for name in self.urls if name.startswith("/"))
        return LinksTold(found, known, self._listed(), self._built(), tuple(self._redirects()))

    def _redirects(self) -> Iterator[re.Pattern[str]]:
        """Yield the paths that the host is told to send elsewhere."""
        told = {*_REDIRECTS, *_HOSTS}.intersection(self._own)
        if not told:
            return
        from newslint.site.redirects import redirects_in, redirects_of

        for name in sorted(told):
            if name in _HOSTS:
                yield from redirects_in(name, self._read(name))
            else:
                yield from redirects_of((self._read(name) or b"").decode(errors="replace"))

    @property
    def _lists(self) -> list[str]:
        return lists_of(self.urls)

    def _listed(self) -> frozenset[str]:
        """Return the paths in the files that list what the site has besides."""
        return frozenset(
            unquote(parts.path)
            for file in self._lists
            for found in _LISTED.findall((self.reader.read(file) or b"").decode(errors="replace"))
            if (parts := parts_of(unescape(found))) is not None
        )

    def _built(self) -> frozenset[str] | None:
        """Return the files of the built site, by path from its folder."""
        if not self.site_dir:
            return None
        top = os.path.abspath(self.site_dir)  # noqa: PTH100  # links are not followed
        return frozenset(
            os.path.relpath(os.path.join(folder, name), top).replace(os.sep, "/")  # noqa: PTH118
            for folder, _, names in os.walk(top)
            for name in names
        )

    def _publication(self) -> Publication | None:
        """Return what is published, from the index where it is the same as before."""
        kind = kind_of(self.site.settings.generator)
        if kind is None:
            return None
        if self.keeper is None:
            return self._published()
        whole = self._whole
        kept = self.keeper.look_whole("publication", whole)
        with suppress(msgspec.MsgspecError, ValueError):
            if kept:
                return msgspec.msgpack.decode(kept, type=kind)
        found = self._published()
        with suppress(TypeError, ValueError):
            # What this form cannot hold is told anew each time.
            self.keeper.keep_whole("publication", whole, msgspec.msgpack.encode(found))
        return found

    @property
    def _whole(self) -> bytes:
        """A digest of all that decides what is published."""
        told = (
            f"{path}\0{facts.form}\0{facts.readable}\0".encode(errors="surrogateescape")
            + facts.matter
            for path, facts in self.facts.items()
        )
        names = "\0".join(sorted(self.files)).encode(errors="surrogateescape")
        return digest_of(self.today.isoformat().encode(), self.state, names, *told)

    def _published(self) -> Publication | None:
        entries = [*self._told(), *(entry for entry, _ in self._others)]
        generator = self.site.settings.generator
        return published(generator, self._read, entries, self._own, moment_of(self.today))

    @cached_property
    def _own(self) -> list[str]:
        """The files of the site, by path from the folder of the generator's configuration."""
        base = self.site.base
        return [path.removeprefix(base) for path in self.files if path.startswith(base)]

    @cached_property
    def _layouts(self) -> Mapping[str, bytes]:
        """The texts of the layouts, includes and shortcodes of the site, by path."""
        inside = (
            path.removeprefix(self.site.base)
            for path in sorted(self.files)
            if _LAYOUTS & {*path.split("/")[:-1]} and path.endswith(_TEMPLATES)
        )
        return {path: self._read(path) or b"" for path in inside}

    @cached_property
    def _layout_ids(self) -> frozenset[str]:
        """The ids that are written in them."""
        found = (name for raw in self._layouts.values() for name in _ID.findall(raw))
        return frozenset(name.decode(errors="replace") for name in found)

    @cached_property
    def _naming_layouts(self) -> frozenset[str]:
        """The layouts among them that give headings ids of which nobody can tell what they are."""
        if self.site.settings.generator != "jekyll":
            return frozenset()
        return naming_layouts(self._layouts)

    def _told(self) -> Iterator[Entry]:
        """Yield the posts and pages, which all lie in its folder, as their generator sees them."""
        for path, facts in self.facts.items():
            yield Entry(
                path.removeprefix(self.site.base),
                unpacked(facts.matter),
                has_front_matter(self.site.settings.generator, facts.form),
                facts.readable,
            )

    @cached_property
    def _others(self) -> list[tuple[Entry, bytes]]:
        """The other sources that have front matter, with what is packed of it."""
        found = []
        marks = marks_of(self.site.settings.generator)
        for path in sorted(self.files):
            if path in self.facts or not path.startswith(self.site.base):
                continue
            inside = path.removeprefix(self.site.base)
            if is_source(self.site, inside):
                raw = self.reader.read_begun(self._absolute(inside), marks)
                if raw is not None:
                    found.append(self._entry(inside, raw))
        return found

    def _entry(self, path: str, raw: bytes) -> tuple[Entry, bytes]:
        if self.site.settings.generator == "jekyll":
            from newslint.site.jekyll_urls import entry_of

            return entry_of(path, raw), digest_of(raw)
        source = Source.read(path, raw)
        matter = front_matter.parse(source)
        told = packed(matter)
        form = matter.format if matter else ""
        has = has_front_matter(self.site.settings.generator, form)
        readable = matter is None or matter.failure is None
        return Entry(path, unpacked(told), has, readable, source.encoding.text is None), told

    @cached_property
    def _configuration(self) -> Mapping[str, bytes]:
        """The configuration files of the generator and of the host, by name."""
        names = {*CONFIG_NAMES, *_REDIRECTS, *_AUTOMATION, "CNAME", "Gemfile", "publishconf.py"}
        inside = (path.removeprefix(self.site.base) for path in self.files)
        wanted = sorted(
            path
            for path in inside
            if path in names
            or path.startswith(("config/", ".github/workflows/"))
            or path.endswith(".rb")
            or decides(self.site.settings.generator, path)
            or (path.endswith((".gemspec", ".toml", ".json")) and path.count("/") < _SHALLOW)
        )
        return {path: self._read(path) or b"" for path in wanted}

    def _read(self, path: str) -> bytes | None:
        return self.reader.read(self._absolute(path))

    def _absolute(self, path: str) -> str:
        return os.path.join(self.site.root, self.site.base, path)  # noqa: PTH118  # hot


_SHALLOW = 2
"""Folders deep that the configuration of builds lies."""
_AUTOMATION = (".gitlab-ci.yml", ".tool-versions")
"""Where the release of a generator is told, besides."""
_LISTED = re.compile(r"(?:https?://|(?<![\w/<.])/)[^\s<>\"']+")
"""A URL, or a path, in a site map or a list."""
_LAYOUTS = frozenset({"_layouts", "_includes", "layouts", "includes"})
_TEMPLATES = (".html", ".htm", ".md", ".liquid", ".njk", ".ejs", ".js")
_ID = re.compile(rb"\b(?:id|name)=[\"']?([\w:.-]+)")
_REDIRECTS = ("_redirects", "static/_redirects", "public/_redirects")
"""Where a host's redirects are written, by the generator's way of copying files."""
_HOSTS = ("netlify.toml", "vercel.json", "now.json", "firebase.json")
"""The hosts' own configurations, which may have redirects too."""
