"""GitLab's Code Quality report: a list of issues, each with a fingerprint of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from newslint.diagnostic import Diagnostic, safe_path
from newslint.report.json import listed

if TYPE_CHECKING:
    from newslint.outcome import Report
    from newslint.report.text import Look

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def gitlab(report: Report, look: Look) -> Iterator[str]:
    """Yield the report as one JSON list; columns are code points, from 1.

    The keys are those of GitLab's documentation, "Code Quality report format".
    """
    yield "["
    yield from listed(_issues(report, look), 1)
    yield "]\n"


def _issues(report: Report, look: Look) -> Iterator[dict[str, Any]]:
    for file in report.files:
        path = safe_path(file.path)
        alike: Counter[str] = Counter()
        for row in file.diagnostics:
            # Counted whether or not it is shown: what is shown changes no fingerprint.
            alike[row.fingerprint] += 1
            if look.shows(row.severity):
                yield _issue(row, path, alike[row.fingerprint])


def _issue(row: Diagnostic, path: str, number: int) -> dict[str, Any]:
    place = row.place
    # GitLab takes two issues with one fingerprint for one.
    named = f"{path}\0{row.fingerprint}\0{number}"
    return {
        "description": row.counted_message,
        "check_name": row.rule,
        "fingerprint": sha256(named.encode(errors="replace")).hexdigest(),
        "severity": _SEVERITIES[row.severity],
        "location": {
            "path": path,
            "positions": {
                "begin": {"line": place.line, "column": place.column},
                "end": {"line": place.end_line, "column": place.end_column},
            },
        },
    }
