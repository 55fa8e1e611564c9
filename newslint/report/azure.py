"""Issues for Azure Pipelines: logging commands, one a finding, the worst first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newslint.diagnostic import Diagnostic, safe_path
from newslint.report.concise import concise_line
from newslint.rule import SEVERITIES

if TYPE_CHECKING:
    from newslint.outcome import Report
    from newslint.report.text import Look


def azure(report: Report, look: Look) -> Iterator[str]:
    """Yield a `task.logissue` for each finding; columns are code points, from 1.

    Azure knows errors and warnings: an info, where it is asked for, is a line of the log.
    """
    for severity in filter(look.shows, reversed(SEVERITIES)):
        for file in report.files:
            for row in file.diagnostics:
                if row.severity == severity:
                    yield _issue(row, file.path)


def _issue(row: Diagnostic, path: str) -> str:
    if row.severity == "info":
        return f"{concise_line(row, path)}\n"
    properties = {
        "type": row.severity,
        "sourcepath": safe_path(path),
        "linenumber": row.place.line,
        "columnnumber": row.place.column,
        "code": row.rule,
    }
    told = "".join(f"{name}={_property(str(value))};" for name, value in properties.items())
    return f"##vso[task.logissue {told}]{_data(row.counted_message)}\n"


def _data(text: str) -> str:
    """Return a text as a command's message, escaped as in Microsoft's azure-pipelines-task-lib."""
    return text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return a text as a command's property, which a semicolon ends and a bracket too."""
    return _data(text).replace("]", "%5D").replace(";", "%3B")
