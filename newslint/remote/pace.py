"""How long a host asks to be left alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

_LIMIT = re.compile(r"\bt=(\d+)")
_REMAINING = re.compile(r"\br=(\d+)")
_EPOCH = 1_000_000_000
"""A `reset` as large as this is a time, not a span: GitHub's is, most others' are not."""


def wait_of(status: int, headers: Mapping[str, str], now: float) -> float:
    """Return the seconds for which an answer says not to ask again; 0 where it says nothing.

    `Retry-After` (RFC 9110, 10.2.3) counts on 429 and 5xx, in seconds or as a date; a date is held
    against the server's own clock where it shows it. `RateLimit` and its forebears count where
    nothing remains. `now` is in seconds since 1970; the names of headers are in any case.
    """
    waits = [_spent(headers, now)]
    if status == 429 or status >= 500:
        waits.append(_retry_after(headers.get("Retry-After", ""), headers.get("Date", ""), now))
    return max(0.0, *waits)


def _retry_after(written: str, date: str, now: float) -> float:
    if written.strip().isdigit():
        return float(written)
    until = _time(written)
    since = _time(date)
    return until - (since or now) if until else 0.0


def _time(written: str) -> float:
    try:
        return parsedate_to_datetime(written).timestamp() if written else 0.0
    except (ValueError, OverflowError):
        return 0.0


def _spent(headers: Mapping[str, str], now: float) -> float:
    """Return the time to the next allowance, where the present one is used up."""
    combined = headers.get("RateLimit", "")  # draft-ietf-httpapi-ratelimit-headers
    remaining, reset = _REMAINING.search(combined), _LIMIT.search(combined)
    if remaining and reset:
        return float(reset[1]) if int(remaining[1]) == 0 else 0.0
    for prefix in ("RateLimit-", "X-RateLimit-", "X-Rate-Limit-"):
        if headers.get(prefix + "Remaining", "").strip() == "0":
            written = headers.get(prefix + "Reset", "").strip()
            seconds = float(written) if re.fullmatch(r"\d{1,12}(\.\d+)?", written) else 0.0
            return seconds - now if seconds >= _EPOCH else seconds
    return 0.0
