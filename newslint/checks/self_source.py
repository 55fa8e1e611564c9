"""A post whose linked sources are all the site's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.attribution import (
    SourceOptions,
    linked,
    meant_host,
    promotional_hosts,
    statements,
)
from newslint.check import Finding, check, together
from newslint.document import Document
from newslint.facts import all_normalised, normalised
from newslint.rows import Link


class SelfSource(SourceOptions, frozen=True):
    """What counts as one's own."""

    exempt: tuple[str, ...] = ("original",)
    """Fields that, when true, say that the post is the site's own reporting."""


@check(
    "self-source",
    reads="links",
    options=SelfSource,
    facts=("host",),
    variants=("inferred",),
)
def self_source(rows: Sequence[Link], document: Document, options: SelfSource) -> Iterator[Finding]:
    """Yield the linked sources, where none leads to anybody else."""
    matter = document.front_matter
    for name in options.exempt:
        field = matter.get(name) if matter else None
        if field and field.value is True:
            return
    found = [
        (statement, link)
        for statement in statements(document, options.wording)
        if not statement.aside
        for link in linked(document, statement)
        if meant_host(link.target)
    ]
    if not found:
        return
    site = document.site
    declared = site.hosts | site.sisters
    inferred = promotional_hosts(document, options.wording)
    hosts = [meant_host(link.target) for _, link in found]
    if not all(_is_own(host, declared | inferred) for host in hosts):
        return
    if any(_names_site(statement.text, site.names) for statement, _ in found):
        return
    spans = dict.fromkeys(link.span for _, link in found)
    variant = "" if _is_own(hosts[0], declared) else "inferred"
    yield from together(spans, {"host": hosts[0]}, variant)


def _is_own(host: str, own: frozenset[str]) -> bool:
    return host in own or any(host.endswith(f".{other}") for other in own)


def _names_site(text: str, names: tuple[str, ...]) -> bool:
    """Tell whether the named source is the organisation whose site this is."""
    key = normalised(text)
    return len(key) > 1 and key in all_normalised(names)
