"""The one pass: map sees one file and nothing else, reduce sees the Facts of all.

No disk, no clock, no terminal: bytes come in, diagnostics go out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from newslint.catalog import ActiveRule, Catalog
from newslint.check import PHRASES, Finding
from newslint.diagnostic import Diagnostic
from newslint.digest import digest_of
from newslint.document import Document, parse
from newslint.facts import Facts
from newslint.facts.remembered import facts_of
from newslint.front_matter.field import TOO_DEEP
from newslint.index import Index
from newslint.limits import UNGUARDED, Guard
from newslint.overrun import Overrun
from newslint.plan import Plan, PlanOf
from newslint.scan import Hit
from newslint.site import Site
from newslint.source import Source
from newslint.suppress import Used, leftovers
from newslint.suppression import Suppression, suppressions
from newslint.told import PARSER, Crash, Failure, Told


class Mapped(msgspec.Struct, frozen=True):
    """What one file gives: its own findings as diagnostics, and what the site remembers."""

    plan: Plan
    """The rules that hold for it."""
    facts: Facts | None
    """None where the file could not even be parsed."""
    diagnostics: tuple[Diagnostic, ...] = ()
    crashes: tuple[Crash, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    used: frozenset[Used] = frozenset()
    """What of the suppressions has silenced something."""
    digest: bytes = b""
    """Of the bytes that were linted; empty where they could not be."""
    cut: frozenset[str] = frozenset()
    """The ids of rules that did not look to the end, for want of time or room on the stack: another
    try may tell more."""


def lint_file(
    source: Source,
    kind: str,
    site: Site,
    plan_of: PlanOf,
    *,
    report: bool = True,
    guard: Guard = UNGUARDED,
) -> Mapped:
    """Lint one file by itself. With `report` false only its Facts are wanted.

    The guard has begun with the file, and ends with it here.
    """
    try:
        document = parse(source, kind, site)
        facts = facts_of(document)
        plan = plan_of(source.path, kind, document.front_matter)
        if not report:
            guard.end()
            return Mapped(plan, facts)
        told = Told(source, plan, suppressions(document))
    except (Exception, SystemExit, Overrun) as error:  # noqa: BLE001  # a fault is a finding, not the end
        guard.end()
        told = Told(source, plan_of(source.path, kind, None))
        told.fail(PARSER, error)
        found = tuple(told.diagnostics) if report else ()
        return Mapped(told.plan, None, found, tuple(told.crashes), cut=frozenset(told.cut))
    matter = document.front_matter
    if matter and matter.failure and matter.failure.cause == TOO_DEEP:
        told.exceed("depth", PARSER, (), matter.failure.span)
    _ask(document, told, guard)
    return Mapped(
        plan,
        facts,
        tuple(told.diagnostics),
        tuple(told.crashes),
        told.suppressions,
        frozenset(told.used),
        digest_of(source.data),
        frozenset(told.cut),
    )


def _ask(document: Document, told: Told, guard: Guard) -> None:
    """Ask the rules of a file's plan, as long as there is time."""
    # What takes too long is interrupted at the end of a loop's turn, too, and not every such place is
    # covered by a `try` of the same function (CPython 3.12 to 3.14): loops are functions' of their own.
    try:
        _ask_all(document, told, guard)
    except Overrun as error:
        guard.end()
        rules = [row.rule.id for rows in told.plan.local.values() for row in rows]
        first = rules.index(told.asked) if told.asked in rules else 0
        told.exceed(error.limit, told.asked, rules[first:])


def _ask_all(document: Document, told: Told, guard: Guard) -> None:
    hits = _hits(document, told, guard)
    for active, rows in [*_work(document, told.plan, hits)]:
        if active.rule.id not in told.cut:
            told.asked = active.rule.id
            guard.turn()
            _ask_one(active, rows, document, told)
    guard.end()


def _ask_one(active: ActiveRule, rows: Sequence[object], document: Document, told: Told) -> None:
    try:
        told.add_all(list(active.check.run(rows, document, active.options)), active)
    except (Exception, SystemExit, Overrun) as error:  # noqa: BLE001  # as above
        told.fail(active.rule.id, error)


def _hits(document: Document, told: Told, guard: Guard) -> Mapping[str, Sequence[Hit]]:
    """Return what the scanner hits, without the rules whose patterns take too long."""
    scanner, slow = told.plan.scanner, set[str]()
    while True:
        guard.turn()
        try:
            return scanner.hits(document, slow)
        except Overrun as error:
            if error.limit == "file-seconds" or not slow.isdisjoint(scanner.at_work):
                raise
            slow |= {*scanner.at_work}
            for rule in (row.rule.id for row in told.plan.rules if row.rule.name in slow):
                if rule not in told.cut:
                    told.exceed(error.limit, rule, [rule])


def _work(
    document: Document, plan: Plan, hits: Mapping[str, Sequence[Hit]]
) -> Iterator[tuple[ActiveRule, Sequence[object]]]:
    """Yield each rule that has rows to read in a document, with those rows."""
    is_page = document.kind == "page"
    for table, rules in plan.local.items():
        shared = () if table == PHRASES else getattr(document, table)
        for active in rules:
            if is_page and not active.rule.pages:
                continue
            # A check with phrases gets its hits; one that reads the document, even if none.
            rows = hits.get(active.rule.name, ()) if active.check.phrases else shared
            if rows or table == "document":
                yield active, rows


