"""Top-level headings in the body of a post, whose title is the page's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from newslint.check import Edit, Finding, Fix, Options, check, together
from newslint.document import Document
from newslint.rows import Heading
from newslint.source import Span


class HeadingLevel(Options, frozen=True):
    """How many there may be."""

    max: Annotated[int, Meta(ge=0)] = 1
    """How many headings of the first level a body may have."""


@check(
    "heading-level", reads="headings", options=HeadingLevel, facts=("max",), variants=("titled",)
)
def heading_level(
    rows: Sequence[Heading], document: Document, options: HeadingLevel
) -> Iterator[Finding]:
    """Yield the top-level headings of a body that has more than it may."""
    found = [row for row in rows if row.level == 1]
    most = 0 if found and _titled(document) else options.max
    if len(found) <= most:
        return
    # The levels below move along, so that the outline stays what it is.
    edits = [_demoted(document, row) for row in rows]
    mended = all(edits) and _takes_fixes(document)
    safe = all(_stands_apart(document, row) for row in rows)
    fix = Fix(tuple(edit for edit in edits if edit), safe) if mended else None
    variant = "titled" if most == 0 else ""
    yield from together((row.span for row in found), {"max": most}, variant, fix, most)


def _titled(document: Document) -> bool:
    """Tell whether the layout is known to print the title as a heading of this level."""
    matter = document.front_matter
    if matter is None or matter.get("title") is None:
        return False
    return document.site.prints_title(document.source.path, matter.text("layout") or "")


_DEEPEST = 6
_FENCE = 3


def _takes_fixes(document: Document) -> bool:
    """Tell whether a line of dashes in the body stays in the body."""
    matter = document.front_matter
    if matter is None:
        return not document.source.text.lstrip("\ufeff \t\r\n").startswith("---")
    return matter.failure is None


def _stands_apart(document: Document, row: Heading) -> bool:
    """Tell whether every engine that may read a Markdown heading takes it for one.

    To kramdown a heading right below another line is text, and so would be the edit of its marks.
    Where no generator is known the engine may be kramdown.
    """
    if not document.site.is_plain and document.dialect != "kramdown":
        return True
    data, first = document.source.data, document.body.start
    start = data.rfind(b"\n", first, row.span.start) + 1 or first
    above = data[data.rfind(b"\n", first, max(start - 1, first)) + 1 or first : start]
    lines = data.count(b"\n", row.span.start, row.span.end)
    return not above.strip() and (row.kind != "setext" or lines <= _SETEXT)


_SETEXT = 2
"""Newlines of a heading that is underlined: kramdown's is one line long."""


def _demoted(document: Document, row: Heading) -> Edit | None:
    """Return the edit that moves a Markdown heading one level down; None if none can."""
    raw = document.source.data[row.span.start : row.span.end]
    if row.kind == "atx":
        at = row.span.start
        return Edit(Span(at, at), "#") if row.level < _DEEPEST else None
    if row.kind == "setext" and row.level == 1:
        stripped = raw.rstrip()
        line = stripped.rpartition(b"\n")[2]
        if line.strip(b" =") == b"":
            end = row.span.start + len(stripped)
            # Never three dashes: at the head of a file they are front matter's fence.
            width = max(_FENCE + 1, len(line.strip()))
            return Edit(Span(end - len(line.lstrip()), end), "-" * width)
    return None
