"""Which pages an Eleventy site has, and at which URLs, where no program decides it.

After Eleventy 3's `TemplateFileSlug` and `TemplatePermalink`. A permalink is a template: of those
the fields of the front matter, `page.fileSlug`, `page.filePathStem` and dates are filled in, any
other is unknown. So is what a configuration or a data file adds, for both are programs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from posixpath import join, normpath
from typing import Any
from urllib.parse import quote

from newslint.site.published import Entry, Page, Publication, Unknown

_FORMATS = (".11ty.js", ".11ty.cjs", ".11ty.mjs", ".html", ".liquid", ".md", ".njk")
_PRIVATE = frozenset({"node_modules", "_includes", "_data", "_layouts", "_site", ".git"})
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}-(.*)", re.DOTALL)
_TAG = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}|\{%.*?%\}", re.DOTALL)
_DATE_FILTER = re.compile(r"page\.date\s*\|\s*date:\s*([\"'])(.*?)\1")
_CONFIGURATIONS = frozenset(
    {".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs"}
)
_URL_SAFE = "/!$&'()*+,:;=@-_.~%"


def publish(
    configuration: Mapping[str, Any],
    entries: Iterable[Entry],
    files: Collection[str],
    now: datetime,
) -> Publication:
    """Return what a site publishes; `configuration` is what is known of the program's result.

    That is `dir: {input: src}` and `pathPrefix` at most; an empty one means Eleventy's defaults.
    """
    told = configuration.get("dir")
    folders = told if isinstance(told, Mapping) else {}
    root = str(folders.get("input") or "").strip("./")
    prefix = f"{root}/" if root else ""
    pages: dict[str, Page] = {}
    unknown: list[Unknown] = []
    for entry in entries:
        within = entry.path.removeprefix(prefix)
        if not entry.path.startswith(prefix) or _PRIVATE & {*within.split("/")[:-1]}:
            continue
        if not within.endswith(_FORMATS):
            continue
        page, beyond = _page(entry, within)
        pages[entry.path] = page
        unknown += beyond
    for path in files:
        if path.endswith((".11ty.js", ".11ty.cjs", ".11ty.mjs")) and path.startswith(prefix):
            unknown.append(Unknown("/**", f"the program {path}"))
    unknown += _programs(files, prefix)
    base = str(configuration.get("pathPrefix") or "").rstrip("/")
    return Publication(pages, {}, base, open_ended=tuple(dict.fromkeys(unknown)))


def _programs(files: Collection[str], prefix: str) -> Iterator[Unknown]:
    for path in sorted(files):
        folder, _, name = path.rpartition("/")
        if path in _CONFIGURATIONS:
            yield Unknown("/**", f"the program {path}")
        own = folder.rpartition("/")[2]
        data = ".11tydata." in name or (name == f"{own}.json" and path.startswith(prefix))
        if data and not _PRIVATE & {*folder.split("/")}:
            yield Unknown("/**", f"the data of {path}")


def _page(entry: Entry, within: str) -> tuple[Page, tuple[Unknown, ...]]:
    permalink = entry.fields.get("permalink")
    if isinstance(permalink, Mapping):
        permalink = permalink.get("build", False if permalink else None)
    if permalink is False:
        return Page(entry.path, "", "", published=False, why="permalink: false"), ()
    folder, _, name = within.rpartition("/")
    stem = next(name.removesuffix(end) for end in _FORMATS if name.endswith(end))
    link, why = _default(folder, stem), "path"
    if isinstance(permalink, str) and permalink:
        link, why = _filled(permalink, entry, folder, stem), "front matter permalink"
    beyond: tuple[Unknown, ...] = ()
    if "pagination" in entry.fields:
        beyond = (Unknown(f"/{link.strip('/').removesuffix('index.html')}**", "pagination"),)
    if "*" in link:
        pattern = f"/{link.lstrip('/')}"
        beyond = (*beyond, Unknown(pattern, f"the permalink of {entry.path}, a template"))
        return Page(entry.path, "", "", why=f"undecided: {permalink}"), beyond
    output = normpath(f"{link}index.html" if link.endswith("/") else link).lstrip("/")
    url = f"/{output}"
    for end in ("/index.html", "/index"):
        if url.endswith(end):
            url = f"{url.removesuffix(end)}/"
            break
    return Page(entry.path, quote(url, safe=_URL_SAFE), output, why=why), beyond


def _default(folder: str, stem: str) -> str:
    """Return where a template goes by itself: `about.md` to `about/index.html`."""
    is_index = stem == "index" or folder.rpartition("/")[2] == stem
    return join(folder, "" if is_index else stem, "index.html")


def _undated(name: str) -> str:
    match = _DATED.search(name)
    return match[1] if match else name


def _filled(permalink: str, entry: Entry, folder: str, stem: str) -> str:
    """Return a permalink with what the sources tell filled in, and `*` for the rest."""
    slug = _undated(stem)
    if slug == "index":
        slug = _undated(folder.rpartition("/")[2])
    values = {
        "page.fileSlug": slug,
        "page.filePathStem": f"/{join(folder, _undated(stem))}",
        **{
            str(key): str(value)
            for key, value in entry.fields.items()
            if isinstance(value, str | int) and not isinstance(value, bool)
        },
    }
    moment = _moment(entry, stem)

    def value(match: re.Match[str]) -> str:
        dated = _DATE_FILTER.fullmatch(match[1] or "")
        if dated and moment:
            return moment.strftime(dated[2])
        return values.get(match[1] or "", "*")

    return _TAG.sub(value, permalink)


def _moment(entry: Entry, stem: str) -> date | None:
    value = entry.fields.get("date")
    if isinstance(value, date):
        return value
    match = re.match(r"\d{4}-\d{2}-\d{2}", stem)
    try:
        return date.fromisoformat(match[0]) if match and value is None else None
    except ValueError:
        return None
