"""A front-matter field that nothing reads: a known one misspelt, or one that the site has not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, NamedTuple

from msgspec import Meta

from newslint.check import INDEX, Edit, Finding, Fix, Lesson, Options, check
from newslint.facts import Facts
from newslint.facts.compared import normalised
from newslint.facts.values import Value
from newslint.index import Index
from newslint.misspelling import slips
from newslint.relation import Relation
from newslint.source import Span
from newslint.sums import KEYS, POSTS, Tally

_PARTS = re.compile(r"[\W_]+|(?<=[a-z0-9])(?=[A-Z])")
_SENTENCE = 4
"""Words that are no name: they are text that was read as a key."""
_LONGEST = 40
"""Code points of a name; what is longer is not compared."""
_LONG = 9
"""Letters from which on names are compared whole where they have not as many words."""


class UnknownField(Options, frozen=True):
    """Which fields are known."""

    fields: tuple[str, ...] = ()
    """Fields of the site."""
    known: tuple[str, ...] = ()
    """Fields that generators and themes read."""
    words: tuple[str, ...] = ()
    """Names that are known, and never what another one was meant to be."""
    strict: bool = False
    """Whether a field that resembles no known one is told, too."""
    share: Annotated[float, Meta(ge=0, le=1)] = 0.01
    """The share of the site's posts with a field, from which on it is the site's own."""
    posts: Annotated[int, Meta(ge=1)] = 3
    """How many posts must have it at least."""


_ODDLY = Tally(
    "keys with capitals",
    lambda facts: ((name, row.text) for name, row in facts.odd_keys if row.text != name),
)
"""The posts that have each key, as they are written where that is not in lower case."""


def _lessons(index: Index, options: UnknownField) -> Iterator[Lesson]:
    """Yield the site's own fields that newslint does not know of itself."""
    known = {name.lower() for name in (*options.fields, *options.known, *options.words)}
    for name, written in _own(index, options).items():
        if name not in known:
            yield Lesson(written, index.key_counts[name] / index.post_count, index.post_count)


@check(
    "unknown-field",
    reads=INDEX,
    options=UnknownField,
    facts=("field", "known"),
    variants=("sentence", "unlisted"),
    learns=_lessons,
    relation=Relation(sums=lambda _index, _options: (POSTS, KEYS, _ODDLY)),
)
def unknown_field(index: Index, options: UnknownField) -> Iterator[tuple[str, Finding]]:
    """Yield the fields that should be another; in strict use, every unknown one."""
    names = _Names(options, _own(index, options))
    meant: dict[str, str | None] = {}
    for facts in index.asked_posts:
        odd = dict(facts.odd_keys)
        for name in facts.keys:
            if name not in meant:
                meant[name] = names.meant(name, odd[name].text if name in odd else name)
            known = meant[name]
            if known is not None:
                key = odd.get(name) or facts.plain_key(name)
                finding = _finding(facts, key, known, options)
                if finding is not None:
                    yield facts.path, finding


def _own(index: Index, options: UnknownField) -> dict[str, str]:
    """Return the fields that many of the site's posts have, as most of these write them."""
    least = max(options.posts, options.share * index.post_count)
    counts = index.key_counts
    oddly: dict[str, dict[str, int]] = {}
    for (name, text), count in index.tally(_ODDLY).items():
        oddly.setdefault(name, {})[text] = count
    often = sorted((-count, name) for name, count in counts.items() if count >= least)
    return {name: _usual(name, counts[name], oddly.get(name, {})) for _, name in often}


def _usual(name: str, count: int, oddly: Mapping[str, int]) -> str:
    """Return how most posts write a key, of whose `count` some do it otherwise."""
    forms = {name: count - sum(oddly.values()), **oddly}
    return max(forms, key=lambda form: (forms[form], form))


@dataclass(frozen=True)
class _Names:
    """The fields that are known: the site's own come first, the commonest before the rest."""

    options: UnknownField
    own: dict[str, str]

    @cached_property
    def listed(self) -> frozenset[str]:
        """What is known, in lower case."""
        told = (*self.options.fields, *self.options.known, *self.options.words)
        return frozenset({*self.own, *(name.lower() for name in told)})

    @cached_property
    def own_joined(self) -> dict[str, str]:
        """The site's own, without what parts their words."""
        return {normalised(name): written for name, written in self.own.items()}

    @cached_property
    def joined(self) -> frozenset[str]:
        """The same of all that is known."""
        return frozenset(normalised(name) for name in self.listed)

    @cached_property
    def _by_letter(self) -> dict[str, list[_Known]]:
        """What a name may be meant to be, by the letter that it begins with."""
        names = dict.fromkeys((*self.own.values(), *self.options.fields, *self.options.known))
        found: dict[str, list[_Known]] = {}
        for rank, name in enumerate(names):
            words = _parts(name)
            found.setdefault("".join(words)[:1], []).append(_Known(rank, name, words))
        return found

    def meant(self, name: str, written: str) -> str | None:
        """Return the field that a name probably means; '' if it means none, None if it is known.

        `name` is in lower case. Hyphens, underscores and blanks tell only the site's own apart.
        """
        joined = normalised(name)
        if name in self.listed:
            return None
        if joined and joined in self.own_joined:
            return self.own_joined[joined]
        if joined in self.joined:
            return None
        if len(name) > _LONGEST:
            return ""
        words = _parts(written)
        # A misspelling begins as the word does, or with its first two letters swapped.
        letters = dict.fromkeys("".join(words)[:2])
        rows = (row for letter in letters for row in self._by_letter.get(letter, ()))
        near = ((_slips(words, row.words), row.rank, row.name) for row in rows)
        # The first of the nearest: of equals, the site's own.
        return min((row for row in near if row[0]), default=(0, 0, ""))[2]


class _Known(NamedTuple):
    """A name that another may be meant to be."""

    rank: int
    name: str
    words: tuple[str, ...]


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.lower() for part in _PARTS.split(name) if part)


def _slips(words: tuple[str, ...], known: tuple[str, ...]) -> int:
    """Return in how many places a name is a misspelt known one; 0 where it is none.

    Word by word: `link_gitlab` is no misspelt `link_github`, long as they are.
    """
    if len(words) == len(known):
        unlike = [pair for pair in zip(words, known, strict=True) if pair[0] != pair[1]]
        return slips(*unlike[0]) if len(unlike) == 1 else 0
    word = "".join(words)
    wrong = slips(word, "".join(known)) if len(word) >= _LONG else 0
    return wrong if wrong == 1 else 0


def _finding(facts: Facts, written: Value, known: str, options: UnknownField) -> Finding | None:
    """Return what there is to tell of an unknown field; None where it may well be meant."""
    told = {"field": written.text, "known": known}
    if len(written.text.split(maxsplit=_SENTENCE)) >= _SENTENCE:
        return Finding(written.span, told, variant="sentence")
    if known:
        # Renamed beside the right one it would stand twice.
        fix = None if known.lower() in facts.keys else _renamed(written, known)
        return Finding(written.span, told, fix=fix)
    return Finding(written.span, told, variant="unlisted") if options.strict else None


def _renamed(written: Value, known: str) -> Fix | None:
    """Return the edit of a key, its quotation marks left; None of one that is written in code."""
    start, end = written.span
    lead, rest = divmod(end - start - len(written.text.encode()), 2)
    if rest or lead not in (0, 1):
        return None
    return Fix((Edit(Span(start + lead, end - lead), known),), safe=False)
