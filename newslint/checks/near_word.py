"""Words that are all but one that is known: a syllable is missing, or a letter of one is another.

A slip leaves one half of a word as it was: the scanner looks for the halves of the words that are known,
and what stands beside a half is compared with what the other could have become.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from newslint.check import PHRASES, Finding, check
from newslint.document import Document
from newslint.hangul import is_syllable, neighbours
from newslint.korean import KoreanOptions, korean_text, mended
from newslint.scan import Hit, Phrase

_SHORTEST = 4
"""Syllables of a word that is looked for: shorter ones are all but too many others."""
_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|에|에서|에는|와|과|로|으로|도|만|에게|부터|까지|라고|이다)?(?![가-힣])"
)


class NearWord(KoreanOptions, frozen=True):
    """What is known."""

    words: tuple[str, ...] = ()
    """Names and terms that are known, of four syllables or more."""
    allowed: tuple[str, ...] = ()
    """Words that are right, though they are all but a known one."""

    @cached_property
    def halves(self) -> dict[str, list[_Half]]:
        """The halves of the words, by their text."""
        found: dict[str, list[_Half]] = {}
        for word in dict.fromkeys(self.words):
            if len(word) >= _SHORTEST:
                first, second = word[: len(word) // 2], word[len(word) // 2 :]
                found.setdefault(first, []).append(_Half(first, second, is_first=True))
                found.setdefault(second, []).append(_Half(second, first, is_first=False))
        return found

    @cached_property
    def right(self) -> frozenset[str]:
        """The words that are no slips."""
        return frozenset(self.words + self.allowed)


class _Half(NamedTuple):
    text: str
    other: str
    is_first: bool

    @property
    def word(self) -> str:
        return self.text + self.other if self.is_first else self.other + self.text


def _phrases(options: NearWord) -> Iterable[Phrase]:
    for half in options.halves:
        yield Phrase(half, half)
        yield Phrase(half, half, scope="field")


@check(
    "near-word",
    reads=PHRASES,
    options=NearWord,
    phrases=_phrases,
    facts=("text", "instead"),
)
def near_word(rows: Sequence[Hit], document: Document, options: NearWord) -> Iterator[Finding]:
    """Yield the words that are all but known ones as one finding."""
    text = korean_text(document, options)
    slips = {
        slip: half.word
        for label in dict.fromkeys(row.label for row in rows)
        for half in options.halves[label]
        for slip in _slips(text.text, half)
        if slip not in options.right
    }
    found = [
        (row, word)
        for slip, word in slips.items()
        for row in text.find(re.compile(f"{slip}(?<![가-힣]{slip})(?={_PARTICLE.pattern})"), slip)
    ]
    if found:
        found.sort(key=lambda pair: pair[0].span)
        first, word = found[0]
        spans = tuple(row.span for row, _ in found)
        yield Finding(spans[0], {"text": first.text, "instead": word}, spans, fix=mended(found))


def _slips(text: str, half: _Half) -> Iterator[str]:
    """Yield what stands where a word should, one half of it as it was."""
    size = len(half.other)
    at = text.find(half.text)
    while at != -1:
        end = at + len(half.text)
        if half.is_first and not is_syllable(text[max(0, at - 1) : at]):
            for length in (size, size - 1):
                rest = text[end : end + length]
                if rest in _slipped(half.other, ends=True) and _PARTICLE.match(text, end + length):
                    yield half.text + rest
        elif not half.is_first and text[max(0, at - size) : at] != half.other:
            start = at
            while start > max(0, at - size - 1) and is_syllable(text[start - 1]):
                start -= 1
            if text[start:at] in _slipped(half.other, ends=False) and _PARTICLE.match(text, end):
                yield text[start:end]
        at = text.find(half.text, end)


@lru_cache(maxsize=1024)
def _slipped(half: str, *, ends: bool) -> frozenset[str]:
    """Return what becomes of half a word when a syllable is lost, or one letter is another.

    The last syllable of a word is left alone, because a particle may have taken its place.
    """
    found = set()
    for at in range(len(half) - ends):
        before, after = half[:at], half[at + 1 :]
        found.add(before + after)
        found.update(before + letter + after for letter in neighbours(half[at]))
    return frozenset(found - {half, ""})
