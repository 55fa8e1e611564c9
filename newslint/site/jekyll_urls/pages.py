"""Pages and static files: their URL and the file they become (Jekyll 4.3's page.rb, static_file.rb)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newslint.site.jekyll_urls import permalink
from newslint.site.jekyll_urls.configuration import Collection, Configuration, ending_of, holds
from newslint.site.jekyll_urls.defaults import Defaults
from newslint.site.jekyll_urls.permalink import PermalinkError
from newslint.site.jekyll_urls.selection import Source
from newslint.site.published import Entry, Page

_HTML = (".html", ".xhtml", ".htm")


def page(config: Configuration, defaults: Defaults, source: Source, entry: Entry) -> Page:
    """Return what a file with front matter outside of all collections is published as."""
    own = permalink_of(defaults, source.path, entry)
    fields = _fields(entry)
    try:
        url, output = placed(config, *_split(source.path), own)
    except PermalinkError as error:
        return Page(entry.path, "", "", published=False, why=f"{error}: the build ends")
    if not holds(fields.get("published", True)) and not config.flag("unpublished"):
        return Page(entry.path, url, output, published=False, why="published: false")
    why = "page" if own is None else "default permalink"
    why = "front matter permalink" if fields.get("permalink") else why
    return Page(entry.path, url, output, why=why)


def _fields(entry: Entry) -> Mapping[str, Any]:
    return entry.fields if entry.readable else {}


def permalink_of(defaults: Defaults, path: str, entry: Entry) -> object:
    """Return the permalink that a page or the configuration's defaults ask for; None if none."""
    fields = _fields(entry)
    if "permalink" in fields:
        given = fields["permalink"]
    else:
        given = defaults.find(path, "pages", "permalink")
    return given if holds(given) else None


def _split(path: str) -> tuple[str, str]:
    folder, _, name = path.rpartition("/")
    return folder, name


def placed(config: Configuration, folder: str, name: str, own: object) -> tuple[str, str]:
    """Return the URL and the file of a page in a folder, with a permalink of its own or None.

    Raises PermalinkError.
    """
    if own == "":
        raise PermalinkError("permalink is empty")
    ending = ending_of(config, own, permalink.extension(name))
    values = {
        "path": f"/{folder}" if folder else "",
        "basename": permalink.stem(name),
        "output_ext": ending,
    }
    template = own if isinstance(own, str) else _template(config, name, ending)
    url = permalink.clean(permalink.replaced(template, values))
    return url, permalink.output_of(url, ending, f"index{ending}")


def _template(config: Configuration, name: str, ending: str) -> str:
    if ending not in _HTML:
        return "/:path/:basename:output_ext"
    if permalink.stem(name) == "index":
        return "/:path/"
    return permalink.suffixed("/:path/:basename", config.style)


def made(config: Configuration, defaults: Defaults, folder: str, name: str, why: str) -> Page:
    """Return the page that a plugin makes; the configuration's defaults hold for it, too.

    A name may hold slashes, and counts as one.
    """
    path = f"{folder}/{name}".strip("/")
    own = permalink_of(defaults, path, Entry("", {}, has_front_matter=False))
    try:
        return Page("", *placed(config, folder, name, own), why=why)
    except PermalinkError as error:
        return Page("", "", "", published=False, why=f"{error}: the build ends")


def source_maps(
    config: Configuration, defaults: Defaults, source: Source, entry: Entry, of: Page
) -> list[Page]:
    """Return the map, if any, that the converter of Sass, a part of Jekyll, writes beside a stylesheet."""
    about = config.values.get("sass")
    name = source.path.rpartition("/")[2]
    never = isinstance(about, Mapping) and about.get("sourcemap") == "never"
    if never or not of.published or not name.lower().endswith((".scss", ".sass")):
        return []
    folder = of.url.rpartition("/")[0].strip("/")
    own = permalink_of(defaults, source.path, entry)
    url, output = placed(config, folder, f"{permalink.stem(name)}.css.map", own)
    return [Page(of.path, url, output, why="source map")]


def static(config: Configuration, defaults: Defaults, source: Source) -> str | None:
    """Return the file that a static file is copied to; None if it is not."""
    name = source.path.rpartition("/")[2]
    ending = permalink.extension(name)
    if source.role == "file":
        cleaned = source.path[: len(source.path) - len(ending)].rstrip(".")
        url, label = f"/{cleaned}{ending}", None
    else:
        collection = config.collections[source.label]
        if not collection.written:
            return None
        url, label = _collection_static_url(config, collection, source), source.label
    if not holds(defaults.of(url.lstrip("/"), label).get("published", True)):
        return None
    return permalink.output_of(url, "")


def _collection_static_url(config: Configuration, collection: Collection, source: Source) -> str:
    path = config.inside(source.path)
    name = path.rpartition("/")[2]
    ending = permalink.extension(name)
    cleaned = path[: len(path) - len(ending)].rstrip(".").replace(f"_{collection.label}", "", 1)
    values = {
        "collection": collection.label,
        "path": cleaned,
        "output_ext": "",
        "name": permalink.stem(name),
        "title": "",
    }
    url = permalink.clean(permalink.replaced(collection.template, values))
    return f"{url.removesuffix('/')}{ending}"
