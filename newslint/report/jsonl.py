"""The findings as JSON lines: one a finding, its file beside it."""

from __future__ import annotations

import json as stdlib
from typing import TYPE_CHECKING

from newslint.diagnostic import safe_path
from newslint.report.json import finding_of, told

if TYPE_CHECKING:
    from newslint.outcome import Report
    from newslint.report.text import Look


def jsonl(report: Report, look: Look) -> str:
    """Return a line for each finding, with the keys of the JSON report's and its file's."""
    return "".join(
        stdlib.dumps(
            {"path": safe_path(file.path), "kind": file.kind, **finding_of(row)},
            ensure_ascii=False,
        )
        + "\n"
        for file in report.files
        for row in told(file, look)
    )
