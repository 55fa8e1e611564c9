"""A summary that was cut off: at an ellipsis, or in the middle of a sentence of the body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from newslint.check import Finding, Options, check
from newslint.document import Document
from newslint.front_matter import Field
from newslint.source import Span

_ELLIPSIS = re.compile(r"(?:…|\.\.\.)\W{0,20}\Z")
_ENDS_SENTENCE = re.compile(r"[.!?:;…。！？)\]\"'”’」』]\s*\Z")
_GOES_ON = re.compile(r"[ ,]?\w")


class ClippedField(Options, frozen=True):
    """Which fields are summaries."""

    fields: tuple[str, ...] = ("excerpt", "description", "summary", "teaser")
    """Fields that hold a summary."""
    shortest: Annotated[int, Meta(ge=0)] = 20
    """Code points from which on a field is looked for in the body."""


@check("clipped-field", reads="fields", options=ClippedField, facts=("field",))
def clipped_field(
    rows: Sequence[Field], document: Document, options: ClippedField
) -> Iterator[Finding]:
    """Yield the fields that are cut off, at their ends."""
    for row in rows:
        if len(row.path) > 1 or row.name.lower() not in options.fields:
            continue
        if not isinstance(row.value, str) or not row.value.strip():
            continue
        value = " ".join(row.value.split())
        if _ELLIPSIS.search(value) or _stops_midway(value, document, options.shortest):
            yield Finding(_end(row, document), {"field": row.name})


def _stops_midway(value: str, document: Document, shortest: int) -> bool:
    if len(value) < shortest or _ENDS_SENTENCE.search(value):
        return False
    first = value.partition(" ")[0]
    for line in document.lines:
        if first not in line.text:
            continue
        text = " ".join(line.text.split())
        at = text.find(value)
        if at != -1 and _GOES_ON.match(text, at + len(value)):
            return True
    return False


def _end(row: Field, document: Document) -> Span:
    """Return the place of the last character of a value, closing quotation marks aside."""
    raw = document.source.slice(row.span).rstrip().rstrip("\"'")
    end = row.span.start + len(raw.encode())
    width = 3 if raw.endswith("...") else 1
    return Span(end - len(raw[-width:].encode()), end)
