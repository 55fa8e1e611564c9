"""A field whose text is much like another post's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from math import ceil
from typing import Annotated, NamedTuple

from msgspec import Meta

from newslint.check import INDEX, MOST_RELATED, Finding, Options, Related, check
from newslint.facts import Facts
from newslint.facts.compared import normalised
from newslint.facts.values import Told
from newslint.index import Index
from newslint.likeness import are_issues, may_repeat, newest_of, told_at
from newslint.relation import Near, Relation
from newslint.sums import Tally, Totals
from newslint.template import is_filled_in

_NUMBER = re.compile(r"\d+")
_FEW = 20
"""Of so many posts one may be asked about, for it to be compared with all others at once."""


class SimilarField(Options, frozen=True):
    """Which field is compared, and what counts as near."""

    fields: tuple[str, ...] = ()
    """Names that the field goes by: of each post the first that it has."""
    least: Annotated[float, Meta(ge=0.5, le=1)] = 0.8
    """The Jaccard similarity of their letters, three by three, from which on two texts are near."""
    shortest: Annotated[int, Meta(ge=2)] = 12
    """Letters and digits from which on a text is compared."""
    days: Annotated[int, Meta(ge=0)] = 90
    """Days between two posts, from which on the second is another issue of the first."""
    declared: tuple[str, ...] = ()
    """Fields, in lower case, whose presence says that a post repeats another and is meant to."""


class _Said(NamedTuple):
    """A text, as it is compared."""

    letters: str
    numbers: tuple[str, ...]

    @property
    def parts(self) -> frozenset[str]:
        """Its letters, three by three."""
        return frozenset(self.letters[at : at + 3] for at in range(len(self.letters) - 2))


class _Row(NamedTuple):
    """What a post says in the field."""

    facts: Facts
    told: Told
    said: _Said
    parts: frozenset[str]


def _told(facts: Facts, names: tuple[str, ...]) -> Told:
    """Return the first of some fields that a post has; one it has."""
    return next(facts.fields[name] for name in names if name in facts.fields)


def _said(facts: Facts, options: SimilarField) -> _Said | None:
    """Return what a post says in the field; None where it is not compared."""
    if facts.withheld or facts.fields.keys().isdisjoint(options.fields):
        return None
    if not facts.keys.keys().isdisjoint(options.declared):
        return None
    text = _told(facts, options.fields).text
    letters = normalised(text)
    if len(letters) < options.shortest or is_filled_in(text):
        return None
    return _Said(letters, tuple(_NUMBER.findall(text)))


def _parts(options: SimilarField) -> Tally:
    """Return how many posts have each part, of those parts that are not rare."""
    name = f"parts of {options.fields} {options.shortest} {options.declared}"

    def values(facts: Facts) -> Iterable[str]:
        said = _said(facts, options)
        return said.parts if said else ()

    def least(totals: Totals) -> float:
        return max(2, totals[name] / _OFTEN)

    return Tally(name, values, least=least)


_OFTEN = 100_000
"""Parts that are counted, at most, where a site is looked at in parts: the rest are rare."""


def _keys(index: Index, said: _Said, options: SimilarField) -> Iterator[tuple[str, ...]]:
    counts = index.tally(_parts(options))
    return ((part, *said.numbers) for part in _rarest(said.parts, counts, options.least))


def _is_near(one: _Said, other: _Said, options: SimilarField) -> bool:
    # Sharing a key, two have the same numbers, and so other letters.
    return _similarity(one.parts, other.parts) >= options.least


@check(
    "similar-field",
    reads=INDEX,
    options=SimilarField,
    facts=("field", "path", "text", "percent"),
    relation=Relation(
        sums=lambda _, options: [_parts(options)],
        near=Near(_said, _keys, _is_near),
    ),
)
def similar_field(index: Index, options: SimilarField) -> Iterator[tuple[str, Finding]]:
    """Yield every post whose text is near another's, numbers being the same, and not equal to it."""
    rows = list(_rows(index, options))
    wanted = {facts.path for facts in index.asked_posts}
    alone = len(wanted) * _FEW < len(rows)
    found: dict[str, list[tuple[float, _Row]]] = {}
    own: dict[str, _Row] = {}
    pairs = _each(rows, wanted) if alone else _candidates(rows, options.least)
    for one, other in pairs:
        if one.facts.path not in wanted and other.facts.path not in wanted:
            continue
        same = one.said.numbers == other.said.numbers
        similarity = _similarity(one.parts, other.parts) if same else 0
        if similarity >= options.least and _may_be_near(one, other, options):
            for row, twin in ((one, other), (other, one)):
                own[row.facts.path] = row
                found.setdefault(row.facts.path, []).append((similarity, twin))
    for path, near in found.items():
        near.sort(key=lambda entry: (-entry[0], entry[1].facts.path))
        similarity, first = near[0]
        related = tuple(
            Related(row.facts.path, row.told.line) for _, row in islice(near, MOST_RELATED)
        )
        told = {
            "field": next(name for name in options.fields if name in own[path].facts.fields),
            "path": first.facts.path,
            "text": first.told.text,
            "percent": int(100 * similarity),
        }
        newest = newest_of((own[path].facts, *(row.facts for _, row in near)))
        yield (
            path,
            Finding(
                own[path].told.span, told, related=related, told_at=told_at(own[path].facts, newest)
            ),
        )


