"""What suppressions silence, and what is wrong with those that silence nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate
from typing import NamedTuple

from msgspec.structs import replace

from newslint.catalog import ALL, Catalog
from newslint.check import Edit, Finding, Fix
from newslint.rule import SUPPRESSIONS, Rule
from newslint.source import Span
from newslint.suppression import Name, Suppression

Used = tuple[int, str]
"""The number of a suppression among a file's, and the name in it that silenced something."""


class Split(NamedTuple):
    """A finding, told apart into what is still said and what is silenced."""

    kept: Finding | None
    silenced: Finding | None = None
    reason: str = ""
    """Why it is silenced, in the words of the post; may be empty."""
    used: frozenset[Used] = frozenset()


class Silence(NamedTuple):
    """Where a rule is silent, by a name in a suppression."""

    number: int
    """Of the suppression among the file's."""
    position: int
    """Of the name in it."""
    name: str
    reach: Span
    reason: str


class Silences:
    """Where the rules are silent in a file, by the names in its suppressions: there may be thousands."""

    def __init__(self, suppressions: Sequence[Suppression]) -> None:
        """Take them in the order of the text."""
        self._by_name: dict[str, list[Silence]] = {}
        self._by_rule: dict[str, _Reaches] = {}
        for number, row in enumerate(suppressions):
            for position, name in enumerate(row.names):
                reach = name.reach or row.reach
                told = Silence(number, position, name.text, reach, row.reason)
                self._by_name.setdefault(name.text, []).append(told)

    def of(self, rule: Rule) -> _Reaches:
        """Return where a rule is silent: of several names for it in one suppression the first counts."""
        if rule.id not in self._by_rule:
            names = dict.fromkeys((rule.name, rule.id, rule.family, ALL, *rule.was))
            rows = sorted(row for name in names for row in self._by_name.get(name, ()))
            first = {row.number: row for row in reversed(rows)}
            self._by_rule[rule.id] = _Reaches([] if rule.always_on else first.values())
        return self._by_rule[rule.id]


class _Reaches:
    """Spans in which a rule is silent, each of which knows whom that is owed to."""

    def __init__(self, rows: Iterable[Silence]) -> None:
        self.rows = sorted(rows, key=lambda row: row.reach)
        self._starts = [row.reach.start for row in self.rows]
        self._ends = [*accumulate((row.reach.end for row in self.rows), max)]
        """How far each reaches, or one before it."""

    def at(self, place: int) -> Iterator[Silence]:
        """Yield those that a place is in."""
        number = bisect_right(self._starts, place) - 1
        while number >= 0 and self._ends[number] > place:
            if self.rows[number].reach.end > place:
                yield self.rows[number]
            number -= 1


def split(finding: Finding, rule: Rule, silences: Silences) -> Split:
    """Hold a finding against the suppressions of its file."""
    reaches = silences.of(rule)
    if not reaches.rows:
        return Split(finding)
    places = finding.places or (finding.span,)
    met: set[Silence] = set()
    silent: set[int] = set()
    for start in {place.start for place in places}:
        own = [*reaches.at(start)]
        met.update(own)
        silent |= {start} if own else set()
    if not met:
        return Split(finding)
    used = frozenset((row.number, row.name) for row in met)
    reason = "; ".join(dict.fromkeys(row.reason for row in sorted(met) if row.reason))
    left = tuple(place for place in places if place.start not in silent)
    if len(left) <= finding.budget:
        return Split(None, finding, reason, used)
    gone = tuple(place for place in places if place.start in silent)
    edits = finding.fix.edits if finding.fix else ()
    # A fix leaves alone where the rule is silent.
    fix = None if any([*reaches.at(edit.span.start)] for edit in edits) else finding.fix
    kept = replace(finding, span=left[0], places=left, fix=fix)
    return Split(kept, replace(finding, span=gone[0], places=gone, fix=None), reason, used)


def leftovers(
    suppressions: Sequence[Suppression],
    used: AbstractSet[Used],
    active: AbstractSet[str],
    catalog: Catalog,
) -> Iterator[tuple[str, Finding]]:
    """Yield what is wrong with a file's suppressions: the name of a rule, and its finding.

    `active` are the names of the rules that are on for the file: of others nobody can say that
    they would have found nothing.
    """
    for number, row in enumerate(suppressions):
        if row.form.startswith("newslint"):
            yield "unknown-suppression", Finding(row.span, {"name": row.form}, variant="form")
            continue
        if not row.closed:
            yield "unclosed-suppression", _unclosed(row)
        if row.form == "end":
            continue
        if not row.names:
            yield "unknown-suppression", Finding(row.span, variant="nothing")
        meant = {name: _meant(name.text, catalog) for name in row.names}
        unknown = [name for name, rules in meant.items() if not rules]
        if len(unknown) > 1:
            yield "unknown-suppression", _prose(unknown)
        elif unknown:
            yield "unknown-suppression", _unknown(unknown[0], catalog)
        idle = [
            name
            for name, rules in meant.items()
            if rules and (number, name.text) not in used and _was_asked(rules, active)
        ]
        if idle:
            found = _unused(row, idle)
            # What is no name may be a reason: nobody but its author knows what to keep.
            yield "unused-suppression", replace(found, fix=None) if unknown else found


def _meant(name: str, catalog: Catalog) -> list[Rule]:
    """Return the rules that a name in a suppression means."""
    if name == ALL or name in catalog.families:
        return [rule for rule in catalog.rules.values() if name in (ALL, rule.family)]
    rule = catalog.find(name)
    return [rule] if rule else []


def _was_asked(rules: Sequence[Rule], active: AbstractSet[str]) -> bool:
    # The rules about suppressions have their say last.
    return any(rule.name in active and rule.check not in SUPPRESSIONS for rule in rules)


def _unknown(name: Name, catalog: Catalog) -> Finding:
    close = catalog.closest(name.text)
    if close is None:
        return Finding(name.span, {"name": name.text}, variant="far")
    # A guess: it would silence what nobody has meant, if it is wrong.
    fix = Fix((Edit(name.span, close),), safe=False)
    return Finding(name.span, {"name": name.text, "close": close}, fix=fix)


def _prose(unknown: Sequence[Name]) -> Finding:
    """Return the finding that several words are no rules: they are a reason, most likely."""
    edit = Edit(Span(unknown[0].span.start, unknown[0].span.start), "-- ")
    facts = {"name": " ".join(name.text for name in unknown)}
    # It silences what it silenced before.
    return Finding(unknown[0].span, facts, variant="prose", fix=Fix((edit,), safe=True))


def _unclosed(row: Suppression) -> Finding:
    names = ", ".join(name.text for name in row.names)
    if row.form == "end":
        return Finding(row.span, {"name": names}, variant="end", fix=row.removal)
    return Finding(row.span, {"name": names})


def _unused(row: Suppression, idle: Sequence[Name]) -> Finding:
    facts = {"name": "`, `".join(name.text for name in idle)}
    if row.removal is None:
        return Finding(idle[0].span, facts)
    gone = {*idle}
    kept = [name.text for name in row.names if name not in gone]
    listed = Span(row.names[0].span.start, row.names[-1].span.end)
    edit = Edit(listed, ", ".join(kept))
    fix: Fix | None = Fix((edit,), safe=True) if kept else row.removal
    # Half of a range is no range.
    fix = fix if row.form != "start" else None
    return Finding(idle[0].span if kept else row.span, facts, fix=fix)
