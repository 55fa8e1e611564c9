"""newslint's findings as the protocol's diagnostics."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from lsprotocol import types

from newslint.diagnostic import Diagnostic
from newslint.place import Place
from newslint.rule import Rule
from newslint.server.desk import Judgement
from newslint.server.pages import address
from newslint.server.positions import At, Text, span_of
from newslint.source import Source, Span

_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_MOST = 200
"""Places of one finding that are marked."""


def diagnostics_of(judgement: Judgement, text: Text) -> list[types.Diagnostic]:
    """Return what is said of a text: each finding at its first place, and hints at its others."""
    return [
        found for row in judgement.report.diagnostics for found in _marked(row, judgement, text)
    ]


def _marked(row: Diagnostic, judgement: Judgement, text: Text) -> Iterator[types.Diagnostic]:
    rule = judgement.catalog.find(row.rule)
    make = _maker(row, rule, _related(row, judgement.root))
    first, *others = row.places[:_MOST]
    yield make(range_of(judgement.source, first, text), _SEVERITIES[row.severity])
    for place in others:
        # A finding is one problem, however many places it has.
        yield make(range_of(judgement.source, place, text), types.DiagnosticSeverity.Hint)


def _maker(
    row: Diagnostic, rule: Rule | None, related: list[types.DiagnosticRelatedInformation]
) -> Callable[[types.Range, types.DiagnosticSeverity], types.Diagnostic]:
    href = address(rule) if rule else None

    def make(where: types.Range, severity: types.DiagnosticSeverity) -> types.Diagnostic:
        return types.Diagnostic(
            where,
            row.message,
            severity,
            row.rule,
            types.CodeDescription(href) if href else None,
            source="newslint",
            related_information=related or None,
        )

    return make


def _related(row: Diagnostic, root: str) -> list[types.DiagnosticRelatedInformation]:
    """Return the other posts that a finding speaks of."""
    found = []
    for other in row.related:
        start = types.Position(other.line - 1, 0)
        where = types.Location(Path(root, other.path).as_uri(), types.Range(start, start))
        found.append(types.DiagnosticRelatedInformation(where, other.path))
    return found


def range_of(source: Source, place: Place, text: Text) -> types.Range:
    """Return the range of a place of the text that was linted."""
    return range_at(span_of(source, place), text)


def range_at(span: Span, text: Text) -> types.Range:
    """Return the range of a span."""
    return types.Range(_position(text.at(span.start)), _position(text.at(span.end)))


def _position(at: At) -> types.Position:
    return types.Position(at.line, at.character)


def at_of(position: types.Position) -> At:
    """Return a position that a client has sent."""
    return At(position.line, position.character)


def findings_at(judgement: Judgement, span: Span) -> Iterator[tuple[Diagnostic, Span]]:
    """Yield the findings that have a place in a span, or that a caret touches, with that place."""
    for row in judgement.report.diagnostics:
        for place in row.places:
            own = span_of(judgement.source, place)
            if own.start <= span.end and span.start <= own.end:
                yield row, own
                break
