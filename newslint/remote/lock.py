"""`links.lock` at a site's root: verdicts kept in the repository, so that a run needs no network.

One line a URL, in the order of the URLs, each a JSON object: a line changes only where its URL was
asked for again, and branches that change different lines merge. What a merge leaves behind is read
as well as it can be: of two lines for one URL the later verdict holds.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from newslint.remote.record import Record, newer
from newslint.remote.verdict import Cause, Hop, Outcome, Verdict

NAME = "links.lock"
_HEAD = "# What the links out of this site led to. Written by `newslint lock`, read by --replay.\n"
_DAY = 86_400


class _Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """A URL's line. How long an answer took is left out: it would change for nothing."""

    url: str
    outcome: Outcome
    cause: Cause
    asked: date
    status: int = 0
    hops: tuple[Hop, ...] = ()
    """Left out where the URL itself gave the answer."""
    moved_to: str = ""
    evidence: str = ""
    strikes: int = 0
    struck: date | None = None


class Locked(NamedTuple):
    """What a lock file holds."""

    records: dict[str, Record]
    unreadable: int = 0
    """How many of its lines are none."""


_decode = msgspec.json.Decoder(_Line).decode


def read(root: str) -> Locked | None:
    """Read the lock file of a site; None where there is none. Raise OSError."""
    path = Path(root, NAME)
    if not path.is_file():
        return None
    found: dict[str, Record] = {}
    unreadable = 0
    for line in path.read_bytes().splitlines():
        if not line.strip() or line.startswith(b"#"):
            continue
        try:
            told = _decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            unreadable += 1
            continue
        found[told.url] = newer(found.get(told.url), _record(told))
    return Locked(found, unreadable)


def write(root: str, records: Mapping[str, Record]) -> None:
    """Write the lock file of a site, all of it or nothing; raise OSError."""
    path = Path(root, NAME)
    part = path.with_name(f".{NAME}.{os.getpid()}")
    try:
        part.write_bytes(text(records.values()))
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def text(records: Iterable[Record]) -> bytes:
    """Return a lock file's bytes."""
    lines = sorted((record.verdict.url, _line(record)) for record in records)
    return _HEAD.encode() + b"".join(msgspec.json.encode(line) + b"\n" for _, line in lines)


def _line(record: Record) -> _Line:
    verdict = record.verdict
    alone = len(verdict.hops) == 1
    return _Line(
        verdict.url,
        verdict.outcome,
        verdict.cause,
        _date(verdict.asked_at // _DAY),
        verdict.status,
        () if alone else verdict.hops,
        verdict.moved_to,
        verdict.evidence,
        record.strikes,
        _date(record.struck) if record.strikes else None,
    )


def _record(line: _Line) -> Record:
    verdict = Verdict(
        line.url,
        line.outcome,
        line.cause,
        status=line.status,
        hops=line.hops or (Hop(line.url.partition("#")[0], line.status),),
        moved_to=line.moved_to,
        evidence=line.evidence,
        asked_at=_days(line.asked) * _DAY,
    )
    return Record(verdict, line.strikes, _days(line.struck) if line.struck else 0)


def _date(days: int) -> date:
    return datetime.fromtimestamp(days * _DAY, UTC).date()


def _days(day: date) -> int:
    return (day - date(1970, 1, 1)).days
