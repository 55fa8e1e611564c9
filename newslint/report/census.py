"""The census of a report: its findings counted by what they and their posts are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from newslint.rule import SEVERITIES

if TYPE_CHECKING:
    from newslint.diagnostic import Diagnostic
    from newslint.outcome import FileReport, Report
    from newslint.report.text import Look

_MESSAGES = 200
"""Different messages of a rule that are counted, to tell which it says most often."""
UNTOLD = ""
"""The author, the category or the month of posts that tell none."""


@dataclass
class Count:
    """What is found in some posts, or by some rule."""

    posts: int = 0
    """Posts and pages that there are; of a rule, those in which it finds something."""
    found: Counter[str] = field(default_factory=Counter)
    """Findings by severity."""

    @property
    def total(self) -> int:
        """All findings."""
        return self.found.total()


class Rank(NamedTuple):
    """A file with findings, as it compares with others: the worst comes first."""

    errors: int
    own: int
    """Minus the warnings that are not told of many posts anyhow; all here are negative."""
    warnings: int
    infos: int
    number: int
    """Of the file in the report, in the order of paths."""

    @property
    def total(self) -> int:
        """How many findings it has."""
        return -self.errors - self.warnings - self.infos


@dataclass
class Census:
    """All findings, counted, and the files in order, the worst first."""

    rules: dict[str, Count] = field(default_factory=dict)
    months: dict[str, Count] = field(default_factory=dict)
    """By `2026-03`."""
    authors: dict[str, Count] = field(default_factory=dict)
    """One of two authors counts as much as one alone; categories too."""
    categories: dict[str, Count] = field(default_factory=dict)
    ranks: list[Rank] = field(default_factory=list)
    roots: set[str] = field(default_factory=set)
    """The roots of the sites that the files belong to."""
    suppressed: int = 0
    fixable: int = 0
    whole: Count = field(default_factory=Count)
    messages: dict[str, Counter[str]] = field(default_factory=dict)
    """What each rule says, and how often."""

    @property
    def families(self) -> dict[str, Count]:
        """The findings by family; of its posts nothing is known."""
        found: dict[str, Count] = {}
        for rule, count in self.rules.items():
            found.setdefault(rule.partition("/")[0], Count()).found.update(count.found)
        return found

    def message(self, rule: str) -> str:
        """Return what a rule says most often."""
        (message, _), *_ = self.messages[rule].most_common(1)
        return message

    def severity(self, rule: str) -> str:
        """Return the severity of most of a rule's findings, the worse of two equal ones."""
        found = self.rules[rule].found
        return max(reversed(SEVERITIES), key=lambda severity: found[severity])

    def add(self, file: FileReport, number: int, rows: Iterable[Diagnostic], loud: Loud) -> None:
        """Count what is told of one more file."""
        found: Counter[str] = Counter()
        own = 0
        seen: set[str] = set()
        for row in rows:
            found[row.severity] += 1
            self.fixable += row.fix is not None and row.fix.safe
            own += row.severity == "warning" and not is_loud(file, row, loud)
            self._hear(row, is_first=row.rule not in seen)
            seen.add(row.rule)
        self.roots.add(file.root)
        self.suppressed += sum(not row.baselined for row in file.suppressed)
        for count in (self.whole, *self._counts(file)):
            count.posts += 1
            count.found.update(found)
        if seen:
            rank = Rank(-found["error"], -own, -found["warning"], -found["info"], number)
            self.ranks.append(rank)

    def _hear(self, row: Diagnostic, *, is_first: bool) -> None:
        count = self.rules.setdefault(row.rule, Count())
        count.posts += is_first
        count.found[row.severity] += 1
        messages = self.messages.setdefault(row.rule, Counter())
        if len(messages) < _MESSAGES or row.message in messages:
            messages[row.message] += 1

    def _counts(self, file: FileReport) -> Iterable[Count]:
        if file.about is None or not file.is_post:
            return
        yield self.months.setdefault(month_of(file), Count())
        for name in file.about.authors or (UNTOLD,):
            yield self.authors.setdefault(name, Count())
        for name in file.about.categories or (UNTOLD,):
            yield self.categories.setdefault(name, Count())


Loud = Mapping[tuple[str, str, str], object]
"""What is told once of a site, by its root, rule and severity."""


def is_loud(file: FileReport, row: Diagnostic, loud: Loud) -> bool:
    """Tell whether a finding is one of those that many posts of its site have."""
    return file.is_post and (file.root, row.rule, row.severity) in loud


def month_of(file: FileReport) -> str:
    """Return the month in which a post was published, as `2026-03`."""
    day = file.about.day if file.about else None
    return f"{day:%Y-%m}" if day else UNTOLD


def census_of(report: Report, look: Look, loud: Loud) -> Census:
    """Count what is told of a report's files."""
    census = Census()
    for number, file in enumerate(report.files):
        census.add(file, number, (r for r in file.diagnostics if look.shows(r.severity)), loud)
    census.ranks.sort()
    return census
