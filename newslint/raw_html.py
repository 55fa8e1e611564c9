"""Raw HTML in Markdown that the site's generator leaves out of the page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TypeAlias

from newslint.gather import Gather
from newslint.rows import Image, Link
from newslint.template import Template

Row: TypeAlias = Link | Image

_HTML = frozenset({"html", "media", "srcset"})
"""Kinds of links and images that HTML makes."""
_UNREAD = b"{{<"
"""What begins a tag of a shortcode that gets what is inside as it is, and may print it so."""


def take_out(tables: Gather, templates: Iterable[Template], data: bytes) -> list[Row]:
    """Take the links and images of raw HTML out of the tables, and return them in their order."""
    edges = _edges([row for row in templates if data.startswith(_UNREAD, row.span.start)])

    def stays(row: Row) -> bool:
        return row.kind not in _HTML or bisect_right(edges, row.span.start) % 2 == 1

    rows: list[Row] = [*tables.links, *tables.images]
    tables.links = [row for row in tables.links if stays(row)]
    tables.images = [row for row in tables.images if stays(row)]
    return sorted((row for row in rows if not stays(row)), key=lambda row: row.span)


def _edges(shortcodes: Iterable[Template]) -> list[int]:
    """Return where the outermost shortcodes with an inside begin and end, in turn."""
    shortcodes = list(shortcodes)
    closed = {row.name[1:] for row in shortcodes if row.name.startswith("/")}
    edges: list[int] = []
    name, depth = "", 0
    for row in shortcodes:
        bare = row.name.removeprefix("/")
        closing = bare != row.name
        if depth and bare == name:
            depth += -1 if closing else 1
            if not depth:
                edges.append(row.span.end)
        elif not depth and not closing and bare in closed:
            edges.append(row.span.start)
            name, depth = bare, 1
    return edges
