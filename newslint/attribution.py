"""Attribution: what a post says of its sources, and what it advertises.

A source statement is a label (`출처:`, `Source:`) at the start of a line or inside brackets, with
what follows it. A promotional footer is one of the last blocks, short, with one link to a home
page whose text is the bare host or URL.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

from newslint.check import Options
from newslint.document import Document
from newslint.rows import Line, Link
from newslint.site.model import host_of
from newslint.source import Span

_LAST_BLOCKS = 3
_FOOTER = 120
"""Code points that a promotional footer has at most."""
_AUTOLINKING = frozenset({"goldmark", "gfm", "mdx"})
"""Dialects in which a bare URL is a link."""
_HOME = re.compile(
    r"/?(?:(?:index|main|home|default)(?:\.\w{2,5})?|[a-z]{2}(?:[-_][A-Za-z]{2})?)?/?"
)
_PLAIN = re.compile(r"https?://([a-z0-9.-]+)(?=[/?#]|\Z)")
"""How URLs begin of which nothing but the host can be meant, as nearly all do."""
_DOUBLED = re.compile(r"^(?:[a-z]{2,8}:?/{0,2})?(?=https?:/)", re.IGNORECASE)
_SCHEME = re.compile(r"^[a-z]{2,8}:/{1,3}|^//", re.IGNORECASE)
_HTTP = re.compile(r"^https?://")
_IMAGE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif|ico|bmp)$", re.IGNORECASE)
_SHARING = re.compile(
    r"(?:facebook\.com/(?:sharer|dialog|plugins)|(?:twitter|x)\.com/(?:intent|share)"
    r"|linkedin\.com/share|t\.me/share|story\.kakao\.com/share|band\.us/plugin/share"
    r"|pinterest\.com/pin/create|reddit\.com/submit)",
    re.IGNORECASE,
)


class SourceOptions(Options, frozen=True):
    """How sources are named."""

    labels: tuple[str, ...] = ()
    """Words before a colon, or alone in brackets, that name a source."""

    @cached_property
    def wording(self) -> Wording:
        """What source statements begin with."""
        return wording(self.labels)


class Wording(NamedTuple):
    """What source statements begin with."""

    key: str
    """What tells these words from others."""
    opening: re.Pattern[str]
    """At the start of a line."""
    inside: re.Pattern[str]
    """In brackets, anywhere on a line."""


class Statement(NamedTuple):
    """A source statement."""

    span: Span
    """The line's span."""
    text: str
    """What follows the label."""
    links: tuple[Link, ...]
    """The links on its line, bare URLs included."""
    aside: bool
    """True where it stands in brackets inside a sentence, and speaks of that alone."""


def statements(document: Document, words: Wording) -> tuple[Statement, ...]:
    """Return the source statements of a post's body."""
    return document.memo(f"statements {words.key}", lambda: _statements(document, words))


def _statements(document: Document, words: Wording) -> tuple[Statement, ...]:
    found = []
    lines = document.lines
    for number, line in enumerate(lines):
        if not _MARKS.search(line.text):
            continue
        match = words.opening.match(line.text) or words.inside.search(line.text)
        if match is None:
            continue
        links = document.memo("links by line", lambda: _links_by_line(document))
        rest = line.text[match.end() :].strip(" \t\u00a0])）】>")
        own = links.get(line.runs[0].line, [])
        if not rest and not own and number + 1 < len(lines):
            # A label on a line of its own speaks of the next one.
            following = lines[number + 1]
            rest, own = following.text.strip(), links.get(following.runs[0].line, [])
        found.append(Statement(line.span, rest, tuple(own), aside=match.start() > 0))
    return tuple(found)


def _links_by_line(document: Document) -> dict[int, list[Link]]:
    links: dict[int, list[Link]] = {}
    for link in document.links:
        links.setdefault(link.line, []).append(link)
    return links


_MARKS = re.compile(r"[:：=\[<【(（|-]")
"""What a line has at least one of that holds a statement."""


def wording(labels: tuple[str, ...]) -> Wording:
    """Return what statements begin with that have one of some labels."""
    known = sorted(filter(None, labels), key=len, reverse=True)
    words = "|".join(re.escape(label).replace(r"\ ", r"\s?") for label in known)
    # Most lines begin with no label's letter: that is seen without trying each of them.
    initials = "".join(sorted({re.escape(label[0]) for label in known}))
    label = rf"(?i:(?=[{initials}])(?:{words}))" if known else r"(?!)"
    opening = re.compile(
        rf"[\s>*•·▶☞※-]*[\[(（<【「]?\s*{label}\s*[\])）>】」]?\s*[:：=]"
        rf"|\s*[\[(（<【]\s*{label}\s*[\])）>】]"
        rf"|[\s>*•·▶☞※-]*{label}\s+[-–—|]\s"
    )
    inside = re.compile(rf"[\[(（<【]\s*{label}\s*[:：=]")
    return Wording("\n".join(known), opening, inside)


def linked(document: Document, statement: Statement) -> tuple[Link, ...]:
    """Return a statement's links that are links on the page too."""
    if document.dialect in _AUTOLINKING:
        return statement.links
    return tuple(link for link in statement.links if link.kind != "bare")


def meant_host(url: str) -> str:
    """Return the host that a URL means, a malformed one included; '' for a path."""
    plain = _PLAIN.match(url)
    if plain:
        return plain[1].rstrip(".").removeprefix("www.")
    text = _DOUBLED.sub("", url.strip())
    if text.lower().startswith("www."):
        text = f"https://{text}"
    text = _SCHEME.sub("https://", text)
    return host_of(text) if text.startswith("https://") else ""


def is_home(url: str) -> bool:
    """Tell whether a URL is a host's home page: it has no path to speak of, and no query."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return not parts.query and _HOME.fullmatch(parts.path) is not None


def promotional_hosts(document: Document, words: Wording) -> frozenset[str]:
    """Return the hosts that the last blocks of a post advertise; a source is no advertisement."""
    sources = {statement.span for statement in statements(document, words)}
    hosts = set()
    for block, lines in _last_blocks(document):
        if any(line.span in sources for line in lines):
            continue
        links = [link for link in document.links if link.block == block and link.kind != "bare"]
        if len(links) == 1 and sum(len(line.text) for line in lines) <= _FOOTER:
            link = links[0]
            host = meant_host(link.target)
            if host and is_home(link.target) and _names_host(link.text, host):
                hosts.add(host)
    return frozenset(hosts)


def _last_blocks(document: Document) -> list[tuple[int, list[Line]]]:
    """Return the last blocks that have text, the last one first, with their lines."""
    blocks: dict[int, list[Line]] = {}
    for line in reversed(document.lines):
        if line.text.strip():
            if line.block not in blocks and len(blocks) == _LAST_BLOCKS:
                break
            blocks.setdefault(line.block, []).append(line)
    return list(blocks.items())


def _names_host(text: str, host: str) -> bool:
    bare = _HTTP.sub("", text.strip().lower()).removeprefix("www.").rstrip("/")
    return bare == host


def has_deep_link(document: Document) -> bool:
    """Tell whether a post has a link that could be its source.

    Home pages, promotional footers, images and share links could not.
    """
    for link in document.links:
        target = link.target.strip()
        if not target or target.startswith(("#", "mailto:", "tel:", "javascript:")):
            continue
        if link.kind == "media" or _IMAGE.search(target.split("?")[0]) or _SHARING.search(target):
            continue
        if not is_home(target):
            return True
    return False
