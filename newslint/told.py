"""What is said of one file as it is linted: findings, failures, and what took too much."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from newslint.catalog import ActiveRule
from newslint.check import Finding
from newslint.diagnostic import Diagnostic, make
from newslint.overrun import Overrun
from newslint.plan import Plan
from newslint.source import Source, Span
from newslint.suppress import Silences, Used, split
from newslint.suppression import Suppression

PARSER = "engine/parser"
"""What stands for a rule where the file itself is read."""
_TOP = Span(0, 0)


class Crash(msgspec.Struct, frozen=True):
    """A check that raised."""

    rule: str
    path: str
    reason: str
    where: str = ""
    """The line of code that raised: `file:line`, the file by the end of its path."""


class Failure(msgspec.Struct, frozen=True):
    """What kept a check from looking to the end, as it is told from one process to another."""

    reason: str
    where: str
    """As in Crash."""
    is_deep: bool
    """True where it was the limit of the stack."""

    @classmethod
    def of(cls, error: BaseException) -> Failure:
        """Return what is told of an error."""
        reason = f"{type(error).__name__}: {error}"
        return cls(reason, _raised_at(error), isinstance(error, RecursionError))


@dataclass
class Told:
    """What is found in one file, suppressions taken into account."""

    source: Source
    plan: Plan
    suppressions: tuple[Suppression, ...] = ()
    diagnostics: list[Diagnostic] = field(default_factory=list)
    crashes: list[Crash] = field(default_factory=list)
    used: set[Used] = field(default_factory=set)
    cut: set[str] = field(default_factory=set)
    asked: str = PARSER
    """The rule that is at work, or was last."""

    def add_all(self, findings: Iterable[Finding], active: ActiveRule) -> None:
        """Take in what a rule has found."""
        for finding in findings:
            self.add(finding, active)

    def add(self, finding: Finding, active: ActiveRule) -> None:
        """Take a finding in, as what is said, as what is silenced, or as one of each."""
        parts: list[tuple[Finding | None, str | None]] = [(finding, None)]
        if self.suppressions:
            found = split(finding, active.rule, self._silences)
            self.used |= found.used
            parts = [(found.kept, None), (found.silenced, found.reason)]
        for part, reason in parts:
            if part is not None:
                language = self.plan.language
                self.diagnostics.append(make(part, active, self.source, language, reason))

    @cached_property
    def _silences(self) -> Silences:
        return Silences(self.suppressions)

    def fail(self, rule: str, error: BaseException) -> None:
        """Take in what kept a check, or the parser, from looking to the end."""
        if isinstance(error, Overrun):
            if error.limit == "file-seconds" and rule != PARSER:
                raise error
            self.exceed(error.limit, rule, [rule])
        else:
            self.crash(rule, Failure.of(error))

    def crash(self, rule: str, failure: Failure) -> None:
        """Take in that a check, or the parser, raised."""
        if failure.is_deep:
            self.exceed("depth", rule, [rule])
            return
        crash = Crash(rule, self.source.path, failure.reason, failure.where)
        self.crashes.append(crash)
        facts = {"rule": crash.rule, "path": crash.path, "reason": crash.reason}
        self.add(Finding(_TOP, facts), self.plan.spoken["internal-error"])

    def exceed(self, limit: str, rule: str, unasked: Collection[str], place: Span = _TOP) -> None:
        """Take in that a limit ended a rule, or the parser, and who has not looked for it."""
        self.cut |= {*unasked}
        finding = Finding(place, {"rule": rule, "bytes": len(self.source.data)}, variant=limit)
        self.add(finding, self.plan.spoken["limit-exceeded"])


def _raised_at(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    file = "/".join(trace.tb_frame.f_code.co_filename.replace("\\", "/").split("/")[-2:])
    return f"{file}:{trace.tb_lineno}"
