"""What every process of the reduce knows: the site, its rules, what is summed up for them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from zlib import crc32

from newslint.catalog import ActiveRule
from newslint.check import Finding
from newslint.facts import Facts
from newslint.index import Index
from newslint.names import Ask, KnownNames
from newslint.plan import Plan, Plans
from newslint.publishing import LinksTold
from newslint.relation import Relation
from newslint.relations.engine import Engine, Rows
from newslint.sending import facts_in
from newslint.site import Site
from newslint.site.links import Links
from newslint.sums import POSTS, Sum
from newslint.told import Failure

PlanKey = tuple[str, tuple[int, ...]]
"""The kind of a plan and its overrides, by which `Plans.same` knows it."""


class Filed(NamedTuple):
    """A post or page, as it comes out of the map."""

    path: str
    facts: bytes
    """As in Sent."""
    kind: str
    """Of its plan, as in Findings."""
    overrides: tuple[int, ...]
    names: tuple[tuple[Ask, Any], ...] = ()
    """What there is of the names that its links ask for, where not all are at hand."""

    def read(self) -> Facts:
        """Return the Facts."""
        return facts_in(self.path, self.facts)

    @property
    def plan(self) -> PlanKey:
        """What its plan is known by."""
        return self.kind, self.overrides


class Found(NamedTuple):
    """What a rule that looks across posts found in one file."""

    rule: int
    """The number of the rule in its task."""
    what: Finding | Failure


class Setting(NamedTuple):
    """A site that is reduced in parts."""

    site: Site
    files: frozenset[str] | None
    """Every file of it, by path from its root; None where they are too many, and where they are
    posts and pages of a site without generator."""
    today: date
    links: LinksTold | None
    """What its links are judged by; None where its sources do not tell."""
    plans: Callable[[], Plans]
    """Returns its plans; in each process they are made once."""
    parts: int
    """How many parts the files are gathered in: some thousands are a part."""


class Asked(NamedTuple):
    """A rule that looks across posts, and the plans that have it."""

    active: ActiveRule
    plans: frozenset[PlanKey]
    relation: Relation


class Task:
    """What is asked of one site. Only what it is made of is sent to other processes."""

    def __init__(self, setting: Setting, plans: Sequence[PlanKey]) -> None:
        """`plans` are those that the site's files have."""
        self.setting = setting
        self.plans = tuple(sorted(plans))

    def __reduce__(self) -> tuple[type[Task], tuple[Setting, Sequence[PlanKey]]]:
        """Return what makes it anew."""
        return Task, (self.setting, self.plans)

    @cached_property
    def ground(self) -> Index:
        """The index of the site without Facts: the names of its files, its links, the day."""
        row = self.setting
        files = row.files or frozenset()
        return Index(row.site, {}, files, row.today, links_of=self._links)

    def ground_of(self, files: Iterable[Filed]) -> Index:
        """Return the same for some files, with the names that their links ask for."""
        if self.setting.files is not None:
            return self.ground
        return self.ground.knowing(KnownNames(pair for row in files for pair in row.names))

    def _links(self) -> Links | None:
        row = self.setting
        if row.links is None:
            return None
        base, files = row.site.base, row.files or ()
        own = [path.removeprefix(base) for path in files if path.startswith(base)]
        return row.links.links(row.site, own)

    @cached_property
    def rules(self) -> list[Asked]:
        """The rules; the same wishes of several plans are one."""
        plans = self.setting.plans()
        rules: dict[tuple[object, ...], ActiveRule] = {}
        holders: dict[tuple[object, ...], set[PlanKey]] = {}
        for key in self.plans:
            for active in plans.same(*key).across:
                rules.setdefault(active.key, active)
                holders.setdefault(active.key, set()).add(key)
        return [
            Asked(active, frozenset(holders[key]), active.check.relation)
            for key, active in rules.items()
            if active.check.relation is not None
        ]

    @cached_property
    def sums(self) -> list[Sum]:
        """What is summed up for them, each once."""
        asked = (row.relation.sums(self.ground, row.active.options) for row in self.rules)
        found = {(type(row), row.name): row for rows in ([POSTS], *asked) for row in rows}
        return [*found.values()]

    def part_of(self, key: Hashable) -> int:
        """Return the number of the part that a key belongs to."""
        return crc32(repr(key).encode(errors="replace")) % self.setting.parts

    def ask(
        self, number: int, index: Index, plan_of: Callable[[str], PlanKey | None]
    ) -> Iterator[tuple[str, Found]]:
        """Ask one of the rules about the files of a part; yield what is found in which file."""
        asked = self.rules[number]
        pages = asked.active.rule.pages

        def is_held(path: str) -> bool:
            held = index.asks(path) and plan_of(path) in asked.plans
            return held and (pages or index.facts[path].kind == "post")

        try:
            for path, finding in asked.active.check.run(index, asked.active.options):
                if is_held(path):
                    yield path, Found(number, finding)
        except (Exception, SystemExit) as error:  # noqa: BLE001  # a fault is a finding, not the end
            # No file of the part can be called clean of what this rule looks for.
            failure = Failure.of(error)
            for facts in index.asked_files:
                if is_held(facts.path):
                    yield facts.path, Found(number, failure)


Read = Callable[[Rows[str]], Rows[tuple[str, bytes]]]
"""Returns the contents of some files, by path."""


class Work(NamedTuple):
    """What each step of a reduce has at hand."""

    engine: Engine
    task: Callable[[], Task]
    by_path: Rows[tuple[str, Filed]]
    """The files, where their paths belong."""
    read: Read

    @property
    def files(self) -> Rows[Filed]:
        """The files."""
        return self.by_path.flat(_files)


def _files(rows: Iterator[tuple[str, Filed]]) -> Iterator[Filed]:
    return (filed for _, filed in rows)


def by_path(rows: Iterator[Filed]) -> Iterator[tuple[str, Filed]]:
    """Yield files with their paths."""
    return ((row.path, row) for row in rows)


def unrelated(plans: Iterable[Plan]) -> list[str]:
    """Return the rules that look across posts and cannot be asked in parts, by name."""
    rules = (active for plan in plans for active in plan.across)
    return sorted({row.rule.name for row in rules if row.check.relation is None})
