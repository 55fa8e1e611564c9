"""Which pages a Zola site has, and at which URLs.

After the docs ("Content", "Multilingual sites", "Taxonomies", "Configuration") and the sources of
0.21 (`content/src/page.rs`, `section.rs`, `file_info.rs`, `utils/src/slugs.rs`); not compared with
a build. What another script than the Latin becomes in a slug, a table of Zola's tells: unknown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from fnmatch import fnmatch
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from newslint.site.published import Entry, Page, Publication, Unknown

_DATED = re.compile(
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
    r"(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?\s?[_-](.+)",
    re.DOTALL,
)
_UNSAFE = str.maketrans("", "", '<>:"/\\|?*')
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "OE"}
    | {"đ": "d", "Đ": "D", "ł": "l", "Ł": "L"}
)
_URL_SAFE = "/!$&'()*+,:;=@-_.~%"


class _Source(NamedTuple):
    """A source, before it has a URL."""

    entry: Entry
    folders: tuple[str, ...]
    name: str
    """Without extension and language."""
    language: str
    """'' for the default one."""


def publish(
    configuration: Mapping[str, Any],
    entries: Iterable[Entry],
    files: Collection[str],
    now: datetime,
) -> Publication:
    """Return what a site publishes; `configuration` is `config.toml`."""
    sources = [_source(entry, configuration) for entry in entries if _is_content(entry.path)]
    hidden = [
        source.folders
        for source in sources
        if source.name == "_index" and source.entry.fields.get("draft") is True
    ]
    pages: dict[str, Page] = {}
    for source in sources:
        is_hidden = any(source.folders[: len(folder)] == folder for folder in hidden)
        pages[source.entry.path] = _page(source, configuration, is_hidden=is_hidden)
    for page in _made(sources, pages, configuration):
        if not any(page.output == known.output for known in pages.values() if known.published):
            pages[f"<{page.output}>"] = page
    static = dict(_assets(sources, pages, configuration, files))
    static.update(_static(configuration, files))
    base = urlsplit(str(configuration.get("base_url") or "")).path.rstrip("/")
    unknown = tuple(dict.fromkeys(_unknown(sources, pages, configuration, files)))
    return Publication(pages, static, base, open_ended=unknown)


def _is_content(path: str) -> bool:
    return path.startswith("content/") and path.endswith(".md")


def _source(entry: Entry, configuration: Mapping[str, Any]) -> _Source:
    *folders, name = entry.path.removeprefix("content/").split("/")
    stem, dot, language = name.removesuffix(".md").partition(".")
    languages = configuration.get("languages")
    if not isinstance(languages, Mapping) or not languages or not dot:
        return _Source(entry, tuple(folders), name.removesuffix(".md"), "")
    if language == str(configuration.get("default_language") or "en"):
        return _Source(entry, tuple(folders), name.removesuffix(".md"), "")
    return _Source(entry, tuple(folders), stem, language)


def _page(source: _Source, configuration: Mapping[str, Any], *, is_hidden: bool) -> Page:
    fields, path = source.entry.fields, source.entry.path
    route, why = _route(source, configuration)
    withheld = ""
    if is_hidden or fields.get("draft") is True:
        withheld = "draft"
    elif fields.get("render") is False:
        withheld = "render = false"
    if route is None:
        prefix = (source.language,) if source.language else ()
        pattern = "" if withheld else "/".join(("", *prefix, *source.folders, "*", ""))
        reason = withheld or "a slug in another script"
        return Page(path, "", "", published=not withheld, why=reason, undecided=pattern)
    output = f"{route.strip('/')}/index.html".lstrip("/")
    aliases = tuple(_aliases(fields.get("aliases"))) if not withheld else ()
    return Page(path, _printed(route), output, aliases, not withheld, withheld or why)


def _printed(route: str) -> str:
    return quote(route, safe=_URL_SAFE)


def _route(source: _Source, configuration: Mapping[str, Any]) -> tuple[str | None, str]:
    fields, prefix = source.entry.fields, f"/{source.language}" if source.language else ""
    if source.name == "_index":
        return "/".join((prefix, *source.folders, "")), "section"
    own = fields.get("path")
    if isinstance(own, str):
        return f"/{own.strip().strip('/')}/", "front matter path"
    is_index = source.name == "index"
    folders = source.folders[:-1] if is_index else source.folders
    if is_index and not source.folders:
        return f"{prefix}/", "path"
    name, why = source.folders[-1] if is_index else source.name, "path"
    dated = _DATED.fullmatch(name)
    if dated and not _option(configuration, "slugify").get("paths_keep_dates"):
        name = dated[1]
    if fields.get("slug") is not None:
        name, why = str(fields["slug"]), "front matter slug"
    slug = slugified(name, str(_option(configuration, "slugify").get("paths") or "on"))
    return (None if slug is None else "/".join((prefix, *folders, slug, ""))), why


def _option(configuration: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = configuration.get(name)
    return value if isinstance(value, Mapping) else {}


def slugified(text: str, strategy: str) -> str | None:
    """Return a name as a path has it; None where only Zola's table of letters tells."""
    if strategy == "off":
        return text
    if strategy == "safe":
        return text.rstrip(" .").translate(_UNSAFE)
    bare = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    plain = "".join(char for char in bare if not unicodedata.combining(char))
    if any(char.isalnum() and not char.isascii() for char in plain):
        return None
    return re.sub("[^a-z0-9]+", "-", plain.lower()).strip("-")


