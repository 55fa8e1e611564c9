"""Headings that end as sentences do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.rows import Heading


class HeadingEnding(Options, frozen=True):
    """How a heading must not end."""

    endings: tuple[str, ...] = (".", "。")
    """Texts that no heading may end with."""
    shortest: int = 4
    """Code points from which on a heading is looked at: `2.` is a number."""


@check("heading-ending", reads="headings", options=HeadingEnding, facts=("ending",))
def heading_ending(
    rows: Sequence[Heading], document: Document, options: HeadingEnding
) -> Iterator[Finding]:
    """Yield the headings that end so, as one finding."""
    found = [
        row
        for row in rows
        if len(row.text) >= options.shortest and row.text.endswith(options.endings)
    ]
    if found:
        yield from together((row.span for row in found), {"ending": found[0].text[-1]})