def _rows(index: Index, options: SimilarField) -> Iterator[_Row]:
    """Yield what posts say in the field, with something to compare."""
    for facts in index.posts:
        said = _said(facts, options)
        if said is not None:
            yield _Row(facts, _told(facts, options.fields), said, said.parts)


def _each(rows: Sequence[_Row], wanted: set[str]) -> Iterator[tuple[_Row, _Row]]:
    """Yield the rows that are asked about, with each of the others."""
    for row in rows:
        if row.facts.path in wanted:
            yield from ((row, other) for other in rows if other.facts.path not in wanted)
    asked = [row for row in rows if row.facts.path in wanted]
    yield from ((one, asked[at]) for number, one in enumerate(asked) for at in range(number))


def _candidates(rows: Sequence[_Row], least: float) -> Iterator[tuple[_Row, _Row]]:
    """Yield the pairs of rows that may be so similar, and are not equal, each once.

    None that is is left out.
    """
    # What a thousand posts say alike is compared once.
    texts: dict[_Said, list[_Row]] = {}
    for row in rows:
        texts.setdefault(row.said, []).append(row)
    saying = [*texts.values()]
    counts = Counter(part for row in rows for part in row.parts)
    holders: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for number, same in enumerate(saying):
        parts, numbers = same[0].parts, same[0].said.numbers
        keys = [(part, numbers) for part in _rarest(parts, counts, least)]
        for at in sorted({at for key in keys for at in holders.get(key, ())}):
            if _sizes_fit(len(parts), len(saying[at][0].parts), least):
                yield from product(same, saying[at])
        for key in keys:
            holders.setdefault(key, []).append(number)


def _rarest(parts: frozenset[str], counts: Mapping[str, int], least: float) -> list[str]:
    """Return of the parts of a text so many of the rarest that what is near it has one of them.

    Of two such sets the rarest parts, as many as may be missing and one more, have one in common
    (Bayardo et al., "Scaling up all pairs similarity search", WWW 2007).
    """
    size = len(parts)
    rarest = sorted(parts, key=lambda part: (counts.get(part, 0), part))
    return rarest[: size - ceil(least * size) + 1]


def _sizes_fit(one: int, other: int, least: float) -> bool:
    return min(one, other) >= least * max(one, other)


def _similarity(one: frozenset[str], other: frozenset[str]) -> float:
    common = len(one & other)
    return common / (len(one) + len(other) - common)


def _may_be_near(one: _Row, other: _Row, options: SimilarField) -> bool:
    """Tell whether two texts are no issues of a series, no translations, and not equal."""
    if one.said.letters == other.said.letters:
        return False
    first, second = one.facts, other.facts
    if not may_repeat(first, second) or are_issues(first, second):
        return False
    if first.published and second.published:
        return abs((first.published.day - second.published.day).days) < options.days
    return True
