"""Images without alternative text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.rows import Image


@check("missing-alt", reads="images", variants=("empty",))
def missing_alt(rows: Sequence[Image], document: Document, options: Options) -> Iterator[Finding]:
    """Yield the HTML images without an alt attribute, and Markdown's empty ones as `empty`."""
    # A template that takes part in a tag may write the attribute.
    missing = [
        row.span
        for row in rows
        if row.kind == "html" and row.alt is None and not document.is_templated(row.span)
    ]
    yield from together(missing)
    empty = [row for row in rows if row.kind in ("inline", "reference") and row.alt == ""]
    if empty:
        written = {run.block for run in document.texts if run.text.strip()}
        spans = (row.span for row in empty if row.block not in written)
        yield from together(spans, variant="empty")
