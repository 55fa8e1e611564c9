"""A baseline made anew, of what is found now and of what it listed before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import NamedTuple

from newslint.baseline import SITE, Entry, Known, written
from newslint.covered import Covered, Key, may_be_listed
from newslint.covering import Covering
from newslint.diagnostic import Diagnostic
from newslint.recognition import headings, own, place, split
from newslint.site_run import SiteRun


class Wanted(NamedTuple):
    """What a baseline made anew is to list."""

    additions: bool
    """True where it is to list what it did not list before."""
    reason: str = ""
    until: date | None = None
    """Of what it did not list before: why, and the last day on which that holds."""


@dataclass
class Relisted:
    """A baseline made anew."""

    entries: list[Entry] = field(default_factory=list)
    known: dict[str, Known] = field(default_factory=dict)
    """By what its files are known under other names."""
    added: int = 0
    """Places that it did not list before."""
    dropped: int = 0
    """Places that it lists no more."""

    @property
    def data(self) -> bytes:
        """The bytes of its file."""
        return written(self.entries, sorted(self.known.items()))

    @property
    def places(self) -> int:
        """How many places it lists."""
        return sum(entry.times for entry in self.entries)


def relisted(runs: Sequence[SiteRun], wanted: Wanted) -> Relisted | None:
    """Make the baseline of one site anew, of runs that have reported on it and noted what is known.

    What was not looked at stays listed: posts that were not linted and rules that were not asked.
    After runs over the whole site what is listed of files that are gone, or linted no more, goes.
    Return None where the runs had nothing to lint: then it is not laid over anything.
    """
    laid = [(run, run.covering) for run in runs if run.covering is not None]
    if not laid:
        return None
    old = laid[0][1].baseline
    entries = [entry for run, covering in laid for entry in _of_files(run, covering, wanted)]
    # Several runs over one site tell the same of it.
    of_site = {(row.rule, row.words): row for row in entries if row.path == SITE}
    entries = [row for row in entries if row.path != SITE]
    entries += [*of_site.values(), *_unseen(laid, of_site)]
    before, after = _counted(old.entries), _counted(entries)
    return Relisted(
        entries,
        dict(_known(laid, {row.path for row in entries} - {SITE})),
        (after - before).total(),
        (before - after).total(),
    )


Laid = tuple[SiteRun, Covering]
"""A run, and the baseline that is laid over its files."""


def _of_files(run: SiteRun, covering: Covering, wanted: Wanted) -> Iterator[Entry]:
    """Yield the entries for what is found in the files of a run, or could not be looked for there."""
    for path in sorted(run.mapped):
        rows = run.found(path)
        held = covering.hold(path, rows, partial(run.source, path))
        yield from _listed(path, rows, held, wanted)
        judged = covering.old(path, held, run.mapped[path])
        rest = (row for row in held.left if row.path != SITE and row not in judged)
        yield from (row._replace(path=path) for row in rest)


def _known(laid: Sequence[Laid], listed: AbstractSet[str]) -> Iterator[tuple[str, Known]]:
    """Yield what is known of the files that are listed: of those not looked at what was known."""
    noted: dict[str, Known] = {}
    for run, _ in laid:
        for path, known in (run.known or {}).items():
            if path in listed:
                noted[path] = known._replace(headings=headings(run.source(path)))
    for path in sorted(listed):
        known_before = noted.get(path) or laid[0][1].baseline.known(path)
        if known_before:
            yield path, known_before


def _listed(
    path: str, rows: Sequence[Diagnostic], held: Covered, wanted: Wanted
) -> Iterator[Entry]:
    """Yield the entries for what is found in a file."""
    found: dict[tuple[str, str, str], Entry] = {}
    for (rule, mark, of_site), count in _places(rows).items():
        entry = held.entries.get((rule, mark))
        times = count if wanted.additions else held.times.get((rule, mark), 0)
        if times:
            where = SITE if of_site else path
            first = entry or Entry(where, rule, own(mark), {}, wanted.until, wanted.reason)
            other = found.get((where, rule, own(mark)))
            places = {**(other.places if other else {}), place(mark): times}
            found[where, rule, own(mark)] = (entry or other or first)._replace(
                path=where, places=places
            )
    return iter(found.values())


def _places(rows: Iterable[Diagnostic]) -> Counter[tuple[str, str, bool]]:
    """Return how often each rule and print is found, and whether it is told of the site."""
    return Counter(
        (row.rule, mark, row.of_site)
        for row in rows
        if may_be_listed(row)
        for mark in split(row.prints)
    )


def _unseen(laid: Sequence[Laid], of_site: Container[Key]) -> Iterator[Entry]:
    """Yield the entries that nobody has looked for: of other files, and of rules not asked."""
    is_whole = all(run.is_whole for run, _ in laid)
    asked = {active.rule.id for run, _ in laid for active in run.plans.rules}
    seen = {path for run, _ in laid for path in run.mapped}
    seen |= {path for _, covering in laid for path in covering.renamed}
    for entry in laid[0][1].baseline.entries:
        if entry.path != SITE and entry.path not in seen and not is_whole:
            yield entry
    for entry in laid[0][1].entries_of(SITE):
        if (entry.rule, entry.words) not in of_site and not (is_whole and entry.rule in asked):
            yield entry


def _counted(entries: Iterable[Entry]) -> Counter[Key]:
    """Return how often each offence is listed, wherever it is: a file may have another name."""
    found: Counter[Key] = Counter()
    for entry in entries:
        found[entry.rule, entry.words] += entry.times
    return found
