"""What stands behind the last bar of a line or a title, as sites put their names there."""

from __future__ import annotations

from collections.abc import Iterator

from newslint.document import Document
from newslint.rows import TABLE

_LONGEST = 24
"""Code points of a name."""
_MOST = 3
"""How many different ones of a post are kept."""
_BAR = b"|"


def barred(document: Document) -> tuple[str, ...]:
    """Return what may be a name behind a bar, each once, in the order of the text."""
    if _BAR not in document.source.data:
        return ()
    return tuple(dict.fromkeys(_barred(document)))[:_MOST]


def _barred(document: Document) -> Iterator[str]:
    title = document.front_matter.text("title") if document.front_matter else None
    texts = [title or "", *(row.text for row in document.lines if not row.flags & TABLE)]
    for text in texts:
        before, bar, after = text.rpartition("|")
        name = after.strip()
        if bar and before.strip() and name and len(name) <= _LONGEST and not name.isdigit():
            yield name
