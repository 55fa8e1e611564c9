"""The findings as JSON lines: one a finding, its file beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newslint.diagnostic import safe_path
from newslint.report.json import finding_of, told, written

if TYPE_CHECKING:
    from newslint.outcome import Report
    from newslint.report.text import Look


def jsonl(report: Report, look: Look) -> Iterator[str]:
    """Yield a line for each finding, with the keys of the JSON report's and its file's."""
    for file in report.files:
        about = {"path": safe_path(file.path), "kind": file.kind}
        for row in told(file, look):
            yield written({**about, **finding_of(row)}) + "\n"
