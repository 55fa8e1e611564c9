"""A field whose text is much like another post's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from math import ceil
from typing import Annotated, NamedTuple

from msgspec import Meta

from newslint.check import INDEX, MOST_RELATED, Finding, Options, Related, check
from newslint.facts import Facts, Told, normalised
from newslint.index import Index
from newslint.likeness import are_issues, may_repeat, newest_of, told_at
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


class _Row(NamedTuple):
    """What a post says in the field."""

    facts: Facts
    told: Told
    letters: str
    parts: frozenset[str]
    """Its letters, three by three."""
    numbers: tuple[str, ...]


@check(
    "similar-field", reads=INDEX, options=SimilarField, facts=("field", "path", "text", "percent")
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
        similarity = _similarity(one, other)
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
        name = next((name for name in options.fields if name in facts.fields), None)
        if name is None or facts.withheld or not facts.keys.keys().isdisjoint(options.declared):
            continue
        told = facts.fields[name]
        letters = normalised(told.text)
        if len(letters) >= options.shortest and not is_filled_in(told.text):
            parts = frozenset(letters[at : at + 3] for at in range(len(letters) - 2))
            yield _Row(facts, told, letters, parts, tuple(_NUMBER.findall(told.text)))


def _each(rows: Sequence[_Row], wanted: set[str]) -> Iterator[tuple[_Row, _Row]]:
    """Yield the rows that are asked about, with each of the others."""
    for row in rows:
        if row.facts.path in wanted:
            yield from ((row, other) for other in rows if other.facts.path not in wanted)
    asked = [row for row in rows if row.facts.path in wanted]
    yield from ((one, asked[at]) for number, one in enumerate(asked) for at in range(number))


def _candidates(rows: Sequence[_Row], least: float) -> Iterator[tuple[_Row, _Row]]:
    """Yield the pairs of rows that may be so similar, each once; none that is is left out.

    Of two such sets the rarest parts, as many as may be missing and one more, have one in common (Bayardo et al., "Scaling up all pairs similarity search", WWW 2007).
    """
    counts = Counter(part for row in rows for part in row.parts)
    holders: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for number, row in enumerate(rows):
        size = len(row.parts)
        rarest = sorted(row.parts, key=lambda part: (counts[part], part))
        keys = [(part, row.numbers) for part in rarest[: size - ceil(least * size) + 1]]
        seen = {at for key in keys for at in holders.get(key, ())}
        yield from (
            (row, rows[at]) for at in sorted(seen) if _sizes_fit(size, len(rows[at].parts), least)
        )
        for key in keys:
            holders.setdefault(key, []).append(number)


def _sizes_fit(one: int, other: int, least: float) -> bool:
    return min(one, other) >= least * max(one, other)


def _similarity(one: _Row, other: _Row) -> float:
    if one.numbers != other.numbers:
        return 0.0
    common = len(one.parts & other.parts)
    return common / (len(one.parts) + len(other.parts) - common)


def _may_be_near(one: _Row, other: _Row, options: SimilarField) -> bool:
    """Tell whether two texts are no issues of a series, no translations, and not equal."""
    if one.letters == other.letters:
        return False
    first, second = one.facts, other.facts
    if not may_repeat(first, second) or are_issues(first, second):
        return False
    if first.published and second.published:
        return abs((first.published.day - second.published.day).days) < options.days
    return True
