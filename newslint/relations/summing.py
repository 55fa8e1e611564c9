"""What is summed up over all files, part by part: tallies, firsts and spreads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from newslint.facts import Facts
from newslint.relations.engine import Rows
from newslint.relations.task import Filed, Task, Work
from newslint.sums import First, Spread, Sum, Sums, Tally

_TOTAL = "total"
_VALUE = "value"


def summed(work: Work) -> tuple[Sums, Rows[Any]]:
    """Return what is summed up for every part; and, by part, what only some ask about.

    Rows of the latter are (part, (number of the tally, value, count)).
    """
    engine, files, task = work.engine, work.files, work.task
    added = files.flat(lambda rows: _summed(rows, task())).added(_more).kept()
    whole = added.flat(_totals).all()
    totals = {task().sums[number].name: count for number, count in whole}
    share = engine.shared(totals)
    mattering = added.flat(lambda rows: _mattering(rows, task(), share())).kept()
    small = mattering.flat(lambda rows: _small(rows, task())).all()
    often = engine.shared(frozenset(key for key, _ in small))
    firsts = mattering.flat(lambda rows: _firsts(rows, task(), often())).all()
    spread = mattering.flat(lambda rows: _once(rows, task())).added(_more).all()
    sums = _sums(task(), totals, [*small, *firsts, *spread])
    asked = files.flat(lambda rows: _asked(rows, task()))
    answers = mattering.flat(lambda rows: _answering(rows, task())).beside(asked).flat(_answered)
    return sums, answers


def _more(one: Any, other: Any) -> Any:
    """Add counts up; of paths the first."""
    return one + other if isinstance(one, int) else min(one, other)


def _summed(rows: Iterator[Filed], task: Task) -> Iterator[tuple[Any, Any]]:
    """Yield what the files of a part give, added up as far as that goes."""
    found: dict[Any, Any] = {}
    for row in rows:
        facts = row.read()
        for number, asked in enumerate(task.sums):
            for key, amount in _given(number, asked, facts):
                found[key] = _more(found[key], amount) if key in found else amount
        if len(found) > _HELD:
            yield from found.items()
            found.clear()
    yield from found.items()


_HELD = 500_000
"""Values of a part that are added up before any is sent."""


def _given(number: int, asked: Sum, facts: Facts) -> Iterator[tuple[Any, Any]]:
    """Yield what one file gives to a sum, by the sum and the value."""
    if isinstance(asked, Spread):
        yield from (((_VALUE, number, pair), 1) for pair in set(asked.pairs(facts)))
    elif isinstance(asked, First):
        if facts.kind == "post":
            yield from (((_VALUE, number, value), facts.path) for value in asked.values(facts))
    elif asked.pages or facts.kind == "post":
        whole = 0
        for value in asked.values(facts):
            whole += 1
            yield (_VALUE, number, value), 1
        if whole:
            yield (_TOTAL, number, ""), whole


def _totals(rows: Iterator[Any]) -> Iterator[tuple[int, int]]:
    return ((number, count) for (kind, number, _), count in rows if kind == _TOTAL)


def _mattering(rows: Iterator[Any], task: Task, totals: dict[str, int]) -> Iterator[Any]:
    """Yield what matters of what was added up: not what comes too seldom."""
    known = Counter(totals)
    least = {
        number: asked.least(known)
        for number, asked in enumerate(task.sums)
        if isinstance(asked, Tally) and asked.least
    }
    for (kind, number, value), amount in rows:
        if kind == _VALUE and not (number in least and amount < least[number]):
            yield (number, value), amount


def _once(rows: Iterator[Any], task: Task) -> Iterator[tuple[Any, int]]:
    """Yield each value that others come together with, once for each other."""
    for (number, value), _ in rows:
        if isinstance(task.sums[number], Spread):
            yield (number, value[0]), 1


def _small(rows: Iterator[Any], task: Task) -> Iterator[Any]:
    """Yield the counts that every part is told."""
    for row in rows:
        asked = task.sums[row[0][0]]
        if isinstance(asked, Tally) and not asked.wanted:
            yield row


def _firsts(rows: Iterator[Any], task: Task, often: frozenset[Any]) -> Iterator[Any]:
    """Yield the first posts with values that matter."""
    tallies = {row.name: number for number, row in enumerate(task.sums) if isinstance(row, Tally)}
    for (number, value), path in rows:
        asked = task.sums[number]
        if not isinstance(asked, First):
            continue
        if asked.of is None or (tallies[asked.of.name], value) in often:
            yield (number, value), path


def _sums(task: Task, totals: dict[str, int], rows: list[Any]) -> Sums:
    tallies: dict[str, Counter[Any]] = {}
    firsts: dict[str, dict[Hashable, str]] = {}
    spreads: dict[str, Counter[Any]] = {}
    for asked in task.sums:
        if isinstance(asked, Tally):
            tallies[asked.name] = Counter()
        elif isinstance(asked, First):
            firsts[asked.name] = {}
        else:
            spreads[asked.name] = Counter()
    for (number, value), amount in rows:
        asked = task.sums[number]
        table: Any = {Tally: tallies, First: firsts, Spread: spreads}[type(asked)]
        table[asked.name][value] = amount
    return Sums(Counter(totals), tallies, firsts, spreads)


def _asked(rows: Iterator[Filed], task: Task) -> Iterator[tuple[Any, int]]:
    """Yield what the files of a part ask about, with the number of theirs."""
    found: set[Any] = set()
    for row in rows:
        facts, part = row.read(), task.part_of(row.path)
        for number, asked in enumerate(task.sums):
            if isinstance(asked, Tally) and asked.wanted and (asked.pages or facts.kind == "post"):
                found |= {((number, value), part) for value in asked.wanted(facts)}
    yield from found


def _answering(rows: Iterator[Any], task: Task) -> Iterator[Any]:
    for row in rows:
        asked = task.sums[row[0][0]]
        if isinstance(asked, Tally) and asked.wanted:
            yield row


def _answered(rows: Iterator[Any]) -> Iterator[Any]:
    for (number, value), (counts, parts) in rows:
        for count in counts:
            yield from ((part, (number, value, count)) for part in {*parts})


def with_answers(sums: Sums, task: Task, answers: Iterable[tuple[int, Any, int]]) -> Sums:
    """Return the sums with what a part has asked about."""
    tallies = dict(sums.tallies)
    for number, value, count in answers:
        name = task.sums[number].name
        if tallies[name] is sums.tallies[name]:
            tallies[name] = Counter()
        tallies[name][value] = count
    return Sums(sums.totals, tallies, sums.firsts, sums.spreads)
