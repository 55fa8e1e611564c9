"""Which pages a Hexo site has, and at which URLs.

After Hexo 8's `post_permalink`, its processors of posts and assets, and hexo-util's `slugize`.
Which generators of lists are installed, only `package.json` tells: what they write is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from posixpath import splitext
from typing import Any
from urllib.parse import quote, unquote

from newslint.site.hexo_permalinks import clock_in_utc, expanded, parsed_name, wall_clock
from newslint.site.published import Entry, Page, Publication, Unknown

_OUTPUTS = {
    **dict.fromkeys(("md", "markdown", "mkd", "mkdn", "mdwn", "mdtxt", "mdtext"), "html"),
    **dict.fromkeys(("html", "htm", "ejs", "njk", "swig", "pug", "jade"), "html"),
    "yml": "json",
    "yaml": "json",
    "json": "json",
    "css": "css",
    "js": "js",
    "styl": "css",
    "less": "css",
    "scss": "css",
    "sass": "css",
}
"""What the usual renderers make of an extension."""
_HIDDEN = re.compile(r"(?:^|/)[_.]")
_URL_SAFE = "!#$&'()*+,/:;=?@-_.~"


def publish(
    configuration: Mapping[str, Any],
    entries: Iterable[Entry],
    files: Collection[str],
    now: datetime,
) -> Publication:
    """Return what a site publishes; `configuration` is `_config.yml`."""
    source = str(configuration.get("source_dir") or "source").strip("/")
    told = {entry.path: entry for entry in entries}
    pages: dict[str, Page] = {}
    static: dict[str, str] = {}
    assets: list[str] = []
    elsewhere: list[Unknown] = []
    for path in sorted(files):
        within = path.removeprefix(f"{source}/")
        if within == path or within.endswith(("%", "~")):
            continue
        folder, _, rest = within.partition("/")
        if folder in ("_posts", "_drafts") and rest:
            if _HIDDEN.search(rest):
                continue
            if _is_post(rest, configuration):
                entry = told.get(path, Entry(path, {}, has_front_matter=False))
                pages[path] = _post(entry, rest, configuration, now, is_draft=folder == "_drafts")
                elsewhere += _elsewhere(entry, rest, pages[path], configuration)
            else:
                assets.append(path)
        elif not _HIDDEN.search(within):
            if _output_of(within):
                entry = told.get(path, Entry(path, {}, has_front_matter=False))
                pages[path] = _page(entry, within, configuration)
            else:
                static[path] = _rendered(within)
    if configuration.get("post_asset_folder"):
        static.update(_assets(assets, pages))
    static.update(_theme(configuration, files))
    base = str(configuration.get("root") or "/").rstrip("/")
    return Publication(
        pages,
        static,
        base,
        open_ended=(*elsewhere, *_unknown(configuration, files)),
    )


def _output_of(path: str) -> str:
    return _OUTPUTS.get(splitext(path)[1].lstrip("."), "")


def _rendered(path: str) -> str:
    output = _output_of(path)
    return f"{splitext(path)[0]}.{output}" if output else path


def _is_post(path: str, configuration: Mapping[str, Any]) -> bool:
    if configuration.get("post_asset_folder"):
        name = str(configuration.get("new_post_name") or ":title.md")
        return splitext(path)[1] == splitext(name)[1]
    return bool(_output_of(path))


def _page(entry: Entry, within: str, configuration: Mapping[str, Any]) -> Page:
    permalink = entry.fields.get("permalink")
    output, why = _rendered(within), "path"
    if permalink:
        output, why = str(permalink).lstrip("/"), "front matter permalink"
        output += "index" if output.endswith("/") else ""
        output += "" if splitext(output)[1] else f".{_output_of(within)}"
    return Page(entry.path, _url(output, configuration), output, why=why)


def _url(path: str, configuration: Mapping[str, Any]) -> str:
    """Return a path as `url_for` prints it."""
    pretty = configuration.get("pretty_urls")
    options = pretty if isinstance(pretty, Mapping) else {}
    if options.get("trailing_index") is False and path.endswith("index.html"):
        path = path.removesuffix("index.html")
    elif options.get("trailing_html") is False and path.endswith(".html"):
        path = path.removesuffix(".html")
    return quote(unquote(f"/{path.lstrip('/')}"), safe=_URL_SAFE)


def _post(
    entry: Entry,
    name: str,
    configuration: Mapping[str, Any],
    now: datetime,
    *,
    is_draft: bool,
) -> Page:
    fields = dict(entry.fields)
    parsed = parsed_name(splitext(name)[0], configuration)
    moment = wall_clock(fields.get("date"), parsed, configuration)
    own = fields.get("permalink")
    if own:
        path, why = f"/{str(own).lstrip('/')}", "front matter permalink"
    else:
        path, why = _pattern(fields, parsed, moment, configuration), "permalink"
    if configuration.get("post_asset_folder") and not path.endswith(("/", ".html")):
        path += "/"
    withheld, undecided = "", ""
    if "*" in path:
        # Neither front matter nor name has the date: the file's own time has it.
        path, why, undecided = "", "no date", f"/{path.lstrip('/')}"
    shows_drafts = bool(configuration.get("render_drafts"))
    if (is_draft or fields.get("published") is False) and not shows_drafts:
        withheld = "draft" if is_draft else "published: false"
    elif configuration.get("future") is False and moment and moment > now.replace(tzinfo=None):
        withheld = "future date"
    output = path.lstrip("/")
    output += "index.html" if path.endswith("/") else ""
    url = _url(path, configuration) if path else ""
    if withheld:
        return Page(entry.path, url, unquote(output), published=False, why=withheld)
    return Page(entry.path, url, unquote(output), why=why, undecided=undecided)


def _pattern(
    fields: Mapping[str, Any],
    parsed: Mapping[str, str],
    moment: datetime | None,
    configuration: Mapping[str, Any],
) -> str:
    pattern = str(configuration.get("permalink") or ":year/:month/:day/:title/")
    return expanded(pattern, fields, parsed, moment, configuration)


def _elsewhere(
    entry: Entry, name: str, page: Page, configuration: Mapping[str, Any]
) -> Iterator[Unknown]:
    """Yield the URL of a post as a machine in UTC prints it, where it is another.

    Hexo reads dates in the site's `timezone` and prints them in the machine's.
    """
    parsed = parsed_name(splitext(name)[0], configuration)
    date = entry.fields.get("date")
    moment = wall_clock(date, parsed, configuration)
    if moment and configuration.get("timezone") and page.why == "permalink":
        there = clock_in_utc(date, moment, configuration)
        path = _pattern(entry.fields, parsed, there, configuration)
        url = _url(path, configuration)
        if url != page.url:
            yield Unknown(url, "the time zone of the machine that builds")


def _assets(assets: Iterable[str], pages: Mapping[str, Page]) -> Iterator[tuple[str, str]]:
    """Yield the files of posts' own folders, beside the post's page."""
    folders = {splitext(path)[0]: page for path, page in pages.items() if page.published}
    for path in assets:
        parent = path
        while "/" in parent:
            parent = parent.rpartition("/")[0]
            if parent in folders:
                home = re.sub(r"(?:index)?\.html?$", "", folders[parent].output).rstrip("/")
                yield path, f"{home}/{path.removeprefix(f'{parent}/')}"
                break


def _theme(configuration: Mapping[str, Any], files: Collection[str]) -> Iterator[tuple[str, str]]:
    root = f"themes/{configuration.get('theme') or 'landscape'}/source/"
    for path in sorted(files):
        within = path.removeprefix(root)
        if within != path and not _HIDDEN.search(within):
            yield path, _rendered(within)


def _unknown(configuration: Mapping[str, Any], files: Collection[str]) -> Iterator[Unknown]:
    theme = configuration.get("theme")
    if theme and not any(path.startswith(f"themes/{theme}/") for path in files):
        yield Unknown("/**", f"theme {theme}")
    if any(path.startswith("scripts/") for path in files):
        yield Unknown("/**", "scripts")
    lists = (("archive_dir", "archives"), ("category_dir", "categories"), ("tag_dir", "tags"))
    for key, usual in lists:
        folder = str(configuration.get(key) or usual).strip("/")
        yield Unknown(f"/{folder}/**", "plugins that make lists")
    yield Unknown("/", "plugins that make lists")
    yield Unknown("/page/**", "plugins that make lists")
    for extension in ("xml", "json", "txt"):
        yield Unknown(f"/*.{extension}", "plugins that make feeds and sitemaps")
