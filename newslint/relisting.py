"""A baseline made anew, of what is found now and of what it listed before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import NamedTuple

from newslint.baseline import SITE, Baseline, Entry, Known, written
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
    before: bytes = b""
    """The bytes that the file had."""
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


def relisted(runs: Sequence[SiteRun], wanted: Wanted) -> Relisted:
    """Make the baseline of one site anew, of runs that have reported on it and noted what is known.

    What was not looked at stays listed: posts that were not linted and rules that were not asked.
    After runs over the whole site what is listed of files that are gone, or linted no more, goes.
    """
    # Where nothing was to be linted, nothing was laid over it.
    runs = [run for run in runs if run.covering is not None]
    coverings = [run.covering for run in runs if run.covering is not None]
    old = coverings[0].baseline if coverings else Baseline()
    found = Relisted(before=old.raw)
    of_site: dict[Key, Entry] = {}
    for run, covering in zip(runs, coverings, strict=True):
        for path in sorted(run.mapped):
            rows = run.found(path)
            held = covering.hold(path, rows, partial(run.source, path))
            for entry in _listed(path, rows, held, wanted):
                if entry.path == SITE:
                    of_site[entry.rule, entry.words] = entry
                else:
                    found.entries.append(entry)
            judged = covering.old(path, held, run.mapped[path])
            rest = (entry for entry in held.left if entry.path != SITE and entry not in judged)
            found.entries += [entry._replace(path=path) for entry in rest]
    found.entries += of_site.values()
    found.entries += _unseen(runs, coverings, of_site)
    listed = {entry.path for entry in found.entries}
    noted = {
        path: known._replace(headings=headings(run.source(path)))
        for run in runs
        for path, known in (run.known or {}).items()
        if path in listed
    }
    for path in listed - {SITE}:
        known = noted.get(path) or old.known(path)
        if known:
            found.known[path] = known
    before, after = _counted(old.entries), _counted(found.entries)
    found.added, found.dropped = (after - before).total(), (before - after).total()
    return found


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


def _unseen(
    runs: Sequence[SiteRun], coverings: Sequence[Covering], of_site: Container[Key]
) -> Iterator[Entry]:
    """Yield the entries that nobody has looked for: of other files, and of rules not asked."""
    is_whole = all(run.is_whole for run in runs)
    asked = {active.rule.id for run in runs for active in run.plans.rules}
    seen = {path for run in runs for path in run.mapped}
    seen |= {path for covering in coverings for path in covering.renamed}
    for entry in coverings[0].baseline.entries if coverings else ():
        if entry.path != SITE and entry.path not in seen and not is_whole:
            yield entry
    for entry in coverings[0].entries_of(SITE) if coverings else ():
        if (entry.rule, entry.words) not in of_site and not (is_whole and entry.rule in asked):
            yield entry


def _counted(entries: Iterable[Entry]) -> Counter[Key]:
    """Return how often each offence is listed, wherever it is: a file may have another name."""
    found: Counter[Key] = Counter()
    for entry in entries:
        found[entry.rule, entry.words] += entry.times
    return found
