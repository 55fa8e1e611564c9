"""What suppressions silence, and what is wrong with those that silence nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
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


def split(finding: Finding, rule: Rule, suppressions: Sequence[Suppression]) -> Split:
    """Hold a finding against the suppressions of its file."""
    if not suppressions or rule.always_on:
        return Split(finding)
    places = finding.places or (finding.span,)
    used: set[Used] = set()
    reasons: dict[str, None] = {}
    covered: set[Span] = set()
    meaning = _meaning(rule)
    for number, row in enumerate(suppressions):
        name = next((name for name in row.names if name.text in meaning), None)
        if name is None or row.form == "end":
            continue
        inside = {place for place in places if row.reaches(name, place.start)}
        if inside:
            used.add((number, name.text))
            covered |= inside
            reasons.update({row.reason: None} if row.reason else {})
    if not covered:
        return Split(finding)
    reason = "; ".join(reasons)
    left = tuple(place for place in places if place not in covered)
    if len(left) <= finding.budget:
        return Split(None, finding, reason, frozenset(used))
    gone = tuple(place for place in places if place in covered)
    own = [suppressions[number] for number, _ in used]
    kept = replace(finding, span=left[0], places=left, fix=_outside(finding.fix, rule, own))
    silenced = replace(finding, span=gone[0], places=gone, fix=None)
    return Split(kept, silenced, reason, frozenset(used))


def _meaning(rule: Rule) -> frozenset[str]:
    """Return the names in a suppression that mean a rule."""
    return frozenset((rule.name, rule.id, rule.family, ALL, *rule.was))


def _outside(fix: Fix | None, rule: Rule, suppressions: Sequence[Suppression]) -> Fix | None:
    """Return a fix if it leaves alone where the rule is silent."""
    meaning = _meaning(rule)
    for edit in fix.edits if fix else ():
        for row in suppressions:
            names = (name for name in row.names if name.text in meaning)
            if any(row.reaches(name, edit.span.start) for name in names):
                return None
    return fix


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
            yield "unknown-suppression", Finding(row.span, {"name": ""}, variant="nothing")
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
    kept = [name.text for name in row.names if name not in idle]
    listed = Span(row.names[0].span.start, row.names[-1].span.end)
    edit = Edit(listed, ", ".join(kept))
    fix: Fix | None = Fix((edit,), safe=True) if kept else row.removal
    # Half of a range is no range.
    fix = fix if row.form != "start" else None
    return Finding(idle[0].span if kept else row.span, facts, fix=fix)
