"""Which files a file has to be looked at with, beside those that share a key with it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from newslint.relations.engine import Rows
from newslint.relations.task import Filed, Task, Work
from newslint.sums import Sums


def needed(work: Work, sums: Sums) -> Rows[tuple[str, int]]:
    """Return which files are needed in which parts, by path; a file may be told twice."""
    files, task, share = work.files, work.task, work.engine.shared(sums)
    said = files.flat(lambda rows: _said(rows, task())).kept()
    once = said.flat(_without_path).added(lambda one, _: one)
    groups = once.flat(lambda rows: _keyed(rows, task(), share())).grouped()
    near = groups.flat(lambda rows: _near(rows, task())).added(lambda one, _: one).flat(_by_one)
    asking = said.beside(near).flat(lambda rows: _asking(rows, task()))
    others = files.flat(lambda rows: _others(rows, task()))
    return said.beside(asking).flat(_answering).plus(others)


def _said(rows: Iterator[Filed], task: Task) -> Iterator[tuple[Any, str]]:
    """Yield what posts say, by rule, with the paths."""
    asked = [
        (number, row.relation.near, row.active.options)
        for number, row in enumerate(task.rules)
        if row.relation.near
    ]
    for filed in rows if asked else ():
        facts = filed.read()
        if facts.kind == "post":
            for number, near, options in asked:
                said = near.said(facts, options)
                if said is not None:
                    yield (number, said), filed.path


def _without_path(rows: Iterator[tuple[Any, str]]) -> Iterator[tuple[Any, int]]:
    return ((key, 0) for key, _ in rows)


def _keyed(rows: Iterator[Any], task: Task, sums: Sums) -> Iterator[Any]:
    index = task.ground.part({}, (), sums)
    for (number, said), _ in rows:
        near, options = task.rules[number].relation.near, task.rules[number].active.options
        for key in near.keys(index, said, options) if near else ():
            yield (number, key), said


def _near(rows: Iterator[Any], task: Task) -> Iterator[Any]:
    """Yield what is near, either way."""
    for (number, _), saying in rows:
        near, options = task.rules[number].relation.near, task.rules[number].active.options
        for one, other in combinations(saying, 2):
            if near and near.is_near(one, other, options):
                yield (number, one, other), 0
                yield (number, other, one), 0


def _by_one(rows: Iterator[Any]) -> Iterator[Any]:
    return (((number, one), other) for (number, one, other), _ in rows)


def _asking(rows: Iterator[Any], task: Task) -> Iterator[Any]:
    """Yield what is near to what is said in a part, with the part."""
    for (number, _), (paths, near) in rows:
        parts = {task.part_of(path) for path in paths} if near else ()
        yield from (((number, other), part) for other in near for part in parts)


def _answering(rows: Iterator[Any]) -> Iterator[tuple[str, int]]:
    for _, (paths, parts) in rows:
        yield from ((path, part) for part in {*parts} for path in paths)


def _others(rows: Iterator[Filed], task: Task) -> Iterator[tuple[str, int]]:
    """Yield the files that findings about those of a part depend on, as their rules tell."""
    asked = [(row.relation.others, row.active.options) for row in task.rules if row.relation.others]
    found: set[tuple[str, int]] = set()
    for filed in rows if asked else ():
        facts, part = filed.read(), task.part_of(filed.path)
        for others, options in asked:
            found |= {(path, part) for path in others(task.ground, facts, options)}
    yield from found
