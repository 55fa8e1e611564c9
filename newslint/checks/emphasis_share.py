"""How much of a post's visible text is bold or coloured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from newslint.check import Finding, Options, check
from newslint.document import Document
from newslint.rows import EMPHASIS, HEADING, Text


class EmphasisShare(Options, frozen=True):
    """How much is too much."""

    max: Annotated[float, Meta(ge=0, le=1)] = 0.3
    """Share of the visible code points, headings aside."""
    shortest: Annotated[int, Meta(ge=0)] = 500
    """Code points from which on a post is judged."""


@check("emphasis-share", reads="texts", options=EmphasisShare, facts=("percent", "most"))
def emphasis_share(
    rows: Sequence[Text], document: Document, options: EmphasisShare
) -> Iterator[Finding]:
    """Yield the share, at the first emphasised text."""
    plain = emphasised = 0
    first: Text | None = None
    for row in rows:
        if row.flags & HEADING:
            continue
        size = len(row.text)
        if row.flags & EMPHASIS:
            emphasised += size
            first = first or row
        else:
            plain += size
    whole = plain + emphasised
    if first is None or whole < options.shortest:
        return
    percent, most = round(100 * emphasised / whole), round(100 * options.max)
    if percent > most:
        yield Finding(first.span, {"percent": percent, "most": most})
