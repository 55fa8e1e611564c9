"""HTML that runs a program, shows another site, or hides text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import takewhile

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.enclosed import outermost
from newslint.facts.days import published
from newslint.rows import Tag
from newslint.site.model import host_of
from newslint.source import Span
from newslint.urls import host_in

_FRAMES = {"iframe": "src", "embed": "src", "object": "data"}
_PROGRAM = re.compile(
    r"\s*$|module\b|(?:text|application)/(?:x-)?(?:java|ecma)script\b", re.IGNORECASE
)
"""The types of a script that runs; one of any other type is data (HTML, 4.12.1)."""
_PROGRAM_URL = re.compile(
    r"[\s\x00-\x1f]*javascript:(?!\s*(?:(?:;|void\(0\);?|//)\s*)?$)", re.IGNORECASE
)
"""A program in place of an address; one that does nothing is a link without a target."""
_HANDLER = re.compile(r"on[a-z]{3,}\Z")
_URLS = frozenset({"href", "src", "action", "formaction", "data", "xlink:href"})
_HIDING = re.compile(
    r"(?:^|;)\s*(display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]))",
    re.IGNORECASE,
)


class UnsafeHtml(Options, frozen=True):
    """What may be embedded."""

    hosts: tuple[str, ...] = ()
    """Hosts whose frames and scripts may be; a host stands for those below it too."""

    @cached_property
    def listed(self) -> frozenset[str]:
        """The hosts as they are compared."""
        return frozenset(self.hosts)


@check(
    "unsafe-html", reads="tags", options=UnsafeHtml, facts=("names",), variants=("frame", "hidden")
)
def unsafe_html(rows: Sequence[Tag], document: Document, options: UnsafeHtml) -> Iterator[Finding]:
    """Yield what runs, frames of hosts that are not listed, and hidden text, each as one finding."""
    # What the generator leaves out does no harm, and in MDX tags are a program's own.
    if document.drops_html or document.dialect == "mdx":
        return
    matter = document.front_matter
    # A whole page has no layout to which its programs could go.
    whole = matter is not None and matter.format == "html"
    runs = {} if whole else dict(_programs(rows, document, options))
    found = {
        "": runs,
        "frame": dict(_frames(rows, document, options)),
        "hidden": dict(_hidden(rows, document)),
    }
    for variant, places in found.items():
        names = ", ".join(dict.fromkeys(places.values()))
        yield from together(places, {"names": names}, variant)


def _programs(
    rows: Sequence[Tag], document: Document, options: UnsafeHtml
) -> Iterator[tuple[Span, str]]:
    """Yield scripts and the attributes that run something, each with what to call it."""
    # A form or a search that stands for years may have a script of its own: news has a day.
    dated = published(document) is not None
    for tag in rows:
        is_script = dated and tag.name == "script" and not tag.closing
        if is_script and _PROGRAM.match(tag.get("type") or ""):
            # One of the site's own is the site's affair.
            target = tag.get("src")
            if target is None or (host_of(target) and not _is_listed(target, document, options)):
                yield tag.span, "<script>"
        for attribute in tag.attributes:
            if name := _program_in(attribute.name, attribute.value or ""):
                yield tag.place(attribute), name


def _frames(
    rows: Sequence[Tag], document: Document, options: UnsafeHtml
) -> Iterator[tuple[Span, str]]:
    """Yield what shows something of a host that is not listed, with that host."""
    for tag in rows:
        if tag.name in _FRAMES and not tag.closing:
            target = tag.get(_FRAMES[tag.name]) or ""
            if host_of(target) and not _is_listed(target, document, options):
                yield tag.span, host_of(target)


def _is_listed(target: str, document: Document, options: UnsafeHtml) -> bool:
    host = host_of(target)
    return bool(host) and (host_in(host, options.listed) or document.site.owns(host))


def _program_in(name: str, value: str) -> str:
    """Return what to call an attribute that holds a program; '' if it holds none."""
    if _HANDLER.match(name) and value:
        return f"{name}="
    return "javascript:" if name in _URLS and _PROGRAM_URL.match(value) else ""


def _hidden(rows: Sequence[Tag], document: Document) -> Iterator[tuple[Span, str]]:
    """Yield the elements whose style hides them, if there is text in them, with that style.

    What has an id may be there for a script to show.
    """
    edges = outermost(rows, lambda tag: bool(_HIDING.search(tag.get("style") or "")))
    starts = {tag.span.start: tag for tag in rows} if edges else {}
    for start, end in zip(edges[::2], [*edges[1::2], len(document.source.data)], strict=False):
        tag = starts[start]
        style = _HIDING.search(tag.get("style") or "")
        if style and tag.get("id") is None and _has_text(start, end, document):
            yield tag.span, "".join(style[1].lower().split())


def _has_text(start: int, end: int, document: Document) -> bool:
    texts = document.texts
    first = bisect_left(texts, start, key=lambda run: run.span.start)
    inside = takewhile(
        lambda run: run.span.start < end, map(texts.__getitem__, range(first, len(texts)))
    )
    return any(run.text.strip() for run in inside)
