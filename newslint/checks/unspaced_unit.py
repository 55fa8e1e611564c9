"""Nouns that are written together with the unit before them: `억 원규모`, `15년이상`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from newslint.check import PHRASES, Finding, check
from newslint.document import Document
from newslint.korean import KoreanOptions
from newslint.korean_words import Entry, misspellings, phrases_of
from newslint.scan import Hit, Phrase

_NUMBER = r"\d[ \d,.십백천만억조여]{0,15}?"
_GOES_ON = "(?![한해하할했증기])"
"""What would make another word of the noun: 이상한, 이상하다, 이상 증세."""


class UnspacedUnit(KoreanOptions, frozen=True):
    """Units, and the nouns that stand apart from them."""

    units: tuple[str, ...] = ()
    """Units, signs and counters that follow a number."""
    nouns: tuple[str, ...] = ()
    """Nouns that are words of their own after a unit."""

    @cached_property
    def entries(self) -> dict[str, list[Entry]]:
        """What is looked for, by unit and noun."""
        return {
            unit + noun: [
                Entry(
                    f"({_NUMBER}){re.escape(unit)}{re.escape(noun)}{_GOES_ON}",
                    rf"\1{unit} {noun}",
                )
            ]
            for unit in self.units
            for noun in self.nouns
        }


def _phrases(options: UnspacedUnit) -> Iterable[Phrase]:
    return phrases_of(options.entries)


@check(
    "unspaced-unit",
    reads=PHRASES,
    options=UnspacedUnit,
    phrases=_phrases,
    facts=("text", "instead"),
)
def unspaced_unit(
    rows: Sequence[Hit], document: Document, options: UnspacedUnit
) -> Iterator[Finding]:
    """Yield the amounts that run into the next word as one finding, with the blanks as its fix."""
    yield from misspellings(rows, document, options, options.entries)
