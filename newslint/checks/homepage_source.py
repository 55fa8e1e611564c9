"""A source statement whose URL leads to a home page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.attribution import SourceOptions, is_home, meant_host, statements
from newslint.check import Finding, check
from newslint.document import Document
from newslint.rows import Link


@check("homepage-source", reads="links", options=SourceOptions, facts=("host",))
def homepage_source(
    rows: Sequence[Link], document: Document, options: SourceOptions
) -> Iterator[Finding]:
    """Yield the home pages that stand for a source, unless a deep link stands beside them."""
    for statement in statements(document, options.wording):
        if any(not is_home(link.target) for link in statement.links):
            continue
        for link in statement.links:
            host = meant_host(link.target)
            if host:
                yield Finding(link.place, {"host": host})
                break