def lint_site(
    index: Index,
    targets: Mapping[str, Mapped],
    read: Callable[[str], Source],
    catalog: Catalog,
    *,
    alone: bool = False,
    guard: Guard = UNGUARDED,
) -> Iterator[tuple[str, Mapped]]:
    """Yield what each target's file gives once the rules that look across posts have spoken.

    `read` gives a file's source again, for the lines of what was found in it. A rule that
    several plans have with the same wishes is asked once. `alone` says that there is no site to
    look across. The guard has begun with the site; a rule that it stops is named once, at the first
    of its posts.
    """
    found: dict[str, list[tuple[ActiveRule, Finding | Failure | Overrun]]] = {}
    stopped: set[str] = set()
    for active, paths in _across(targets, index):
        try:
            guard.turn()
            _ask_across(active, paths, index, found)
            guard.end()
        except Overrun as error:
            guard.end()
            stopped.add(active.rule.id)
            found.setdefault(min(paths), []).append((active, error))
        except (Exception, SystemExit) as error:  # noqa: BLE001  # as above
            guard.end()
            # No file can be called clean of what this rule looks for.
            failure = Failure.of(error)
            for path in sorted(paths):
                found.setdefault(path, []).append((active, failure))
    for path, mapped in targets.items():
        if path in found or mapped.suppressions:
            # What was found is let go as it is told: a site's takes much room.
            more = found.pop(path, ())
            yield path, with_more(mapped, read(path), more, catalog, alone=alone, stopped=stopped)
        else:
            yield path, mapped


def _ask_across(
    active: ActiveRule,
    paths: Collection[str],
    index: Index,
    found: dict[str, list[tuple[ActiveRule, Finding | Failure | Overrun]]],
) -> None:
    """Add what a rule finds in some files of a site."""
    for path, finding in active.check.run(index, active.options):
        if path in paths and (active.rule.pages or index.facts[path].kind == "post"):
            found.setdefault(path, []).append((active, finding))


def with_more(
    mapped: Mapped,
    source: Source,
    found: Sequence[tuple[ActiveRule, Finding | Failure | Overrun]],
    catalog: Catalog,
    *,
    alone: bool = False,
    stopped: Collection[str] = (),
) -> Mapped:
    """Return what a file gives with what was found across the site, or what failed there.

    `stopped` are the ids of rules that have not looked to the end. File by file: to hold the sources
    of all takes as much room as the site has on disk.
    """
    told = Told(source, mapped.plan, mapped.suppressions, used={*mapped.used}, cut={*stopped})
    for active, finding in found:
        if isinstance(finding, Failure):
            told.crash(active.rule.id, finding)
        elif isinstance(finding, Overrun):
            told.exceed(finding.limit, active.rule.id, [active.rule.id])
        else:
            told.add(finding, active)
    if mapped.suppressions:
        _tell_leftovers(told, mapped, catalog, alone=alone)
    return replace(
        mapped,
        diagnostics=(*mapped.diagnostics, *told.diagnostics),
        crashes=(*mapped.crashes, *told.crashes),
        cut=mapped.cut | told.cut,
    )


def _across(
    targets: Mapping[str, Mapped], index: Index
) -> Iterator[tuple[ActiveRule, frozenset[str]]]:
    """Yield the rules that look across posts, each with the targets that it holds for."""
    plans = {id(mapped.plan): mapped.plan for mapped in targets.values()}
    rules: dict[tuple[object, ...], ActiveRule] = {}
    holders: dict[tuple[object, ...], set[int]] = {}
    for plan in plans.values():
        changes = plan.changes if index.before is not None else ()
        outside = plan.outside if index.outside is not None else ()
        for active in (*plan.across, *changes, *outside):
            key = active.key if len(plans) > 1 else (active.rule.id,)
            rules.setdefault(key, active)
            holders.setdefault(key, set()).add(id(plan))
    for key, active in rules.items():
        held = holders[key]
        yield active, frozenset(path for path, row in targets.items() if id(row.plan) in held)


def _tell_leftovers(told: Told, mapped: Mapped, catalog: Catalog, *, alone: bool) -> None:
    """Tell what is wrong with a file's suppressions.

    A rule that could not look would perhaps have found what they silence.
    """
    blind = {*(crash.rule for crash in (*mapped.crashes, *told.crashes)), *mapped.cut, *told.cut}
    crashed = {rule.partition("/")[2] for rule in blind}
    # What a change is told for once is silenced for good: other runs cannot know if it still is.
    # Nor do they ask for the links that lead out of the site, or for all of them.
    unasked = (*told.plan.changes, *told.plan.outside, *(told.plan.across if alone else ()))
    looked = told.plan.names - crashed - {active.rule.name for active in unasked}
    if mapped.facts is None or not mapped.facts.readable:
        looked = frozenset()
    for name, finding in leftovers(told.suppressions, told.used, looked, catalog):
        active = told.plan.spoken.get(name)
        if active is not None:
            told.add(finding, active)
