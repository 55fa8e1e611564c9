"""What a link leads to on the site that its generator will make, told from what it publishes.

A link is read as a browser reads it (WHATWG, URL Standard): blanks at its ends dropped, backslashes
turned, percent-encoding undone, dots resolved against the URL of the page that it stands on. What a
web server makes of a slash too many, or of a missing `.html`, is the host's affair: that cannot be
told, as cannot what a theme, a plugin or a redirect outside the sources may add.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cached_property
from posixpath import join, normpath
from typing import Literal, NamedTuple
from urllib.parse import unquote

import msgspec

from newslint.site.model import host_of
from newslint.site.published import Page, Publication

Verdict = Literal[
    "exists", "missing", "undecidable", "unpublished", "miscased", "outside", "unnamed"
]
"""`miscased` is a page or file that is spelt with other letters or another Unicode form; `outside` a
path that leaves out the one that the whole site lies under; `unnamed` a tag that names no source."""


class Way(NamedTuple):
    """Where a link leads."""

    verdict: Verdict
    source: str = ""
    """The source of the page or file that it leads to, from the generator's folder; '' if unknown."""
    cause: str = ""
    """Why it cannot be told, or why the target is not published."""
    nearest: str = ""
    """The URL that was probably meant; '' where none is near."""
    fragment: str = ""
    """What follows `#`, decoded."""


class Expanded(NamedTuple):
    """A link after its templates."""

    target: str | None
    """None where the sources do not tell."""
    broken: str = ""
    """The tag that names nothing, which ends the build."""


class Redirect(NamedTuple):
    """How front matter makes a further URL lead to its page."""

    field: str
    """The field that lists such URLs."""
    entry: str
    """What it has to list."""


class Parts(NamedTuple):
    """A link, taken apart as a browser does."""

    host: str | None
    """None for a link without one."""
    path: str
    fragment: str


