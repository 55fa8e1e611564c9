"""Placeholders that stand where a link should: example hosts, sample URLs, words in brackets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from newslint.attribution import SourceOptions, Wording, statements
from newslint.check import Finding, check, together
from newslint.document import Document
from newslint.rows import LINK, SHOWING, Image, Link
from newslint.scan import Hit, Phrase
from newslint.source import Span

_BRACKETED = re.compile(r"\[[^\[\]]*\]|\{[^{}]*\}")
_OPEN = "… "
"""What a text begins with that may have other words before it."""
_LONGEST = 160
"""Bytes inside of brackets."""
_AFTER = 40
"""Bytes after brackets in which the name of a button is told."""
_LINES = 3
"""Lines, the label's own included, on which what a label stands before begins."""


class PlaceholderLink(SourceOptions, frozen=True):
    """What placeholders look like."""

    hosts: tuple[str, ...] = ()
    """Hosts, their subdomains included, that are nobody's."""
    targets: tuple[str, ...] = ()
    """Whole targets, in any letter case."""
    texts: tuple[str, ...] = ()
    """Texts in brackets; after `… ` one that other words may stand before."""
    kept: tuple[str, ...] = ()
    """Words in such brackets that say that there was a link once."""
    buttons: tuple[str, ...] = ()
    """Words soon after such brackets that make them a button's name."""

    @cached_property
    def host(self) -> re.Pattern[str]:
        """What a URL of one of the hosts begins with."""
        names = "|".join(re.escape(host) for host in self.hosts if host) or r"(?!)"
        # Most names begin with no letter of theirs: that is seen without trying each of them.
        initials = "".join(sorted({re.escape(host[0]) for host in self.hosts if host}))
        near = f"(?=[{initials}])" if initials else ""
        return re.compile(
            rf"(?:https?:)?(?://)?(?:[\w-]+\.){{0,3}}{near}(?:{names})(?=[/:?#]|$)", re.IGNORECASE
        )

    @cached_property
    def samples(self) -> frozenset[str]:
        """The targets as they are compared."""
        return frozenset(_key(target) for target in self.targets)


def _phrases(options: PlaceholderLink) -> Iterable[Phrase]:
    for text in options.texts:
        yield Phrase(text, f"{text.removeprefix(_OPEN)}]")


@check(
    "placeholder-link",
    reads="document",
    options=PlaceholderLink,
    facts=("text",),
    phrases=_phrases,
)
def placeholder_link(
    rows: Sequence[Hit], document: Document, options: PlaceholderLink
) -> Iterator[Finding]:
    """Yield all placeholders of a post as one finding."""
    found = dict(_targets(document, options))
    for hit in rows:
        span = _brackets(hit, document, options)
        if span is not None:
            found[span] = document.source.slice(span)
    spans = sorted(found)
    yield from together(spans, {"text": found[spans[0]]} if spans else None)


def _targets(document: Document, options: PlaceholderLink) -> Iterator[tuple[Span, str]]:
    """Yield the links and images whose target is a placeholder."""
    host, samples = options.host, options.samples
    sources: frozenset[Span] | None = None
    targets: tuple[Link | Image, ...] = (*document.links, *document.images)
    for row in targets:
        if row.templated:
            continue
        if host.match(row.target):
            if isinstance(row, Link) and _is_spelt_out(row):
                # The prose speaks of the URL, unless it claims to come from there.
                if sources is None:
                    sources = _sources(document, options.wording)
                if row.span not in sources:
                    continue
            yield row.place, row.target
        elif (
            row.kind not in SHOWING
            and row.kind != "srcset"
            and (_key(row.target) in samples or _BRACKETED.fullmatch(row.target))
        ):
            yield row.place, row.target


def _key(target: str) -> str:
    return target.strip().strip("#/").casefold()


def _is_spelt_out(link: Link) -> bool:
    """Tell whether a link's text is its URL, or as much of it as the host."""
    if link.kind in SHOWING:
        return True
    host = re.sub(r"^(?:https?:)?(?://)?", "", link.target).partition("/")[0]
    return bool(host) and host.removeprefix("www.") in link.text


def _sources(document: Document, words: Wording) -> frozenset[Span]:
    """Return the spans of the links that a source statement names."""
    named = (row for row in statements(document, words) if not row.aside)
    return frozenset(link.span for row in named for link in row.links)


def _brackets(hit: Hit, document: Document, options: PlaceholderLink) -> Span | None:
    """Return the brackets that a hit ends; None where they are no placeholder."""
    data = document.source.data
    start, end = data.rfind(b"[", max(0, hit.span.start - _LONGEST), hit.span.end), hit.span.end
    inside = data[start + 1 : end - 1].decode(errors="replace").strip()
    if start == -1 or "\n" in inside or "]" in inside:
        return None
    if not hit.label.startswith(_OPEN) and inside.casefold() != hit.label.casefold():
        return None
    # Markdown that HTML keeps from being read, and labels of definitions and of BBCode.
    if data.startswith((b"(", b"[", b":"), end) or any(word in inside for word in options.kept):
        return None
    after = data[end : end + _AFTER].decode(errors="replace").partition("\n")[0]
    if any(word in after for word in options.buttons):
        return None
    return None if _is_linked(hit, document) or _leads(start, document) else Span(start, end)


def _is_linked(hit: Hit, document: Document) -> bool:
    starts: list[int] = document.memo(
        "starts of texts", lambda: [run.span.start for run in document.texts]
    )
    return bool(document.texts[bisect_right(starts, hit.span.start) - 1].flags & LINK)


def _leads(start: int, document: Document) -> bool:
    """Tell whether brackets are a label that begins a line, with a link there or just below."""
    data = document.source.data
    if data[data.rfind(b"\n", 0, start) + 1 : start].strip(b" \t>*-#"):
        return False
    end = start
    for _ in range(_LINES):
        newline = data.find(b"\n", end + 1)
        end = newline if newline != -1 else len(data)
    return any(start < link.span.start < end for link in document.links)
