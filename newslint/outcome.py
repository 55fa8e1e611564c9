"""What a run gives: the findings of each file, and what is to be told of a site as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from newslint.answer import Basis
from newslint.catalog import ActiveRule
from newslint.diagnostic import Diagnostic
from newslint.lint import Mapped
from newslint.rule import SEVERITIES
from newslint.tally import SiteFinding, Tally, tally
from newslint.told import Crash

if TYPE_CHECKING:
    from newslint.about import About
    from newslint.source import Source


class FileReport(msgspec.Struct, frozen=True):
    """What is said about one file."""

    path: str
    """From the current directory, where the file lies below it; else absolute."""
    kind: str
    """post, page, or the kind of posts that the configuration says it is of."""
    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Diagnostic, ...] = ()
    """What the file's own suppressions silence, and what a baseline lists."""
    is_post: bool = True
    root: str = ""
    """The root of its site, as people are shown it."""
    fail_on: str = "never"
    """From which severity on a finding ends the run with 1; `never` for none."""
    digest: bytes = b""
    """Of the bytes that were linted (see `digest.py`): fixes are for these and no others."""
    about: About | None = None
    """What it tells of itself; None where nobody asked for that."""

    def reaches(self, severity: str) -> bool:
        """Tell whether a severity is at or above its site's `fail-on`."""
        if self.fail_on == "never":
            return False
        return SEVERITIES.index(severity) >= SEVERITIES.index(self.fail_on)

    @property
    def fails(self) -> bool:
        """True where a finding is at or above its site's `fail-on`."""
        return any(self.reaches(row.severity) for row in self.diagnostics)


def file_report(
    path: str, kind: str, root: str, mapped: Mapped, fail_on: str, about: About | None = None
) -> FileReport:
    """Return what is said about a file; `path` and `root` as people are shown them."""
    ordered = sorted(mapped.diagnostics, key=lambda row: row.order)
    said = tuple(row for row in ordered if row.suppressed is None)
    return FileReport(
        path,
        mapped.plan.kind or kind,
        said,
        tuple(row for row in ordered if row.suppressed is not None),
        kind == "post",
        root,
        fail_on,
        mapped.digest,
        about,
    )


class LinkCounts(msgspec.Struct, frozen=True):
    """How the links inside the linted files' sites were judged."""

    checked: int = 0
    broken: int = 0
    undecidable: int = 0
    causes: Mapping[str, int] = msgspec.field(default_factory=dict)
    """Why links could not be judged, and how many of them for each."""

    @classmethod
    def together(cls, counts: Iterable[LinkCounts]) -> LinkCounts:
        """Return the counts of several sites as one."""
        rows = list(counts)
        causes: Counter[str] = Counter()
        for row in rows:
            causes.update(row.causes)
        return cls(
            sum(row.checked for row in rows),
            sum(row.broken for row in rows),
            sum(row.undecidable for row in rows),
            causes,
        )


class OutsideCounts(msgspec.Struct, frozen=True):
    """What came of the links that lead out of the linted files' sites, each URL counted once."""

    links: int = 0
    asked: int = 0
    """Those asked for by this run; of the others what came of them was known."""
    broken: int = 0
    undecidable: int = 0
    unasked: tuple[str, ...] = ()
    """Those of which nothing is known: the budget was spent, or links.lock does not have them."""
    interrupted: bool = False

    @classmethod
    def together(cls, counts: Iterable[OutsideCounts]) -> OutsideCounts:
        """Return the counts of several sites as one."""
        rows = list(counts)
        return cls(
            sum(row.links for row in rows),
            sum(row.asked for row in rows),
            sum(row.broken for row in rows),
            sum(row.undecidable for row in rows),
            tuple(url for row in rows for url in row.unasked),
            any(row.interrupted for row in rows),
        )


class Report(msgspec.Struct, frozen=True, dict=True):
    """What a run says."""

    files: Sequence[FileReport] = ()
    judged: LinkCounts = LinkCounts()
    """How links were judged by the pages and files that they lead to; see `links`."""
    crashes: tuple[Crash, ...] = ()
    notices: tuple[str, ...] = ()
    """What people should know that is no finding."""
    max_warnings: int | None = None
    """More warnings than these end the run with 1; None for any number."""
    rules: tuple[ActiveRule, ...] = ()
    """The rules that have been asked, in the order of their ids."""
    outdated: bool = False
    """True where a baseline lists what is gone, and may only shrink."""
    outside: OutsideCounts | None = None
    """What came of links that lead out of the sites; None in a run that asked for none."""
    basis: Basis | None = None
    """What all this depends on; None where it may be more than can be looked at again."""
    language: str = "en"
    """The language of the messages; of several sites that have several, the reader's."""
    today: date | None = None
    """The day of the run."""
    reread: Callable[[FileReport], Source | None] = lambda _: None
    """Returns the source of a file once more; None where that is not as it was linted."""

    @cached_property
    def tally(self) -> Tally:
        """What all the files come to."""
        return tally(self.files)

    @property
    def links(self) -> LinkCounts:
        """How links were judged: one to an id that its page does not have is broken as well."""
        return replace(self.judged, broken=self.judged.broken + self.tally.dead_anchors)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many findings there are of each severity."""
        found: Counter[str] = Counter()
        for (severity, _), count in self.tally.rules.items():
            found[severity] += count
        return {severity: found[severity] for severity in reversed(SEVERITIES)}

    @property
    def exit_code(self) -> int:
        """0 nothing at or above `fail-on`, 1 findings, 2 newslint could not do its job."""
        if self.crashes or (self.outside is not None and self.outside.interrupted):
            return 2
        if self.max_warnings is not None and self.counts["warning"] > self.max_warnings:
            return 1
        return 1 if self.tally.fails or self.outdated else 0

    @property
    def site(self) -> tuple[SiteFinding, ...]:
        """What is told once of each site: its warning and info rules that are loud."""
        return self.tally.site
