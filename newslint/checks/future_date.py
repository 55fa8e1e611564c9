"""A post that is dated later than the day of the run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated

from msgspec import Meta

from newslint.check import INDEX, Finding, Options, check
from newslint.index import Index
from newslint.relation import EACH


class FutureDate(Options, frozen=True):
    """How far ahead a date may be, and whose may be."""

    days: Annotated[int, Meta(ge=0, le=36500)] = 1
    """Days after the run that are no future yet: it is tomorrow already elsewhere."""
    plans: tuple[str, ...] = ()
    """Fields that make a date in the future a plan, in lower case."""
    folders: tuple[str, ...] = ()
    """Folders whose posts are dated by what they announce."""


@check("future-date", reads=INDEX, options=FutureDate, facts=("date",), relation=EACH)
def future_date(index: Index, options: FutureDate) -> Iterator[tuple[str, Finding]]:
    """Yield the posts that are published and not dated before the day after tomorrow."""
    last = index.today + timedelta(days=options.days)
    plans, folders = frozenset(options.plans), frozenset(options.folders)
    for facts in index.asked_posts:
        published = facts.published
        if published is None or published.day <= last or facts.withheld:
            continue
        if not plans & facts.keys.keys() and not folders.intersection(
            facts.path.lower().split("/")
        ):
            yield facts.path, Finding(published.span, {"date": published.day.isoformat()})
