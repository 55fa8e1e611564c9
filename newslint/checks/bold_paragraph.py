"""Paragraphs in bold type that stand for headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Annotated

from msgspec import Meta

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.rows import CAPTION, EMPHASIS, HEADING, LINK, LIST, QUOTE, TABLE, Line
from newslint.width import width

_ELSEWHERE = HEADING | LINK | LIST | QUOTE | TABLE | CAPTION
"""Where a bold line is a label, a link or a caption, and not a heading."""


_LABELLED = re.compile(r"^[^:：]{1,12}\s[:：]|^by\s|@", re.IGNORECASE)
"""A byline or another label with its value, and not a heading."""


class BoldParagraph(Options, frozen=True):
    """What looks like a heading."""

    width: Annotated[int, Meta(ge=1)] = 80
    """Columns that a heading has at most; wide characters take two."""
    endings: tuple[str, ...] = (
        ".",
        ":",
        ",",
        ";",
        "!",
        "?",
        "…",
        "。",
        "：",
        "！",
        "？",
        ")",
        "”",
        '"',
    )
    """What a heading does not end with."""


@check("bold-paragraph", reads="lines", options=BoldParagraph)
def bold_paragraph(
    rows: Sequence[Line], document: Document, options: BoldParagraph
) -> Iterator[Finding]:
    """Yield the paragraphs of one bold line that text follows, as one finding.

    Beside a picture such a line is its caption.
    """
    written = (row for row in rows if row.text.strip())
    blocks = [list(lines) for _, lines in groupby(written, key=lambda row: row.block)]
    pictured = {row.block for row in document.images}
    yield from together(
        block[0].span
        for block, following in pairwise(blocks)
        if len(block) == 1
        and block[0].block not in pictured
        and _looks_like_heading(block[0], options)
        and not following[0].flags & (EMPHASIS | HEADING)
    )


def _looks_like_heading(line: Line, options: BoldParagraph) -> bool:
    text = line.text.strip()
    return (
        bool(line.flags & EMPHASIS)
        and not line.flags & _ELSEWHERE
        and not text.endswith(options.endings)
        and not _LABELLED.search(text)
        and any(map(str.isalpha, text))
        and width(text) <= options.width
    )
