"""What shows the verdict on a URL, as facts that a rule's words may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Only a run that has answers imports them.
    from newslint.outgoing import Answered
    from newslint.remote.verdict import Outcome, Verdict

FACTS = ("url", "cause", "trail", "asked")
"""The facts of every finding about a URL that was asked for."""
_ARCHIVE = "https://web.archive.org/web/"
"""Where the Internet Archive keeps copies: behind it a day, then the URL, leads to the copy nearest
that day (Wayback Machine, "Wayback URL format")."""


def answered(rows: Iterable[Answered] | None, outcome: Outcome) -> Iterator[Answered]:
    """Yield the links whose verdict has an outcome."""
    return (row for row in rows or () if row.verdict.outcome == outcome)


def facts_of(row: Answered) -> dict[str, object]:
    """Return the facts of a URL: how it is written, the cause, the way, and when it was asked."""
    return {
        "url": row.link.url,
        "cause": row.verdict.cause,
        "trail": trail(row.verdict),
        "asked": day_of(row.verdict.asked_at).isoformat(),
    }


def trail(verdict: Verdict) -> str:
    """Return the way to an answer: each URL with the status that it gave, and what shows the rest."""
    hops = " → ".join(f"{hop.url} {hop.status or ''}".rstrip() for hop in verdict.hops)
    shown = f"{verdict.method} {hops or verdict.url}".lstrip()
    is_new = verdict.evidence and verdict.evidence not in f"{shown} {verdict.url}"
    return f"{shown} ({verdict.evidence})" if is_new else shown


def day_of(seconds: int) -> date:
    """Return the day of a time in seconds since 1970, in UTC."""
    return datetime.fromtimestamp(seconds, UTC).date()


def archive_of(row: Answered) -> str:
    """Return the address of the copy of a page that is nearest the post's day, if one is kept.

    It is composed, and asked of nobody.
    """
    published = row.facts.published
    day = published.day if published else day_of(row.verdict.asked_at)
    url = row.verdict.hops[0].url if row.verdict.hops else row.link.url.partition("#")[0]
    return f"{_ARCHIVE}{day:%Y%m%d}/{url}"
