"""Pictures of which nobody says whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.rows import Image
from newslint.source import Span

_DRAWN = re.compile(r"\.svg(?:[?#]|$)|^data:", re.IGNORECASE)
"""Drawings and icons: the site's own, as a rule."""


class ImageCredit(Options, frozen=True):
    """What a credit looks like."""

    credits: tuple[str, ...] = ()
    """Texts that say whose picture it is."""
    fields: tuple[str, ...] = (
        "image_credit",
        "photo_credit",
        "credit",
        "photographer",
        "image_source",
    )
    """Front-matter fields that say it for all pictures of the post."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds one of the credits."""
        words = "|".join(re.escape(text) for text in self.credits if text) or r"(?!)"
        return re.compile(rf"(?<![A-Za-z])(?:{words})", re.IGNORECASE)


@check("missing-image-credit", reads="images", options=ImageCredit)
def missing_image_credit(
    rows: Sequence[Image], document: Document, options: ImageCredit
) -> Iterator[Finding]:
    """Yield the pictures of a post without a credit as one finding."""
    fields = document.front_matter.top if document.front_matter else {}
    if any(name in fields and fields[name].value for name in options.fields):
        return
    texts = _by_block(document)
    blocks = sorted(texts)
    found: dict[Span, None] = {}
    for row in rows:
        if row.kind in ("media", "srcset") or row.templated or _DRAWN.search(row.target):
            continue
        after = next((block for block in blocks if block > row.block), -1)
        beside = f"{row.alt or ''} {texts.get(row.block, '')} {texts.get(after, '')}"
        if not options.pattern.search(beside):
            found[row.span] = None
    yield from together(found)


def _by_block(document: Document) -> dict[int, str]:
    texts: dict[int, str] = {}
    for line in document.lines:
        texts[line.block] = f"{texts.get(line.block, '')} {line.text}"
    return texts
