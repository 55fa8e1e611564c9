"""Words that Korean is not written with: what is looked for, and what is right in its place.

The scanner finds the literals, in the body and in front matter; only then is a post's Korean read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from newslint.check import Finding
from newslint.document import Document
from newslint.hangul import is_syllable
from newslint.korean import KoreanOptions, korean_text, mended
from newslint.scan import Hit, Phrase


class Entry(NamedTuple):
    """What is looked for around a literal."""

    pattern: str
    """A regular expression; compiled only where its literal stands."""
    instead: str
    """What is right in its place, a template for its groups; '' where nobody can tell."""


Entries = Mapping[str, Sequence[Entry]]
"""What is looked for, by the literal that must be there."""


def phrases_of(entries: Entries) -> Iterator[Phrase]:
    """Yield what the scanner has to look for; a pattern that is none is refused with it."""
    for literal, found in entries.items():
        # Without a pattern the scanner takes what has no Hangul for a word, as Latin ones are. That
        # a line has it is enough to know.
        has = "" if any(map(is_syllable, literal)) else rf"\A.*?{re.escape(literal)}"
        yield Phrase(literal, literal, has)
        for entry in found:
            yield Phrase(literal, literal, entry.pattern, scope="field")


def misspellings(
    rows: Sequence[Hit], document: Document, options: KoreanOptions, entries: Entries
) -> Iterator[Finding]:
    """Yield what stands wrong in a post as one finding, with the fix that writes it right."""
    text = korean_text(document, options)
    found = [
        (row, row.match.expand(entry.instead))
        for literal in dict.fromkeys(row.label for row in rows)
        for entry in entries[literal]
        for row in text.find(re.compile(entry.pattern), literal)
    ]
    if found:
        found.sort(key=lambda pair: pair[0].span)
        first, instead = found[0]
        facts = {"text": text.word_around(first), "instead": text.word_around(first, instead)}
        spans = tuple(row.span for row, _ in found)
        yield Finding(spans[0], facts, spans, fix=mended(found))
