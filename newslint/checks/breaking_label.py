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
from newslint.source import Span


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

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the labels."""
        return re.compile("|".join(f"(?:{label})" for label in self.labels) or r"(?!)")


@check(
    "breaking-label",
    reads=INDEX,
    options=BreakingLabel,
    facts=("label", "days", "posts", "of"),
    variants=("undated", "site"),
)
def breaking_label(index: Index, options: BreakingLabel) -> Iterator[tuple[str, Finding]]:
    """Yield the stale labels post by post; once, where most posts have one."""
    if not any(_label(facts, options) for facts in index.asked_posts):
        return
    last = index.today - timedelta(days=options.days)
    posts = index.posts
    labels = index.each(
        f"breaking {options.labels} {options.fields}", lambda facts: _label(facts, options)
    )
    labelled = {path: label for path, label in labels.items() if label}
    told: dict[str, object] = {"posts": len(labelled), "of": len(posts), "days": options.days}
    if len(posts) >= options.posts and len(labelled) > options.share * len(posts):
        path, (span, label) = next(iter(labelled.items()))
        yield path, Finding(span, {**told, "label": label}, variant="site", of_site=True)
        return
    for facts in index.asked_posts:
        if facts.path in labelled and not facts.withheld:
            span, label = labelled[facts.path]
            if facts.published is None or facts.published.day < last:
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
