"""Reviewdog's Diagnostic Format as JSON lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newslint.report.json import written
from newslint.report.rdjson import SOURCE, diagnostic_of

if TYPE_CHECKING:
    from newslint.outcome import Report
    from newslint.report.text import Look

_LONGEST = 60_000
"""Bytes of a line: at 65,536 reviewdog stops reading (Go's bufio.Scanner), and says nothing."""


def rdjsonl(report: Report, look: Look) -> Iterator[str]:
    """Yield a `Diagnostic` of reviewdog.proto a line; columns are bytes, from 1."""
    for file in report.files:
        for row in file.diagnostics:
            if look.shows(row.severity):
                told = diagnostic_of(row, file.path) | {"source": SOURCE}
                line = written(told)
                if len(line.encode(errors="replace")) > _LONGEST:
                    # Only what a fix puts in can be so long.
                    del told["suggestions"]
                    line = written(told)
                yield f"{line}\n"
