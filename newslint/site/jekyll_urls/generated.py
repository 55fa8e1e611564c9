"""The pages that well-known plugins make, exactly.

Followed are jekyll-redirect-from 0.16, jekyll-feed 0.17, jekyll-sitemap 1.4, jekyll-paginate 1.1
and jekyll-archives 2.2.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from math import ceil

from newslint.site.configuration import strings, text
from newslint.site.jekyll_urls import permalink
from newslint.site.jekyll_urls.configuration import Configuration, holds
from newslint.site.jekyll_urls.defaults import Defaults
from newslint.site.jekyll_urls.documents import Document
from newslint.site.jekyll_urls.pages import made, permalink_of, placed
from newslint.site.jekyll_urls.plugins import active
from newslint.site.published import Entry, Page, Publication

_ARCHIVES = {
    "year": "/:year/",
    "month": "/:year/:month/",
    "day": "/:year/:month/:day/",
    "tag": "/tag/:name/",
    "category": "/category/:name/",
}
_SIMPLE_TAG = re.compile(r"[a-zA-Z0-9_]*")


def redirected(
    config: Configuration, pages: Mapping[str, Page], wanted: Mapping[str, object]
) -> list[Page]:
    """Return the pages at the further URLs that `redirect_from` asks for.

    `wanted` are the values of that field by source.
    """
    return [
        _redirect(config, path, each)
        for path, value in wanted.items()
        if pages[path].published
        for each in strings(value)
        if each
    ]


def _redirect(config: Configuration, path: str, given: str) -> Page:
    url, output = placed(config, "", "redirect.html", f"/{given.removeprefix('/')}")
    return Page(path, url, output, why="redirect_from")


def generated(
    config: Configuration,
    defaults: Defaults,
    publication: Publication,
    posts: list[Document],
    files: Collection[str],
    entries: Mapping[str, Entry],
) -> Iterator[tuple[str, Page]]:
    """Yield the pages that well-known plugins make of no source; `posts` are those published.

    Each comes with the path that Jekyll thinks it has, from the folder of the sources.
    """
    plugins = active(config)
    if "jekyll-archives" in plugins:
        for page in _archives(config, posts):
            yield page.output, page
    if "jekyll-paginate" in plugins:
        for page in _lists(config, defaults, publication, posts, entries):
            yield page.output, page
    for plugin, path in _paths(config, posts, plugins):
        file = path.strip("/")
        is_map = plugin == "jekyll-sitemap"
        there = file in publication.outputs if is_map else f"{config.prefix}{file}" in files
        if not there:
            yield file, made(config, defaults, "", path, f"plugin {plugin}")


def _paths(
    config: Configuration, posts: list[Document], plugins: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield the files for machines that plugins make, after the plugin's name."""
    if "jekyll-redirect-from" in plugins and _lists_redirects(config):
        yield "jekyll-redirect-from", "redirects.json"
    if "jekyll-feed" in plugins:
        yield from (("jekyll-feed", path) for path in _feeds(config, posts))
    if "jekyll-sitemap" in plugins:
        yield from (("jekyll-sitemap", name) for name in ("sitemap.xml", "robots.txt"))


def _lists_redirects(config: Configuration) -> bool:
    about = config.values.get("redirect_from")
    return not isinstance(about, Mapping) or about.get("json") is not False


def _feeds(config: Configuration, posts: list[Document]) -> Iterator[str]:
    about = config.values.get("feed")
    about = about if isinstance(about, Mapping) else {}
    given = about.get("collections")
    collections = dict(given) if isinstance(given, Mapping) else dict.fromkeys(strings(given))
    own = collections.get("posts")
    own = own if isinstance(own, Mapping) else {}
    collections["posts"] = {
        "path": own.get("path") or about.get("path"),
        "categories": own.get("categories") or about.get("categories"),
    }
    for name, facts in collections.items():
        facts = facts if isinstance(facts, Mapping) else {}  # noqa: PLW2901
        home = "/feed" if name == "posts" else f"/feed/{name}"
        yield from (f"{home}/{category}.xml" for category in strings(facts.get("categories")))
        yield text(facts, "path") or f"{home}.xml"
    if holds(about.get("tags")):
        yield from _tag_feeds(about["tags"], posts)


