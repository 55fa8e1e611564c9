"""Annotations for GitHub Actions: workflow commands, one a finding, the worst first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newslint.diagnostic import Diagnostic, safe_path
from newslint.report.concise import concise_line
from newslint.rule import SEVERITIES

if TYPE_CHECKING:
    from newslint.outcome import Report
    from newslint.report.text import Look

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
ANNOTATIONS = 10
"""Annotations of each kind that GitHub takes of a step; further ones it drops without a word."""


def github(report: Report, look: Look) -> Iterator[str]:
    """Yield workflow commands for the first findings of each severity; columns are code points.

    The worst come first. What GitHub would drop is written as lines of the log, and counted.
    """
    left = 0
    for severity in filter(look.shows, reversed(SEVERITIES)):
        number = 0
        for file in report.files:
            for row in file.diagnostics:
                if row.severity == severity:
                    number += 1
                    within = number <= ANNOTATIONS
                    yield (
                        _command(file.path, row) if within else f"{concise_line(row, file.path)}\n"
                    )
        left += max(0, number - ANNOTATIONS)
    if left and not look.quiet:
        are = "finding is a line" if left == 1 else "findings are lines"
        told = f"{left} more {are} of this log: GitHub takes {ANNOTATIONS} of a kind"
        yield f"newslint: {look.say(told)}\n"


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
    return f"::{_COMMANDS[row.severity]} {told}::{_data(row.counted_message)}\n"


def _data(text: str) -> str:
    """Return a text as a command's message: `%` and line ends escaped (actions/toolkit)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return a text as a command's property, which a comma ends and a colon too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
