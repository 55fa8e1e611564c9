"""Refreshing links.lock with what a run over the whole site knows."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from newslint.remote import lock
from newslint.remote.record import Record


class Refreshed(NamedTuple):
    """What has changed in a lock file."""

    links: int
    new: int
    other: int
    """Links that lead to something else than they did."""
    gone: int
    """Links that the site has no more."""
    unasked: int

    def __str__(self) -> str:
        """Return it for people."""
        changes = f"{self.new} new, {self.other} changed, {self.gone} gone"
        return f"{self.links} links ({changes}, {self.unasked} not asked)"


def refresh(root: str, links: Mapping[str, Record | None]) -> Refreshed:
    """Write the lock file of a site; raise OSError.

    `links` are all that lead out of it, with what is known of each; a link of which a run could
    learn nothing keeps the line that it has.
    """
    old: Mapping[str, Record] = {}
    with suppress(OSError):
        found = lock.read(root)
        old = found.records if found else {}
    records = {
        url: record
        for url, told in links.items()
        if (record := old.get(url) if told is None else told) is not None
    }
    if records or old:
        lock.write(root, records)
    return Refreshed(
        len(links),
        sum(url not in old for url in records),
        sum(url in old and _verdict(old[url]) != _verdict(row) for url, row in records.items()),
        sum(url not in links for url in old),
        sum(record is None for record in links.values()),
    )


def _verdict(record: Record) -> tuple[object, ...]:
    return record.verdict.outcome, record.verdict.cause, record.verdict.moved_to
