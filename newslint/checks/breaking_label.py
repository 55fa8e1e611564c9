"""A label that says that the news is breaking, on a post that is old or tells no date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property
from typing import Annotated

from msgspec import Meta

from newslint.check import INDEX, Finding, Options, check
from newslint.facts import Facts
from newslint.index import Index
from newslint.relation import Relation
from newslint.source import Span
from newslint.sums import POSTS, First, Tally


class BreakingLabel(Options, frozen=True):
    """What the label is, and how long it holds."""

    labels: tuple[str, ...] = ()
    """Regular expressions of labels, as they stand in a title or at a start."""
    fields: tuple[str, ...] = ("title", "excerpt", "description", "summary", "feature_text")
    """Front-matter fields that are looked at: the first line of each."""
    days: Annotated[int, Meta(ge=0, le=36500)] = 2
    """Days after which no news is breaking."""
    share: Annotated[float, Meta(ge=0, le=1)] = 0.5
    """Share of the posts from which on the label is the template's: told once."""
    posts: Annotated[int, Meta(ge=1)] = 30
    """How many posts a site must have for that."""

    def __post_init__(self) -> None:
        """Raise ValueError for a label that is no pattern, or would not end."""
        from newslint.growth.compiling import refuse

        for label in self.labels:
            refuse(label)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the labels."""
        return re.compile("|".join(f"(?:{label})" for label in self.labels) or r"(?!)")


def _sums(options: BreakingLabel) -> tuple[Tally, First]:
    """Return how many posts have a label, and the first of them."""

    def values(facts: Facts) -> tuple[str, ...]:
        return ("",) if _label(facts, options) else ()

    name = f"breaking {options.labels} {options.fields}"
    return Tally(name, values), First(name, values)


@check(
    "breaking-label",
    reads=INDEX,
    options=BreakingLabel,
    facts=("label", "days", "posts", "of"),
    variants=("undated", "site"),
    relation=Relation(sums=lambda _, options: (POSTS, *_sums(options))),
)
def breaking_label(index: Index, options: BreakingLabel) -> Iterator[tuple[str, Finding]]:
    """Yield the stale labels post by post; once, where most posts have one."""
    labels = ((facts, _label(facts, options)) for facts in index.asked_posts)
    labelled = [(facts, label) for facts, label in labels if label]
    if not labelled:
        return
    last = index.today - timedelta(days=options.days)
    tally, first = _sums(options)
    count, of = index.total(tally), index.post_count
    told: dict[str, object] = {"posts": count, "of": of, "days": options.days}
    if of >= options.posts and count > options.share * of:
        path = index.first(first)
        for facts, (span, label) in labelled:
            if facts.path == path:
                yield path, Finding(span, {**told, "label": label}, variant="site", of_site=True)
        return
    for facts, (span, label) in labelled:
        if not facts.withheld and (facts.published is None or facts.published.day < last):
            variant = "" if facts.published else "undated"
            yield facts.path, Finding(span, {**told, "label": label}, variant=variant)


def _label(facts: Facts, options: BreakingLabel) -> tuple[Span, str] | None:
    """Return the first label of a post and its place: in a field, or the first heading."""
    for name in options.fields:
        row = facts.fields.get(name)
        match = options.pattern.search(_first_line(row.text)) if row else None
        if row and match:
            return row.span, match[0].strip(" #")
    match = options.pattern.search(facts.opening.text) if facts.opening else None
    return (facts.opening.span, match[0].strip()) if facts.opening and match else None


def _first_line(text: str) -> str:
    return text.lstrip().partition("\n")[0].rstrip()
