"""The reduce: what the rules that look across posts find in all files of a site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from newslint.likeness import Likeness, nearest_first
from newslint.relations.engine import Engine, Rows
from newslint.relations.gathering import facts_of, gathered
from newslint.relations.naming import named
from newslint.relations.near import needed
from newslint.relations.pairs import likenesses
from newslint.relations.summing import summed, with_answers
from newslint.relations.task import Filed, Found, Read, Setting, Task, Work, by_path
from newslint.sums import Sums

_OWN, _NEEDED, _ANSWER, _ALIKE = range(4)
"""What is gathered for a part: its files, files that are needed for these, what they ask about."""


def reduce(
    engine: Engine,
    files: Rows[Filed],
    setting: Setting,
    read: Read,
    names: Rows[str] | None = None,
) -> tuple[Task, Rows[tuple[str, Found]]]:
    """Return what is found in each file by looking across all of them, by path, in any order.

    The numbers of the rules are those of the task. `names` are those of all files of the site,
    where the setting does not have them.
    """
    files = files.kept()
    plans = files.flat(lambda rows: {(row.plan, 0) for row in rows}).added(lambda one, _: one)
    made = Task(setting, [plan for plan, _ in plans.all()])
    task = engine.shared(made)
    if names is not None:
        files = named(files, names, task)
    work = Work(engine, task, files.flat(by_path).placed(), read)
    sums, answers = summed(work)
    return made, gathered(work, sums).plus(_in_parts(work, sums, answers))


def _in_parts(work: Work, sums: Sums, answers: Rows[Any]) -> Rows[tuple[str, Found]]:
    """Return what the rules find that judge files one by one, given what these depend on."""
    task, share = work.task, work.engine.shared(sums)
    paths = needed(work, sums)
    told = answers.flat(lambda rows: ((part, (_ANSWER, row)) for part, row in rows))
    if any(row.relation.alike for row in task().rules):
        alike = likenesses(work, sums).kept()
        paths = paths.plus(alike.flat(lambda rows: _alike_to(rows, task())))
        told = told.plus(alike.flat(lambda rows: _by_part(rows, task())))
    beside = paths.beside(work.by_path).flat(_needed)
    own = work.files.flat(lambda rows: ((task().part_of(row.path), (_OWN, row)) for row in rows))
    parts = own.plus(beside).plus(told).grouped()
    return parts.flat(lambda rows: _told(rows, task(), share()))


def _alike_to(rows: Iterator[tuple[str, Likeness]], task: Task) -> Iterator[tuple[str, int]]:
    return ((row.path, task.part_of(path)) for path, row in rows)


def _by_part(rows: Iterator[tuple[str, Likeness]], task: Task) -> Iterator[Any]:
    return ((task.part_of(path), (_ALIKE, (path, row))) for path, row in rows)


def _needed(rows: Iterator[Any]) -> Iterator[Any]:
    for _, (parts, known) in rows:
        yield from ((part, (_NEEDED, row)) for part in {*parts} for row in known)


def _told(rows: Iterator[Any], task: Task, sums: Sums) -> Iterator[tuple[str, Found]]:
    """Ask the rules about the files of each part."""
    for _, gathering in rows:
        sorts: dict[int, list[Any]] = {_OWN: [], _NEEDED: [], _ANSWER: [], _ALIKE: []}
        for sort, row in gathering:
            sorts[sort].append(row)
        facts, plans = facts_of((*sorts[_NEEDED], *sorts[_OWN]))
        alike: dict[str, list[Likeness]] = {}
        for path, row in sorts[_ALIKE]:
            alike.setdefault(path, []).append(row)
        nearest = {path: nearest_first(found) for path, found in alike.items()}
        given = replace(with_answers(sums, task, sorts[_ANSWER]), likenesses=nearest)
        asked = [row.path for row in sorts[_OWN]]
        ground = task.ground_of((*sorts[_NEEDED], *sorts[_OWN]))
        index = ground.part(facts, frozenset(asked), given)
        for number, rule in enumerate(task.rules):
            if not rule.relation.keys and not rule.relation.newest:
                yield from task.ask(number, index, plans.get)
