"""Which texts and values tell a day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from newslint.dates import day_of

SECOND_OF_MARCH = date(2026, 3, 2)


@pytest.mark.parametrize(
    "value",
    [
        SECOND_OF_MARCH,
        datetime(2026, 3, 2, 23, 59, tzinfo=UTC),
        "2026-03-02",
        "2026-3-2",
        " 2026-03-02\n",
        "2026.03.02",
        "2026/03/02 19:00:00",
        "20260302",
        20260302,
        "20260302T090000Z",
        "20260302090000",
        "2026-03-02T09:00:00.000Z",
        "2026-03-02 9:00:00 +0900",
        "2026-03-02 09:00 +09",
        "2026-03-02 00:10::00 -03:00",
        "2026-03-02 18:30:22 2026 -0800",
        "2026-03-02 오전 9:00",
        "posted on 2026-03-02",
        "Sun, 2026-03-02",
        "Mon, 02 Mar 2026 09:00:00 +0900",
        "Monday, 02-Mar-26 09:00:00 KST",
        "Mon Mar  2 11:21:31 CEST 2026",
        "2 March 2026",
        "March 2nd, 2026",
        "Mar. 2, 2026",
        "31/03/2026",
        "2026-W10-1",
        "2026-061",
        1772409600,
        "1772409600000",
        1772409600.5,
    ],
)
def test_what_a_generator_reads_tells_a_day(value: object) -> None:
    assert day_of(value) == (date(2026, 3, 31) if value == "31/03/2026" else SECOND_OF_MARCH)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("3/2/2026", date(2026, 2, 3)),
        ("02.03.2026", date(2026, 2, 3)),
        ("26-03-02", date(2002, 3, 26)),
        ("32-03-02", date(2032, 3, 2)),
        ("March 2026", date(2026, 3, 1)),
        ("2026-03", date(2026, 3, 1)),
        ("202603", date(2026, 3, 1)),
        (2026.03, date(2026, 3, 1)),
        (2026, date(2026, 1, 1)),
        ("0001-01-01T00:00:00Z", date(1, 1, 1)),
    ],
)
def test_what_can_be_read_in_two_ways_tells_the_earlier(value: object, day: date) -> None:
    assert day_of(value) == day


@pytest.mark.parametrize(
    "value",
    [
        *("2024-13-45", "2026-02-30", "0000-00-00", "31/31/2026", "2026-366", "9999-366"),
        "2026-W54-1",
        *("2026-03-02 25:00:00", "2026-03-02 09:61"),
        *("YYYY-MM-DD", "2026-XX-XX", "2026-03-DD", "2026-03-", "TBD", "today", "soon"),
        *("March 2", "13 May", "marching 2 2026", "18:30", 1110, "2026년 3월 2일", "٢٠٢٦-٠٣-٠٢"),
        *("", "9" * 70, "2026-03-02 " + "x" * 100, -1, float("nan"), float("inf")),
        *(None, True, [], {}, ["2026-03-02"]),
    ],
)
def test_what_nobody_could_read_tells_none(value: object) -> None:
    assert day_of(value) is None


def test_a_number_too_long_to_be_written_tells_none() -> None:
    assert day_of(16**5000) is None
