"""Links that lead nowhere, and links that nothing can be seen of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.enclosed import encloses, outermost
from newslint.html import RawTag, tokens
from newslint.rows import Link
from newslint.scripted import is_scripted, opening
from newslint.source import Span

_NOWHERE = re.compile(r"#?|javascript:(?:void\s?\(?0\)?)?;?", re.IGNORECASE)
_IGNORED = b"data-proofer-ignore"
_FOUND = re.compile(r"aria-|(?:id|name)$")
"""Attributes by which something else may find a link, beside those of scripts."""
_SHOWN = frozenset(
    "img svg picture video audio canvas object iframe embed input button math meter progress".split()
)
"""Elements that are seen though they hold no text."""
_NAMED = ("class", "role", "title", "aria-label", "aria-labelledby", "id")
"""Attributes by which a stylesheet or a screen reader finds something to show."""
_END = re.compile(rb"</a\s*>\Z", re.IGNORECASE)
_INVISIBLE = " \t\r\n\u00a0\u200b\u200c\u200d\u2060\ufeff"
_WORD = re.compile(r"\w+")


class EmptyLink(Options, frozen=True):
    """Which links to `#` are meant."""

    upwards: tuple[str, ...] = ()
    """Words of links back to the top of the page, where `#` leads."""


@check("empty-link", reads="links", options=EmptyLink, variants=("unseen",))
def empty_link(rows: Sequence[Link], document: Document, options: EmptyLink) -> Iterator[Finding]:
    """Yield the links to nowhere as one finding, those without text as another."""
    nowhere: list[Span] = []
    unseen: list[Span] = []
    samples = _samples(document)
    for row in rows:
        if row.kind not in ("inline", "reference", "html") or row.templated:
            continue
        if encloses(samples, row.span.start):
            continue
        if _NOWHERE.fullmatch(row.target):
            if not _is_meant(row, document, options.upwards):
                nowhere.append(row.span)
        elif not row.text.strip(_INVISIBLE) and _shows_nothing(row, document):
            unseen.append(row.span)
    yield from together(nowhere)
    yield from together(unseen, variant="unseen")


def _samples(document: Document) -> list[int]:
    """Return where outermost elements begin and end whose links are told not to be checked.

    That is what the attribute says to html-proofer, which sites run on what they build.
    """
    if _IGNORED not in document.source.data:
        return []
    return outermost(document.tags, lambda tag: tag.get(_IGNORED.decode()) is not None)


def _is_meant(link: Link, document: Document, upwards: Sequence[str]) -> bool:
    """Tell whether a link to nowhere is a script's, an anchor, or leads to the page's top."""
    if link.kind != "html":
        return _has_attributes(link, document) or (link.target == "#" and _leads_up(link, upwards))
    tag = opening(link, document.source.data)
    names = [attribute.name for attribute in tag.attributes]
    if is_scripted(tag) or any(_FOUND.match(name) for name in names):
        return True
    # Nobody writes `#` or `javascript:` beside a class but for a script that finds the class.
    return link.target != "" and ("class" in names or _leads_up(link, upwards))


def _leads_up(link: Link, upwards: Sequence[str]) -> bool:
    text = link.text.casefold()
    words = frozenset(_WORD.findall(text))
    return any(word in words if word.isascii() else word in text for word in upwards)


def _has_attributes(link: Link, document: Document) -> bool:
    """Tell whether kramdown's attributes follow: `[](){:name="pier"}` is an anchor."""
    return document.source.data.startswith(b"{:", link.span.end)


def _shows_nothing(link: Link, document: Document) -> bool:
    """Tell whether a link shows neither text nor anything else, and is no anchor either."""
    if link.target.startswith("#"):
        return False
    data = document.source.data
    if link.kind == "html":
        tag = opening(link, data)
        # One that is not closed may well hold what follows.
        if any(row.name in (*_NAMED, "name") for row in tag.attributes):
            return False
        if _END.search(data, link.span.start, link.span.end) is None:
            return False
        inside = link.span
    else:
        if _has_attributes(link, document):
            return False
        inside = _label(link, data)
    return all(
        _is_blank(kind, tag, data[first:last]) for kind, first, last, tag in tokens(data, *inside)
    )


def _label(link: Link, data: bytes) -> Span:
    """Return what stands in the first brackets of a Markdown link."""
    mark = b"](" if link.kind == "inline" else b"]"
    find = data.rfind if link.kind == "inline" else data.find
    return Span(link.span.start + 1, find(mark, *link.span))


def _is_blank(kind: str, tag: RawTag | None, raw: bytes) -> bool:
    if tag is None:
        return kind == "comment" or not unescape(raw.decode(errors="replace")).strip(_INVISIBLE)
    shown = tag.name in _SHOWN or any(row.name in _NAMED for row in tag.attributes)
    return tag.name == "a" or not shown
