"""Reviewdog's Diagnostic Format: the findings with the fixes that a reviewer can take over."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from newslint.diagnostic import Diagnostic, safe_path
from newslint.report.json import listed, written

if TYPE_CHECKING:
    from newslint.outcome import Report
    from newslint.place import Place
    from newslint.report.text import Look

HOME = "https://github.com/newslint/newslint"
SOURCE = {"name": "newslint", "url": HOME}
_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def rdjson(report: Report, look: Look) -> Iterator[str]:
    """Yield the report as a `DiagnosticResult` of reviewdog.proto; columns are bytes, from 1."""
    found = (
        diagnostic_of(row, file.path)
        for file in report.files
        for row in file.diagnostics
        if look.shows(row.severity)
    )
    yield f'{{\n  "source": {written(SOURCE)},\n  "diagnostics": ['
    yield from listed(found, 2)
    yield "]\n}\n"


def diagnostic_of(row: Diagnostic, path: str) -> dict[str, Any]:
    """Return a finding as reviewdog's `Diagnostic`.

    No other keys than those of its first release: older releases refuse a report with any.
    """
    told: dict[str, Any] = {
        "message": row.counted_message,
        "location": {"path": safe_path(path), "range": _range(row.place)},
        "severity": _SEVERITIES[row.severity],
        "code": {"value": row.rule},
    }
    suggestion = _suggestion(row)
    return told | ({"suggestions": [suggestion]} if suggestion else {})


def _range(place: Place) -> dict[str, Any]:
    return {
        "start": {"line": place.line, "column": place.byte},
        "end": {"line": place.end_line, "column": place.end_byte},
    }


def _suggestion(row: Diagnostic) -> dict[str, Any] | None:
    """Return a fix as one change of one stretch of the text; None where there is no such.

    Several suggestions would be as many choices. Of edits that belong together one is made, where
    what stands between them is known: on the line of the finding.
    """
    if not row.edits:
        return None
    edits = sorted(row.edits, key=lambda edit: edit[0].start)
    (first, text), last = edits[0], edits[-1][0]
    if len(edits) > 1:
        lines = {line for place, _ in edits for line in (place.line, place.end_line)}
        if lines != {row.place.line}:
            return None
        for (before, _), (place, added) in pairwise(edits):
            text += row.line[before.end_column - 1 : place.column - 1] + added
    start, end = _range(first)["start"], _range(last)["end"]
    return {"range": {"start": start, "end": end}, "text": text}
