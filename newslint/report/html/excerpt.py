"""Excerpts: the text at a finding's place, and what its fix makes of it.

A line may be as long as its file and have a thousand findings: no more of it is looked at than is
shown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from newslint.check import Edit, Fix
from newslint.diagnostic import Diagnostic
from newslint.report.html.elements import Html, element, joined
from newslint.report.text import printable
from newslint.source import Source, Span

_BEFORE, _INSIDE, _AFTER = 44, 150, 90
"""Code points that are shown before a place, of it and after it."""
_FENCES = frozenset({"---", "+++", ""})
"""Lines on which nothing is to be seen: those around the front matter stand for its whole."""
_MOST = 3
"""Changes of one fix that are shown."""
_AROUND = 400
"""Bytes around an edit that are looked at: edits that stand nearer to each other are one change."""
_CUT = re.compile(r"\A\ufffd{1,3}|\ufffd{1,3}\Z")
"""What is left of a letter at whose middle a text was cut."""


class Change(NamedTuple):
    """What a fix does at one place: what stays around, what goes and what comes."""

    before: str
    old: str
    new: str
    after: str


def excerpt(row: Diagnostic, source: Source | None = None) -> Html | None:
    """Return the text at a finding's place, marked; None where there is nothing to see.

    Without its source only the line on which it begins is known.
    """
    if row.line.strip() in _FENCES:
        return None
    start = row.place.column - 1
    before = row.line[max(0, start - _AROUND) : start]
    if row.place.end_line == row.place.line:
        end = row.place.end_column - 1
        inside, after = row.line[start:end], row.line[end : end + _AROUND]
    else:
        inside, after = source.slice(row.span) if source else row.line[start:], ""
    return joined(_tail(before), element("mark", _middle(inside.rstrip())), _head(after))


def changes(fix: Fix, source: Source) -> tuple[list[Change], int]:
    """Return what a fix does, the first few changes, and how many more there are."""
    groups = list(_groups(fix, source))
    shown = [_change(group, source) for group in groups[:_MOST]]
    return [change for change in shown if change.old != change.new], len(groups) - len(shown)


def marked(change: Change) -> tuple[Html, Html]:
    """Return a change as what was and what will be, the difference marked in each."""
    before, after = _tail(change.before), _head(change.after)
    old = element("del", _middle(change.old)) if change.old else None
    new = element("ins", _middle(change.new)) if change.new else None
    return joined(before, old, after), joined(before, new, after)


def _groups(fix: Fix, source: Source) -> Iterator[list[Edit]]:
    """Yield a fix's edits, those together that touch the same lines near each other."""
    group: list[Edit] = []
    line = end = 0
    for edit in sorted(fix.edits):
        start = bisect_right(source.line_starts, edit.span.start)
        if group and (start > line or edit.span.start > end + _AROUND):
            yield group
            group = []
        group.append(edit)
        end = edit.span.end
        line = bisect_right(source.line_starts, end)
    yield group


def _change(edits: list[Edit], source: Source) -> Change:
    """Return what edits near each other do, told as one change and no longer than it must be."""
    data = source.data
    first, last = edits[0].span.start, edits[-1].span.end
    start = max(data.rfind(b"\n", 0, first) + 1, source.start, first - _AROUND)
    end = data.find(b"\n", last, last + _AROUND)
    end = min(len(data), last + _AROUND) if end == -1 else end
    at, parts = first, []
    for edit in edits:
        parts += [source.slice(Span(at, edit.span.start)), edit.text]
        at = edit.span.end
    before, after = source.slice(Span(start, first)), source.slice(Span(last, end))
    old, new = source.slice(Span(first, last)), "".join(parts)
    same = _common(old, new)
    rest = _common(old[same:][::-1], new[same:][::-1])
    return Change(
        _CUT.sub("", before) + old[:same],
        old[same : len(old) - rest],
        new[same : len(new) - rest],
        old[len(old) - rest :] + _CUT.sub("", after),
    )


def _common(one: str, other: str) -> int:
    """Return how many code points two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _tail(text: str) -> str:
    text = printable(text.rpartition("\n")[2])
    return text if len(text) <= _BEFORE else f"…{text[1 - _BEFORE :]}"


def _head(text: str) -> str:
    text = printable(text.partition("\n")[0])
    return text if len(text) <= _AFTER else f"{text[: _AFTER - 1]}…"


def _middle(text: str) -> str:
    """Return a text with its middle left out where it is long."""
    half = _INSIDE // 2
    if len(text) > _INSIDE:
        text = f"{text[:half]} … {text[-half:]}"
    return "\n".join(printable(line) for line in text.split("\n"))