def _aliases(value: object) -> Iterator[str]:
    for alias in value if isinstance(value, list) else ():
        path = str(alias).strip("/")
        yield quote(f"/{path}" if path.endswith(".html") else f"/{path}/", safe="/@+~")


def _made(
    sources: Iterable[_Source], pages: Mapping[str, Page], configuration: Mapping[str, Any]
) -> Iterator[Page]:
    """Yield the pages that no source is behind: home, terms, feeds and the like."""
    languages = ["", *_option(configuration, "languages")]
    shown = [source for source in sources if pages[source.entry.path].published]
    for language in languages:
        settings = (
            _option(_option(configuration, "languages"), language) if language else configuration
        )
        prefix = f"/{language}" if language else ""
        if not language:
            yield Page("", "/", "index.html", why="made by Zola: home")
        for route in _terms(shown, language, settings, configuration):
            url = f"{prefix}/{route}/"
            yield Page("", _printed(url), f"{url[1:]}index.html", why="made by Zola: taxonomy")
        if settings.get("generate_feeds") or settings.get("generate_feed"):
            told = settings.get("feed_filenames")
            names = (
                told if isinstance(told, list) else [settings.get("feed_filename") or "atom.xml"]
            )
            for name in names:
                yield Page("", f"{prefix}/{name}", f"{prefix}/{name}"[1:], why="made by Zola: feed")
    for name, key in (("sitemap.xml", "generate_sitemap"), ("robots.txt", "generate_robots_txt")):
        if configuration.get(key) is not False:
            yield Page("", f"/{name}", name, why=f"made by Zola: {name}")
    yield Page("", "/404.html", "404.html", why="made by Zola: 404")


def _terms(
    sources: Iterable[_Source],
    language: str,
    settings: Mapping[str, Any],
    configuration: Mapping[str, Any],
) -> Iterator[str]:
    strategy = str(_option(configuration, "slugify").get("taxonomies") or "on")
    own = [source for source in sources if source.language == language]
    taxonomies = settings.get("taxonomies")
    for taxonomy in taxonomies if isinstance(taxonomies, list) else ():
        if not isinstance(taxonomy, Mapping) or taxonomy.get("render") is False:
            continue
        name = str(taxonomy.get("name", ""))
        folder = slugified(name, strategy)
        if folder is None:
            continue
        terms = [
            str(term)
            for source in own
            for term in _listed(_option(source.entry.fields, "taxonomies").get(name))
        ]
        if not terms:
            continue
        yield folder
        slugs = (slugified(term, strategy) for term in dict.fromkeys(terms))
        yield from (f"{folder}/{slug}" for slug in slugs if slug)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _assets(
    sources: Iterable[_Source],
    pages: Mapping[str, Page],
    configuration: Mapping[str, Any],
    files: Collection[str],
) -> Iterator[tuple[str, str]]:
    """Yield the files beside a page or a section: of a page, those below it too."""
    ignored = configuration.get("ignored_content")
    globs = ignored if isinstance(ignored, list) else []
    taken: set[str] = set()
    for source in sources:
        page = pages[source.entry.path]
        if source.name not in ("index", "_index") or not page.published or not page.output:
            continue
        folder = "/".join(("content", *source.folders, ""))
        home = page.output.removesuffix("index.html")
        for path in sorted(files):
            within = path.removeprefix(folder)
            if within == path or path.endswith(".md") or within.startswith("."):
                continue
            if source.name == "_index" and "/" in within:
                continue
            if any(fnmatch(within, str(glob)) for glob in globs):
                continue
            output = f"{home}{within}"
            yield (f"<{output}>" if path in taken else path), output
            taken.add(path)


def _static(configuration: Mapping[str, Any], files: Collection[str]) -> Iterator[tuple[str, str]]:
    theme = configuration.get("theme")
    for root in (*([f"themes/{theme}/static/"] if theme else []), "static/"):
        yield from ((path, path.removeprefix(root)) for path in files if path.startswith(root))
    if configuration.get("compile_sass"):
        for path in files:
            name = path.rpartition("/")[2]
            if path.startswith("sass/") and name.endswith((".scss", ".sass")) and name[0] != "_":
                yield path, f"{path.removeprefix('sass/').rpartition('.')[0]}.css"


def _unknown(
    sources: Iterable[_Source],
    pages: Mapping[str, Page],
    configuration: Mapping[str, Any],
    files: Collection[str],
) -> Iterator[Unknown]:
    theme = configuration.get("theme")
    if theme and not any(path.startswith(f"themes/{theme}/") for path in files):
        yield Unknown("/**", f"theme {theme}")
    for source in sources:
        if source.entry.fields.get("paginate_by"):
            yield Unknown(f"{pages[source.entry.path].url}page/**", "pages of lists")
    taxonomies = configuration.get("taxonomies")
    for taxonomy in taxonomies if isinstance(taxonomies, list) else ():
        name = taxonomy.get("name") if isinstance(taxonomy, Mapping) else None
        yield Unknown(f"/**/{name}/**" if name else "/**", "terms, their pages and feeds")
    yield Unknown("/processed_images/**", "images that templates resize")
    if configuration.get("build_search_index"):
        yield Unknown("/search_index.*", "the search index")
        yield Unknown("/elasticlunr.min.js", "the search index")
