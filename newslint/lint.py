"""The one pass: map sees one file and nothing else, reduce sees the Facts of all.

No disk, no clock, no terminal: bytes come in, diagnostics go out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from newslint.catalog import ActiveRule
from newslint.check import INDEX, PHRASES, Finding
from newslint.diagnostic import Diagnostic, make
from newslint.document import Document, parse
from newslint.facts import Facts, facts_of
from newslint.index import Index
from newslint.rule import ENGINE
from newslint.scan import Scanner
from newslint.site import Site
from newslint.source import Source, Span


@dataclass(frozen=True)
class Plan:
    """The active rules, arranged by what their checks read."""

    rules: tuple[ActiveRule, ...]
    language: str
    """The language of the messages."""

    @cached_property
    def local(self) -> Mapping[str, tuple[ActiveRule, ...]]:
        """The rules about one file, by the table that their check reads."""
        chosen = [rule for rule in self.rules if rule.check.reads != INDEX]
        chosen.sort(key=lambda rule: rule.check.reads)
        groups = groupby(chosen, key=lambda rule: rule.check.reads)
        return {table: tuple(rules) for table, rules in groups}

    @cached_property
    def across(self) -> tuple[ActiveRule, ...]:
        """The rules that look across posts."""
        return tuple(rule for rule in self.rules if rule.check.reads == INDEX)

    @cached_property
    def engine(self) -> Mapping[str, ActiveRule]:
        """The rules that newslint speaks itself, by name."""
        return {rule.rule.name: rule for rule in self.rules if rule.rule.check == ENGINE}

    @cached_property
    def scanner(self) -> Scanner:
        """The phrases of all rules, compiled together."""
        return Scanner(
            [
                (rule.rule.name, phrase)
                for rule in self.rules
                if rule.check.phrases
                for phrase in rule.check.phrases(rule.options)
            ]
        )


@dataclass(frozen=True)
class Crash:
    """A check that raised."""

    rule: str
    path: str
    reason: str


@dataclass(frozen=True)
class Mapped:
    """What one file gives: its own findings as diagnostics, and what the site remembers."""

    diagnostics: tuple[Diagnostic, ...]
    facts: Facts | None
    """None where the file could not even be parsed."""
    crashes: tuple[Crash, ...] = ()


def lint_file(source: Source, kind: str, site: Site, plan: Plan, *, report: bool = True) -> Mapped:
    """Lint one file by itself. With `report` false only its Facts are wanted."""
    try:
        document = parse(source, kind, site)
        facts = facts_of(document)
    except Exception as error:  # noqa: BLE001  # a fault of ours is a finding, the run goes on
        crash = Crash("engine/parser", source.path, _reason(error))
        return Mapped((crash_diagnostic(crash, source, plan),) if report else (), None, (crash,))
    if not report:
        return Mapped((), facts)
    crashes: list[Crash] = []
    found: list[Diagnostic] = []
    for active, rows in _work(document, plan):
        try:
            findings = list(active.check.run(rows, document, active.options))
            found += [make(finding, active, source, plan.language) for finding in findings]
        except Exception as error:  # noqa: BLE001  # as above
            crashes.append(Crash(active.rule.id, source.path, _reason(error)))
    found += [crash_diagnostic(crash, source, plan) for crash in crashes]
    return Mapped(tuple(found), facts, tuple(crashes))


def _work(document: Document, plan: Plan) -> Iterator[tuple[ActiveRule, Sequence[object]]]:
    """Yield each rule that has rows to read in a document, with those rows."""
    is_page = document.kind == "page"
    hits = plan.scanner.hits(document)
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
    index: Index, plan: Plan, targets: Iterable[str], read: Callable[[str], Source]
) -> tuple[list[Diagnostic], list[Crash]]:
    """Return what the rules that look across posts find in the targets.

    `read` gives a file's source again, for the lines of what was found in it.
    """
    wanted = frozenset(targets)
    found: list[Diagnostic] = []
    crashes: list[Crash] = []
    for active in plan.across:
        try:
            for path, finding in active.check.run(index, active.options):
                facts = index.facts[path]
                if path in wanted and (facts.kind == "post" or active.rule.pages):
                    found.append(_site_diagnostic(finding, active, path, plan, read))
        except Exception as error:  # noqa: BLE001  # as above
            # No file can be called clean of what this rule looks for.
            for path in sorted(wanted):
                crash = Crash(active.rule.id, path, _reason(error))
                crashes.append(crash)
                found.append(crash_diagnostic(crash, read(path), plan))
    return found, crashes


def _site_diagnostic(
    finding: Finding, active: ActiveRule, path: str, plan: Plan, read: Callable[[str], Source]
) -> Diagnostic:
    related = {other.path: read(other.path) for other in finding.related}
    return make(finding, active, read(path), plan.language, related)


def crash_diagnostic(crash: Crash, source: Source, plan: Plan) -> Diagnostic:
    """Return the finding that a check's fault becomes."""
    facts = {"rule": crash.rule, "path": source.path, "reason": crash.reason}
    active = plan.engine["internal-error"]
    return make(Finding(Span(0, 0), facts), active, source, plan.language)


def unreadable_diagnostic(path: str, reason: str, plan: Plan) -> Diagnostic:
    """Return the finding that an unreadable file becomes."""
    facts = {"rule": "", "path": path, "reason": reason}
    active = plan.engine["unreadable-file"]
    return make(Finding(Span(0, 0), facts), active, Source.read(path, b""), plan.language)


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
