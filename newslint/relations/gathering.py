"""Posts that share a key, gathered: what is only counted of a crowd, and what is read together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from heapq import nlargest
from typing import Any, NamedTuple

from newslint.document import Document, parse
from newslint.facts import Facts
from newslint.likeness import age_of
from newslint.relation import NEWEST
from newslint.relations.engine import Rows
from newslint.relations.task import Filed, Found, PlanKey, Task, Work
from newslint.source import Source
from newslint.sums import Sums


class _Route(NamedTuple):
    """Where a post is looked at, with others that share a key with it."""

    rule: int
    part: int
    key: Any
    posts: int
    """How many posts have the key; 0 where all of them are there."""
    rereads: bool


def gathered(work: Work, sums: Sums) -> Rows[tuple[str, Found]]:
    """Return what rules find in posts that share a key."""
    files, task, share = work.files, work.task, work.engine.shared(sums)
    groups = files.flat(lambda rows: _keyed(rows, task())).grouped()
    crowds = files.flat(lambda rows: _counted(rows, task())).added(_newest)
    routes = (
        groups.flat(lambda rows: _group_routes(rows, task()))
        .plus(crowds.flat(lambda rows: _crowd_routes(rows, task(), share())))
        .kept()
    )
    paths = routes.flat(lambda rows: (path for path, route in rows if route.rereads))
    texts = work.read(
        paths.flat(lambda rows: ((path, 0) for path in rows)).added(min).flat(_firsts)
    )
    parts = routes.plus(texts).beside(work.by_path).flat(_routed).grouped()
    return parts.flat(lambda rows: _told(rows, task(), share()))


def _firsts(rows: Iterator[tuple[Any, Any]]) -> Iterator[Any]:
    return (key for key, _ in rows)


def _keyed(rows: Iterator[Filed], task: Task) -> Iterator[tuple[Any, str]]:
    """Yield the keys of posts, by rule."""
    asked = [
        (number, row.relation.keys, row.active.options)
        for number, row in enumerate(task.rules)
        if row.relation.keys
    ]
    for filed in rows:
        facts = filed.read()
        if facts.kind == "post":
            for number, keys, options in asked:
                for key in set(keys(task.ground, facts, options)):
                    yield (number, key), filed.path


def _group_routes(rows: Iterator[Any], task: Task) -> Iterator[tuple[str, _Route]]:
    for (number, key), paths in rows:
        asked = task.rules[number]
        if 1 < len(paths) <= asked.relation.most(asked.active.options):
            route = _Route(number, task.part_of(key), key, 0, asked.relation.rereads)
            yield from ((path, route) for path in paths)


def _counted(rows: Iterator[Filed], task: Task) -> Iterator[Any]:
    """Yield the keys of posts of which only the newest are read."""
    asked = [
        (number, row.relation.newest, row.active.options)
        for number, row in enumerate(task.rules)
        if row.relation.newest
    ]
    for filed in rows:
        facts = filed.read()
        if facts.kind == "post":
            ground = task.ground_of([filed])
            for number, newest, options in asked:
                for key in newest(ground, options).values(facts):
                    yield (number, key), (1, (age_of(facts),))


def _newest(one: Any, other: Any) -> Any:
    return one[0] + other[0], tuple(nlargest(NEWEST, (*one[1], *other[1])))


def _crowd_routes(rows: Iterator[Any], task: Task, sums: Sums) -> Iterator[tuple[str, _Route]]:
    tallies = {
        number: row.relation.newest(task.ground, row.active.options)
        for number, row in enumerate(task.rules)
        if row.relation.newest
    }
    least = {
        number: tally.least(sums.totals) if tally.least else 0 for number, tally in tallies.items()
    }
    for (number, key), (count, ages) in rows:
        if count >= max(2, least[number]):
            route = _Route(
                number, task.part_of(key), key, count, task.rules[number].relation.rereads
            )
            yield from ((path, route) for _, path in ages)


def _routed(rows: Iterator[Any]) -> Iterator[Any]:
    """Yield the posts where they are looked at: by rule and part, with the keys."""
    for _, (told, files) in rows:
        text = next((row for row in told if isinstance(row, bytes)), None)
        together: dict[tuple[int, int], list[_Route]] = {}
        for route in told:
            if isinstance(route, _Route):
                together.setdefault((route.rule, route.part), []).append(route)
        for place, own in together.items():
            keys = tuple((route.key, route.posts) for route in own)
            yield place, (files[0], text if own[0].rereads else None, keys)


def _told(rows: Iterator[Any], task: Task, sums: Sums) -> Iterator[tuple[str, Found]]:
    for (number, _), posts in rows:
        keys = {key: count for _, _, row in posts for key, count in row}
        facts, plans = facts_of(filed for filed, _, _ in posts)
        texts = {filed.path: text for filed, text, _ in posts if text is not None}
        asked = task.rules[number]
        given = sums
        if asked.relation.newest:
            name = asked.relation.newest(task.ground, asked.active.options).name
            tallies = {**sums.tallies, name: Counter(keys)}
            given = Sums(sums.totals, tallies, sums.firsts, sums.spreads)
        parsed = parser(task, facts, texts)
        ground = task.ground_of(filed for filed, _, _ in posts)
        index = ground.part(facts, facts.keys(), given, keys.keys(), parsed)
        yield from task.ask(number, index, plans.get)


def facts_of(files: Iterable[Filed]) -> tuple[dict[str, Facts], dict[str, PlanKey]]:
    """Return the Facts of files in the order of their paths, and what their plans are known by."""
    rows = sorted({row.path: row for row in files}.values())
    return {row.path: row.read() for row in rows}, {row.path: row.plan for row in rows}


def parser(
    task: Task, facts: dict[str, Facts], texts: dict[str, bytes]
) -> Callable[[str], Document | None]:
    """Return what parses a file again whose content is at hand."""

    def parsed(path: str) -> Document | None:
        raw = texts.get(path)
        if raw is None:
            return None
        return parse(Source.read(path, raw), facts[path].kind, task.ground.site)

    return parsed
