"""Hangul: how a syllable ends, which syllables Korean uses, and letters that are no syllables.

A syllable's final consonant (its coda, 받침) follows from its place in Unicode: 28 syllables share
an onset and a vowel, the first of them without a coda (The Unicode Standard, 3.12).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

_FIRST, _LAST = 0xAC00, 0xD7A3
_ONSETS, _VOWELS, _CODAS = 19, 21, 28
_RIEUL = 8
"""The number of ㄹ among the codas."""
JAMO = "\u3131-\u318e"
"""Letters of the keyboard, each a character of its own, as regular expressions name them."""
CONJOINING = "\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7fb"
"""Letters that syllables are decomposed into."""
LETTERS = f"가-힣{JAMO}{CONJOINING}"
CLOSED = "".join(f"{chr(at + 1)}-{chr(at + _CODAS - 1)}" for at in range(_FIRST, _LAST, _CODAS))
"""The syllables that end in a consonant, as regular expressions name them."""
OPEN = "".join(map(chr, range(_FIRST, _LAST, _CODAS)))
"""Those that end in a vowel."""
OPEN_OR_RIEUL = OPEN + "".join(map(chr, range(_FIRST + _RIEUL, _LAST, _CODAS)))
"""Those after which 로 stands, not 으로."""


def is_syllable(letter: str) -> bool:
    """Tell whether a text is one syllable."""
    return len(letter) == 1 and _FIRST <= ord(letter) <= _LAST


def coda(letter: str) -> int | None:
    """Return the number of a syllable's final consonant, 0 for none; None if it is no syllable."""
    return (ord(letter) - _FIRST) % _CODAS if is_syllable(letter) else None


def neighbours(syllable: str) -> Iterator[str]:
    """Yield the syllables that have one letter other: onset, vowel or coda."""
    at = ord(syllable) - _FIRST
    onset, vowel, last = at // (_VOWELS * _CODAS), at // _CODAS % _VOWELS, at % _CODAS
    letters = (
        *((other, vowel, last) for other in range(_ONSETS) if other != onset),
        *((onset, other, last) for other in range(_VOWELS) if other != vowel),
        *((onset, vowel, other) for other in range(_CODAS) if other != last),
    )
    for first, second, third in letters:
        yield chr(_FIRST + (first * _VOWELS + second) * _CODAS + third)


def takes_ro(number: int) -> bool:
    """Tell whether 로, not 으로, stands after a coda."""
    return number in (0, _RIEUL)


@lru_cache(maxsize=1)
def rare_syllables() -> str:
    """Return the 8,822 syllables that KS X 1001 leaves out, as regular expressions name them.

    The standard's 2,350 cover Korean as it is written, foreign names included.
    """
    known = frozenset(_known())
    return "".join(letter for letter in map(chr, range(_FIRST, _LAST + 1)) if letter not in known)


def _known() -> str:
    """Return the syllables of KS X 1001, as EUC-KR has them, in its order."""
    rows = (bytes((row, cell)) for row in range(0xB0, 0xC9) for cell in range(0xA1, 0xFF))
    return b"".join(rows).decode("euc_kr")


@lru_cache(maxsize=1)
def odd_letters() -> re.Pattern[str]:
    """Return what finds the letters that one look tells from Korean as it is written."""
    # As ranges: a pattern of single letters takes three times as long to compile.
    gaps = pairwise((_FIRST - 1, *sorted(map(ord, _known())), _LAST + 1))
    rare = "".join(f"{chr(a + 1)}-{chr(b - 1)}" for a, b in gaps if b - a > 1)
    return re.compile(f"[{rare}{JAMO}{CONJOINING}]")
