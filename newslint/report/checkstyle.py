"""Checkstyle's XML, which many programs read: files, and in each its findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newslint import __version__
from newslint.diagnostic import Diagnostic, safe_path
from newslint.report.xml import attributes

if TYPE_CHECKING:
    from newslint.outcome import Report
    from newslint.report.text import Look


def checkstyle(report: Report, look: Look) -> Iterator[str]:
    """Yield the report as Checkstyle's XMLLogger writes it; columns are code points, from 1."""
    head = attributes(version=f"newslint-{__version__}")
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle{head}>\n'
    for file in report.files:
        yield f"  <file{attributes(name=safe_path(file.path))}>\n"
        yield from (_error(row) for row in file.diagnostics if look.shows(row.severity))
        yield "  </file>\n"
    yield "</checkstyle>\n"


def _error(row: Diagnostic) -> str:
    told = attributes(
        line=row.place.line,
        column=row.place.column,
        severity=row.severity,
        message=row.counted_message,
        # Dotted like the name of a class: its parts are category and type to Jenkins.
        source=f"newslint.{row.rule.replace('/', '.')}",
    )
    return f"    <error{told}/>\n"
