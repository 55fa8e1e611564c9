"""What the page says of itself, in the language of the run: English here, others in tables.

Here facts are put in after the language is known, so that none has to be recognised in a text.
What rules say is in their pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib import import_module
from typing import NamedTuple

from newslint.words import LANGUAGES

_MONTHS = (
    "January February March April May June July August September October November December".split()
)


_FAMILIES = frozenset(
    "duplicates engine front-matter korean links markup residue site sources".split()
)


class Texts(NamedTuple):
    """The texts of a language."""

    language: str

    def __call__(self, text: str, **facts: object) -> str:
        """Return a text, which is in English, with its facts; as it is where it has none."""
        told = _table(self.language).get(text, text)
        if not facts:
            return told
        return told.format(**{name: _number(value) for name, value in facts.items()})

    def day(self, day: date) -> str:
        """Return a day as it is written out."""
        if self.language == "ko":
            return f"{day.year}년 {day.month}월 {day.day}일"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def family(self, name: str) -> str:
        """Return what a family of rules is called; its own name where there is no other."""
        return self(name) if name in _FAMILIES else name

    def counted(self, count: int, one: str, other: str) -> str:
        """Return a text about a number, `{n}`."""
        return self(one if count == 1 else other, n=count)


@lru_cache
def _table(language: str) -> Mapping[str, str]:
    if language not in LANGUAGES[1:]:
        return {}
    words: Mapping[str, str] = import_module(f"newslint.words.{language}.page").WORDS
    return words


def _number(value: object) -> object:
    return f"{value:,}" if isinstance(value, int) else value
