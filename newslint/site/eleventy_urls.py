"""Which pages an Eleventy site has, and at which URLs, as far as no program decides.

After Eleventy 3's `Template`, `TemplatePermalink` and `EleventyFiles`. The program that configures
a site is read for its plain values (`eleventy_program.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from posixpath import join, normpath
from typing import Any, NamedTuple
from urllib.parse import quote

from newslint.site.eleventy_copies import ENGINES, OLD_FORMATS, copied
from newslint.site.eleventy_data import Cascade
from newslint.site.eleventy_permalinks import (
    HOLE,
    filled,
    hole_pattern,
    name_of,
    undated_permalink,
)
from newslint.site.eleventy_program import Told, told_by
from newslint.site.globs import glob_pattern
from newslint.site.javascript_values import Computed
from newslint.site.published import EVERYTHING, Entry, Page, Publication, Unknown
from newslint.site.redirects import redirects_of

_URL_SAFE = "/!$&'()*+,:;=@-_.~%"
_PROGRAMS = ("11ty.js", "11ty.cjs", "11ty.mjs", "11ty.ts", "11ty.tsx", "11ty.jsx")
_MOST_ENDS = 1000
"""Ends of URLs with holes that are told apart."""
_Read = Callable[[str], bytes | None]


class _Made(NamedTuple):
    """A page, and which URLs besides may be its own."""

    page: Page
    beyond: tuple[Unknown, ...] = ()
    holes: str = ""
    """The file that it is written to where only a part of that is told: with holes."""
    dated: str = ""
    """The file that another time zone may have it written to: with holes."""


def publish(
    read: _Read, entries: Iterable[Entry], files: Collection[str], now: datetime
) -> Publication:
    """Return what a site publishes; `read` gives a file of the site."""
    known = frozenset(files)
    told = told_by(read, known)
    matters = {entry.path: entry for entry in entries}
    cascade = Cascade(told, read, known)
    is_ignored = _ignorer(told, read, known)
    pages: dict[str, Page] = {}
    unknown = list(told.unknown)
    holed: list[tuple[str, str]] = []
    dated: list[tuple[str, str]] = []
    for path in sorted(known):
        extension = _extension(path, told)
        if not extension:
            continue
        entry = matters.get(path, Entry(path, {}, has_front_matter=False))
        if not entry.has_front_matter:
            entry = entry._replace(fields={})
        made = _made(entry, extension, told, cascade, read)
        if is_ignored(path):
            made = _Made(made.page._replace(published=False, why="ignored"))
        pages[path] = made.page
        unknown += made.beyond
        if made.holes:
            holed.append((made.holes, path))
        if made.dated:
            dated.append((made.dated, path))
    unknown += _merged(holed, "the permalink of {}, a template")
    unknown += _merged(dated, "the time zone of the machine that builds, of {}")
    static = dict(copied(told, known, unknown, read))
    unknown += _redirects(pages, static, read)
    return Publication(pages, static, told.prefix, open_ended=tuple(dict.fromkeys(unknown)))


def _extension(path: str, told: Told) -> str:
    """Return the extension of a template, or of what may be one; '' of other files."""
    if not told.is_input(path):
        return ""
    name = path.rpartition("/")[2]
    for extension in _PROGRAMS:
        if name.endswith(f".{extension}"):
            return extension if told.formats & {*_PROGRAMS} else ""
    extension = name.rpartition(".")[2]
    if extension in told.formats and extension in ENGINES | told.compiled:
        return extension
    return extension if extension in OLD_FORMATS or extension in told.compiled else ""


def _made(entry: Entry, extension: str, told: Told, cascade: Cascade, read: _Read) -> _Made:
    root = told.folders["input"]
    within = entry.path[len(root) :].lstrip("/")
    stem = within[: -len(extension) - 1]
    usual = _default(stem)
    if extension not in ENGINES or extension in told.compiled:
        return _program(entry, extension, stem, read)
    data = cascade.of(entry, join(root, stem))
    computed = data.get("eleventyComputed")
    permalink = data.get("permalink")
    if isinstance(computed, Mapping):
        permalink = computed.get("permalink", permalink)
    if isinstance(permalink, Mapping):
        permalink = permalink.get("build", False) if permalink else None
    if isinstance(computed, Computed) or not entry.readable:
        permalink = Computed()
    if permalink is False:
        page = _page(entry, usual, "permalink: false")
        return _Made(page._replace(published=False))
    if not isinstance(permalink, str | None) or data.get("permalinkBypassOutputDir"):
        page = Page(entry.path, "", "", why="a permalink that a program computes")
        return _Made(page, (Unknown(EVERYTHING, f"the permalink of {entry.path}, computed"),))
    engine = told.engines.get(extension, extension)
    if data.get("templateEngineOverride") is not None:
        engine = "?"
    return _placed(entry, permalink or "", engine, data, told, stem)


def _placed(
    entry: Entry, permalink: str, engine: str, data: Mapping[str, Any], told: Told, stem: str
) -> _Made:
    """Return the page of a template whose permalink is a text."""
    within = f"{stem}."
    name = name_of(within, stem.rpartition("/")[2])
    link, why = _default(stem), "path"
    beyond: tuple[Unknown, ...] = ()
    dated = ""
    if permalink:
        link, why = filled(permalink, engine, data, name, told.filters), "permalink"
        if engine and "page.date" in permalink and HOLE not in link:
            # Filters print dates in the time zone of the machine.
            dated = _output(filled(undated_permalink(permalink), engine, data, name, told.filters))
    output = _output(link)
    if "pagination" in data:
        # The further pages lie below the first one, or where the permalink puts them.
        folder = re.escape(output.rpartition("/")[0]).replace(HOLE, ".*")
        beyond = (*beyond, Unknown(f"/{folder}/.*".replace("//", "/"), f"pages of {entry.path}"))
    if HOLE in output:
        why = f"a template: {permalink}"
        return _Made(Page(entry.path, "", "", why=why), beyond, output)
    page = _page(entry, output, why)
    if told.drops_drafts and data.get("draft"):
        page = Page(entry.path, "", "", why="a draft, of which the program decides")
        beyond = (*beyond, Unknown(_pattern(output), f"the draft {entry.path}"))
    return _Made(page, beyond, dated=dated)


def _default(stem: str) -> str:
    """Return where a template goes by itself: `about.md` to `about/index.html`."""
    folder, _, name = stem.rpartition("/")
    is_index = name == "index" or folder.rpartition("/")[2] == name
    return join(folder, "" if is_index else name, "index.html")


def _output(link: str) -> str:
    return normpath(f"/{link}index.html" if link.endswith("/") else f"/{link}").lstrip("/")


def _page(entry: Entry, output: str, why: str) -> Page:
    url = f"/{output}"
    for end in ("/index.html", "/index"):
        if url.endswith(end):
            url = f"{url.removesuffix(end)}/"
            break
    return Page(entry.path, quote(url, safe=_URL_SAFE), output, why=why)


def _pattern(output: str) -> str:
    """Return the pattern of the URLs of a file, with holes or without."""
    stem = output.removesuffix("index.html").removesuffix(".html").rstrip("/")
    return f"{hole_pattern(stem)}(?:/|/index\\.html|\\.html)?"


def _program(entry: Entry, extension: str, stem: str, read: _Read) -> _Made:
    """Return the page of a template whose language only a program knows."""
    text = (read(entry.path) or b"").decode(errors="replace")
    page = Page(entry.path, "", "", why="a program")
    if "permalink" in text or "pagination" in text or entry.fields.get("permalink"):
        return _Made(page, (Unknown(EVERYTHING, f"the program {entry.path}"),))
    ends = r"(?:/.*|\.\w+)?"
    return _Made(page, (Unknown(f"/{re.escape(stem)}{ends}", f"the program {entry.path}"),))


def _merged(holed: Iterable[tuple[str, str]], cause: str) -> Iterator[Unknown]:
    """Yield what pages with holes in their URLs may be, those of one folder together."""
    groups: dict[str, dict[str, str]] = {}
    for output, path in holed:
        prefix, _, rest = output.rpartition(HOLE)
        groups.setdefault(prefix, {})[rest] = path
    for prefix, rests in groups.items():
        # Of many ends each would be tried at each place: the hole takes them in.
        ends = "|".join(re.escape(_bare(rest)) for rest in sorted(rests))
        whole = f"(?:{ends})" if len(rests) <= _MOST_ENDS else ""
        more = f" and {len(rests) - 1} more" if len(rests) > 1 else ""
        pattern = f"{hole_pattern(prefix + HOLE)}{whole}(?:/|/index\\.html|\\.html)?"
        yield Unknown(pattern, cause.format(f"{min(rests.values())}{more}"))


def _bare(rest: str) -> str:
    return rest.removesuffix("index.html").removesuffix(".html").rstrip("/")


def _ignorer(told: Told, read: _Read, files: Collection[str]) -> Callable[[str], bool]:
    """Return what tells the templates that ignore files and the program leave out."""
    root = told.folders["input"]
    lists = [("", ".eleventyignore")]
    lists += [("", ".gitignore")] if told.uses_gitignore else []
    lists += [(root, f"{root}/.eleventyignore")] if root else []
    globs = list(told.ignores)
    for folder, name in lists:
        for line in (read(name) or b"").decode(errors="replace").split("\n"):
            if line.strip() and line.strip()[0] not in "#!":
                globs += [normpath(join(folder, line.strip().lstrip("/")))]
    patterns = (glob_pattern(glob.removeprefix("./").rstrip("/")) for glob in globs)
    whole = [f"{pattern}(?:/.*)?" for pattern in patterns if pattern is not None]
    if not whole:
        return lambda _: False
    match = re.compile("|".join(whole), re.IGNORECASE).fullmatch
    return lambda path: match(path) is not None


def _redirects(
    pages: Mapping[str, Page], static: Mapping[str, str], read: _Read
) -> Iterator[Unknown]:
    """Yield what a file of redirects for the host sends elsewhere, a template's too."""
    made = [page.path for page in pages.values() if page.output == "_redirects"]
    made += [path for path, output in static.items() if output == "_redirects"]
    for path in made:
        text = (read(path) or b"").decode(errors="replace")
        if re.search(r"^[ \t]*/?\{\{", text, re.MULTILINE):
            yield Unknown(EVERYTHING, f"redirects that {path} makes")
        for pattern in redirects_of(text):
            yield Unknown(pattern.pattern, "the host redirects it")
