"""A source statement whose URL leads to a home page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.attribution import SourceOptions, is_home, label_phrases, sources
from newslint.check import Finding, check
from newslint.document import Document
from newslint.scan import Hit


@check(
    "homepage-source",
    reads="document",
    options=SourceOptions,
    facts=("host",),
    phrases=label_phrases,
)
def homepage_source(
    rows: Sequence[Hit], document: Document, options: SourceOptions
) -> Iterator[Finding]:
    """Yield the home pages that stand for a source, unless a deep link stands beside them."""
    for statement in sources(document, options, rows):
        if any(not is_home(link.target) for link in statement.links):
            continue
        for link, host in statement.abroad:
            yield Finding(link.place, {"host": host})
            break
