"""What it matters which release of Hugo builds a site, where nobody says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from newslint.site.hugo_urls.behaviour import behaviour_of
from newslint.site.hugo_urls.publish import publish
from newslint.site.published import Entry, Publication, Unknown

MILESTONES = ("0.111", "0.147")
"""Releases between which most of the differences lie."""


def of_other_releases(
    publication: Publication,
    configuration: Mapping[str, Any],
    entries: Iterable[Entry],
    files: Collection[str],
    now: datetime,
) -> tuple[Unknown, ...]:
    """Return the URLs that other releases publish of the same sources, and the publication not."""
    entries = list(entries)
    known = {*_urls(publication)}
    found: dict[str, Unknown] = {}
    for release in MILESTONES:
        other = publish(configuration, entries, files, now, behaviour_of(release))
        for url in _urls(other):
            if url not in known:
                found.setdefault(url, Unknown(url, f"the release of Hugo: {release}"))
    return tuple(found.values())


def _urls(publication: Publication) -> Iterator[str]:
    for page in publication.pages.values():
        if page.published:
            yield page.url
            yield from page.aliases
    for output in publication.static.values():
        yield f"/{output}"
