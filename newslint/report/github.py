"""Annotations for GitHub Actions: workflow commands, one a finding, the worst first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newslint.diagnostic import Diagnostic, safe_path
from newslint.rule import SEVERITIES

if TYPE_CHECKING:
    from newslint.outcome import Report
    from newslint.report.text import Look

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def github(report: Report, look: Look) -> Iterator[str]:
    """Yield a workflow command for each finding; columns are code points.

    GitHub shows ten errors and ten warnings a step: so the worst come first.
    """
    for severity in filter(look.shows, reversed(SEVERITIES)):
        for file in report.files:
            for row in file.diagnostics:
                if row.severity == severity:
                    yield _command(file.path, row)


def _command(path: str, row: Diagnostic) -> str:
    properties = {
        "file": safe_path(path),
        "line": row.place.line,
        "endLine": row.place.end_line,
        "title": row.rule,
    }
    # Columns are for places on one line only.
    if row.place.line == row.place.end_line:
        properties |= {"col": row.place.column, "endColumn": row.place.end_column}
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    times = f" ({row.count} times in this file)" if row.count > 1 else ""
    return f"::{_COMMANDS[row.severity]} {told}::{_data(row.message + times)}\n"


def _data(text: str) -> str:
    """Return a text as a command's message: `%` and line ends escaped (actions/toolkit)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return a text as a command's property, which a comma ends and a colon too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
