"""The JSON report; its schema is `newslint-report.schema.json` beside this file."""

from __future__ import annotations

import json as stdlib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from newslint.diagnostic import Diagnostic, safe_path, unread
from newslint.place import Place

if TYPE_CHECKING:
    from newslint.outcome import FileReport, Report
    from newslint.report.text import Look
    from newslint.tally import SiteFinding

VERSION = 1


def json(report: Report, look: Look) -> Iterator[str]:
    """Yield the report as one JSON document; columns are code points, from 1."""
    files = (
        {
            "path": safe_path(file.path),
            "kind": file.kind,
            "findings": [finding_of(row) for row in told(file, look)],
        }
        for file in report.files
    )
    yield f'{{\n  "version": {VERSION},\n  "files": ['
    yield from listed(files, 2)
    yield f"],\n{_members({'site': _sites(report, look), 'summary': _summary(report)})}"


def listed(entries: Iterable[Mapping[str, Any]], depth: int, indent: int = 2) -> Iterator[str]:
    """Yield what stands between the brackets of a list at some depth of a JSON document."""
    edge = "\n" + " " * (depth - 1) * indent
    comma = ""
    for entry in entries:
        text = written(entry, indent)
        # A line end inside a value is escaped: those in the text are its own.
        yield comma + (edge + " " * indent) + text.replace("\n", edge + " " * indent)
        comma = ","
    if comma:
        yield edge


def written(value: object, indent: int | None = None) -> str:
    """Return a value as JSON, in which a build's log finds no command."""
    return unread(stdlib.dumps(value, ensure_ascii=False, indent=indent), "\\u0023")


def _members(last: Mapping[str, Any]) -> str:
    """Return the last members of a document, and its end."""
    return written(last, 2).removeprefix("{\n") + "\n"


def _sites(report: Report, look: Look) -> list[dict[str, Any]]:
    return [_site(row) for row in report.site if look.shows(row.severity)]


def _summary(report: Report) -> dict[str, Any]:
    counts, links = report.counts, report.links
    return {
        "files": len(report.files),
        "posts": report.tally.posts,
        "error": counts["error"],
        "warning": counts["warning"],
        "info": counts["info"],
        "baselined": report.tally.baselined,
        "links": {
            "checked": links.checked,
            "broken": links.broken,
            "undecidable": links.undecidable,
        },
        **_outside(report),
    }


def _outside(report: Report) -> dict[str, Any]:
    """Return what came of links that lead out of the sites; nothing where none were asked for."""
    found = report.outside
    if found is None:
        return {}
    return {
        "outside": {
            "links": found.links,
            "asked": found.asked,
            "broken": found.broken,
            "undecidable": found.undecidable,
            "unasked": list(found.unasked),
        }
    }


def told(file: FileReport, look: Look) -> list[Diagnostic]:
    """Return what is told of a file, what its suppressions and a baseline silence included."""
    rows = [row for row in (*file.diagnostics, *file.suppressed) if look.shows(row.severity)]
    return sorted(rows, key=lambda row: row.order)


def _site(row: SiteFinding) -> dict[str, Any]:
    return {
        "root": safe_path(row.root),
        "rule": row.rule,
        "severity": row.severity,
        "message": row.message,
        "count": row.count,
        "share": round(row.share, 4),
        "examples": [{"path": safe_path(e.path), "line": e.line} for e in row.examples],
    }


def finding_of(row: Diagnostic) -> dict[str, Any]:
    """Return a finding as the JSON report has it."""
    return {
        "rule": row.rule,
        "severity": row.severity,
        "message": row.message,
        **({"detail": row.detail} if row.detail else {}),
        **_place(row.place),
        "count": row.count,
        "places": [_place(place) for place in row.places],
        "related": [
            {"path": safe_path(other.path), "line": other.line, "message": ""}
            for other in row.related
        ],
        "fingerprint": row.fingerprint,
        "suppressed": row.suppressed is not None,
        "reason": row.suppressed,
        "baselined": row.baselined,
        "fix": _fix(row),
    }


def _fix(row: Diagnostic) -> dict[str, Any] | None:
    if row.fix is None:
        return None
    edits = [{**_place(place), "text": text} for place, text in row.edits]
    return {"safe": row.fix.safe, "edits": edits}


def _place(place: Place) -> dict[str, int]:
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }
