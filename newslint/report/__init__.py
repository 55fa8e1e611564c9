"""Reporters: one format a file, each a function from a report to text."""

from __future__ import annotations

from collections.abc import Callable

from newslint.report.concise import concise
from newslint.report.json import json
from newslint.report.text import Look, text
from newslint.run import Report

__all__ = ["REPORTERS", "Look", "Reporter"]

Reporter = Callable[[Report, Look], str]

REPORTERS: dict[str, Reporter] = {"text": text, "concise": concise, "json": json}
