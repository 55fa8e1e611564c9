"""Pairs of posts that are alike: candidates by what they share, then each pair held together."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

from newslint.candidates import BLOCKS, CROWD, RARE, SHARED, agree
from newslint.document import parse
from newslint.facts import Facts
from newslint.facts.shingles import shingles
from newslint.likeness import Likeness, likeness_of, may_be_alike, own_letters
from newslint.relations.engine import Rows
from newslint.relations.task import Filed, Task, Work
from newslint.source import Source
from newslint.sums import Sums

_NEAR, _INSIDE = 0, 1
"""What a pair is a candidate for: bodies that are much the same, one body inside the other."""


def likenesses(work: Work, sums: Sums) -> Rows[tuple[str, Likeness]]:
    """Return the likenesses of each post, by its path."""
    files, by_path, task = work.files, work.by_path, work.task
    signed = files.flat(_signatures).placed()
    pairs = _near(signed).plus(_inside(files)).added(max).flat(_by_one)
    agreeing = pairs.beside(signed).flat(_with_own).beside(signed).flat(_agreeing)
    alike = agreeing.beside(by_path).flat(_with_own).beside(by_path).flat(_may_be_alike).kept()
    paths = alike.flat(_both).added(lambda one, _: one).flat(_firsts)
    repeated = work.engine.shared(frozenset(sums.tallies[BLOCKS.name]))
    letters = work.read(paths).flat(lambda rows: _letters(rows, task(), repeated())).placed()
    halves = alike.beside(letters).flat(_with_letters)
    return halves.beside(letters).flat(_alike)


def _signatures(rows: Iterator[Filed]) -> Iterator[tuple[str, bytes]]:
    return ((facts.path, facts.body.signature) for facts in _published(rows))


def _firsts(rows: Iterator[tuple[Any, Any]]) -> Iterator[Any]:
    return (key for key, _ in rows)


def _published(rows: Iterator[Filed]) -> Iterator[Facts]:
    for row in rows:
        facts = row.read()
        if facts.kind == "post" and facts.body.size > 0 and not facts.withheld:
            yield facts


# -- Candidates ------------------------------------------------------------------------------


def _near(signed: Rows[tuple[str, bytes]]) -> Rows[tuple[tuple[str, str, int], int]]:
    """Return the pairs whose signatures share a band (see `candidates.py`)."""
    return signed.flat(_bands).grouped().flat(_couples)


def _bands(rows: Iterator[tuple[str, bytes]]) -> Iterator[tuple[tuple[int, int], str]]:
    for path, signature in rows:
        for band, key in enumerate(array("I", signature)):
            yield (band, key), path


def _couples(rows: Iterator[tuple[Any, list[str]]]) -> Iterator[Any]:
    for _, paths in rows:
        paths.sort()
        pairs = combinations(paths, 2) if len(paths) <= CROWD else pairwise(paths)
        yield from (((one, other, _NEAR), 0) for one, other in pairs)


def _inside(files: Rows[Filed]) -> Rows[tuple[tuple[str, str, int], int]]:
    """Return the pairs that share blocks which make up much of the smaller one."""
    holders = files.flat(_blocks).added(_few).flat(_holding)
    return holders.added(lambda one, other: (one[0] + other[0], one[1])).flat(_sharing)


def _blocks(rows: Iterator[Filed]) -> Iterator[Any]:
    for facts in _published(rows):
        for key, size in facts.body.blocks:
            yield key, (1, size, ((facts.path, facts.body.size),))


def _few(one: Any, other: Any) -> Any:
    """Add up who has a block, as far as they are few: of a footer's posts only the number counts."""
    return one[0] + other[0], max(one[1], other[1]), (one[2] + other[2])[: RARE + 1]


def _holding(rows: Iterator[Any]) -> Iterator[Any]:
    for _, (count, size, posts) in rows:
        if 1 < count <= RARE:
            for (one, mine), (other, others) in combinations(sorted(posts), 2):
                yield (one, other), (size, min(mine, others))


def _sharing(rows: Iterator[Any]) -> Iterator[Any]:
    for (one, other), (letters, smaller) in rows:
        if letters >= SHARED * smaller:
            yield (one, other, _INSIDE), 0


# -- Each pair held together -----------------------------------------------------------------


def _by_one(rows: Iterator[Any]) -> Iterator[Any]:
    return ((one, (other, kind)) for (one, other, kind), _ in rows)


def _with_own(rows: Iterator[Any]) -> Iterator[Any]:
    """Yield the pairs by the second post, with what is known of the first."""
    for one, (pairs, known) in rows:
        yield from ((other, (one, own, kind)) for other, kind in pairs for own in known)


def _agreeing(rows: Iterator[Any]) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield the pairs whose signatures agree, and those of one inside the other; each once."""
    for other, (pairs, signatures) in rows:
        found = {one for one, own, kind in pairs if kind == _INSIDE or agree(own, signatures[0])}
        yield from ((one, (other, _NEAR)) for one in found)


def _may_be_alike(rows: Iterator[Any]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that are worth being read again."""
    for other, (pairs, known) in rows:
        second = known[0].read() if pairs else None
        for one, first, _ in pairs:
            if second and may_be_alike(first.read(), second):
                yield one, other


def _both(rows: Iterator[tuple[str, str]]) -> Iterator[tuple[str, int]]:
    return ((path, 0) for pair in rows for path in pair)


def _letters(
    rows: Iterator[tuple[str, bytes]], task: Task, repeated: frozenset[int]
) -> Iterator[tuple[str, str]]:
    for path, raw in rows:
        document = parse(Source.read(path, raw), "post", task.ground.site)
        yield path, own_letters(document, repeated)


def _with_letters(rows: Iterator[Any]) -> Iterator[Any]:
    """Yield the pairs by the second post, with the letters of the first."""
    for one, (others, letters) in rows:
        yield from ((other, (one, text)) for other in others for text in letters)


def _alike(rows: Iterator[Any]) -> Iterator[tuple[str, Likeness]]:
    for other, (pairs, letters) in rows:
        second = shingles(letters[0]) if pairs and letters else frozenset()
        for one, text in pairs:
            row = likeness_of(other, shingles(text), second)
            if row:
                yield one, row
                yield other, row.turned(one)
