"""Names of files that links ask for, where a site has more files than one process can hold.

It is one without generator: each file is published where it lies. Links are followed with what is known, and what they ask for is noted; the names that answer it are
joined, and the links followed again, until nothing new is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from newslint.index import Index
from newslint.names import Ask, KnownNames, folders_of, place_of
from newslint.relations.engine import Rows
from newslint.relations.task import Filed, Task


def named(files: Rows[Filed], names: Rows[str], task: Callable[[], Task]) -> Rows[Filed]:
    """Return the files, each with the answers to what its links ask."""
    state: Rows[Any] = files.flat(lambda rows: ((task().part_of(row.path), row) for row in rows))
    # Two rounds are enough for most; names that are near are a third.
    while True:
        asks = state.grouped().flat(lambda rows: _asking(rows, task())).kept()
        kinds = asks.flat(_kinds).added(max).all()
        if not kinds:
            break
        table = names.flat(_table(frozenset(kind for kind, _ in kinds))).added(_more)
        state = state.plus(asks.beside(table).flat(_answering)).kept()
    return state.grouped().flat(lambda rows: _answered(rows, task()))


def _asking(rows: Iterator[tuple[int, list[Any]]], task: Task) -> Iterator[tuple[Ask, int]]:
    """Yield what is asked in a part and not answered yet."""
    for part, row in rows:
        answers = dict(entry for entry in row if not isinstance(entry, Filed))
        known = KnownNames(answers)
        for filed in row:
            if isinstance(filed, Filed):
                _look(filed, known, task)
        yield from ((ask, part) for ask in known.asked if ask not in answers)


def _look(filed: Filed, known: KnownNames, task: Task) -> None:
    """Ask for all names on which findings about a file depend."""
    facts = filed.read()
    index: Index = task.ground.knowing(known)
    for target in facts.targets:
        index.way(facts.path, target)
    for rule in task.rules:
        if rule.relation.names:
            rule.relation.names(index, facts, rule.active.options)


def _kinds(rows: Iterator[tuple[Ask, int]]) -> Iterator[tuple[str, int]]:
    return ((kind, 0) for kind in {ask.kind for ask, _ in rows})


def _table(kinds: frozenset[str]) -> Callable[[Iterator[str]], Iterator[tuple[Ask, Any]]]:
    """Return what tells the names of a part, as far as some kinds of questions go."""

    def told(names: Iterator[str]) -> Iterator[tuple[Ask, Any]]:
        return (row for name in names for row in _told(name) if row[0].kind in kinds)

    return told


def _told(name: str) -> Iterator[tuple[Ask, Any]]:
    """Yield the answers that one name gives; of targets and places the first name counts."""
    yield Ask("file", name), True
    for folder in folders_of(name):
        yield Ask("folder", folder), True
    target = f"/{name}"
    folded = target.casefold()
    place, stem = place_of(folded)
    yield Ask("target", folded), (name, target)
    yield Ask("place", place), {stem: (name, target)}


def _more(one: Any, other: Any) -> Any:
    """Put answers together."""
    if isinstance(one, dict):
        return {**one, **{key: min(one.get(key, row), row) for key, row in other.items()}}
    return min(one, other)


def _answering(rows: Iterator[Any]) -> Iterator[tuple[int, tuple[Ask, Any]]]:
    """Yield the answers in the parts that have asked; None for what is not there."""
    for ask, (parts, found) in rows:
        answer = _answer(found[0]) if found else None
        yield from ((part, (ask, answer)) for part in {*parts})


def _answer(found: Any) -> Any:
    if isinstance(found, dict):
        return {stem: target for stem, (_, target) in found.items()}
    return found[1] if isinstance(found, tuple) else found


def _answered(rows: Iterator[tuple[int, list[Any]]], task: Task) -> Iterator[Filed]:
    """Yield the files of a part, each with what there is of what it asks for."""
    for _, row in rows:
        answers = dict(entry for entry in row if not isinstance(entry, Filed))
        for filed in row:
            if isinstance(filed, Filed):
                known = KnownNames(answers)
                _look(filed, known, task)
                own = ((ask, answers[ask]) for ask in known.asked)
                yield filed._replace(names=tuple(pair for pair in own if pair[1] is not None))
