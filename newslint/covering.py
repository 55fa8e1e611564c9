"""A site's baseline, laid over what is found in its files: what it covers, and what of it is old."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from msgspec.structs import replace

from newslint.baseline import SITE, Baseline, Entry, Known
from newslint.catalog import Catalog
from newslint.check import INDEX, PHRASES, Finding
from newslint.covered import Covered, covered
from newslint.diagnostic import Diagnostic, make
from newslint.document import TABLES
from newslint.facts import Facts
from newslint.lint import Mapped
from newslint.recognition import own
from newslint.rule import STALE
from newslint.source import Source, Span

_LASTING = TABLES | {INDEX, PHRASES}
"""What checks read whose findings come and go with the posts alone, so that one can be called old."""


class Covering:
    """A site's baseline, as it is laid over files."""

    def __init__(
        self,
        baseline: Baseline,
        catalog: Catalog,
        today: date,
        earlier: Baseline | None = None,
        *,
        ratchet: bool = False,
    ) -> None:
        """Of entries that `earlier` lacks, where it is given, nothing is covered.

        With `ratchet` an entry that covers nothing is an error.
        """
        self.baseline = baseline
        self._catalog = catalog
        self._today = today
        self._earlier = Covering(earlier, catalog, today) if earlier else None
        self._ratchet = ratchet
        self._names: dict[str, str] = {}
        self._rules: dict[str, str] = {}
        self._blind: set[str] = set()
        """Files that could not be read as what they are, of which nothing can be called old."""

    def look_at(
        self, facts: Mapping[str, Facts], paths: Collection[str], exists: Callable[[str], bool]
    ) -> None:
        """Look at the files that are linted: which can be judged, which have another name now."""
        for path in paths:
            row = facts.get(path)
            if row is None or not row.readable:
                self._blind.add(path)
            elif not self.baseline.lists(path):
                name = self.baseline.called(known_of(row), exists)
                if name:
                    self._names[path] = name
        if self._earlier is not None:
            self._earlier.look_at(facts, paths, exists)

    def name(self, path: str) -> str:
        """Return the path under which a file has its entries."""
        return self._names.get(path, path)

    @property
    def renamed(self) -> frozenset[str]:
        """The paths of files that have another name now."""
        return frozenset(self._names.values())

    def entries_of(self, path: str) -> list[Entry]:
        """Return the entries of a file, their rules as they are called now."""
        return self._limited(path, [*self._entries_of(path)])

    def _entries_of(self, path: str) -> Iterator[Entry]:
        for entry in self.baseline.of(self.name(path)):
            rule = self._rule(entry.rule)
            yield entry if rule == entry.rule else entry._replace(rule=rule)

    def _rule(self, name: str) -> str:
        """Return what a rule is called now; of one that there is not its name as it is written."""
        if name not in self._rules:
            rule = self._catalog.find(name.rpartition("/")[2])
            self._rules[name] = rule.id if rule else name
        return self._rules[name]

    @cached_property
    def _of_site(self) -> list[Entry]:
        return self.entries_of(SITE)

    def _limited(self, path: str, entries: list[Entry]) -> list[Entry]:
        """Return entries as far as there were as many before."""
        if self._earlier is None:
            return entries
        room: Counter[tuple[str, str]] = Counter()
        for entry in self._earlier.entries_of(path):
            room[entry.rule, entry.words] += entry.times
        found = []
        for entry in entries:
            places = {}
            for place, times in entry.places.items():
                least = min(times, room[entry.rule, entry.words])
                room[entry.rule, entry.words] -= least
                if least:
                    places[place] = least
            if places:
                found.append(entry._replace(places=places))
        return found

    def hold(
        self, path: str, diagnostics: Sequence[Diagnostic], read: Callable[[], Source]
    ) -> Covered:
        """Return what is found in a file, held against its entries and those of the site."""
        entries = [*self.entries_of(path), *self._of_site]
        if not entries:
            return Covered(tuple(diagnostics))
        known = self.baseline.known(self.name(path))
        headings = known.headings if known else None
        return covered(diagnostics, entries, read, self._today, headings)

    def told(
        self,
        path: str,
        diagnostics: Sequence[Diagnostic],
        mapped: Mapped,
        read: Callable[[], Source],
    ) -> tuple[Diagnostic, ...]:
        """Return what is told of a file: what is listed silenced, and how much of the list is old."""
        held = self.hold(path, diagnostics, read)
        old = self.old(path, held, mapped)
        active = mapped.plan.spoken.get(STALE)
        if not old or active is None:
            return held.diagnostics
        finding = Finding(Span(0, 0), {"entries": sum(entry.times for entry in old)})
        row = make(finding, active, read(), mapped.plan.language)
        return (*held.diagnostics, replace(row, severity="error") if self._ratchet else row)

    def old(self, path: str, held: Covered, mapped: Mapped) -> list[Entry]:
        """Return the entries of a file that cover nothing, of rules that have been asked."""
        rest = [entry for entry in held.left if entry.path != SITE]
        if not rest or path in self._blind:
            return []
        asked = {row.rule.id for row in mapped.plan.rules if row.check.reads in _LASTING}
        asked -= {*(crash.rule for crash in mapped.crashes), *mapped.cut}
        known = self._catalog.find
        return [
            entry
            for entry in rest
            if entry.rule in asked or known(entry.rule.rpartition("/")[2]) is None
        ]

    def remark(
        self,
        paths: Collection[str],
        found: Callable[[str], Iterable[Diagnostic]],
        exists: Callable[[str], bool],
    ) -> str:
        """Return a word on what is listed in vain of files that are gone, and of the site.

        Of the run over a whole site: `paths` are all its files, `found` gives what is told of one
        by looking across them. '' where there is nothing of the kind.
        """
        of_site = self.baseline.lists(SITE)
        rows = (row for path in paths if of_site for row in found(path))
        gone, idle = self.lost(paths, rows, exists)
        count = sum(entry.times for entry in (*gone, *idle))
        if not count:
            return ""
        file = self.baseline.file
        if gone:
            return (
                f"{file}: {count:,} listed in vain, of files that are gone ({gone[0].path});"
                " `newslint baseline prune` drops them"
            )
        return (
            f"{file}: {count:,} listed in vain, of the site; `newslint baseline prune` drops them"
        )

    def lost(
        self, paths: Iterable[str], found: Iterable[Diagnostic], exists: Callable[[str], bool]
    ) -> tuple[list[Entry], list[Entry]]:
        """Return the entries of files that are gone, and those of the site that cover nothing.

        Of the run over a whole site: `paths` are all its files, `found` what is told of the site.
        """
        seen = {*paths, SITE, *self._names.values()}
        gone = [
            entry
            for path in self.baseline.paths
            if path not in seen and not exists(path)
            for entry in self.baseline.of(path)
        ]
        told = {(row.rule, own(row.fingerprint)) for row in found if row.of_site}
        of_site = [row for row in self._of_site if (row.rule, row.words) not in told]
        return gone, of_site


def known_of(facts: Facts) -> Known:
    """Return by what a file is known under another name."""
    title = facts.fields.get("title")
    longest = max(facts.body.blocks, key=lambda block: block[1], default=None)
    return Known(
        f"{title.key:08x}" if title and title.text.strip() else "-",
        f"{longest[0]:08x}" if longest else "-",
    )
