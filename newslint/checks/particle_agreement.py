"""Korean particles that do not agree with the last sound of the word that they follow.

Only those are told that nothing but a particle can be: 은, 는, 이, 가 and 과 end stems and nouns, too.
After a number or a unit, they are particles as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from msgspec import field

from newslint.check import Finding, check
from newslint.document import Document
from newslint.hangul import CLOSED, OPEN, OPEN_OR_RIEUL, coda, takes_ro
from newslint.korean import Found, KoreanOptions, KoreanText, korean_text, mended
from newslint.scan import Hit, Phrase

_END = r"(?![가-힣(/])"
_CLOSED_OF = {"를": "을", "와": "과", "는": "은", "로": "으로"}
"""The particles after a vowel, with those after a consonant."""
_OPEN_OF = {closed: opened for opened, closed in _CLOSED_OF.items()}
_PARTICLES = (*_CLOSED_OF, *_OPEN_OF)
_GLOSSED = re.compile(rf"\)([를을와과]|으?로){_END}")
_GLOSS = re.compile(r"([가-힣])\(([^()가-힣\n]{1,60})\Z")
"""A word of syllables, and in brackets what it is in letters or numbers."""
_LOOK = 62
"""Code points before a particle that tell what it follows."""
_SHOWN = 10
"""Code points of a gloss that a message repeats."""
_THOUSANDS = re.compile(rf",\d\d(\d)({'|'.join(_PARTICLES)}){_END}")
_NUMBER = re.compile(r"[\d.,]{0,20}\Z")
_PRICE = re.compile(r"[$€£¥₩￦] ?[\d.,]{1,20}\Z")
"""A number after the sign of a currency, whose name is read after it: $5,000 is 오천 달러."""
_DIGITS = "영일이삼사오육칠팔구"
"""How they end a number. One that ends in zeros ends in 십, 백, 천, 만: in a consonant as 영 does."""


class ParticleAgreement(KoreanOptions, frozen=True):
    """Which words end so, and how units are read."""

    words: tuple[str, ...] = ()
    """Words, or ends of words, that look like a word and a wrong particle, and are none."""
    units: dict[str, str] = field(default_factory=dict)
    """Signs and abbreviations of units, with how they are read."""

    @cached_property
    def measured(self) -> dict[str, _Measured]:
        """Units with particles that do not fit them, by their text."""
        return {
            unit + particle: _Measured(
                rf"(?<=\d) ?{re.escape(unit)}{particle}{_END}", particle, right
            )
            for unit, reading in self.units.items()
            for particle in _PARTICLES
            if (right := _fitting(particle, reading[-1:])) != particle
        }


class _Measured(NamedTuple):
    pattern: str
    particle: str
    right: str


class _Slip(NamedTuple):
    """A particle that does not agree, and the word with the one that would."""

    found: Found
    text: str
    instead: str
    mended: str
    """What is right in the place of what was found; '' where an editor has to choose."""


def _phrases(options: ParticleAgreement) -> Iterator[Phrase]:
    for literal in options.measured:
        yield Phrase(literal, literal)
        yield Phrase(literal, literal, scope="field")


@check(
    "particle-agreement",
    reads="document",
    options=ParticleAgreement,
    phrases=_phrases,
    facts=("text", "instead"),
    variants=("gloss", "number"),
)
def particle_agreement(
    rows: Sequence[Hit], document: Document, options: ParticleAgreement
) -> Iterator[Finding]:
    """Yield one finding for words, one for words with a gloss, and one for numbers."""
    text = korean_text(document, options)
    if not text.text:
        return
    literals = dict.fromkeys(row.label for row in rows)
    for variant, slips in (
        ("", _after_words(text, options)),
        ("gloss", _after_glosses(text)),
        ("number", _after_numbers(text, options, literals)),
    ):
        told = sorted(slips, key=lambda slip: slip.found.span)
        if told:
            spans = tuple(slip.found.span for slip in told)
            fix = mended([(slip.found, slip.mended) for slip in told])
            facts = {"text": told[0].text, "instead": told[0].instead}
            yield Finding(spans[0], facts, spans, variant, fix=fix)


@lru_cache(maxsize=1)
def _after_a_wrong_sound() -> tuple[re.Pattern[str], ...]:
    """Return what finds particles. One is looked for before the sound: it is rarer than sounds."""
    patterns = (
        rf"를(?<=[{CLOSED}]를){_END}",
        rf"와(?<=[{CLOSED}]와)(?=(?:의|는|도)?{_END})",
        rf"을(?<=[{OPEN}]을){_END}",
        rf"으로(?<=[{OPEN_OR_RIEUL}]으로)(?=(?:[써서]의?|부터|까지|[의도는만])?{_END})",
    )
    return tuple(map(re.compile, patterns))


def _after_words(text: KoreanText, options: ParticleAgreement) -> Iterator[_Slip]:
    for row in (row for pattern in _after_a_wrong_sound() for row in text.find(pattern)):
        word = text.word_at(row.match.start())
        if not (word + row.text).endswith(options.words):
            right = _CLOSED_OF.get(row.text) or _OPEN_OF[row.text]
            yield _Slip(row, word + row.text, word + right, right)


def _after_glosses(text: KoreanText) -> Iterator[_Slip]:
    for row in text.find(_GLOSSED):
        at, particle = row.match.start(), row.match[1]
        gloss = _GLOSS.search(text.text, max(0, at - _LOOK), at)
        if gloss is None:
            continue
        right = _fitting(particle, gloss[1])
        if right != particle:
            shown = gloss[2] if len(gloss[2]) <= _SHOWN else "…"
            word = f"{text.word_at(gloss.end(1))}({shown})"
            yield _Slip(row, word + particle, word + right, "")


def _after_numbers(
    text: KoreanText, options: ParticleAgreement, literals: Iterable[str]
) -> Iterator[_Slip]:
    for literal in literals:
        measured = options.measured[literal]
        for row in text.find(re.compile(measured.pattern), literal):
            if not _is_price(text, row):
                yield _numbered(text, row, measured.particle, measured.right)
    for row in text.find(_THOUSANDS):
        digit, particle = row.match.groups()
        right = _fitting(particle, _DIGITS[int(digit)])
        if right != particle and not _is_price(text, row):
            yield _numbered(text, row, particle, right)


def _is_price(text: KoreanText, row: Found) -> bool:
    at = row.match.start()
    return _PRICE.search(text.text, max(0, at - _LOOK), at) is not None


def _numbered(text: KoreanText, row: Found, particle: str, right: str) -> _Slip:
    at = row.match.start()
    before = _NUMBER.search(text.text, max(0, at - _LOOK), at)
    number = before[0] if before else ""
    mended_text = row.text.removesuffix(particle) + right
    return _Slip(row, number + row.text, number + mended_text, mended_text)


def _fitting(particle: str, letter: str) -> str:
    """Return the form of a particle that agrees with a syllable."""
    number = coda(letter)
    opened = _OPEN_OF.get(particle, particle)
    if number is None:
        return particle
    if opened == "로":
        return opened if takes_ro(number) else _CLOSED_OF[opened]
    return _CLOSED_OF[opened] if number else opened
