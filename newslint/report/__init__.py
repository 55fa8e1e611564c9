"""Reporters: one format a file, each a function from a report to text, piece by piece.

The report of a large site need not be held: it is written as it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from newslint.outcome import Report
from newslint.report.concise import concise
from newslint.report.github import github
from newslint.report.json import json
from newslint.report.jsonl import jsonl
from newslint.report.sarif import sarif
from newslint.report.text import Look, text

__all__ = ["FOR_PEOPLE", "REPORTERS", "Look", "Reporter"]

Reporter = Callable[[Report, Look], Iterator[str]]

REPORTERS: dict[str, Reporter] = {
    "text": text,
    "concise": concise,
    "json": json,
    "jsonl": jsonl,
    "github": github,
    "sarif": sarif,
}

FOR_PEOPLE = frozenset({"text", "concise", "github"})
"""Formats that show infos only where they are asked for."""
