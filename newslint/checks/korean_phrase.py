"""Words that Korean is not written with, and what stands in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import field

from newslint.check import PHRASES, Finding, check
from newslint.document import Document
from newslint.korean import KoreanOptions
from newslint.korean_words import Entry, misspellings, phrases_of
from newslint.scan import Hit, Phrase

_INSIDE = "…"
"""Before a word that may begin anywhere; another begins where a word does."""


class KoreanPhrase(KoreanOptions, frozen=True):
    """What is looked for, and what is right."""

    words: dict[str, str] = field(default_factory=dict)
    """What is wrong, with what is right; '' where nobody can tell. One begins where a word does, or after `…` anywhere."""
    patterns: tuple[tuple[str, str, str], ...] = ()
    """Triples of a literal that must be there, the regular expression around it, and what is right (`\\1` for its groups)."""
    allowed: tuple[str, ...] = ()
    """Words and literals that are not looked for."""

    @cached_property
    def entries(self) -> dict[str, list[Entry]]:
        """What is looked for, by the literal that must be there."""
        found: dict[str, list[Entry]] = {}
        for word, instead in self.words.items():
            literal = word.removeprefix(_INSIDE)
            pattern = re.escape(literal)
            if word == literal and literal[:1].isalpha():
                pattern += f"(?<![가-힣]{pattern})"
            if literal not in self.allowed:
                found.setdefault(literal, []).append(Entry(pattern, instead))
        for literal, pattern, instead in self.patterns:
            if literal not in self.allowed:
                found.setdefault(literal, []).append(Entry(pattern, instead))
        return found


def _phrases(options: KoreanPhrase) -> Iterable[Phrase]:
    return phrases_of(options.entries)


@check(
    "korean-phrase",
    reads=PHRASES,
    options=KoreanPhrase,
    phrases=_phrases,
    facts=("text", "instead"),
)
def korean_phrase(
    rows: Sequence[Hit], document: Document, options: KoreanPhrase
) -> Iterator[Finding]:
    """Yield what is written so as one finding, with the fix that writes it right."""
    yield from misspellings(rows, document, options, options.entries)
