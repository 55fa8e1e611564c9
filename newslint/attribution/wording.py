"""What source statements begin with: labels, which are data, made into patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from newslint.check import Options
from newslint.scan import Phrase

LABEL = "label"
"""What the scanner calls the hits of these words."""
_DATE = r"\d|(?i:jan|feb|mar|apr|may|june?\b|july?\b|aug|sep|oct|nov|dec)"
_LETTERS = re.compile(r"[A-Za-z]")


class SourceOptions(Options, frozen=True):
    """How sources are named."""

    labels: tuple[str, ...] = ()
    """Words before a colon, or alone in brackets, that name a source."""
    fields: tuple[str, ...] = ()
    """Front-matter fields, in lower case, that name it."""

    @cached_property
    def claimed(self) -> frozenset[str]:
        """The fields as they are looked up."""
        return frozenset(self.fields)

    @cached_property
    def wording(self) -> Wording:
        """What source statements begin with."""
        return wording(self.labels)


class Wording(NamedTuple):
    """What source statements begin with."""

    key: str
    """What tells these words from others."""
    opening: re.Pattern[str]
    """At the start of a line; its one group that has matched is the label."""
    inside: re.Pattern[str]
    """In brackets, anywhere on a line; its group is the label."""


def wording(labels: tuple[str, ...]) -> Wording:
    """Return what statements begin with that have one of some labels."""
    known = sorted(filter(None, labels), key=len, reverse=True)
    words = "|".join(re.escape(label).replace(r"\ ", r"\s?") for label in known)
    # Most lines begin with no label's letter: that is seen without trying each of them.
    initials = "".join(sorted({re.escape(label[0]) for label in known}))
    label = rf"(?i:(?=[{initials}])({words}))" if known else r"((?!))"
    # Possessive, so that a line of blanks is read once.
    opening = re.compile(
        rf"[\s>*•·▶☞※-]*+[\[(（<【「]?\s*+{label}\s*+[\])）>】」]?\s*+[:：=]"
        rf"|\s*+[\[(（<【]\s*+{label}\s*+[\])）>】]"
        rf"|[\s>*•·▶☞※-]*+{label}\s++[-–—|]\s"
        # After a preposition a name follows without a colon, or else a date.
        rf"|[\s>*•·▶☞※-]*+{label}(?<=\s(?:at|on|by))\s++(?!{_DATE})"
    )
    inside = re.compile(rf"[\[(（<【]\s*+{label}\s*+[:：=]")
    return Wording("statements\n" + "\n".join(known), opening, inside)


def is_statement(text: str, words: Wording) -> bool:
    """Tell whether a line's text is, or holds, a source statement."""
    return bool(words.opening.match(text) or words.inside.search(text))


def label_phrases(options: SourceOptions) -> Iterable[Phrase]:
    """Return what the scanner looks for, so that lines without a label are never read."""
    return [Phrase(LABEL, literal) for literal in _literals(tuple(options.labels))]


@lru_cache(maxsize=16)
def _literals(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Return texts of which every label has one."""
    found: set[str] = set()
    for label in sorted(filter(None, labels), key=len):
        spellings = set(_spellings(label))
        if not any(_begins(literal, text) for literal in found for text in spellings):
            found |= spellings
    return tuple(sorted(found))


def _spellings(label: str) -> Iterator[str]:
    if _LETTERS.search(label):
        yield from (label, label.upper(), label.title())
    else:
        # Between two Korean words there may be a blank or none: the longer one is looked for.
        yield max(reversed(label.split()), key=len)


def _begins(literal: str, label: str) -> bool:
    """Tell whether a literal is found wherever a label is: a Latin one has to be a word of it."""
    if _LETTERS.search(literal):
        return label.startswith(f"{literal} ")
    return literal in label
