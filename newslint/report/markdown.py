"""Markdown for a comment on a pull request and for the summary of a step, no longer than they take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newslint.diagnostic import Diagnostic, safe, safe_path
from newslint.report.text import summary
from newslint.rule import SEVERITIES

if TYPE_CHECKING:
    from newslint.outcome import FileReport, Report
    from newslint.report.text import Look

MARK = "<!-- newslint -->\n"
"""What a comment begins with, by which its successor finds it."""
_MOST = 60_000
"""Characters of a report: a comment on GitHub has at most 65,536."""
_SIGNS = {"error": "🔴", "warning": "🟡", "info": "🔵"}
_MARKUP = {ord(mark): f"&#{ord(mark)};" for mark in "\\`*_{}[]<>&|~$^"}
"""What a character reference keeps from being markup (CommonMark 2.5)."""
_CALLS = {ord(mark): f"{mark}&#8203;" for mark in "@#"}
"""What calls somebody, or links an issue, however it is spelt, unless it is parted."""
_TOLD = str.maketrans(_MARKUP | _CALLS)
_AUTOLINK = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
"""Where a URL is parted, so that it is no link (GFM 6.9)."""


def markdown(report: Report, look: Look) -> Iterator[str]:
    """Yield a summary, a table by rule, and the findings of each file, those with errors first.

    Files that are too many are counted. Nothing that a post says is Markdown, HTML or a link.
    """
    plain = replace(look, colour=False, verbose=False)
    yield f"{MARK}### newslint\n\n{escaped(summary(report, plain).strip())}\n"
    counts = {key: count for key, count in report.tally.rules.items() if look.shows(key[0])}
    room = _MOST
    for piece in _table(counts, look):
        room -= len(piece)
        yield piece
    left = sum(counts.values())
    for file, rows in _worst_first(report, look):
        block = _block(file, rows, look)
        if len(block) > room:
            break
        room -= len(block)
        left -= len(rows)
        yield block
    if left:
        more = f"Too many to be told here: {left} more, which the log and the other formats tell."
        yield f"\n{look.say(more)}\n"


def escaped(text: str) -> str:
    """Return a text that Markdown and HTML leave as it is, its code in backquotes as code."""
    parts = " ".join(safe(text).split()).split("`")
    if len(parts) % 2 == 0:
        return _inert("`".join(parts))
    return "".join(_code(part) if number % 2 else _inert(part) for number, part in enumerate(parts))


def _inert(text: str) -> str:
    return _AUTOLINK.sub("&#8203;", text.translate(_TOLD))


def _code(text: str) -> str:
    """Return a text without backquotes as code, in which nothing is a link."""
    # In the cell of a table a bar would end it, and how it is escaped depends on backslashes.
    return f"<code>{_inert(text)}</code>" if "|" in text or not text else f"`{text}`"


def _table(counts: dict[tuple[str, str], int], look: Look) -> Iterator[str]:
    if not counts:
        return
    yield f"\n| | {look.say('rule')} | {look.say('findings')} |\n| --- | --- | ---: |\n"
    order = sorted(counts, key=lambda key: (-SEVERITIES.index(key[0]), -counts[key], key[1]))
    for severity, rule in order:
        count = counts[severity, rule]
        yield f"| {_SIGNS[severity]} {look.say(severity)} | {_code(rule)} | {count:,} |\n"


def _worst_first(report: Report, look: Look) -> Iterator[tuple[FileReport, list[Diagnostic]]]:
    """Yield the files that have findings to show, those with errors before the others."""
    for with_errors in (True, False):
        for file in report.files:
            rows = [row for row in file.diagnostics if look.shows(row.severity)]
            if rows and any(row.severity == "error" for row in rows) is with_errors:
                yield file, rows


def _told(row: Diagnostic) -> str:
    """Return what is said in a cell of a table: the message, and below it what shows it."""
    return "<br>".join(map(escaped, filter(None, (row.counted_message, row.detail))))


def _block(file: FileReport, rows: list[Diagnostic], look: Look) -> str:
    lines = [
        f"| {row.place.line} | {_SIGNS[row.severity]} | {_told(row)} | {_code(row.rule)} |\n"
        for row in rows
    ]
    # In a line of HTML there is no Markdown, and no link of plain text.
    path = safe_path(file.path).translate(_MARKUP)
    names = (look.say("line"), "", look.say("finding"), look.say("rule"))
    return (
        f"\n<details><summary><code>{path}</code> ({len(rows)})</summary>\n\n"
        f"| {' | '.join(names)} |\n| ---: | --- | --- | --- |\n"
        f"{''.join(lines)}\n</details>\n"
    )