def _tag_feeds(about: object, posts: list[Document]) -> Iterator[str]:
    facts = about if isinstance(about, Mapping) else {}
    used = dict.fromkeys(tag for post in posts if post.matter for tag in post.matter.tags)
    tags = strings(facts.get("only")) or tuple(used)
    home = text(facts, "path", "/feed/by_tag/")
    for tag in tags:
        if tag not in strings(facts.get("except")) and _SIMPLE_TAG.fullmatch(tag):
            yield f"{home}{tag}.xml"


def _lists(
    config: Configuration,
    defaults: Defaults,
    publication: Publication,
    posts: list[Document],
    entries: Mapping[str, Entry],
) -> Iterator[Page]:
    """Yield the pages of the list of posts, from the second on."""
    size = config.values.get("paginate")
    pattern = text(config.values, "paginate_path", "/page:num").strip("/")
    first = _list_page(config, publication, pattern)
    if first is None or not isinstance(size, int) or size <= 0:
        return
    # The source is looked for once more, in the folder of the first page's URL.
    path = _index_of(config, first.url.rpartition("/")[0].strip("/"))
    entry = entries.get(path, Entry(path, {}, has_front_matter=False))
    own = permalink_of(defaults, path.removeprefix(config.prefix), entry)
    shown = [post for post in posts if post.matter and not holds(post.matter.values.get("hidden"))]
    for number in range(2, ceil(len(shown) / size) + 1):
        folder = pattern.replace(":num", str(number), 1)
        with suppress(permalink.PermalinkError):
            url, output = placed(config, folder, "index.html", own)
            yield Page("", url, output, why="plugin jekyll-paginate")


def _list_page(config: Configuration, publication: Publication, pattern: str) -> Page | None:
    """Return the first page of the list: the `index.html` in its folder, or above."""
    folder = pattern
    while folder:
        folder = folder.rpartition("/")[0]
        page = publication.pages.get(_index_of(config, folder))
        if page is not None and page.published:
            return page
    return None


def _index_of(config: Configuration, folder: str) -> str:
    return f"{config.prefix}{folder}/index.html" if folder else f"{config.prefix}index.html"


def _archives(config: Configuration, posts: list[Document]) -> Iterator[Page]:
    about = config.values.get("jekyll-archives")
    about = about if isinstance(about, Mapping) else {}
    given = about.get("permalinks")
    templates = {**_ARCHIVES, **(given if isinstance(given, Mapping) else {})}
    enabled = about.get("enabled")
    for switch, kind, names in _archived(posts):
        if enabled in (True, "all") or (isinstance(enabled, list) and switch in enabled):
            template = text(templates, kind)
            for values in names:
                url = permalink.clean(permalink.replaced(template, {**values, "type": kind}))
                output = permalink.output_of(url, permalink.extension(url))
                yield Page("", url, output, why=f"plugin jekyll-archives, {kind}")


def _archived(posts: list[Document]) -> Iterator[tuple[str, str, list[dict[str, str]]]]:
    """Yield each kind of archive, by the word that enables it, with what its URLs hold."""
    known = [post.matter for post in posts if post.matter is not None]
    tags = dict.fromkeys(permalink.slugify(tag) for each in known for tag in each.tags)
    categories = dict.fromkeys(permalink.slugify(one) for each in known for one in each.categories)
    yield "tags", "tag", [{"name": tag} for tag in tags]
    yield "categories", "category", [{"name": category} for category in categories]
    days = [(each.date.year, each.date.month, each.date.day) for each in known]
    years = dict.fromkeys(day[:1] for day in days)
    months = dict.fromkeys(day[:2] for day in days)
    yield "year", "year", [_of_date(*year) for year in years]
    yield "month", "month", [_of_date(*month) for month in months]
    yield "day", "day", [_of_date(*day) for day in dict.fromkeys(days)]


def _of_date(year: int, month: int = 1, day: int = 1) -> dict[str, str]:
    return {"year": f"{year:04}", "month": f"{month:02}", "day": f"{day:02}"}
