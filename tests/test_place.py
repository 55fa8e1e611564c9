"""Places: spans by line and column, several at once."""

from __future__ import annotations

from itertools import product

import pytest

from newslint.place import Place, places_of
from newslint.source import Position, Source, Span

TEXTS = (
    "plain\ntext\n",
    "한글과 abc\r\n둘째 줄, 셋째\n",
    "\ufeff첫 줄\n끝",
    "e\u0301a\U0001f600b\n\n\n",
    "하나뿐인 줄",
    "",
)


def read(text: str) -> Source:
    return Source.read("post.md", text.encode())


def spans_of(text: str) -> list[Span]:
    """Return all spans of a text's characters, those of no length included."""
    ends = [len(text[:at].encode()) for at in range(len(text) + 1)]
    return [Span(start, end) for start, end in product(ends, ends) if start <= end]


def by_itself(source: Source, span: Span) -> Place:
    """Return a place as its two ends tell it."""
    start, end = source.position(span.start), source.position(span.end)
    byte, end_byte = (
        len(source.line(where.line).encode()[: at - source.line_starts[where.line - 1]]) + 1
        if where.line > 1
        else at - source.start + 1
        for where, at in ((start, span.start), (end, span.end))
    )
    return Place(*start, *end, byte, end_byte)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("turned", [False, True], ids=["in order", "backwards"])
def test_many_places_are_those_of_each(text: str, *, turned: bool) -> None:
    source = read(text)
    # A byte order mark is no part of the first line.
    spans = [span for span in spans_of(text) if span.start >= source.start]
    spans.sort(reverse=turned)
    assert places_of(source, spans) == tuple(by_itself(source, span) for span in spans)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Span(0, 3), Span(0, 3)),
        (Span(4, 5), Span(0, 3)),
        (Span(0, 12), Span(4, 5)),
        (Span(8, 12), Span(12, 15)),
    ],
    ids=["again", "before", "inside", "next line"],
)
def test_a_place_does_not_depend_on_the_one_before(first: Span, second: Span) -> None:
    source = read("가 나 다\n라\n")
    assert places_of(source, (first, second))[1] == by_itself(source, second)


def test_the_start_of_a_file_with_a_byte_order_mark() -> None:
    source = read("\ufeffab")
    spans = (Span(0, 0), Span(4, 5))
    assert places_of(source, spans) == (Place(1, 1, 1, 1, 1, 1), Place(1, 2, 1, 3, 2, 3))


@pytest.mark.parametrize(
    ("needle", "columns", "bytes_"),
    [
        ("한", (1, 2), (1, 4)),
        ("b", (4, 5), (9, 10)),
        ("\U0001f600", (3, 4), (5, 9)),
        ("\r", (5, 6), (10, 11)),
    ],
)
def test_columns_are_code_points_and_bytes(
    needle: str, columns: tuple[int, int], bytes_: tuple[int, int]
) -> None:
    source = read("한😀😀b\r\n한a😀b\r\n")
    start = source.data.index(needle.encode(), source.line_starts[1])
    (place,) = places_of(source, [Span(start, start + len(needle.encode()))])
    assert (place.column, place.end_column) == columns
    assert (place.byte, place.end_byte) == bytes_


def test_a_place_over_lines_has_its_end_in_bytes_too() -> None:
    (place,) = places_of(read("가나\n다라\n"), [Span(3, 13)])
    assert place == Place(1, 2, 2, 3, 4, 7)


def test_a_place_has_two_ends() -> None:
    place = Place(1, 2, 3, 4, 2, 4)
    assert (place.start, place.end) == (Position(1, 2), Position(3, 4))