_EDGES = "".join(map(chr, range(33)))
_BREAKS = re.compile(r"[\t\n\r]")
_WITH_HOST = re.compile(r"(?:https?:)?[/\\]{2}([^/\\?#]*)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def parts_of(target: str) -> Parts | None:
    """Take a link apart; None for one that is no URL of the web."""
    text = _BREAKS.sub("", target.strip(_EDGES))
    host = None
    found = _WITH_HOST.match(text)
    if found:
        host, text = found[1].rpartition("@")[2], text[found.end() :]
    elif _SCHEME.match(text):
        return None
    text, _, fragment = text.partition("#")
    path = text.partition("?")[0].replace("\\", "/")
    return Parts(host, path or ("/" if host is not None else ""), unquote(fragment))


class Links(msgspec.Struct, frozen=True, dict=True):
    """The links of one site."""

    published: Publication
    hosts: frozenset[str] = frozenset()
    """Hosts whose URLs are the site's own, without `www.`."""
    known: tuple[re.Pattern[str], ...] = ()
    """Paths that the site has besides, as it says itself; each a pattern of the whole path."""
    listed: frozenset[str] = frozenset()
    """Paths that it has besides, decoded."""
    built: frozenset[str] | None = None
    """The files of the site as it was built, where that is at hand: then nothing is unknown."""
    redirects: tuple[re.Pattern[str], ...] = ()
    """Paths that the host sends elsewhere, each as a pattern of the whole path."""
    follows_sources: bool | None = None
    """Whether links to sources are made links to their pages; None where that is not known."""
    _known: dict[tuple[str, str], Way] = msgspec.field(default_factory=dict)

    expanded: Callable[[str, str], Expanded] = lambda _source, _written: Expanded(None)
    """Returns a link on a source's page after its templates, as the generator prints it."""
    by_source: Callable[[str, str], Way | None] = lambda _page, _path: None
    """Tells where the path of a link leads that its generator follows from file to file; None for
    one that it leaves to browsers."""
    redirect: Callable[[str], Redirect | None] = lambda _url: None
    """Returns how a page is given a URL, without the base path, besides its own; None where front
    matter cannot say that."""
    layout_ids: Callable[[], frozenset[str]] = frozenset
    """Returns the ids that the site's own layouts give to its pages."""
    naming_layouts: Callable[[], frozenset[str]] = frozenset
    """Returns the layouts, by name, that give headings ids which templates make."""
    is_exact: bool = True
    """False where what is published is not held to real builds: then nothing is called missing."""
    has_own_layouts: bool = True
    """False where a theme outside the sources lays the pages out."""
    adds_base: bool = False
    """Whether links from the root may be made to count from the site's own path."""

    def way(self, page: str, target: str) -> Way:
        """Tell where a link on the page of a source leads.

        A link without a path leads to that page. Of a source that is not published, only what does
        not count from its URL can be told.
        """
        parts = parts_of(target)
        if parts is None or (parts.host is not None and not self.owns(parts.host)):
            return Way("undecidable", cause="it leads elsewhere")
        own = self.published.pages.get(page)
        if not parts.path:
            return Way("exists", page, fragment=parts.fragment)
        led = self.by_source(page, parts.path) if parts.host is None else None
        if led is not None:
            return led._replace(fragment=parts.fragment)
        url = own.url if own else ""
        if not url and not parts.path.startswith("/"):
            return Way("undecidable", cause="its page has no URL", fragment=parts.fragment)
        return self._from(page, url.rpartition("/")[0], parts)

    def _from(self, page: str, folder: str, parts: Parts) -> Way:
        key = (folder if not parts.path.startswith("/") else "/", parts.path)
        way = self._known.get(key)
        if way is None:
            way = self._known[key] = self._resolved(folder, parts.path)
            if len(self._known) > _REMEMBERED:
                # What many posts link comes again at once; most of what one does never.
                self._known.clear()
        if way.verdict == "outside" and parts.host is not None:
            way = Way("undecidable", cause="a whole URL means another site of the host")
        if way.verdict == "missing" and not parts.path.startswith("/"):
            way = self._as_source(page, parts.path) or way
        if not self.is_exact and way.verdict not in ("exists", "undecidable"):
            way = Way("undecidable", cause="its URLs are not held to real builds")
        return way._replace(fragment=parts.fragment)

    def lost_folder(self, target: str) -> str:
        """Return the outermost folder of a root-relative link that holds nothing; '' if none does."""
        parts = parts_of(target)
        if parts is None or not parts.path.startswith("/"):
            return ""
        path = _without_dots(unquote(parts.path))
        above = path[len(self.published.base) :].strip("/").split("/")[:-1]
        for depth in range(1, len(above) + 1):
            folder = "/".join(above[:depth])
            if folder not in self._folders:
                return f"{self.published.base}/{folder}/"
        return ""

    def owns(self, host: str) -> bool:
        """Tell whether a host is the site's own."""
        return host_of(f"//{host}") in self.hosts

    def _resolved(self, folder: str, written: str) -> Way:
        try:
            path = unquote(written, errors="strict")
        except UnicodeDecodeError:
            return Way("undecidable", cause="its percent-encoding is no UTF-8")
        base = self.published.base
        if not written.startswith("/"):
            path = f"{base}{unquote(folder)}/{path}"
        path = _without_dots(path)
        if base and path != base and not path.startswith(f"{base}/"):
            # The host has a home page too.
            inside = self._found(path) if path != "/" else None
            if inside is not None and inside.verdict == "exists":
                return inside if self.adds_base else inside._replace(verdict="outside")
            return Way("undecidable", cause="it lies outside the site's path")
        return self._found(path[len(base) :] or "/")

    def _found(self, path: str) -> Way:
        """Judge a path below the site's own."""
        output = path.lstrip("/")
        named = self._named(output)
        if named is not None:
            return named
        if self._is_known(path) or self._is_built(output):
            return Way("exists")
        if self.built is not None:
            return self._absent(output)
        if any(pattern.fullmatch(path) for pattern in self.redirects):
            return Way("undecidable", cause="the host redirects it")
        cause = self.published.unknown(path) or ("" if output else "every site has a home page")
        if cause:
            return Way("undecidable", cause=cause)
        return self._absent(output)

    def _is_known(self, path: str) -> bool:
        """Tell whether the site has a path besides, be it told with the site's own or without."""
        return any(
            told in self.listed or any(pattern.fullmatch(told) for pattern in self.known)
            for told in (path, self.published.base + path)
        )

    def _is_built(self, output: str) -> bool:
        return self.built is not None and any(name in self.built for name in _spellings(output))

    def _named(self, output: str) -> Way | None:
        """Return where a path leads that names a page or a file, if need be with the host's help."""
        outputs, stem = self._outputs, output.rstrip("/")
        index = f"{stem}/index.html" if stem else "index.html"
        if index in outputs:
            # Hosts send a folder's name to the folder.
            return Way("exists", outputs[index])
        if output in outputs:
            return Way("exists", outputs[output])
        page = f"{stem}.html"
        if page in outputs:
            source = outputs[page]
            if not output.endswith("/") and self._is_own_url(source, stem):
                return Way("exists", source)
            return Way("undecidable", source, "the host decides on a URL without `.html`")
        if stem in outputs:
            return Way("undecidable", outputs[stem], "the host decides on a slash after a file")
        if stem in self._folders:
            return Way("undecidable", cause="a folder without a page of its own")
        return None

    def _is_own_url(self, source: str, stem: str) -> bool:
        page = self.published.pages.get(source)
        return page is not None and unquote(page.url).strip("/") == stem

    def _absent(self, output: str) -> Way:
        for spelling in _spellings(output):
            if spelling in self._withheld:
                page = self._withheld[spelling]
                return Way("unpublished", page.path, page.why)
        for spelling in _spellings(output):
            other = self._folded.get(_fold(spelling))
            if other is not None:
                return Way("miscased", self._outputs[other], nearest=self._url(other))
        return Way("missing", nearest=self._nearest(output))

    def _as_source(self, page: str, path: str) -> Way | None:
        """Judge a link that is written to a source, as editors and repositories follow it."""
        source = normpath(join(page.rpartition("/")[0], unquote(path)))
        if source not in self.published.pages:
            return None
        if self.follows_sources:
            target = self.published.pages[source]
            if target.published:
                return Way("exists", source)
            return Way("unpublished", source, target.why)
        if self.follows_sources is None:
            return Way(
                "undecidable", source, "a plugin may turn links to sources into links to pages"
            )
        return Way("missing", nearest=self.published.pages[source].url)

    def _nearest(self, output: str) -> str:
        """Return the URL of the one page or file of the same name that lies elsewhere."""
        name = _name(output)
        same = self._by_name.get(name, ()) if name else ()
        return self._url(same[0]) if len(same) == 1 else ""

    def _url(self, output: str) -> str:
        page = self.published.pages.get(self._outputs[output])
        url = page.url if page is not None and page.url else f"/{output}"
        return self.published.base + unquote(url.removesuffix("index.html"))

    @cached_property
    def _outputs(self) -> Mapping[str, str]:
        """The files of the site, redirecting ones included, with the sources that they come from."""
        found: dict[str, str] = {}
        for page in (*self.published.pages.values(), *self.published.generated):
            for alias in page.aliases if page.published else ():
                path = unquote(alias.partition("#")[0]).lstrip("/")
                # A redirect is written as a page is: in a folder of its own, or as a file.
                ends = (
                    ("index.html",)
                    if not path or path.endswith("/")
                    else ("", ".html", "/index.html")
                )
                found.update((path + end, page.path) for end in ends)
        found.update(self.published.outputs)
        return found

    @cached_property
    def _folders(self) -> frozenset[str]:
        found: set[str] = set()
        for output in self.published.outputs:
            folder = output.rpartition("/")[0] if len(output) < _LONGEST else ""
            while folder and folder not in found:
                found.add(folder)
                folder = folder.rpartition("/")[0]
        return frozenset(found)

    @cached_property
    def _withheld(self) -> Mapping[str, Page]:
        pages = (page for page in self.published.pages.values() if not page.published)
        return {page.output: page for page in pages if page.output}

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        return {_fold(output): output for output in self._outputs}

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for output, source in self.published.outputs.items():
            page = self.published.pages.get(source)
            # Nobody who names a page means a list that the generator makes.
            if source and (page is None or page.path):
                found.setdefault(_name(output), []).append(output)
        return found


_REMEMBERED = 50_000
"""Links whose way is remembered at a time: a hundred thousand posts have a million."""
_LONGEST = 4096
"""Bytes of a path that Linux takes (PATH_MAX): no folder is made of a URL that is longer."""


def _spellings(output: str) -> tuple[str, ...]:
    stem = output.rstrip("/")
    return (output, f"{stem}/index.html" if stem else "index.html", f"{stem}.html")


def _name(output: str) -> str:
    """Return what a page or file is called, wherever it lies: a folder's name for its page."""
    stem = output.removesuffix("index.html").rstrip("/").rpartition("/")[2]
    return stem.removesuffix(".html").casefold()


def _fold(output: str) -> str:
    return unicodedata.normalize("NFC", output).casefold()


def _without_dots(path: str) -> str:
    """Resolve `.` and `..` (RFC 3986, 5.2.4), runs of slashes as one; the last slash stays."""
    kept: list[str] = []
    parts = path.split("/")
    for part in parts:
        if part == "..":
            del kept[-1:]
        elif part not in ("", "."):
            kept.append(part)
    slash = "/" if kept and parts[-1] in ("", ".", "..") else ""
    return f"/{'/'.join(kept)}{slash}"
