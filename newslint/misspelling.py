"""Misspellings: whether one word is probably another, wrongly typed."""

from __future__ import annotations

import re

_INFLECTIONS = frozenset("s es d ed r er ing".split())
"""What makes another word of one: `updates` is no misspelt `update`."""
_SHORTEST, _SHORT, _LONG = 4, 5, 9
"""Letters from which on a word may have two swapped or one doubled; be wrong in one; in two."""
_DOUBLED = re.compile(r"(.)\1")
_DIGITS = re.compile(r"\d+")


def slips(word: str, known: str) -> int:
    """Return in how many places a word is a misspelt known one; 0 where it is none.

    A word that begins otherwise is another word (`border`, `order`), and so is one with another
    number or another ending.
    """
    size = min(len(word), len(known))
    if size < _SHORTEST or abs(len(word) - len(known)) > 1 + (size >= _LONG):
        return 0
    if word[0] != known[0] and word[:2] != known[1::-1]:
        return 0
    if _DIGITS.findall(word) != _DIGITS.findall(known) or _inflects(word, known):
        return 0
    wrong = _edits(word, known)
    if size < _SHORT:
        swapped = sorted(word) == sorted(known)
        doubled = _DOUBLED.sub(r"\1", word) == _DOUBLED.sub(r"\1", known)
        return wrong if wrong == 1 and (swapped or doubled) else 0
    return wrong if wrong <= 1 + (size >= _LONG) else 0


def _inflects(word: str, known: str) -> bool:
    stem, longer = sorted((word, known), key=len)
    return longer.startswith(stem) and longer[len(stem) :] in _INFLECTIONS


def _edits(one: str, other: str) -> int:
    """Return how many letters to change, add, drop or swap make one word of another."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one):
        above, before = before, row
        row = [i + 1]
        for j, wanted in enumerate(other):
            least = min(before[j] + (letter != wanted), before[j + 1] + 1, row[j] + 1)
            if i and j and letter == other[j - 1] and one[i - 1] == wanted:
                least = min(least, above[j - 1] + 1)
            row.append(least)
    return row[-1]
