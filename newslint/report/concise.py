"""One line a finding: `path:line:column: severity: rule: message`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newslint.diagnostic import Diagnostic, leading_path

if TYPE_CHECKING:
    from newslint.outcome import Report
    from newslint.report.text import Look


def concise(report: Report, look: Look) -> Iterator[str]:
    """Yield a line for each finding."""
    for file in report.files:
        for row in file.diagnostics:
            if look.shows(row.severity):
                yield f"{concise_line(row, file.path)}\n"


def concise_line(row: Diagnostic, path: str = "") -> str:
    """Return a finding's line; the path is from the site's root unless another is given."""
    line, column = row.place.line, row.place.column
    head = f"{leading_path(path or row.path)}:{line}:{column}"
    return f"{head}: {row.severity}: {row.rule}: {row.message}"
