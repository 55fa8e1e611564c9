"""Images without alternative text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.check import Finding, Options, check
from newslint.document import Document
from newslint.rows import Image
from newslint.source import Span


@check("missing-alt", reads="images", variants=("empty",))
def missing_alt(rows: Sequence[Image], document: Document, options: Options) -> Iterator[Finding]:
    """Yield the HTML images without an alt attribute, and Markdown's empty ones as `empty`."""
    missing = [
        row.span
        for row in rows
        if row.kind == "html" and row.alt is None and not _is_templated(row.span, document)
    ]
    if missing:
        yield Finding(missing[0], {}, tuple(missing) if len(missing) > 1 else ())
    written = {run.block for run in document.texts if run.text.strip()}
    empty = [
        row.span
        for row in rows
        if row.kind in ("inline", "reference") and row.alt == "" and row.block not in written
    ]
    if empty:
        yield Finding(empty[0], {}, tuple(empty) if len(empty) > 1 else (), variant="empty")


def _is_templated(span: Span, document: Document) -> bool:
    """Tell whether a template takes part in a tag: it may write the attribute."""
    return any(
        template.span.start < span.end and span.start < template.span.end
        for template in document.templates
    )
