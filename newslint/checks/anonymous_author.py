"""A byline that gives a role where a name should stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.byline import BylineOptions, bylines
from newslint.check import Finding, check
from newslint.document import Document
from newslint.facts import normalised


class AnonymousAuthor(BylineOptions, frozen=True):
    """Which names are none."""

    names: tuple[str, ...] = ()
    """Roles that stand where a name should."""


@check("anonymous-author", reads="document", options=AnonymousAuthor, facts=("name",))
def anonymous_author(
    rows: Sequence[Document], document: Document, options: AnonymousAuthor
) -> Iterator[Finding]:
    """Yield the bylines that give a role for a name."""
    anonymous = {normalised(name) for name in options.names}
    for name, span in bylines(document, options):
        if normalised(name) in anonymous:
            yield Finding(span, {"name": name})
