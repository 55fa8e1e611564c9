"""A format for the desk: a line for each post with findings, to be pasted into a sheet."""

from __future__ import annotations

from collections.abc import Iterator

from newslint.outcome import Report
from newslint.report import Look


def desk_list(report: Report, look: Look) -> Iterator[str]:
    """Yield path, findings that are shown, and their rules, parted by tabs."""
    for file in report.files:
        rules = [row.rule for row in file.diagnostics if look.shows(row.severity)]
        if rules:
            yield f"{file.path}\t{len(rules)}\t{', '.join(sorted(set(rules)))}\n"
