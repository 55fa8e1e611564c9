"""Tables of data that have no headers: nothing says what a cell is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from newslint.check import Edit, Finding, Fix, Options, check, together
from newslint.document import Document
from newslint.rows import EMPHASIS, HEADING, Table, Tag, Text
from newslint.source import Span

_CELLS = ("td", "th")
_ENDS_CELL = frozenset("td th tr thead tbody tfoot table".split())
_LAYOUT = frozenset("table form input select textarea button iframe h1 h2 h3 h4 h5 h6".split())
"""What a table holds that only puts things side by side."""
_HEADERS = frozenset({"columnheader", "rowheader"})
_PALETTE = 4
"""Colours of cells with which a table is a drawing; stripes and a head have three."""
_LEAST = 2
"""Rows, and cells in each, that have text in a table of data."""
_RANK = re.compile(
    r"\W{0,3}(?:\d{1,3}\s?(?:위|등|번|位|[.):](?!\d))|\d{1,3}(?:st|nd|rd|th)\b|(?:#|No\.?)\s?\d|\d{1,3}\s+[^\W\d])"
)
"""How a cell begins that holds one entry of a ranking."""
_RANKING = 0.8
"""The share of such cells from which on a table is a ranking laid out as a grid."""
_NAME = 20
"""Code points that the name of a column has at most, where all cells are bold."""


@dataclass
class _Cell:
    """A cell of a table, with the text in it."""

    tag: Tag
    closing: Tag | None = None
    end: int = 0
    runs: list[Text] = field(default_factory=list)
    picture: bool = False

    @property
    def bold(self) -> bool:
        """Whether all of its text is bold."""
        return bool(self.runs) and all(run.flags & EMPHASIS for run in self.runs)

    @property
    def text(self) -> str:
        """Its text, blanks around it aside."""
        return "".join(run.text for run in self.runs).strip()


@dataclass
class _Row:
    """A row of a table."""

    head: bool
    """Whether it lies in `<thead>`."""
    cells: list[_Cell] = field(default_factory=list)

    @property
    def written(self) -> list[_Cell]:
        """The cells that have text."""
        return [cell for cell in self.cells if cell.runs]

    @property
    def of_pictures(self) -> bool:
        """Whether it is pictures beside each other, and no text."""
        return not self.written and sum(cell.picture for cell in self.cells) >= _LEAST


@check("table-header", reads="tables", facts=("part",), variants=("unmarked",))
def table_header(rows: Sequence[Table], document: Document, options: Options) -> Iterator[Finding]:
    """Yield the tables of data without headers, those apart whose headers only look it."""
    found: dict[str, list[Span]] = {}
    edits: dict[str, list[Edit]] = {}
    for table in rows:
        if table.header or table.rows < _LEAST or table.columns < _LEAST:
            continue
        if table.kind == "markdown":
            found.setdefault("", []).append(_first_line(document, table.span))
            continue
        first = bisect_left(document.tags, table.span.start, key=_start)
        data = _data(document, table, first)
        if len(data) >= _LEAST:
            part = _looks(data)
            found.setdefault(part, []).append(document.tags[first].span)
            edits.setdefault(part, []).extend(_marked(document, data, part))
    for part, spans in found.items():
        fix = Fix(tuple(sorted(edits[part])), safe=False) if edits.get(part) else None
        yield from together(spans, {"part": part}, "unmarked" if part else "", fix)


def _first_line(document: Document, span: Span) -> Span:
    newline = document.source.data.find(b"\n", span.start, span.end)
    return Span(span.start, newline if newline != -1 else span.end)


def _start(row: Tag | Text) -> int:
    return row.span.start


def _data(document: Document, table: Table, first: int) -> list[_Row]:
    """Return the rows in which two cells or more have text; none of a table that is no data.

    `first` is where the table's tags begin.
    """
    own = document.tags[first]
    if own.get("role") in ("presentation", "none"):
        return []
    rows = _rows(document, first, table.span.end)
    cells = [cell for row in rows for cell in row.cells]
    # A template before the first cell may write a row of headers.
    if not cells or document.is_templated(Span(own.span.end, cells[0].tag.span.start)):
        return []
    colours = {colour for cell in cells if (colour := cell.tag.get("bgcolor"))}
    if len(colours) >= _PALETTE or not _fill(document, cells):
        return []
    if any(row.of_pictures for row in rows):
        return []
    if _is_ranking(rows):
        return []
    return [row for row in rows if len(row.written) >= _LEAST]


def _rows(document: Document, first: int, end: int) -> list[_Row]:
    """Return a table's rows with their cells; none of one that is layout, or has headers."""
    # By number, and not in a slice: thousands of tables may never end, each in the one before.
    inside = (document.tags[at] for at in range(first + 1, len(document.tags)))
    rows: list[_Row] = []
    cell: _Cell | None = None
    head = False
    for tag in inside:
        if tag.span.start >= end:
            break
        if tag.name in _LAYOUT and not tag.closing:
            return []
        if cell and tag.name in _ENDS_CELL:
            cell.end = tag.span.start
            cell.closing = tag if tag.closing and tag.name in _CELLS else None
            cell = None
        if tag.name == "thead":
            head = not tag.closing
        elif tag.name == "tr" and not tag.closing:
            rows.append(_Row(head))
        elif tag.name in _CELLS and not tag.closing and rows:
            if tag.get("scope") is not None or tag.get("role") in _HEADERS:
                return []
            cell = _Cell(tag, end=end)
            rows[-1].cells.append(cell)
        elif tag.name == "img" and cell:
            cell.picture = True
    return rows


