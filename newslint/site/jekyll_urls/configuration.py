"""What Jekyll makes of `_config.yml`: its own defaults filled in (Jekyll 4.3's configuration.rb)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from fnmatch import translate
from functools import cached_property
from typing import Any

from newslint.site.configuration import strings, text
from newslint.site.jekyll_urls import dates, permalink
from newslint.site.jekyll_urls.permalink import STYLES, suffixed

_EXCLUDED = (
    ".sass-cache .jekyll-cache gemfiles Gemfile Gemfile.lock node_modules"
    " vendor/bundle/ vendor/cache/ vendor/gems/ vendor/ruby/".split()
)
_LABEL = re.compile(r"[^a-zA-Z0-9_.-]")


@dataclass(frozen=True)
class Collection:
    """A collection of documents."""

    label: str
    written: bool
    template: str
    why: str
    """Where the template comes from."""


class Patterns:
    """A list of what to include or exclude: globs, and whatever begins so."""

    def __init__(self, patterns: list[str]) -> None:
        rooted = ["/" + pattern.lstrip("/") for pattern in patterns]
        parts = [part for each in rooted for part in (translate(each), re.escape(each))]
        self._any = re.compile("|".join(parts)) if parts else None
        self._folders = frozenset(rooted)

    def match(self, path: str, *, folder: bool) -> bool:
        """Tell whether a path from the source's folder, with a leading slash, is meant."""
        if self._any is not None and self._any.match(path):
            return True
        return folder and f"{path}/" in self._folders


@dataclass(frozen=True)
class Configuration:
    """A site's configuration, as Jekyll sees it."""

    values: Mapping[str, Any]
    now: datetime
    """The moment of the build, in the site's time zone."""
    zoned: bool
    """False where the site's time zone is not known to this machine."""

    @cached_property
    def source(self) -> str:
        """The folder of the sources, from the configuration's; '' where it is the same."""
        return _folder(text(self.values, "source"))

    @property
    def prefix(self) -> str:
        """What the sources' paths begin with, as they count from the configuration's folder."""
        return f"{self.source}/" if self.source else ""

    @cached_property
    def destination(self) -> str:
        """The folder written to, from the configuration's."""
        return _folder(text(self.values, "destination")) or "_site"

    @cached_property
    def collections_folder(self) -> str:
        """The folder that holds the collections, from the sources'; '' where it is the same."""
        return _folder(text(self.values, "collections_dir"))

    @cached_property
    def _collections_prefix(self) -> str:
        return f"{self.collections_folder}/" if self.collections_folder else ""

    def inside(self, path: str) -> str:
        """Return a path of the sources as it counts from the folder of the collections."""
        return path.removeprefix(self._collections_prefix)

    @cached_property
    def style(self) -> str:
        """The permalink of the whole site: the name of a style, or a template."""
        return text(self.values, "permalink") or "date"

    @cached_property
    def collections(self) -> Mapping[str, Collection]:
        """The collections by their labels; `posts` is always one."""
        given = self.values.get("collections")
        if not isinstance(given, Mapping):
            given = dict.fromkeys(strings(given))
        found = {}
        for name, about in {"posts": None, **given}.items():
            label = _LABEL.sub("", name)
            facts = about if isinstance(about, Mapping) else {}
            found[label] = self._collection(label, facts)
        return found

    def _collection(self, label: str, facts: Mapping[str, Any]) -> Collection:
        template = facts.get("permalink")
        if isinstance(template, str):
            written = label == "posts" or holds(facts.get("output"))
            return Collection(label, written, template, f"permalink of the collection {label}")
        if label == "posts":
            why = (
                f"permalink style {self.style}" if self.style in STYLES else "permalink of the site"
            )
            return Collection(label, True, STYLES.get(self.style, self.style), why)  # noqa: FBT003
        written = holds(facts.get("output"))
        template = suffixed("/:collection/:path", self.style)
        return Collection(label, written, template, f"path in the collection {label}")

    @cached_property
    def included(self) -> Patterns:
        """What is published although its name would keep it from being."""
        return Patterns(self.included_names)

    @property
    def included_names(self) -> list[str]:
        """The list `include`."""
        return [*strings(self.values.get("include"))] or [".htaccess"]

    @cached_property
    def excluded(self) -> Patterns:
        """What is not published."""
        names = [*strings(self.values.get("exclude")), *_EXCLUDED]
        kept = {*self.included_names}
        return Patterns([name for name in names if name not in kept])

    @cached_property
    def markdown(self) -> frozenset[str]:
        """The extensions of Markdown, each with its dot, in lower case."""
        names = text(self.values, "markdown_ext", "markdown,mkdown,mkdn,mkd,md")
        return frozenset(f".{name.lower()}" for name in names.split(","))

    @cached_property
    def plugins(self) -> frozenset[str]:
        """The plugins that the configuration names."""
        return frozenset(strings(self.values.get("plugins")))

    def flag(self, name: str) -> bool:
        """Return whether a switch is on."""
        return holds(self.values.get(name))

    def converted(self, ending: str) -> str:
        """Return the extension of the file that a source of an extension becomes."""
        if ending.lower() in self.markdown:
            return ".html"
        if ending.lower() in (".scss", ".sass"):
            return ".css"
        if ending.lower() == ".coffee" and "jekyll-coffeescript" in self.plugins:
            return ".js"
        return ending

    @property
    def base(self) -> str:
        """The path that all URLs lie under."""
        path = text(self.values, "baseurl").strip("/")
        return f"/{path}" if path else ""


def holds(value: object) -> bool:
    """Tell whether a value is true in Ruby: all but null and false are."""
    return value is not None and value is not False


def _folder(path: str) -> str:
    return path.removeprefix("./").strip("/").removesuffix("/.") if path != "." else ""


def ending_of(config: Configuration, own: object, extension: str) -> str:
    """Return the extension of the file written: the permalink's own, or the converter's."""
    if own is None:
        return config.converted(extension)
    if not isinstance(own, str):
        raise permalink.PermalinkError("permalink is no text")
    of_permalink = "" if own.endswith("/") else permalink.extension(own)
    return of_permalink or config.converted(extension)


def read(values: Mapping[str, Any], now: datetime) -> Configuration:
    """Read a site's configuration; `now` is the moment of the build, with the machine's zone."""
    name = text(values, "timezone")
    zone = dates.zone_of(name) if name else now.tzinfo
    local = now.astimezone(zone or now.tzinfo)
    if "time" in values:
        with suppress(dates.DateError):
            local = dates.instant(values["time"], local)
    return Configuration(values, local, zone is not None)
