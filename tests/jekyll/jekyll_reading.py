"""The little site as newslint reads it, and what it publishes as a golden table says it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from newslint.site.configuration import values
from newslint.site.jekyll_urls import JekyllPublication, entry_of, publish
from newslint.site.published import Publication


def published(files: Mapping[str, bytes], config: str, now: datetime) -> JekyllPublication:
    """Return what a site publishes."""
    entries = [entry_of(path, data) for path, data in files.items()]
    return publish(values(config.encode(), "yml"), entries, files.keys(), now)


def rows(publication: Publication) -> set[tuple[str, ...]]:
    """Return what is published as the rows of a golden table; of static files without the URL."""
    made = {
        ("page", page.path, page.url, page.output)
        for page in publication.pages.values()
        if page.published
    }
    made |= {("generated", "", page.url, page.output) for page in publication.generated}
    return made | {("static", path, "", output) for path, output in publication.static.items()}
