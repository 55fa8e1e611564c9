"""Tables of one column: lists in a table's clothes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Annotated

from msgspec import Meta

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.rows import Table
from newslint.source import Span

_LAYOUT = frozenset(
    "table form input select textarea button iframe img pre h1 h2 h3 h4 h5 h6".split()
)
"""What a table holds that is a frame around something, and no list."""


class OneColumnTable(Options, frozen=True):
    """What is a list."""

    least: Annotated[int, Meta(ge=2)] = 2
    """Rows that it has, a header among them."""


@check("one-column-table", reads="tables", options=OneColumnTable)
def one_column_table(
    rows: Sequence[Table], document: Document, options: OneColumnTable
) -> Iterator[Finding]:
    """Yield the tables of one column as one finding."""
    yield from together(
        _first_line(row.span, document)
        for row in rows
        if row.columns == 1 and row.rows >= options.least and _is_list(row, document)
    )


def _is_list(row: Table, document: Document) -> bool:
    """Tell whether it is no frame, and no template writes other columns into it."""
    if document.is_templated(row.span):
        return False
    if row.kind == "markdown":
        return True
    tags = document.tags
    first = bisect_left(tags, row.span.start, key=lambda tag: tag.span.start)
    own = tags[first]
    following = map(tags.__getitem__, range(first + 1, len(tags)))
    inside = takewhile(lambda tag: tag.span.start < row.span.end, following)
    framed = any(tag.name in _LAYOUT for tag in inside if not tag.closing)
    return not framed and own.get("role") not in ("presentation", "none")


def _first_line(span: Span, document: Document) -> Span:
    newline = document.source.data.find(b"\n", *span)
    return Span(span.start, newline if newline != -1 else span.end)
