"""Positions of the protocol and byte offsets: the one tells the other, in every unit."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.server.positions import At, Text

TEXTS = st.text(st.sampled_from("a가🐙é\n\r\u2028\x0b\ufeff ́"), max_size=40)
UNITS = st.sampled_from(["utf-8", "utf-16", "utf-32"])
SIZES = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
CODECS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}


@given(TEXTS, UNITS, st.integers(0, 40))
def test_an_offset_is_found_again(text: str, unit: str, number: int) -> None:
    lines = Text(text.encode(), unit)
    offset = len(text[:number].encode())
    at = lines.at(offset)
    if text[max(number - 1, 0) : number + 1] == "\r\n":
        # Between the two there is no position.
        offset -= 1
    assert lines.offset(at) == offset
    before = re.split(r"\r\n|\n|\r", text[:number])
    assert at.line == len(before) - 1 - (text[max(number - 1, 0) : number + 1] == "\r\n")
    if at.line == len(before) - 1:
        assert at.character == len(before[-1].encode(CODECS[unit])) // SIZES[unit]


@given(TEXTS, UNITS, st.integers(0, 60), st.integers(0, 60))
def test_any_position_is_a_place_between_code_points(
    text: str, unit: str, line: int, character: int
) -> None:
    data = text.encode()
    offset = Text(data, unit).offset(At(line, character))
    assert (data[:offset].decode() + data[offset:].decode()).encode() == data


@given(TEXTS, UNITS, st.integers(0, 40), st.integers(0, 40), TEXTS)
def test_what_is_replaced_is_what_was_meant(
    text: str, unit: str, first: int, last: int, new: str
) -> None:
    first, last = sorted((first, last))
    lines = Text(text.encode(), unit)
    start, end = (lines.at(len(text[:number].encode())) for number in (first, last))
    inside = any(text[max(n - 1, 0) : n + 1] == "\r\n" for n in (first, last))
    found = lines.replaced(start, end, new).data.decode()
    assert inside or found == text[:first] + new + text[last:]


@pytest.mark.parametrize(
    ("unit", "character", "offset"),
    [("utf-16", 1, 0), ("utf-16", 2, 4), ("utf-8", 3, 0), ("utf-32", 1, 4), ("utf-16", 99, 7)],
)
def test_half_of_a_character_is_none_of_it_and_what_lies_beyond_is_the_end(
    unit: str, character: int, offset: int
) -> None:
    assert Text("🐙가\n".encode(), unit).offset(At(0, character)) == offset


def test_a_lone_surrogate_counts_as_one() -> None:
    text = Text(b"").replaced(At(0, 0), At(0, 0), "a\ud83dz")
    assert text.at(text.data.index(b"z")) == At(0, 2)
