"""A pattern in Korean text outside quotations, and what is right in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from newslint.check import Finding, check
from newslint.document import Document
from newslint.korean import KoreanOptions, korean_text, mended


class KoreanPattern(KoreanOptions, frozen=True):
    """What is looked for, and what is right."""

    pattern: str = r"(?!)"
    """A regular expression; one that begins with a rare character is found soonest."""
    instead: str = ""
    """What is right in its place (`\\1` for its groups); '' where nobody can tell."""
    allowed: tuple[str, ...] = ()
    """Texts that may stand though they match."""

    def __post_init__(self) -> None:
        """Raise ValueError for a pattern that is none, or would not end."""
        from newslint.growth.compiling import refuse

        refuse(self.pattern)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, ready for use."""
        return re.compile(self.pattern)


@check("korean-pattern", reads="document", options=KoreanPattern, facts=("text", "instead"))
def korean_pattern(
    rows: Sequence[Document], document: Document, options: KoreanPattern
) -> Iterator[Finding]:
    """Yield what matches as one finding, with the fix that writes it right."""
    text = korean_text(document, options)
    found = [
        (row, row.match.expand(options.instead))
        for row in text.find(options.compiled)
        if row.text not in options.allowed
    ]
    if found:
        first, instead = found[0]
        facts = {"text": text.word_around(first), "instead": text.word_around(first, instead)}
        spans = tuple(row.span for row, _ in found)
        yield Finding(spans[0], facts, spans, fix=mended(found))
