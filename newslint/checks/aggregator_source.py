"""A portal, a blog or a feed reader in the place of a source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from newslint.attribution import (
    ClaimOptions,
    host_in,
    label_phrases,
    linked,
    promotional_hosts,
    sources,
)
from newslint.check import Finding, check, together
from newslint.document import Document
from newslint.scan import Hit


class AggregatorSource(ClaimOptions, frozen=True):
    """Who shows what others wrote."""

    hosts: tuple[str, ...] = ()
    """Hosts of portals, blog platforms and feed readers, those below them included."""

    @cached_property
    def known(self) -> frozenset[str]:
        """The hosts as they are looked up."""
        return frozenset(self.hosts)


@check(
    "aggregator-source",
    reads="document",
    options=AggregatorSource,
    facts=("host",),
    phrases=label_phrases,
)
def aggregator_source(
    rows: Sequence[Hit], document: Document, options: AggregatorSource
) -> Iterator[Finding]:
    """Yield the links of a post whose sources all are such hosts; its own blog is self-source's."""
    found = [
        row
        for statement in sources(document, options, rows)
        if options.is_claim(statement)
        for row in linked(document, statement)
    ]
    if not found or not all(host_in(host, options.known) for _, host in found):
        return
    own = promotional_hosts(document, options.wording)
    if any(host in own or document.site.owns(host) for _, host in found):
        return
    yield from together(dict.fromkeys(link.place for link, _ in found), {"host": found[0][1]})
