"""A date without a time zone that its generator moves to another day, and so to another URL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from newslint.check import INDEX, Finding, Options, check
from newslint.facts.matter import unpacked
from newslint.index import Index
from newslint.relation import EACH

_DAY = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?:/|$)")


@check("shifting-date", reads=INDEX, facts=("date", "day"), relation=EACH)
def shifting_date(index: Index, _options: Options) -> Iterator[tuple[str, Finding]]:
    """Yield the posts whose URL has another day than their date is written with.

    Jekyll takes a date of YAML that has seconds and no offset for one of UTC, and publishes it
    under the day that it then is in the zone of the site.
    """
    links = index.links
    if links is None or index.site.settings.generator != "jekyll":
        return
    for facts in index.asked_posts:
        written = unpacked(facts.matter).get("date")
        if not isinstance(written, datetime) or written.tzinfo is not None:
            continue
        page = links.published.pages.get(facts.path.removeprefix(index.site.base))
        day = _day_of(page.url) if page else None
        if day is not None and day != written.date():
            span = facts.published.span if facts.published else facts.head
            yield facts.path, Finding(span, {"date": str(written), "day": day.isoformat()})


def _day_of(url: str) -> date | None:
    found = _DAY.search(url)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
