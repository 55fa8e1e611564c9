"""What the layouts of a site add to the headings of a page: its title, ids that templates make."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping

_TITLE = re.compile(
    rb"<h1\b[^>]{0,300}>(?:(?!</h1>)[\s\S]){0,400}?\{\{-?\s*(?:page\.title|\.Title)\b"
)
_PARENT = re.compile(rb"\A---[ \t]*\r?\n(?:.*\n)*?layout:\s*[\"']?([\w./-]+)")
_DEPTH = 5

Read = Callable[[str], bytes | None]
Names = Callable[[str], Collection[str]]


def titled_layouts(generator: str, read: Read, names: Names) -> Mapping[str, bool]:
    """Return whether each layout prints the title, by the layout's name.

    Jekyll's layouts are named as posts name them; Hugo's by the section whose pages they show,
    or `_default`. A layout that leaves the heading to an include is not looked through.
    """
    if generator == "jekyll":
        stems = {name.rpartition(".")[0] for name in names("_layouts") if name.endswith(".html")}
        return {stem: _jekyll_prints(stem, read, _DEPTH) for stem in sorted(stems)}
    if generator == "hugo":
        return _hugo(read, names)
    return {}


_MADE_ID = re.compile(rb"<h[1-6]\b[^<>]*\bid=[\"']?\{[{%]", re.IGNORECASE)
"""A heading whose id begins with a template: any may come of it."""
_INCLUDE = re.compile(rb"\{%-?\s*include(?:_cached)?\s+([\w./-]+)")


def naming_layouts(texts: Mapping[str, bytes]) -> frozenset[str]:
    """Return Jekyll's layouts that give headings ids which templates make, by their names.

    `texts` are those of layouts and includes by path. What a layout includes counts, and what the
    layout that it is laid into does.
    """
    making = {path for path, raw in texts.items() if _MADE_ID.search(raw)}
    uses = {path: set(_used(raw)) for path, raw in texts.items()} if making else {}
    fresh = making
    while fresh:
        names = {path.removeprefix("_layouts/").rpartition(".")[0] for path in fresh} | fresh
        fresh = {path for path, used in uses.items() if used & names} - making
        making |= fresh
    layouts = (path for path in making if path.startswith("_layouts/"))
    return frozenset(path.removeprefix("_layouts/").rpartition(".")[0] for path in layouts)


def _used(raw: bytes) -> Iterator[str]:
    """Yield the layout that one is laid into, by name, and its includes, by path."""
    parent = _PARENT.match(raw)
    if parent:
        yield parent[1].decode()
    for name in _INCLUDE.findall(raw):
        yield f"_includes/{name.decode()}"


def _jekyll_prints(layout: str, read: Read, depth: int) -> bool:
    raw = read(f"_layouts/{layout}.html") or b""
    if _TITLE.search(raw):
        return True
    parent = _PARENT.match(raw)
    if parent is None or depth == 0:
        return False
    return _jekyll_prints(parent[1].decode(), read, depth - 1)


def _hugo(read: Read, names: Names) -> Mapping[str, bool]:
    homes = ["layouts", *(f"themes/{theme}/layouts" for theme in sorted(names("themes")))]
    found: dict[str, bool] = {}
    for home in homes:
        for section in sorted(names(home)):
            raw = read(f"{home}/{section}/single.html")
            if raw is not None:
                found.setdefault(section, _TITLE.search(raw) is not None)
    return found
