"""Reporters: one format a file, each a function from a report to text, piece by piece.

The report of a large site need not be held: it is written as it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from newslint.outcome import Report
from newslint.report.text import Look

__all__ = ["COUNTED", "FOR_PEOPLE", "OF_POSTS", "REPORTERS", "Look", "Reporter"]

Reporter = Callable[[Report, Look], Iterator[str]]

_NAMES = (
    "text concise json jsonl github gitlab azure sarif junit checkstyle rdjson rdjsonl markdown html"
).split()
"""Each is a module of this package, and a function in it."""


def _reporter(module: str, function: str) -> Reporter:
    """Return a format's reporter, imported when it is called: a run uses one or two of them."""

    def report(report: Report, look: Look) -> Iterator[str]:
        own: Reporter = getattr(import_module(f"{__name__}.{module}"), function)
        return own(report, look)

    return report


REPORTERS: dict[str, Reporter] = {name: _reporter(name, name) for name in _NAMES}
COUNTED: dict[str, Reporter] = {
    "text": _reporter("statistics", "statistics"),
    "json": _reporter("statistics", "statistics_json"),
}
"""What `--statistics` tells, by format."""

FOR_PEOPLE = frozenset({"text", "concise", "github", "azure", "markdown"})
"""Formats that show infos only where they are asked for."""
OF_POSTS = frozenset({"html"})
"""Formats that show what posts tell of themselves."""
