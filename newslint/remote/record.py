"""What is known of a URL from earlier runs, and how long it is taken for granted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import overload
from zlib import crc32

import msgspec

from newslint.remote.verdict import Outcome, Verdict

_DAY = 86_400
_GRANTED: Mapping[Outcome, int] = {"alive": 14 * _DAY, "moved": 14 * _DAY}
"""Seconds for which a verdict is not asked for again. What failed is asked for by every run: its
author may have mended it, or its server."""
_SPREAD = 4
"""A verdict is granted up to a quarter less, each URL its own part of that: what was asked for in
one night need not all be asked for again in another."""
_SKEW = 60
"""Seconds that another machine's clock may go ahead."""


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """The last verdict on a URL, and how often it was found dead."""

    verdict: Verdict
    strikes: int = 0
    """Days on which it was found dead, with none between on which it answered."""
    struck: int = 0
    """The last of them, in days since 1970."""


def after(record: Record | None, verdict: Verdict) -> Record:
    """Return what is known of a URL once there is a new verdict.

    Two failures on one day are one strike: a server may be down for an hour. What cannot be told
    is neither a strike nor an answer.
    """
    strikes, struck = (record.strikes, record.struck) if record else (0, 0)
    if verdict.outcome == "dead":
        today = verdict.asked_at // _DAY
        return Record(verdict, strikes + (not strikes or today > struck), max(today, struck))
    if verdict.outcome == "unreachable":
        return Record(verdict, strikes, struck)
    return Record(verdict)


def is_fresh(record: Record, now: float) -> bool:
    """Tell whether what is known need not be asked for again; `now` is in seconds since 1970."""
    granted = _GRANTED.get(record.verdict.outcome, 0)
    spared = granted // _SPREAD * (crc32(record.verdict.url.encode(errors="replace")) % 100) // 100
    age = now - record.verdict.asked_at
    return -_SKEW <= age < granted - spared


@overload
def newer(one: Record | None, other: Record) -> Record: ...
@overload
def newer(one: Record | None, other: Record | None) -> Record | None: ...
def newer(one: Record | None, other: Record | None) -> Record | None:
    """Return which of two records was asked for later."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda record: record.verdict.asked_at)
