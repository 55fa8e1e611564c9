"""Bylines: who a post says has written it, in front matter or in a line of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from newslint.check import Options
from newslint.document import Document
from newslint.rows import LINK, Line
from newslint.source import Span


class Byline(NamedTuple):
    """An author's name and where it stands."""

    name: str
    span: Span


class BylineOptions(Options, frozen=True):
    """Where authors are named."""

    fields: tuple[str, ...] = ("author", "authors", "writer", "byline")
    """Fields that name an author."""
    labels: tuple[str, ...] = ()
    """Words before a colon at the start of a line that names the author."""

    @cached_property
    def key(self) -> str:
        """What tells these fields and labels from others."""
        return "\n".join((*self.fields, "", *self.labels))

    @cached_property
    def label(self) -> re.Pattern[str] | None:
        """What such a line begins with; None where there is none."""
        words = "|".join(re.escape(label) for label in sorted(self.labels, key=len, reverse=True))
        return re.compile(rf"\s*(?:{words})\s*[:：]\s*(?=\S)") if self.labels else None


def bylines(document: Document, options: BylineOptions) -> tuple[Byline, ...]:
    """Return the authors that a post names."""
    return document.memo(f"bylines {options.key}", lambda: tuple(_bylines(document, options)))


def _bylines(document: Document, options: BylineOptions) -> Iterator[Byline]:
    for field in document.fields:
        is_name = field.path[0] in options.fields and isinstance(field.value, str)
        # An author may be a list of names, or a mapping with a name.
        if is_name and (len(field.path) == 1 or field.path[-1] in (0, "name")):
            yield Byline(str(field.value).strip(), field.span)
    label = options.label
    if label is None:
        return
    for line in document.lines:
        # Most lines are no byline, for want of a colon.
        match = label.match(line.text) if ":" in line.text or "：" in line.text else None
        if match:
            name = _until_link(line, match.end()).split("|")[0].strip()
            if name:
                yield Byline(name, _place(document, line, name))


def _until_link(line: Line, start: int) -> str:
    """Return a line's text from an index on, up to a link that follows a name."""
    text = ""
    for run in line.runs:
        if run.flags & LINK and text[start:].strip():
            break
        text += run.text
    return text[start:]


def _place(document: Document, line: Line, name: str) -> Span:
    """Return where a name stands on its line, or all of a line that markup cuts the name in."""
    raw = name.encode()
    at = document.source.data.rfind(raw, line.span.start, line.span.end)
    return Span(at, at + len(raw)) if at != -1 else line.span
