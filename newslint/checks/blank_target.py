"""Links that open a window and leave it a hold on the page that opened it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newslint.check import Edit, Finding, Fix, Options, check, together
from newslint.document import Document
from newslint.html import Attribute
from newslint.rows import Link, Tag
from newslint.site.model import host_of
from newslint.source import Span
from newslint.template import Template

_ELEMENTS = ("a", "area")
_LIST_TARGET = re.compile(r"""(?<![\w-])target\s*=\s*["']?_blank\b""", re.IGNORECASE)
_LIST_REL = re.compile(r"""(?<![\w-])rel\s*=\s*(["'])""", re.IGNORECASE)
_SAFE = frozenset({"noopener", "noreferrer", "opener"})
"""Words of `rel` that settle it; with `opener` the author wants the hold."""
_UNQUOTABLE = re.compile(r"""["'<>&]""")


@check("blank-target", reads="document", facts=("host",))
def blank_target(
    rows: Sequence[Document], document: Document, options: Options
) -> Iterator[Finding]:
    """Yield the links to other hosts that open a window so, as one finding."""
    found = sorted([*_tags(document), *_listed(document)], key=lambda row: row[0])
    if found:
        edits = tuple(edit for _, edit, _ in found if edit)
        fix = Fix(edits, safe=True) if edits else None
        yield from together((span for span, _, _ in found), {"host": found[0][2]}, fix=fix)


def _tags(document: Document) -> Iterator[tuple[Span, Edit | None, str]]:
    """Yield HTML's links: place, edit and host. What is left out of the page opens nothing."""
    left_out = {row.span.start for row in document.left_out}
    for tag in document.tags:
        if tag.name not in _ELEMENTS or tag.closing or tag.span.start in left_out:
            continue
        attributes = {attribute.name: attribute for attribute in reversed(tag.attributes)}
        target = attributes.get("target")
        if target is None or (target.value or "").lower() != "_blank":
            continue
        rel = attributes.get("rel")
        words = (rel.value or "").split() if rel else []
        host = _foreign(document, tag.get("href") or "")
        # A template that takes part in a tag may write the attribute.
        if _settled(words) or not host or document.is_templated(tag.span):
            continue
        yield tag.place(target), _mended(document, tag, target, rel), host


def _settled(words: Sequence[str]) -> bool:
    return any(word.lower() in _SAFE for word in words)


def _foreign(document: Document, url: str) -> str:
    """Return a URL's host where that is neither the site's own nor the reader's machine."""
    host = host_of(url) if "//" in url else ""
    machine = host == "localhost" or host.startswith("127.")
    return "" if machine or document.site.owns(host) else host


def _mended(document: Document, tag: Tag, target: Attribute, rel: Attribute | None) -> Edit | None:
    """Return the edit that adds the word to `rel`, or `rel` to the tag."""
    place = tag.place(rel or target)
    raw = document.source.slice(place)
    quote = "'" if raw.endswith("'") else '"'
    if rel is None:
        return Edit(Span(place.end, place.end), f" rel={quote}noopener{quote}")
    words = " ".join((*(rel.value or "").split(), "noopener"))
    return None if _UNQUOTABLE.search(words) else Edit(place, f"rel={quote}{words}{quote}")


def _listed(document: Document) -> Iterator[tuple[Span, Edit | None, str]]:
    """Yield Markdown links that kramdown's attribute list, `{:target="_blank"}`, opens so."""
    lists = {
        row.span.start: row
        for row in document.templates
        if row.kind == "attributes" and _LIST_TARGET.search(document.source.slice(row.span))
    }
    if not lists:
        return
    for link in document.links:
        row = lists.get(link.span.end)
        host = "" if row is None or link.templated else _foreign(document, link.target)
        if row and host:
            yield from _of_list(document, row, link, host)


def _of_list(
    document: Document, row: Template, link: Link, host: str
) -> Iterator[tuple[Span, Edit | None, str]]:
    text = document.source.slice(row.span)
    rel = _LIST_REL.search(text)
    if rel is None:
        at = row.span.end - 1
        yield row.span, Edit(Span(at, at), ' rel="noopener"'), host
        return
    end = text.find(rel[1], rel.end())
    if end != -1 and not _settled(text[rel.end() : end].split()):
        at = row.span.start + len(text[:end].encode())
        yield row.span, Edit(Span(at, at), " noopener"), host
