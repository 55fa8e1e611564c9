"""Text that only keeps a place: filler, notes to oneself, names of the unnamed, open templates."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.front_matter import Field
from newslint.rows import HEADING, LIST, QUOTE, TABLE, Line
from newslint.scan import IN_FIELD, Hit, Phrase, field_of
from newslint.source import Span

_VARIABLE = re.compile(
    r"\{\{-?\s*(?:[.$]?[A-Za-z_][^{}\\\n]{2,80}|[^\x00-\x7f][^{}\\\n]{0,80})\}\}"
)
"""A variable of a template; formulas have backslashes and braces, or single letters."""
_OPEN = b"{{"
"""How every variable of a template begins."""
_COLONS = (":", "：")
_BEFORE = frozenset(b" \t>\"'(*[:")
"""What may stand before one; before a formula's braces stands something else."""
_CODE = 4
"""Blanks before a line of code."""
_WINDOW = 80
"""Bytes before a template that are looked at."""


class PlaceholderText(Options, frozen=True):
    """What keeps a place."""

    filler: tuple[tuple[str, str], ...] = ()
    """Pairs of a literal and a pattern around it that are filler wherever they stand."""
    notes: tuple[str, ...] = ()
    """Texts that are all of a block, or stand before a colon at its start."""
    titles: tuple[str, ...] = ()
    """Texts that are all of a title, a heading or a block."""
    fields: tuple[str, ...] = ("title", "excerpt", "description", "summary", "subtitle", "teaser")
    """Front-matter fields that are looked at."""
    generators: tuple[str, ...] = ("hugo", "zola", "pelican", "astro")
    """Generators that print a `{{…}}` of a post as it stands."""

    @cached_property
    def shown(self) -> frozenset[str]:
        """The fields as they are compared."""
        return frozenset(name.lower() for name in self.fields)


class _Place(NamedTuple):
    text: str
    span: Span


def _phrases(options: PlaceholderText) -> Iterable[Phrase]:
    for phrase in _wordings(options):
        yield phrase
        yield phrase._replace(scope="field")


def _wordings(options: PlaceholderText) -> Iterable[Phrase]:
    for literal, pattern in options.filler:
        yield Phrase("filler", literal, pattern)
    for text in options.notes:
        yield Phrase("note", text, rf"\A\W*{re.escape(text)}(?:\s*[:：]|\W*\Z)")
    for text in options.titles:
        pattern = rf"\A\W*(?i:{re.escape(text)})\W*\Z"
        for spelling in dict.fromkeys((text, text.upper())):
            yield Phrase("title", spelling, pattern)


@check(
    "placeholder-text",
    reads="document",
    options=PlaceholderText,
    phrases=_phrases,
    facts=("text",),
    variants=("template",),
)
def placeholder_text(
    rows: Sequence[Hit], document: Document, options: PlaceholderText
) -> Iterator[Finding]:
    """Yield what keeps a place as one finding, the templates that nothing fills in as another."""
    open_ended = _OPEN in document.source.data
    # A draft may have gaps.
    if (not rows and not open_ended) or document.is_withheld:
        return
    fields = _shown(document, options) if open_ended else []
    told = [row for row in rows if row.line == IN_FIELD]
    rows = [row for row in dict.fromkeys(rows) if row.line != IN_FIELD]
    for found, variant in (
        ([*_fields(told, document, options), *_blocks(rows, document)], ""),
        ([*_open_fields(fields, document), *_open_templates(document, options)], "template"),
    ):
        facts = {"text": found[0].text if found else ""}
        yield from together((place.span for place in found), facts, variant)


def _blocks(rows: Sequence[Hit], document: Document) -> Iterator[_Place]:
    """Yield filler, and the notes and titles that are all of their block."""
    lines = document.lines if rows else []
    at = {line.runs[0].line: index for index, line in enumerate(lines)}
    for row in rows:
        line = lines[at[row.line]]
        if line.flags & QUOTE:
            continue
        if row.label == "filler":
            yield _Place(row.text, row.span)
        elif _stands_for_block(row, lines, at[row.line]):
            yield _Place(line.text.strip(), line.span)


def _stands_for_block(row: Hit, lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line with a note or a title has its block to itself, or opens it.

    A cell may well say that something is open, a heading or a label that a list of it follows.
    """
    line = lines[index]
    before = lines[index - 1] if index else None
    after = lines[index + 1] if index + 1 < len(lines) else None
    if line.flags & TABLE or (before and before.block == line.block):
        return False
    if row.label == "note" and line.flags & HEADING:
        return False
    if row.label == "title" or not row.text.endswith(_COLONS):
        return after is None or after.block != line.block
    return not (line.text.rstrip().endswith(_COLONS) and after and after.flags & LIST)


def _shown(document: Document, options: PlaceholderText) -> list[Field]:
    """Return the fields that are looked at, and those that are mappings."""
    return [
        row
        for row in document.fields
        if len(row.path) == 1 and (row.name.lower() in options.shown or isinstance(row.value, dict))
    ]


def _fields(rows: Sequence[Hit], document: Document, options: PlaceholderText) -> Iterator[_Place]:
    """Yield the fields that hold a placeholder."""
    found = (field_of(row.span, document) for row in rows)
    shown = {field.span: field for field in found if field and _is_shown(field, options)}
    for span, field in shown.items():
        yield _Place(str(field.value).strip(), span)


def _is_shown(field: Field, options: PlaceholderText) -> bool:
    return len(field.path) == 1 and field.name.lower() in options.shown


def _open_fields(fields: Sequence[Field], document: Document) -> Iterator[_Place]:
    """Yield the fields that are nothing but a variable: no generator fills in front matter."""
    for row in fields:
        # Unquoted it is a mapping to YAML, whatever the field.
        raw = document.source.slice(row.span) if isinstance(row.value, dict) else row.value
        if isinstance(raw, str) and raw.startswith("{{") and _VARIABLE.fullmatch(raw.strip()):
            yield _Place(raw.strip(), row.span)


def _open_templates(document: Document, options: PlaceholderText) -> Iterator[_Place]:
    """Yield the variables of a body whose generator prints them as they stand."""
    settings = document.site.settings
    if not document.templates or settings.generator not in options.generators:
        return
    # A script on the page may fill them in; what stands in code is meant to be read.
    if document.dialect == "mdx" or any(tag.name == "script" for tag in document.tags):
        return
    codes = sorted(row.span for row in document.codes)
    starts = [span.start for span in codes]
    for row in document.templates:
        text = document.source.slice(row.span)
        at = bisect_right(starts, row.span.start)
        coded = at > 0 and codes[at - 1].end >= row.span.end
        if row.kind != "output" or coded or not _VARIABLE.fullmatch(text):
            continue
        # Zola's shortcodes are calls.
        called = settings.generator == "zola" and "(" in text
        if not called and _is_prose(document.source.data, row.span.start):
            yield _Place(text, row.span)


def _is_prose(data: bytes, at: int) -> bool:
    """Tell whether a template stands among words, or alone on a line that is not indented."""
    window = data[max(0, at - _WINDOW) : at]
    words = window.rstrip(b" \t")
    if words and not words.endswith(b"\n"):
        return window[-1] in _BEFORE
    indent = window[len(words) :]
    # So far in it is code, which a template that fills its line leaves no other trace of.
    return b"\t" not in indent and len(indent) < _CODE
