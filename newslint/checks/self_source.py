"""A post whose linked sources are all the site's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.attribution import (
    SourceOptions,
    host_in,
    label_phrases,
    linked,
    promotional_hosts,
    sources,
)
from newslint.check import Finding, check, together
from newslint.document import Document
from newslint.facts.compared import all_normalised, normalised
from newslint.scan import Hit


class SelfSource(SourceOptions, frozen=True):
    """What counts as one's own."""

    exempt: tuple[str, ...] = ("original",)
    """Fields that, when true, say that the post is the site's own reporting."""


@check(
    "self-source",
    reads="document",
    options=SelfSource,
    phrases=label_phrases,
    facts=("host",),
    variants=("inferred",),
)
def self_source(rows: Sequence[Hit], document: Document, options: SelfSource) -> Iterator[Finding]:
    """Yield the linked sources, where none leads to anybody else."""
    named = sources(document, options, rows)
    if not named:
        return
    matter = document.front_matter
    for name in options.exempt:
        field = matter.get(name) if matter else None
        if field and field.value is True:
            return
    found = [
        (statement, link, host)
        for statement in named
        if not statement.aside
        for link, host in linked(document, statement)
    ]
    if not found:
        return
    site = document.site
    declared = site.hosts | site.sisters
    inferred = promotional_hosts(document, options.wording)
    hosts = [host for _, _, host in found]
    if not all(host_in(host, declared | inferred) for host in hosts):
        return
    if any(_names_site(statement.text, site.names) for statement, _, _ in found):
        return
    spans = dict.fromkeys(link.span for _, link, _ in found)
    variant = "" if host_in(hosts[0], declared) else "inferred"
    yield from together(spans, {"host": hosts[0]}, variant)


def _names_site(text: str, names: tuple[str, ...]) -> bool:
    """Tell whether the named source is the organisation whose site this is."""
    key = normalised(text)
    return len(key) > 1 and key in all_normalised(names)
