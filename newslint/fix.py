"""Fixes: edits of spans, applied without overlaps, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable

from newslint.check import Edit
from newslint.diagnostic import Diagnostic
from newslint.source import Source


def apply(source: Source, diagnostics: Iterable[Diagnostic], *, unsafe: bool = False) -> bytes:
    """Return a file's bytes with its findings' fixes applied.

    A fix is applied whole or not at all: one that touches what an earlier one has changed waits
    for the next run. Only UTF-8 files are changed.
    """
    edits = chosen(diagnostics, unsafe=unsafe)
    if source.encoding.likely is not None:
        return source.data
    data = bytearray(source.data)
    for edit in reversed(edits):
        data[edit.span.start : edit.span.end] = edit.text.encode()
    return bytes(data)


def chosen(diagnostics: Iterable[Diagnostic], *, unsafe: bool = False) -> list[Edit]:
    """Return the edits that can be made together, in the order of the text."""
    edits: list[Edit] = []
    taken: list[tuple[int, int]] = []
    for row in diagnostics:
        if row.fix is None or not (row.fix.safe or unsafe):
            continue
        spans = [edit.span for edit in row.fix.edits]
        if any(start < span.end and span.start < end for span in spans for start, end in taken):
            continue
        taken += spans
        edits += row.fix.edits
    return sorted(set(edits))
