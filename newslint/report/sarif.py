"""SARIF 2.1.0 (OASIS): the findings for code-scanning services, with every rule and its page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from newslint import __version__
from newslint.catalog import ActiveRule
from newslint.diagnostic import Diagnostic, safe_path
from newslint.place import Place
from newslint.program import rules_folder
from newslint.recognition import VERSION
from newslint.report.json import listed, told, written
from newslint.report.rdjson import HOME

if TYPE_CHECKING:
    from newslint.outcome import Report
    from newslint.report.text import Look

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_ROOT = "%SRCROOT%"
_LONGEST = 200
"""Code points of a line that is quoted; of longer ones the place is told alone."""


def sarif(report: Report, look: Look) -> Iterator[str]:
    """Yield the report as one SARIF log; columns are code points."""
    numbers = {active.rule.id: number for number, active in enumerate(report.rules)}
    own = str(rules_folder())
    run = {
        "tool": {
            "driver": {
                "name": "newslint",
                "version": __version__,
                "semanticVersion": __version__,
                "informationUri": HOME,
                "rules": [
                    _rule(active, shipped=active.rule.origin.startswith(own))
                    for active in report.rules
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": "newslint/"},
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "The folder in which newslint was called."}}
        },
        "invocations": [_invocation(report)],
        "results": [],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    head, bracket, tail = written(log, 1).rpartition("[]")
    results = (
        _result(row, file.path, numbers) for file in report.files for row in told(file, look)
    )
    yield head + bracket[0]
    yield from listed(results, 4, indent=1)
    yield f"{bracket[1]}{tail}\n"


def _invocation(report: Report) -> dict[str, Any]:
    told = [("error", f"{row.path}: {row.rule}: {row.reason}") for row in report.crashes]
    told += [("note", notice) for notice in report.notices]
    return {
        "executionSuccessful": not report.crashes,
        "exitCode": report.exit_code,
        "toolExecutionNotifications": [
            {"level": level, "message": {"text": safe_path(text)}} for level, text in told
        ],
    }


def _rule(active: ActiveRule, *, shipped: bool) -> dict[str, Any]:
    rule = active.rule
    page = {"helpUri": f"{HOME}/blob/v{__version__}/rules/{rule.id}.md"} if shipped else {}
    return {
        "id": rule.id,
        "name": "".join(part.title() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.summary or rule.name},
        "fullDescription": {"text": _description(rule.doc) or rule.name},
        **page,
        "help": {"text": rule.doc.strip(), "markdown": rule.doc.strip()},
        "defaultConfiguration": {"level": _LEVELS[active.severity]},
        "properties": {"tags": [rule.family], "fix": rule.fixable or "none"},
    }


def _description(doc: str) -> str:
    """Return the first paragraph of a rule's page, below its title."""
    paragraphs = doc.strip().split("\n\n")
    return " ".join(paragraphs[1].split()) if len(paragraphs) > 1 else ""


def _result(row: Diagnostic, path: str, numbers: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": row.rule,
        "ruleIndex": numbers.get(row.rule, -1),
        "level": _LEVELS[row.severity],
        "message": {"text": f"{row.message}\n{row.detail}".rstrip()},
        "locations": [_quoted(_location(path, row.place), row)],
        "occurrenceCount": row.count,
        "partialFingerprints": {f"newslint/v{VERSION}": row.fingerprint},
    }
    related = list(_related(row, path))
    if related:
        result["relatedLocations"] = related
    if row.fix:
        result["fixes"] = [_fix(row, path)]
    if row.suppressed is not None:
        kind = "external" if row.baselined else "inSource"
        result["suppressions"] = [{"kind": kind, "justification": row.suppressed}]
    return result


def _location(path: str, place: Place) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(path), "region": _region(place)}}


def _quoted(location: dict[str, Any], row: Diagnostic) -> dict[str, Any]:
    """Return a location with the text at it and the line around it, where they are short."""
    place, line = row.place, row.line
    if place.line == place.end_line and len(line) <= _LONGEST:
        physical = location["physicalLocation"]
        within = line[place.column - 1 : place.end_column - 1]
        physical["region"]["snippet"] = {"text": within}
        physical["contextRegion"] = {"startLine": place.line, "snippet": {"text": line}}
    return location


def _artifact(path: str) -> dict[str, Any]:
    """Return a file by its URI: from the root of the sources where the path is relative."""
    uri = quote(path.encode(errors="surrogateescape"), safe="/")
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    return {"uri": uri, "uriBaseId": _ROOT}


def _region(place: Place) -> dict[str, Any]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _related(row: Diagnostic, path: str) -> Iterator[dict[str, Any]]:
    """Yield the other places in the file, and those in other posts."""
    for place in row.places[1:]:
        yield {**_location(path, place), "message": {"text": "here too"}}
    folder = path[: len(path) - len(row.path)] if path.endswith(row.path) else ""
    for other in row.related:
        physical = {
            "artifactLocation": _artifact(f"{folder}{other.path}"),
            "region": {"startLine": other.line},
        }
        yield {"physicalLocation": physical, "message": {"text": "the other post"}}


def _fix(row: Diagnostic, path: str) -> dict[str, Any]:
    safe = bool(row.fix and row.fix.safe)
    replacements = [
        {"deletedRegion": _region(place), "insertedContent": {"text": text}}
        for place, text in row.edits
    ]
    return {
        "description": {"text": "a safe fix" if safe else "an unsafe fix: read what it changes"},
        "artifactChanges": [{"artifactLocation": _artifact(path), "replacements": replacements}],
    }
