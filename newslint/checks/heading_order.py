"""Headings that lie deeper than their place in the outline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.rows import Heading


@check("heading-order", reads="headings", facts=("level", "before"))
def heading_order(
    rows: Sequence[Heading], document: Document, options: Options
) -> Iterator[Finding]:
    """Yield the headings more than one level below the heading before, as one finding.

    At which level a body begins is its layout's affair, and to go up by several is to end sections.
    """
    skips = [
        (before, row) for before, row in pairwise(rows) if row.level > before.level + 1 and row.text
    ]
    if skips:
        before, first = skips[0]
        facts = {"level": first.level, "before": before.level}
        yield from together((row.span for _, row in skips), facts)
