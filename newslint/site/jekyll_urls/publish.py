"""All that a Jekyll site publishes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from newslint.site.jekyll_tags import JekyllPublication, Post
from newslint.site.jekyll_urls import pages
from newslint.site.jekyll_urls.configuration import Configuration, read
from newslint.site.jekyll_urls.defaults import Defaults
from newslint.site.jekyll_urls.documents import Document, document
from newslint.site.jekyll_urls.generated import generated, redirected
from newslint.site.jekyll_urls.plugins import active, open_ended
from newslint.site.jekyll_urls.selection import Selection
from newslint.site.published import EVERYTHING, Entry, Page, Publication, Unknown, files_below


def publish(
    configuration: Mapping[str, Any],
    entries: Iterable[Entry],
    files: Collection[str],
    now: datetime,
) -> JekyllPublication:
    """Return what a Jekyll site publishes, and at which URLs.

    `configuration` holds the values of `_config.yml`; `files` are all files of the site, from the
    folder of that file; `now` is the moment of the build, in the time zone of the machine. A file
    that has no entry has no front matter.
    """
    config = read(configuration, now)
    site = _Site(config, {entry.path: entry for entry in entries}, files)
    site.read()
    return site.publication()


def has_redirects(configuration: Mapping[str, Any], now: datetime) -> bool:
    """Tell whether a site has the plugin that reads `redirect_from`."""
    return _REDIRECTS in active(read(configuration, now))


_REDIRECTS = "jekyll-redirect-from"


class _Site:
    """A site while it is read."""

    def __init__(
        self, config: Configuration, entries: Mapping[str, Entry], files: Collection[str]
    ) -> None:
        self.config = config
        self.entries = entries
        self.files = files
        below = files_below(files, config.source)
        self.sources = [path.removeprefix(config.prefix) for path in below]
        self.defaults = Defaults(config, self.sources)
        self.documents: dict[str, Document] = {}
        self.pages: dict[str, Page] = {}
        self.maps: list[Page] = []
        self.static: dict[str, str] = {}
        self.redirects: dict[str, object] = {}
        """What `redirect_from` says, by source."""
        self.markdown: list[str] = []
        """The URLs that Markdown without front matter would have as pages."""
        self.linked: dict[str, str] = {}
        """Sources by the paths that the tag `link` may name."""

    def read(self) -> None:
        """Read every source."""
        for source in Selection(self.config, self.sources):
            path = f"{self.config.prefix}{source.path}"
            entry = self.entries.get(path, Entry(path, {}, has_front_matter=False))
            if source.role in ("post", "draft") or (
                source.role == "document" and entry.has_front_matter
            ):
                made = document(self.config, self.defaults, source, entry)
                self.documents[path] = made
                self.pages[path] = made.page
                if made.matter is not None:
                    self.redirects[path] = made.matter.values.get("redirect_from")
            elif entry.has_front_matter:
                page = pages.page(self.config, self.defaults, source, entry)
                self.pages[path] = page
                self.maps += pages.source_maps(self.config, self.defaults, source, entry, page)
                given = self.defaults.of(source.path, "pages").get("redirect_from")
                self.redirects[path] = entry.fields.get("redirect_from", given)
            else:
                output = pages.static(self.config, self.defaults, source)
                if output is not None:
                    self.static[path] = output
                    self._link_static(path, in_collection=source.role == "document")
                    if path.lower().endswith(tuple(self.config.markdown)):
                        page = pages.page(self.config, self.defaults, source, entry)
                        self.markdown.append(page.url)
        self._limit()

    def _limit(self) -> None:
        """Leave out the older posts, where the configuration says so."""
        limit = self.config.values.get("limit_posts")
        if isinstance(limit, int) and limit > 0:
            dated = [(post.matter.date, post.page.path) for post in self._posts() if post.matter]
            for _, path in sorted(dated)[:-limit]:
                self.pages[path] = self.pages[path]._replace(published=False, why="limit_posts")

    def _posts(self) -> list[Document]:
        """Return the posts that are published."""
        every = self.documents.items()
        return [post for path, post in every if post.is_post and self.pages[path].published]

    def publication(self) -> JekyllPublication:
        """Return all that is published, by plugins and themes too."""
        redirects = redirected(self.config, self.pages, self.redirects)
        unknown = tuple(open_ended(self.config, self.files, self.markdown))
        if _REDIRECTS not in active(self.config):
            unknown += _unsure(redirects)
            redirects = []
        for page in redirects:
            own = self.pages[page.path]
            self.pages[page.path] = own._replace(aliases=(*own.aliases, page.url))
        if not self.config.zoned:
            name = self.config.values["timezone"]
            unknown += (Unknown(EVERYTHING, f"time zone {name}, unknown on this machine"),)
        found = Publication(self.pages, self.static, self.config.base, (*self.maps, *redirects))
        posts = self._posts()
        more = generated(self.config, self.defaults, found, posts, self.files, self.entries)
        made = dict(more)
        return JekyllPublication(
            self.pages,
            self.static,
            self.config.base,
            (*found.generated, *made.values()),
            unknown,
            posts=tuple(sorted(self._named(posts), key=lambda post: (post.date, post.inside))),
            linked={**dict.fromkeys(made, ""), **self._linked_pages(), **self.linked},
        )

    def _inside(self, path: str) -> str:
        """Return a source's path from the folder of the collections."""
        return self.config.inside(path.removeprefix(self.config.prefix))

    def _named(self, posts: list[Document]) -> Iterator[Post]:
        read = ((post.page.path, post.matter) for post in posts if post.matter)
        for path, matter in read:
            yield Post(path, self._inside(path), matter.date, matter.slug)

    def _link_static(self, path: str, *, in_collection: bool) -> None:
        if in_collection:
            self.linked[self._inside(path)] = path
        else:
            inside = path.removeprefix(self.config.prefix)
            self.linked |= {inside: path, f"/{inside}": path}

    def _linked_pages(self) -> dict[str, str]:
        linked: dict[str, str] = {}
        for path, page in self.pages.items():
            if page.published:
                inside = path.removeprefix(self.config.prefix)
                linked[self._inside(path) if path in self.documents else inside] = path
        return linked


def _unsure(redirects: list[Page]) -> tuple[Unknown, ...]:
    """Return what would be published if jekyll-redirect-from came by the Gemfile."""
    urls = "|".join(sorted({re.escape(page.url) for page in redirects}))
    return (Unknown(urls, "redirect_from, without plugin jekyll-redirect-from"),) if urls else ()
