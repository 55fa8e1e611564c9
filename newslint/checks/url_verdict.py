"""A link to another site of which something is to be told, short of its being dead or moved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from newslint.check import OUTSIDE, Finding, Options, check, together
from newslint.evidence import FACTS, answered, facts_of
from newslint.index import Index
from newslint.source import Span

if TYPE_CHECKING:
    # Only a run that has answers imports it.
    from newslint.outgoing import Answered


class UrlVerdict(Options, frozen=True):
    """What is told."""

    of: Literal["unreachable", "missing-fragment", "suspicious"] = "unreachable"
    """The outcome of asking for a URL."""


@check("url-verdict", reads=OUTSIDE, options=UrlVerdict, facts=FACTS)
def url_verdict(index: Index, options: UrlVerdict) -> Iterator[tuple[str, Finding]]:
    """Yield the links of each file whose verdict has that outcome; those to one page as one."""
    found: dict[tuple[str, str], tuple[Answered, list[Span]]] = {}
    for row in answered(index.outside, options.of):
        page = row.link.url.partition("#")[0]
        _, spans = found.setdefault((row.facts.path, page), (row, []))
        spans.extend(place.span for place in row.link.places)
    for (path, _), (row, spans) in found.items():
        for finding in together(sorted(spans), facts_of(row)):
            yield path, finding
