"""A source whose label names somebody else than its link leads to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.attribution import host_in, label_phrases, sources
from newslint.attribution.organisations import Claim, OrganisationOptions
from newslint.check import Finding, check, together
from newslint.document import Document
from newslint.facts.compared import all_normalised, normalised
from newslint.scan import Hit
from newslint.source import Span


@check(
    "mislabelled-source",
    reads="document",
    options=OrganisationOptions,
    facts=("name", "host"),
    variants=("address",),
    phrases=label_phrases,
)
def mislabelled_source(
    rows: Sequence[Hit], document: Document, options: OrganisationOptions
) -> Iterator[Finding]:
    """Yield the links that are said to be an organisation's and lead to a host of another."""
    found: dict[tuple[str, str, str], list[Span]] = {}
    for statement in sources(document, options, rows):
        for claim in options.register.claims(statement):
            if not _is_right(claim, document, options):
                variant = "" if claim.organisations else "address"
                found.setdefault((claim.name, claim.host, variant), []).append(claim.link.place)
    for (name, host, variant), spans in found.items():
        yield from together(dict.fromkeys(spans), {"name": name, "host": host}, variant)


def _is_right(claim: Claim, document: Document, options: OrganisationOptions) -> bool:
    """Tell whether a link leads where it is said to lead, or to where nobody can tell."""
    host = claim.host
    if host_in(host, options.mute):
        return True
    if not claim.organisations:
        return options.register.are_akin(claim.name, host)
    site = document.site
    for organisation in claim.organisations:
        if site.owns(host) and normalised(organisation.name) in all_normalised(site.names):
            return True
        if options.register.speaks_on(organisation, host):
            return True
    return False
