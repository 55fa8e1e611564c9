"""A link to a page of another site that has moved for good."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newslint.check import OUTSIDE, Edit, Finding, Fix, Options, check, together
from newslint.evidence import FACTS, answered, facts_of
from newslint.index import Index
from newslint.site.model import host_of

if TYPE_CHECKING:
    # Only a run that has answers imports it.
    from newslint.outgoing import Answered

_PLAIN = re.compile(r"https?://[\w.-]++(?::\d++)?[\w\-.~/?#@!$&*+,:=%]*", re.ASCII | re.IGNORECASE)
"""A URL that means the same in Markdown, in an attribute and in YAML: no quotation marks, brackets,
blanks, or what could end a character reference."""


@check("moved-url", reads=OUTSIDE, facts=(*FACTS, "final"), variants=("respelt", "merged"))
def moved_url(index: Index, options: Options) -> Iterator[tuple[str, Finding]]:
    """Yield the links that redirects lead elsewhere for good, with the URL that they end at."""
    rows = list(answered(index.outside, "moved"))
    pages: dict[tuple[str, str], set[tuple[str, str, str]]] = {}
    for row in rows:
        pages.setdefault(_end(row), set()).add(_page(row.link.url))
    for row in rows:
        told = {**facts_of(row), "final": row.verdict.moved_to}
        # Several pages that have become one are gone, and readers are let down gently.
        merged = len(pages[_end(row)] - {_page(row.verdict.moved_to)}) > 1
        respelt = _page(row.link.url) == _page(row.verdict.moved_to)
        variant = "respelt" if respelt else "merged" if merged else ""
        spans = [place.span for place in row.link.places]
        fix = None if variant == "merged" else _fix(row)
        for finding in together(spans, told, variant, fix):
            yield row.facts.path, finding


def _end(row: Answered) -> tuple[str, str]:
    """Return the file of a link, and the page that it ends at."""
    return row.facts.path, row.verdict.moved_to.partition("#")[0]


def _page(url: str) -> tuple[str, str, str]:
    """Return what of a URL is not its scheme, `www.` or a slash at its end."""
    parts = urlsplit(url)
    return host_of(url), parts.path.rstrip("/"), parts.query


def _fix(row: Answered) -> Fix | None:
    """Return the edits that write the new URL; None where one place spells the old one otherwise.

    They are safe where readers see neither URL, and the page is still the same site's: a domain
    that was sold redirects for good, too.
    """
    final = row.verdict.moved_to
    if not _PLAIN.fullmatch(final) or not all(place.spelling for place in row.link.places):
        return None
    edits = tuple(
        Edit(place.span, final.replace("&", "&amp;") if "&amp;" in place.spelling else final)
        for place in row.link.places
    )
    hidden = not any(place.shows for place in row.link.places)
    return Fix(edits, safe=hidden and _is_same_site(row.link.url, final))


def _is_same_site(old: str, new: str) -> bool:
    """Tell whether one URL's host is the other's, or lies below it."""
    hosts = sorted((host_of(old), host_of(new)), key=len)
    return hosts[0] != "" and f".{hosts[1]}".endswith(f".{hosts[0]}")
