"""Statements that each claim to name the source, and name different ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.attribution import Statement, host_in, label_phrases, sources
from newslint.attribution.organisations import OrganisationOptions
from newslint.check import Finding, check
from newslint.document import Document
from newslint.scan import Hit

_CLAIMS = 2
"""Statements at the head and the foot of a post: one each. Where there are more, items or sections
have each their own."""


@check(
    "conflicting-sources",
    reads="document",
    options=OrganisationOptions,
    facts=("first", "second"),
    phrases=label_phrases,
)
def conflicting_sources(
    rows: Sequence[Hit], document: Document, options: OrganisationOptions
) -> Iterator[Finding]:
    """Yield the two statements, if one at the head of a post and one at its foot differ."""
    named = [
        row
        for row in sources(document, options, rows)
        if options.is_claim(row) and not row.is_unfilled and (row.links or row.text)
    ]
    if any(row.place == "middle" for row in named):
        return
    head = [row for row in named if row.place in ("field", "first")]
    foot = [row for row in named if row.place == "last"]
    if not head or not foot or len(head) > _CLAIMS or len(foot) > _CLAIMS:
        return
    for above in head:
        for below in foot:
            told = _difference(above, below, options)
            if told:
                facts = {"first": told[0], "second": told[1]}
                yield Finding(below.span, facts, (below.span, above.span))
                return


def _difference(
    one: Statement, other: Statement, options: OrganisationOptions
) -> tuple[str, str] | None:
    """Return whom two statements name, if it is not the same; None where that cannot be told."""
    register = options.register
    pairs = [(a, b) for _, a in one.abroad for _, b in other.abroad]
    if pairs:
        if any(host_in(host, options.mute) for pair in pairs for host in pair):
            return None
        return None if any(register.are_akin(*pair) for pair in pairs) else pairs[0]
    first, second = register.named(one.text), register.named(other.text)
    if first is None or second is None or first.name == second.name:
        return None
    if any(register.are_akin(a, b) for a in first.hosts for b in second.hosts):
        return None
    return first.name, second.name
