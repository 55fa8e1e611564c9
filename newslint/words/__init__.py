"""What newslint says of itself, in the reader's language: help, notices, errors, summaries.

Rules bring their own words, and checks have none. All else is said in English where it arises; only
at the rim, where somebody reads it, is the language known. There a table gives the other language
by the English text, in which facts stand as `{name}`, numbers as `{name:d}`: what newslint has said
is recognised by the words around its facts. So is what others say through it: click, the system.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from typing import NamedTuple

LANGUAGES = ("en", "ko")
"""What newslint speaks; the first is always there."""
_FACT = re.compile(r"\{(\w*(?::d)?)\}")
_NUMBER = r" *(-?[\d,.]*\d)"
_TEXT = r"(.+?)"
_LONGEST = 2000
"""Code points of a text that is looked for: newslint says nothing longer."""


class Phrase(NamedTuple):
    """A text with facts, as a table has it."""

    words: tuple[str, ...]
    """What stands before, between and after its facts."""
    facts: tuple[str, ...]
    """What the facts are called, numbers with `:d`; '' for one that only English repeats."""
    told: str
    """The text in the other language."""
    sign: str
    """The longest of its words: a text without it is another."""

    def read(self, text: str) -> Mapping[str, str] | None:
        """Return the facts of a text that is this one; None for another."""
        # Most texts are another, and a pattern takes longer to make than to be used once.
        if self.sign not in text or not all(words in text for words in self.words):
            return None
        first, *rest = map(re.escape, self.words)
        facts = (_NUMBER if name.endswith(":d") else _TEXT for name in self.facts)
        pattern = first + "".join(fact + words for fact, words in zip(facts, rest, strict=True))
        found = re.fullmatch(pattern, text, re.DOTALL)
        names = (name.removesuffix(":d") for name in self.facts)
        return dict(zip(names, found.groups(), strict=True)) if found else None


def spoken(text: str, language: str) -> str:
    """Return a text in a language; as it stands where that has no words for it.

    A fact that is itself something said, as the reason of an error, is put into words likewise.
    """
    table = _table(language)
    if table is None:
        return text
    if text in table.whole or len(text) > _LONGEST:
        return table.whole.get(text, text)
    for phrase in table.phrases:
        facts = phrase.read(text)
        if facts is not None:
            return phrase.told.format(
                **{n: _fact(text, language) for n, text in facts.items() if n}
            )
    return text


def _fact(text: str, language: str) -> str:
    # A single word is a name, which is nobody's to translate.
    return spoken(text, language) if " " in text else text


def language_of(*wishes: str) -> str:
    """Return the first language of some wishes that newslint speaks: language tags (BCP 47)."""
    asked = (re.split("[-_.]", wish.lower(), maxsplit=1)[0] for wish in wishes)
    return next((language for language in asked if language in LANGUAGES), LANGUAGES[0])


class Table(NamedTuple):
    """The words of a language."""

    whole: Mapping[str, str]
    """Texts without facts, by the English one."""
    phrases: tuple[Phrase, ...]
    """Texts with facts; that with the most words of its own comes first."""


@lru_cache
def _table(language: str) -> Table | None:
    if language not in LANGUAGES[1:]:
        return None
    words: Mapping[str, str] = import_module(f"newslint.words.{language}").WORDS
    phrases = (phrase(text, told) for text, told in words.items() if _FACT.search(text))
    order = sorted(phrases, key=lambda phrase: -sum(map(len, phrase.words)))
    return Table(words, tuple(order))


def phrase(text: str, told: str) -> Phrase:
    """Return a text with facts, and what it is in another language."""
    parts = _FACT.split(text)
    words = tuple(parts[::2])
    return Phrase(words, tuple(parts[1::2]), told, max(words, key=len))
