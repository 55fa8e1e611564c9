"""Fixes: edits of spans, applied without overlaps, in the order of the text."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence

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
    """In order, so that of those that begin before some place the last one reaches furthest."""
    for row in diagnostics:
        if row.fix is None or not (row.fix.safe or unsafe):
            continue
        if any(_touches(edit, taken) for edit in row.fix.edits):
            continue
        for edit in row.fix.edits:
            insort(taken, edit.span)
        edits += row.fix.edits
    return sorted(set(edits))


def _touches(edit: Edit, taken: Sequence[tuple[int, int]]) -> bool:
    number = bisect_left(taken, (edit.span.end,)) - 1
    return number >= 0 and edit.span.start < taken[number][1]
