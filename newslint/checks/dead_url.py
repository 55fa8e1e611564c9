"""A link to a page of another site that is not there any more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from newslint.check import OUTSIDE, Finding, Options, check, together
from newslint.evidence import FACTS, answered, archive_of, facts_of
from newslint.index import Index
from newslint.site.model import host_of
from newslint.source import Span

if TYPE_CHECKING:
    # Only a run that has answers imports it.
    from newslint.outgoing import Answered


class DeadUrl(Options, frozen=True):
    """When a link is dead for good."""

    strikes: Annotated[int, Meta(ge=1)] = 3
    """Days on which it must have been found dead, with none between on which it answered. Where the
    change that a run is about adds the link, one is enough."""


@check(
    "dead-url",
    reads=OUTSIDE,
    options=DeadUrl,
    facts=(*FACTS, "archive", "strike"),
    variants=("unconfirmed",),
)
def dead_url(index: Index, options: DeadUrl) -> Iterator[tuple[str, Finding]]:
    """Yield the dead links of each file; those to one host that does not exist as one."""
    found: dict[tuple[str, str], tuple[Answered, list[Span]]] = {}
    for row in answered(index.outside, "dead"):
        lost = host_of(row.link.url) if row.verdict.cause == "no-such-host" else ""
        _, spans = found.setdefault((row.facts.path, lost or row.link.url), (row, []))
        spans.extend(place.span for place in row.link.places)
    for (path, _), (row, spans) in found.items():
        told = {**facts_of(row), "archive": archive_of(row), "strike": row.strikes}
        # What is no URL today is none tomorrow.
        is_fault = row.verdict.cause == "malformed"
        certain = is_fault or row.is_new or row.strikes >= options.strikes
        for finding in together(sorted(spans), told, "" if certain else "unconfirmed"):
            yield path, finding