def _fill(document: Document, cells: Sequence[_Cell]) -> bool:
    """Give each cell its text; tell whether it is text such as data has."""
    at = bisect_left(document.texts, cells[0].tag.span.end, key=_start)
    for cell in cells:
        while at < len(document.texts) and document.texts[at].span.start < cell.end:
            run = document.texts[at]
            at += 1
            if run.span.start < cell.tag.span.end or not run.text.strip():
                continue
            if run.flags & HEADING:
                return False
            cell.runs.append(run)
    return True


def _is_ranking(rows: Sequence[_Row]) -> bool:
    """Tell whether nearly all cells are entries of a ranking, those of the first row included."""
    ranks = [[_RANK.match(cell.text) for cell in row.written] for row in rows]
    found = [match[0] for row in ranks for match in row if match]
    # A column of ranks under a name has the same ones again, or a first row without.
    return all(ranks[0]) and len(set(found)) >= _RANKING * sum(map(len, ranks))


def _looks(data: Sequence[_Row]) -> str:
    """Return which part of a table stands out as its headers: row, column, both, or ''."""
    first, *others = data
    rest = [cell for row in others for cell in row.cells[1:] if cell.runs]
    if rest and all(cell.bold for cell in rest):
        return "row" if _names_columns(first, others) else ""
    row = first.head or all(cell.bold for cell in first.written)
    column = all(row.cells[0].bold for row in others)
    if row and column:
        return "both"
    return "row" if row else "column" if column and data[0].cells[0].bold else ""


def _names_columns(first: _Row, others: Sequence[_Row]) -> bool:
    """Tell whether the first row's words alone show that it is the header: short, no numbers."""
    if len(first.written) < max(len(row.written) for row in others):
        return False
    return all(
        cell.bold and len(cell.text) <= _NAME and not any(map(str.isdigit, cell.text))
        for cell in first.written
    )


def _marked(document: Document, data: Sequence[_Row], part: str) -> Iterator[Edit]:
    """Yield the edits that make header cells of the cells that stand out."""
    for number, row in enumerate(data):
        for column, cell in enumerate(row.cells):
            scope = ""
            if part in ("row", "both") and not number:
                scope = "col"
            elif part in ("column", "both") and not column:
                scope = "row"
            start = cell.tag.span.start
            if not scope or not cell.runs or document.is_templated(cell.tag.span):
                continue
            yield Edit(Span(start, start + len("<td")), f'<th scope="{scope}"')
            if cell.closing:
                yield Edit(cell.closing.span, "</th>")
