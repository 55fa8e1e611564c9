"""What a post tells of itself, for reports that people read: title, day, authors, categories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from newslint.facts import Facts
from newslint.facts.matter import unpacked

_LONGEST = 120
"""Code points of a title that are shown."""
_MOST = 8
"""Categories of a post that are counted."""


class About(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a post tells of itself; what it does not tell is empty."""

    title: str = ""
    day: date | None = None
    """When it was published."""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


def about_of(facts: Facts, generator: str) -> About:
    """Return what a post tells of itself; `generator` is its site's."""
    title = facts.fields.get("title")
    text = " ".join(title.text.split()) if title else ""
    return About(
        text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…",
        facts.published.day if facts.published else None,
        facts.authors,
        _told(_categories(facts, is_jekyll=generator == "jekyll")),
    )


def _told(names: Iterable[str]) -> tuple[str, ...]:
    """Return names, each once, on one line and no longer than a label may be."""
    found = dict.fromkeys(" ".join(name.split())[:60] for name in names)
    return tuple(name for name in found if name)[:_MOST]


def _categories(facts: Facts, *, is_jekyll: bool) -> Iterator[str]:
    """Yield a post's categories: those of its front matter, and the folders that are some.

    Jekyll takes the folders above `_posts` for categories, and parts a text in `categories` at its
    blanks (its documentation, Posts).
    """
    folders = facts.path.split("/")[:-1]
    if is_jekyll and "_posts" in folders:
        yield from folders[: folders.index("_posts")]
    for name, value in unpacked(facts.matter).items():
        key = name.lower()
        if key not in ("category", "categories"):
            continue
        if isinstance(value, str):
            yield from value.split() if is_jekyll and key == "categories" else value.split(",")
        elif isinstance(value, list):
            yield from (str(each) for each in value if isinstance(each, str | int | float))
