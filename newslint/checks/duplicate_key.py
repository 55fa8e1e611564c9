"""A key that stands twice in one mapping of the front matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.check import Finding, Options, check
from newslint.document import Document


@check("duplicate-key", reads="document", facts=("key", "line"))
def duplicate_key(
    rows: Sequence[Document], document: Document, options: Options
) -> Iterator[Finding]:
    """Yield each key at its second place, with the line of its first."""
    matter = document.front_matter
    for key, first, again in matter.duplicates if matter else ():
        line = document.source.position(first.start).line
        yield Finding(again, {"key": key, "line": line})
