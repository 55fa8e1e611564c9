"""The links of a post or page that lead out of its site: where each URL stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from newslint.document import Document
from newslint.facts import Facts
from newslint.facts.targets import field_targets
from newslint.rows import SHOWING, Image, Link
from newslint.source import Span

if TYPE_CHECKING:
    # Only a run that asks the network imports it.
    from newslint.remote.verdict import Verdict

_OUT = re.compile(r"(?:https?:)?//[^\s/?#]", re.IGNORECASE)
"""How a URL begins that leads to a host. What lacks its scheme is malformed-link's to tell."""
_ALONE = frozenset({"inline", "html", "media", "autolink"})
"""Kinds of links and images whose URL stands at its place by itself."""


class Written(NamedTuple):
    """A URL at one place of a post."""

    span: Span
    """Where it stands; where it is spelt otherwise there, the link or image that it is of."""
    spelling: str
    """How the file spells it: as it is, or with `&amp;`; '' for any other way."""
    shows: bool
    """True where readers see the URL itself, or where it is a front-matter field's value."""


class Outgoing(NamedTuple):
    """A URL that a post leads to, each once."""

    url: str
    """As it is written, character references decoded; one without a scheme as `https:`."""
    places: tuple[Written, ...]
    """In the order of the file."""


class Answered(NamedTuple):
    """A URL of another site, as a file of this one leads there, and what came of asking for it."""

    facts: Facts
    link: Outgoing
    verdict: Verdict
    is_new: bool = False
    """Whether the change that the run is about adds it to the file."""
    strikes: int = 0
    """Days on which it was found dead, with none between on which it answered."""


def outgoing(document: Document) -> tuple[Outgoing, ...]:
    """Return the URLs of other sites that a document's links, images and fields lead to.

    What a template makes is left out, and so is a URL that is mere text: not every renderer makes
    a link of it, and where it ends each decides in its own way.
    """
    own = document.site.own_url
    found: dict[str, dict[Span, Written]] = {}
    for target, written in chain(_linked(document), _in_fields(document)):
        url = target.strip()
        if _OUT.match(url) and not (own and own.match(url)):
            url = f"https:{url}" if url.startswith("//") else url
            found.setdefault(url, {}).setdefault(written.span, written)
    return tuple(
        Outgoing(url, tuple(sorted(places.values(), key=lambda place: place.span)))
        for url, places in found.items()
    )


def _linked(document: Document) -> Iterator[tuple[str, Written]]:
    """Yield the targets of links and images; one that a definition gives, where that stands."""
    labelled: dict[str, list[Link | Image]] = {}
    all_rows: tuple[Link | Image, ...] = (*document.links, *document.images)
    for row in all_rows:
        if row.templated or row.kind == "bare":
            continue
        if row.kind == "reference":
            labelled.setdefault(row.target, []).append(row)
        else:
            alone = row.kind in _ALONE
            yield (
                row.target,
                _spelt(document, row.target, row.place, shows=_shows(row), alone=alone),
            )
    for entry in document.references if labelled else ():
        rows = labelled.pop(entry.target, [])
        if rows:
            # The label may be a URL as well.
            start = document.source.data.find(b"]:", *entry.span)
            place = Span(max(start, entry.span.start), entry.span.end)
            shows = any(_shows(row) for row in rows)
            yield entry.target, _spelt(document, entry.target, place, shows=shows, alone=True)


def _shows(row: Link | Image) -> bool:
    """Tell whether readers see the URL of a link, its scheme aside."""
    text = row.text if isinstance(row, Link) else ""
    return row.kind in SHOWING or row.target.partition("//")[2].rstrip("/") in text


def _in_fields(document: Document) -> Iterator[tuple[str, Written]]:
    for row in field_targets(document):
        if not row.templated:
            yield row.target, _spelt(document, row.target, row.span, shows=True, alone=True)


def _spelt(document: Document, target: str, place: Span, *, shows: bool, alone: bool) -> Written:
    """Return how a target is spelt at its place, and where just that stands."""
    for spelling in (target, target.replace("&", "&amp;")) if alone else ():
        span = document.source.place_of(spelling, place)
        if span:
            return Written(span, spelling, shows)
    return Written(place, "", shows)
