"""Syllables that Korean is not written with: slips of the finger, and broken encodings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from newslint.check import Finding, check, together
from newslint.document import Document
from newslint.hangul import rare_syllables
from newslint.korean import KoreanOptions, korean_text


class RareSyllable(KoreanOptions, frozen=True):
    """What may stand."""

    allowed: tuple[str, ...] = ()
    """Syllables outside of KS X 1001 that are in use, or that another rule tells."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Such a syllable."""
        kept = "".join(self.allowed)
        rare = "".join(letter for letter in rare_syllables() if letter not in kept)
        return re.compile(f"[{rare}]")


@check("rare-syllable", reads="document", options=RareSyllable, facts=("text",))
def rare_syllable(
    rows: Sequence[Document], document: Document, options: RareSyllable
) -> Iterator[Finding]:
    """Yield the words with such syllables as one finding."""
    text = korean_text(document, options)
    if text.is_odd:
        found = text.find(options.pattern)
        facts = {"text": text.word_around(found[0]) if found else ""}
        yield from together((row.span for row in found), facts)
