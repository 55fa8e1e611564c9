"""Sources as Jekyll reads them: what is front matter, and what it holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from newslint.front_matter import UnparsableError, yaml
from newslint.site.configuration import values
from newslint.site.jekyll_urls import JekyllPublication, publish
from newslint.site.published import Entry, Publication

_FIRST_LINE = re.compile(rb"---\s*\r?\n")
_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?\n?)^(?:---|\.\.\.)\s*$\n?", re.MULTILINE | re.DOTALL)


def entry_of(path: str, raw: bytes) -> Entry:
    """Return a source as Jekyll sees it."""
    begins = _FIRST_LINE.match(raw) is not None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Entry(path, {}, begins, readable=False, is_text=False)
    found = _FRONT_MATTER.match(text)
    matter = found[1] if found else ""
    if path.endswith((".yml", ".yaml")) and not found:
        matter = text
    try:
        return Entry(path, yaml.parse(matter, 0).values, begins)
    except UnparsableError:
        return Entry(path, {}, begins, readable=False)


def published(files: Mapping[str, bytes], config: str, now: datetime) -> JekyllPublication:
    """Return what a site publishes, read as newslint reads one."""
    entries = [entry_of(path, raw) for path, raw in files.items()]
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
