"""Charts: tables whose bars are drawn beside their numbers, so that they can be read and heard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from newslint.report.census import UNTOLD, Census, Count
from newslint.report.html.elements import Html, element, joined
from newslint.report.html.posts import WORST_FIRST
from newslint.report.html.texts import Texts

_ROWS = 12
"""Rows of a chart; the rest is one more."""
_MANY_MONTHS = 36
"""From how many months on they are told by year."""
_FEW_MONTHS = 4
"""Below so many a table tells them best."""


class Row(NamedTuple):
    """A row of a chart."""

    label: str
    found: Count
    pick: str = ""
    """The filter that it stands for, `month=2026-03`; '' where it is none."""
    about: Html | None = None
    """What stands before the label."""
    is_rest: bool = False
    """True for what is left of a chart, all together: it is not measured against one row."""


def chart(title: str, label: str, rows: Sequence[Row], texts: Texts, columns: int = 3) -> Html:
    """Return a table with bars; `label` is what its rows are.

    Its columns of numbers are the findings, in how many posts they are, and how many each has.
    """
    largest = max((row.found.total for row in rows if not row.is_rest), default=0)
    names = [texts("Findings"), texts("Posts"), texts("Per post")][:columns]
    head = element(
        "tr",
        element("th", label, scope="col"),
        element("td", class_="bar"),
        [element("th", name, scope="col", class_="n") for name in names],
    )
    return element(
        "figure",
        element(
            "table",
            element("caption", title),
            element("thead", head),
            element("tbody", [_row(row, largest, columns) for row in rows]),
        ),
        class_="chart",
    )


def _row(row: Row, largest: int, columns: int) -> Html:
    count = row.found
    each = f"{count.total / max(count.posts, 1):.1f}"
    numbers = [f"{count.total:,}", f"{count.posts:,}", each][:columns]
    label = element("span", row.label, data_pick=row.pick or None)
    return element(
        "tr",
        element("th", row.about, label, scope="row"),
        element("td", None if row.is_rest else bar(count, largest), class_="bar"),
        [element("td", number, class_="n") for number in numbers],
    )


def bar(count: Count, largest: int) -> Html:
    """Return a bar as long as its part of the largest, parted by severity; the number says it."""
    at, parts = 0.0, []
    for severity in WORST_FIRST:
        width = 100 * count.found[severity] / max(largest, 1)
        if width:
            parts.append(
                element("rect", class_=severity, x=f"{at:.2f}", width=f"{width:.2f}", height=1)
            )
        at += width
    return element(
        "svg", parts, viewBox="0 0 100 1", preserveAspectRatio="none", aria_hidden="true"
    )


def legend(census: Census, texts: Texts) -> Html:
    """Return which colour of a bar is which severity."""
    whole = census.whole.found
    found = (severity for severity in WORST_FIRST if whole[severity])
    return element("p", [_swatch(severity, texts) for severity in found], class_="legend")


def _swatch(severity: str, texts: Texts) -> Html:
    rect = element("rect", class_=severity, width=1, height=1)
    drawn = element("svg", rect, viewBox="0 0 1 1", aria_hidden="true")
    return element("span", drawn, texts(f"{severity}s"))


def worst(
    counts: Mapping[str, Count], name: str, numbers: Mapping[str, int], texts: Texts
) -> list[Row]:
    """Return the rows with the most findings, the others as one row, and those that tell none."""
    told = {key: count for key, count in counts.items() if key != UNTOLD}
    order = sorted(told, key=lambda key: (-told[key].total, key))
    rows = [
        Row(key, told[key], f"{name}={numbers[key]}" if key in numbers and told[key].total else "")
        for key in order[:_ROWS]
    ]
    if order[_ROWS:]:
        rest = _sum(told[key] for key in order[_ROWS:])
        rows.append(Row(texts("{n} others", n=len(order) - _ROWS), rest, is_rest=True))
    if UNTOLD in counts and rows:
        rows.append(Row(texts("not told"), counts[UNTOLD]))
    return rows


def _sum(counts: Iterable[Count]) -> Count:
    whole = Count()
    for count in counts:
        whole.posts += count.posts
        whole.found.update(count.found)
    return whole


def by_time(counts: Mapping[str, Count]) -> dict[str, Count]:
    """Return counts by month, each month in between included; by year where there are too many."""
    told = sorted(key for key in counts if key != UNTOLD)
    if not told:
        return {}
    first, last = (12 * int(key[:4]) + int(key[5:]) - 1 for key in (told[0], told[-1]))
    if last - first < _MANY_MONTHS:
        span = (f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1))
        return {key: counts.get(key, Count()) for key in span}
    years = (f"{year:04}" for year in range(int(told[0][:4]), int(told[-1][:4]) + 1))
    return {year: _sum(counts[key] for key in told if key[:4] == year) for year in years}


def timeline(counts: Mapping[str, Count], texts: Texts) -> Html:
    """Return columns in the order of time, and below them their table; it alone if they are few."""
    series = by_time(counts)
    by_year = any(len(key) == len("2026") for key in series)
    title, label = (
        (texts("By year"), texts("Year")) if by_year else (texts("By month"), texts("Month"))
    )
    rows = [
        Row(key, count, f"month={key}" if count.total else "")
        for key, count in series.items()
        if count.posts
    ]
    if UNTOLD in counts:
        rows.append(Row(texts("not told"), counts[UNTOLD]))
    table = chart(title, label, rows, texts)
    if len(series) < _FEW_MONTHS:
        return table
    return element(
        "div",
        element("h3", title),
        _columns(series),
        element("details", element("summary", texts("In numbers")), table),
        class_="chart timeline",
    )


def _columns(series: Mapping[str, Count]) -> Html:
    largest = max(count.total for count in series.values())
    drawn = element(
        "svg",
        [rect for at, count in enumerate(series.values()) for rect in _column(at, count, largest)],
        viewBox=f"0 0 {len(series)} 100",
        preserveAspectRatio="none",
        aria_hidden="true",
        class_="columns",
    )
    first, *_, last = series
    axis = element("p", element("span", first), element("span", last), class_="axis")
    return joined(drawn, axis)


def _column(at: int, count: Count, largest: int) -> Iterable[Html]:
    """Yield the parts of a column, the worst at the foot."""
    foot = 100.0
    for severity in WORST_FIRST:
        height = 100 * count.found[severity] / max(largest, 1)
        if height:
            foot -= height
            yield element(
                "rect",
                class_=severity,
                x=f"{at + 0.08:.2f}",
                y=f"{foot:.2f}",
                width="0.84",
                height=f"{height:.2f}",
            )
