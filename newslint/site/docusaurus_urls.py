"""Which pages a Docusaurus site has, and at which URLs, as far as no program decides.

After Docusaurus 3's content plugins (`docs.js`, `slug.js`, `numberPrefix.js`, `blogUtils.js`,
`content.js`, `markdownLinks.js`). Its configuration is read for plain values
(`docusaurus_settings.py`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from posixpath import join, normpath, splitext
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from newslint.site.configuration import values
from newslint.site.docusaurus_settings import Instance, Told, told_by
from newslint.site.globs import glob_pattern
from newslint.site.javascript_values import Computed, Program, resolved
from newslint.site.published import Entry, Page, Publication, Unknown

_PREFIX = re.compile(r"(\d+)\s*[-_.]+\s*([^-_.\s].*)", re.DOTALL)
_NO_PREFIX = re.compile(r"\d+[-_.]\d+")
_DATED = re.compile(r"(.*)(\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(.*?)(?:/index)?.mdx?", re.DOTALL)
_END = re.compile(r"(?:/index)?\.mdx?$")
_EXCLUDES = (
    "**/_*.{js,jsx,ts,tsx,md,mdx}",
    "**/_*/**",
    "**/*.test.{js,jsx,ts,tsx}",
    "**/__tests__/**",
)
_TEXTS = (".md", ".mdx")
_CODE = (".js", ".jsx", ".ts", ".tsx")
_URL_SAFE = "/!$&'()*+,:;=@-_.~%"
_Read = Callable[[str], bytes | None]


class _Folder(NamedTuple):
    """A folder of content, or one version of it."""

    instance: Instance
    path: str
    route: str


def publish(
    read: _Read, entries: Iterable[Entry], files: Collection[str], now: datetime
) -> Publication:
    """Return what a site publishes; `read` gives a file of the site."""
    told = told_by(read, files)
    matters = {entry.path: entry for entry in entries}
    pages: dict[str, Page] = {}
    unknown = list(told.unknown)
    for instance in told.instances:
        for folder in folders_of(instance, read):
            taken = _taken(folder, files)
            for path in taken:
                entry = matters.get(path, Entry(path, {}, has_front_matter=False))
                pages[path] = _page(folder, entry, told)
            unknown += _lists(folder, read, files)
            if not taken and instance.kind != "pages":
                unknown.append(
                    Unknown(f"{re.escape(folder.route)}/.*", f"{folder.path}, which is not there")
                )
    static: dict[str, str] = {}
    for root in told.static:
        static |= {path: path[len(root) + 1 :] for path in files if path.startswith(f"{root}/")}
    unknown += _unwritten(told, read)
    unknown += [Unknown("/assets/.*", "the bundler"), Unknown("/sitemap.xml", "the sitemap")]
    unknown.append(Unknown(r"/404(?:\.html)?", "the theme"))
    return Publication(
        pages, static, told.base, told.redirects, open_ended=tuple(dict.fromkeys(unknown))
    )


def folders_of(instance: Instance, read: _Read) -> Iterator[_Folder]:
    """Yield the folders of an instance: of docs, those of its versions."""
    named = "" if instance.name == "default" else f"{instance.name}_"
    versions = _versions(instance, read(f"{named}versions.json"))
    own = instance.options.get("versions")
    options = own if isinstance(own, Mapping) else {}
    newest = next((version for version in versions if version != "current"), "current")
    last = str(instance.options.get("lastVersion") or newest)
    for version in versions:
        usual = "" if version == last else "next" if version == "current" else version
        more = options.get(version)
        place = more.get("path", usual) if isinstance(more, Mapping) else usual
        route = f"{instance.route}/{str(place).strip('/')}".rstrip("/")
        path = instance.path
        if version != "current":
            path = f"{named}versioned_docs/version-{version}"
        yield _Folder(instance, path, route)


def _versions(instance: Instance, listed: bytes | None) -> list[str]:
    """Return the versions of an instance that are built, the newest first: `current`, released ones."""
    released: list[str] = []
    if instance.kind == "docs" and instance.options.get("disableVersioning") is not True:
        try:
            told = json.loads(listed or b"[]")
        except ValueError:
            told = []
        released = [str(row) for row in told] if isinstance(told, list) else []
    is_left_out = bool(released) and instance.options.get("includeCurrentVersion") is False
    only = instance.options.get("onlyIncludeVersions")
    versions = released if is_left_out else ["current", *released]
    return [row for row in versions if row in only] if isinstance(only, list) else versions


def _taken(folder: _Folder, files: Collection[str]) -> list[str]:
    """Return the sources in a folder of content."""
    options = folder.instance.options
    ends = (*_TEXTS, *(_CODE if folder.instance.kind == "pages" else ()))
    included, excluded = options.get("include"), options.get("exclude", _EXCLUDES)
    include = _matcher(included) if isinstance(included, list) else None
    exclude = _matcher(excluded)
    found = []
    for path in sorted(files):
        if not path.startswith(f"{folder.path}/"):
            continue
        within = path[len(folder.path) + 1 :]
        # Globs take no hidden files.
        if within.startswith(".") or "/." in within or exclude(within):
            continue
        if include(within) if include else within.endswith(ends):
            found.append(path)
    return found


def _matcher(globs: Iterable[object]) -> Callable[[str], bool]:
    patterns = [glob_pattern(str(glob).removeprefix("./")) for glob in globs]
    whole = "|".join(pattern for pattern in patterns if pattern is not None)
    match = re.compile(whole).fullmatch if whole else None
    return lambda path: match is not None and match(path) is not None


def _page(folder: _Folder, entry: Entry, told: Told) -> Page:
    within = entry.path[len(folder.path) + 1 :]
    fields = entry.fields if entry.has_front_matter else {}
    slug = _SLUGS[folder.instance.kind](within, fields, folder.instance.options)
    path = re.sub("/+", "/", f"{folder.route}/{slug}")
    bare = path.rstrip("/")
    # Without `trailingSlash` a URL keeps the end that it has, and every page is a folder.
    output = f"{bare}.html" if told.trailing is False and bare else f"{bare}/index.html"
    if told.trailing is not None:
        path = f"{bare}/" if told.trailing else bare or "/"
    why = "front matter slug" if fields.get("slug") else "path"
    is_draft = fields.get("draft") is True and entry.path.endswith(_TEXTS)
    return Page(
        entry.path,
        quote(path, safe=_URL_SAFE),
        unquote(output).lstrip("/"),
        published=not is_draft,
        why="draft" if is_draft else why,
    )


def _doc(within: str, fields: Mapping[str, Any], options: Mapping[str, Any]) -> str:
    folder, _, name = within.rpartition("/")
    stem = splitext(name)[0]
    is_kept = options.get("numberPrefixParser") is False
    is_kept = is_kept or fields.get("parse_number_prefixes") is False
    folders = folder if is_kept else "/".join(_unprefixed(part) for part in folder.split("/"))
    home = f"/{folders}/" if folders else "/"
    own = fields.get("slug")
    if isinstance(own, str) and own.startswith("/"):
        return own
    if not own and stem.lower() in ("index", "readme", folder.rpartition("/")[2].lower()):
        return home
    base = str(fields.get("id") or (stem if is_kept else _unprefixed(stem)))
    slug = str(own or base)
    end = "/" if slug.endswith(("/", "/.", "/..")) or slug in (".", "..") else ""
    return f"{normpath(join(home, slug)).rstrip('/')}{end}"


def _unprefixed(name: str) -> str:
    """Return a name without the number that orders it; dates and versions are none."""
    match = None if _NO_PREFIX.match(name) else _PREFIX.fullmatch(name)
    return match[2] if match else name


def _post(within: str, fields: Mapping[str, Any], options: Mapping[str, Any]) -> str:
    own = fields.get("slug")
    if own:
        return str(own)
    match = _DATED.fullmatch(within)
    if match:
        return f"/{match[2].replace('-', '/')}/{match[1]}{match[3]}"
    return f"/{_END.sub('', within)}"


def _standing(within: str, fields: Mapping[str, Any], options: Mapping[str, Any]) -> str:
    own = fields.get("slug")
    if own and within.endswith(_TEXTS):
        return str(own)
    folder, _, name = within.rpartition("/")
    stem = splitext(name)[0]
    return f"/{folder}/" if stem.lower() == "index" else f"/{join(folder, stem)}"


_SLUGS: Mapping[str, Callable[[str, Mapping[str, Any], Mapping[str, Any]], str]] = {
    "docs": _doc,
    "blog": _post,
    "pages": _standing,
}
_LISTS = {
    "docs": (("tagsBasePath", "tags"),),
    "blog": (
        ("tagsBasePath", "tags"),
        ("archiveBasePath", "archive"),
        ("pageBasePath", "page"),
        ("authorsBasePath", "authors"),
    ),
    "pages": (),
}


def _lists(folder: _Folder, read: _Read, files: Collection[str]) -> Iterator[Unknown]:
    """Yield the pages that list others: terms, archives, categories, feeds."""
    route, kind = re.escape(folder.route), folder.instance.kind
    for key, usual in _LISTS[kind]:
        place = re.escape(str(folder.instance.options.get(key) or usual).strip("/"))
        yield Unknown(rf"{route}/{place}(?:/.*|\.html)?", f"lists of {kind}")
    if kind == "blog":
        yield Unknown(rf"{route}(?:/|/index\.html|\.html)?", "lists of blog")
        yield Unknown(rf"{route}/(?:rss|atom|feed)\.\w+", "feeds")
    if kind == "docs":
        yield Unknown(f"{route}/category/.*", "lists of docs")
        for slug in _category_slugs(folder, read, files):
            pattern = ".*" if slug is None else re.escape(slug.strip("/"))
            yield Unknown(rf"{route}/{pattern}(?:/|\.html)?", "lists of docs")


def _category_slugs(folder: _Folder, read: _Read, files: Collection[str]) -> Iterator[str | None]:
    """Yield the slugs of lists that sidebars and folders give; None for one that is computed."""
    for path in files:
        name = path.rpartition("/")[2]
        if path.startswith(f"{folder.path}/") and name.startswith("_category_."):
            link = values(read(path), "json" if name.endswith("json") else "yml").get("link")
            if isinstance(link, Mapping) and link.get("slug"):
                yield str(link["slug"])
    told = folder.instance.options.get("sidebarPath", "./sidebars.js")
    module = told.module if isinstance(told, Computed) else told
    if not module or not isinstance(module, str):
        if isinstance(told, Computed):
            yield None
        return
    path = resolved(module if module.startswith(".") else f"./{module}", "", frozenset(files))
    program = Program((read(path) or b"").decode(errors="replace")) if path else None
    for slug in program.keyed("slug") if program else ():
        yield slug if isinstance(slug, str) else None


def _unwritten(told: Told, read: _Read) -> Iterator[Unknown]:
    """Yield what other programs make in folders of content: what version control leaves out."""
    for line in (read(".gitignore") or b"").decode(errors="replace").split("\n"):
        written = line.strip().lstrip("/").partition("*")[0].rstrip("/")
        if not written or written[0] in "#!" or "/" not in line.strip():
            continue
        places = [(row.path, row.route) for row in told.instances]
        for root, route in (*places, *((root, "") for root in told.static)):
            if written == root or written.startswith(f"{root}/"):
                inside = re.escape(written[len(root) :])
                yield Unknown(f"{re.escape(route)}{inside}.*", f"{written}, which a program makes")
