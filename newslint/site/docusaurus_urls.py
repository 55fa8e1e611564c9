"""Which pages the content folders of a Docusaurus site make, and at which URLs.

After Docusaurus 3's content plugins with the options of the classic preset. The configuration is a
program: what it changes is unknown, unless the caller knows it and says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from posixpath import join, normpath, splitext
from typing import Any
from urllib.parse import quote

from newslint.site.published import Entry, Page, Publication, Unknown

_PREFIX = re.compile(r"(\d+)\s*[-_.]+\s*([^-_.\s].*)", re.DOTALL)
_NO_PREFIX = re.compile(r"\d+[-_.]\d+")
_DATED = re.compile(r"(.*)(\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(.*?)(?:/index)?\.mdx?")
_PRIVATE = re.compile(r"(?:^|/)_|(?:^|/)__tests__/")
_TEST = re.compile(r"\.test\.[jt]sx?$")
_TEXTS = (".md", ".mdx")
_CODE = (".js", ".jsx", ".ts", ".tsx")
_DEFAULTS = {
    "docs": {"path": "docs", "routeBasePath": "docs"},
    "blog": {"path": "blog", "routeBasePath": "blog"},
    "pages": {"path": "src/pages", "routeBasePath": "/"},
}


def publish(
    configuration: Mapping[str, Any],
    entries: Iterable[Entry],
    files: Collection[str],
    now: datetime,
) -> Publication:
    """Return what a site publishes; `configuration` is what is known of the program's result.

    That is `baseUrl`, `trailingSlash` and the options of `docs`, `blog` and `pages` at most.
    """
    told = {entry.path: entry for entry in entries}
    trailing = configuration.get("trailingSlash")
    pages: dict[str, Page] = {}
    for name, slug_of in _SLUGS.items():
        options = _options(configuration, name)
        root = str(options["path"]).strip("/")
        for path in sorted(files):
            within = path.removeprefix(f"{root}/")
            if within == path or _PRIVATE.search(within) or _TEST.search(within):
                continue
            if path.endswith(_CODE if name == "pages" else ()) or path.endswith(_TEXTS):
                entry = told.get(path, Entry(path, {}, has_front_matter=False))
                route = join("/", str(options["routeBasePath"]).strip("/"))
                pages[path] = _page(entry, route, slug_of(within, entry.fields), trailing)
    static = {path: path.removeprefix("static/") for path in files if path.startswith("static/")}
    base = str(configuration.get("baseUrl") or "/").rstrip("/")
    return Publication(pages, static, base, open_ended=tuple(_unknown(configuration, files)))


def _options(configuration: Mapping[str, Any], name: str) -> dict[str, Any]:
    told = configuration.get(name)
    return {**_DEFAULTS[name], **(told if isinstance(told, Mapping) else {})}


def _page(entry: Entry, route: str, slug: str, trailing: object) -> Page:
    if entry.fields.get("draft") is True:
        return Page(entry.path, "", "", published=False, why="draft")
    path = re.sub("/+", "/", f"{route}/{slug}")
    bare = path.rstrip("/")
    # Without `trailingSlash` a URL keeps the end that it has, and every page is a folder.
    output = f"{bare}.html" if trailing is False and bare else f"{bare}/index.html"
    if trailing is not None:
        path = f"{bare}/" if trailing else bare or "/"
    if trailing is False and path != bare:
        output = f"{bare}/index.html"
    why = "front matter slug" if entry.fields.get("slug") else "path"
    return Page(entry.path, quote(path, safe="/!$&'()*+,:;=@-_.~%"), output.lstrip("/"), why=why)


def _doc(within: str, fields: Mapping[str, Any]) -> str:
    folder, _, name = within.rpartition("/")
    stem = splitext(name)[0]
    keeps = fields.get("parse_number_prefixes") is False
    folders = folder if keeps else "/".join(_unprefixed(part) for part in folder.split("/"))
    home = f"/{folders}/" if folders else "/"
    own = fields.get("slug")
    if isinstance(own, str) and own.startswith("/"):
        return own
    last = folder.rpartition("/")[2].lower()
    if not own and stem.lower() in ("index", "readme", last):
        return home
    base = str(fields.get("id") or (stem if keeps else _unprefixed(stem)))
    return normpath(join(home, str(own or base)))


def _unprefixed(name: str) -> str:
    """Return a name without the number that orders it; dates and versions are none."""
    match = None if _NO_PREFIX.match(name) else _PREFIX.fullmatch(name)
    return match[2] if match else name


def _post(within: str, fields: Mapping[str, Any]) -> str:
    own = fields.get("slug")
    if own:
        return str(own)
    match = _DATED.fullmatch(within)
    if match:
        return f"/{match[2].replace('-', '/')}/{match[1]}{match[3]}"
    return f"/{re.sub(r'(?:/index)?[.]mdx?$', '', within)}"


def _standing(within: str, fields: Mapping[str, Any]) -> str:
    own = fields.get("slug")
    if own and within.endswith(_TEXTS):
        return str(own)
    folder, _, name = within.rpartition("/")
    stem = splitext(name)[0]
    return f"/{folder}/" if stem == "index" else f"/{join(folder, stem)}"


_SLUGS: Mapping[str, Callable[[str, Mapping[str, Any]], str]] = {
    "docs": _doc,
    "blog": _post,
    "pages": _standing,
}


def _unknown(configuration: Mapping[str, Any], files: Collection[str]) -> Iterator[Unknown]:
    for path in sorted(files):
        if path.startswith("docusaurus.config."):
            yield Unknown("/**", f"the program {path}")
    for name in ("docs", "blog"):
        options = _options(configuration, name)
        route = join("/", str(options["routeBasePath"]).strip("/")).rstrip("/")
        lists = ("", "/tags/**", "/page/**", "/archive", "/authors/**", "/category/**", "/*.xml")
        for each in lists:
            yield Unknown(f"{route}{each}" or "/", f"lists of {name}")
    if any(path.startswith(("versioned_docs/", "i18n/")) for path in files):
        yield Unknown("/**", "versions and translations")
    yield Unknown("/assets/**", "the bundler")
    for name in ("/404.html", "/sitemap.xml", "/search"):
        yield Unknown(name, "the theme")
