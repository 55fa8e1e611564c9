"""A post without front matter, where its fellows have some."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from newslint.check import INDEX, Finding, Options, check
from newslint.index import Index


class FrontMatterPresence(Options, frozen=True):
    """When front matter is expected."""

    share: Annotated[float, Meta(ge=0, le=1)] = 0.1
    """The share of a folder's posts that have front matter, from which on it is expected."""
    few: Annotated[int, Meta(ge=0)] = 5
    """In a `_posts` folder with fewer posts than this it is always expected."""


@check("front-matter-presence", reads=INDEX, options=FrontMatterPresence, variants=("shifted",))
def front_matter_presence(
    index: Index, options: FrontMatterPresence
) -> Iterator[tuple[str, Finding]]:
    """Yield the posts without front matter."""
    for folder, posts in index.folders.items():
        having = sum(facts.has_front_matter for facts in posts)
        named = "_posts" in folder.split("/") and len(posts) < options.few
        if (not named and having < options.share * len(posts)) or having == len(posts):
            continue
        for facts in posts:
            # An undated .html file among posts is a fragment that posts include.
            fragment = facts.path.endswith((".html", ".htm")) and not facts.dated
            if not facts.has_front_matter and not fragment:
                yield facts.path, Finding(facts.head, variant="shifted" if facts.shifted else "")
