"""References to a definition that the post does not have: readers see the brackets."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.references import brings_in, is_made, same
from newslint.rows import HTML, LINK, Text
from newslint.source import Span

_SECOND = re.compile(rb"\]\[([^\[\]\r\n]{0,200})\]")
_NOTE = re.compile(rb"\[\^([^\[\]\s]{1,60})\]")
_NOTE_DEFINITION = re.compile(rb"^[ \t>]*\[\^([^\[\]\s]{1,60})\]:", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
_ID = re.compile(r"[\w.#:/@+-]+", re.ASCII)
_LONGEST = 300
"""Bytes of a link's text."""
_NEAR = 0.8
_COMPARED = 100
"""How many labels are compared with how many definitions."""


class _Found(NamedTuple):
    """A reference without a definition."""

    span: Span
    label: str
    near: str = ""


@check(
    "undefined-reference",
    reads="texts",
    facts=("label", "near"),
    variants=("near", "footnote"),
)
def undefined_reference(
    rows: Sequence[Text], document: Document, options: Options
) -> Iterator[Finding]:
    """Yield references to nothing, those with a near definition and footnotes, one finding each."""
    data = document.source.data
    # A single byte is looked for ten times as fast as two.
    linked = b"[" in data and b"][" in data
    noted = b"^" in data and b"[^" in data
    if document.dialect == "html" or not (linked or noted):
        return
    # What a template brings in may define anything.
    if brings_in(document.templates) or any(is_made(row, data) for row in document.references):
        return
    starts = [row.span.start for row in rows]
    found = list(_references(document, rows, starts))
    notes = list(_footnotes(document, rows, starts))
    yield from _together([row for row in found if not row.near], "")
    yield from _together([row for row in found if row.near], "near")
    yield from _together(notes, "footnote")


def _together(found: list[_Found], variant: str) -> Iterator[Finding]:
    if found:
        facts = {"label": found[0].label, "near": found[0].near}
        yield from together((row.span for row in found), facts, variant)


def _in_text(at: int, rows: Sequence[Text], starts: list[int]) -> bool:
    """Tell whether a place is text that Markdown reads, and no link."""
    number = bisect_right(starts, at) - 1
    return number >= 0 and at < rows[number].span.end and not rows[number].flags & (LINK | HTML)


def _references(document: Document, rows: Sequence[Text], starts: list[int]) -> Iterator[_Found]:
    data = document.source.data
    labels = {same(row.label): row.label for row in document.references}
    near: dict[str, str] = {}
    for match in _SECOND.finditer(data, document.body.start):
        at, end = match.span()
        if not _in_text(at, rows, starts):
            continue
        start = data.rfind(b"[", max(document.body.start, at - _LONGEST), at)
        text = data[start + 1 : at].decode(errors="replace") if start != -1 else ""
        if not _is_link_text(text) or _goes_on(data, start, at, end):
            continue
        label = match[1].decode(errors="replace").strip() or text.strip()
        if same(label) in labels:
            continue
        if label not in near:
            near[label] = _near(label, labels) if len(near) < _COMPARED else ""
        if near[label] or _is_meant(label, text, document):
            yield _Found(Span(start, end), label, near[label])


def _is_link_text(text: str) -> bool:
    """Tell whether brackets hold words, not an index, and nothing that ends a paragraph."""
    return (
        "]" not in text
        and not _BLANK_LINE.search(text)
        and any(letter.isalpha() for letter in text)
    )


def _goes_on(data: bytes, start: int, at: int, end: int) -> bool:
    """Tell whether two pairs of brackets belong to something larger, or are escaped."""
    before = data[max(0, start - 1) : start]
    # `rows[i][0]` is an index. A Korean word takes a link without a blank.
    if before.isalnum() or before in (b"]", b"_", b")", b"\\"):
        return True
    return data[at - 1 : at] == b"\\" or data[end : end + 1] in (b"[", b"(", b":")


def _is_meant(label: str, text: str, document: Document) -> bool:
    """Tell whether a label is one, not the second of two remarks in brackets."""
    if label.startswith("^"):
        return False
    if label.isascii() and label.isdigit():
        return len(text.strip()) > 1
    if label == text.strip():
        return bool(document.references)
    return _ID.fullmatch(label) is not None and document.memo(
        "refers by label", lambda: _refers_by_label(document)
    )


def _refers_by_label(document: Document) -> bool:
    """Tell whether the post has a link with text and label both, and a definition for it."""
    find = document.source.data.find
    return any(row.kind == "reference" and find(b"][", *row.span) != -1 for row in document.links)


def _near(label: str, labels: dict[str, str]) -> str:
    """Return the label of a definition that is spelt nearly so; '' if none is."""
    if label.isdigit() or label.startswith("^"):
        return ""
    known = list(labels)[:_COMPARED]
    close = difflib.get_close_matches(same(label), known, n=1, cutoff=_NEAR)
    return labels[close[0]] if close else ""


def _footnotes(document: Document, rows: Sequence[Text], starts: list[int]) -> Iterator[_Found]:
    data, body = document.source.data, document.body.start
    if b"[^" not in data:
        return
    defined = {match[1] for match in _NOTE_DEFINITION.finditer(data, body)}
    for match in _NOTE.finditer(data, body):
        mark = match[1]
        # `[^a-z]` is a pattern, where the post has no footnotes.
        if mark in defined or not (mark.isdigit() or defined):
            continue
        start, end = match.span()
        if data[end : end + 1] in (b":", b"(") or data[start - 1 : start] == b"\\":
            continue
        if _in_text(start, rows, starts):
            yield _Found(Span(start, end), mark.decode(errors="replace"))
