"""A post that nothing dates: no field, no file name, no URL."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from newslint.check import INDEX, Finding, Options, check
from newslint.index import Index


class PostDate(Options, frozen=True):
    """When a date is expected."""

    share: Annotated[float, Meta(ge=0, le=1)] = 0.8
    """Outside `_posts`: the share of a folder's posts that are dated, above which all should be."""


@check("post-date", reads=INDEX, options=PostDate)
def post_date(index: Index, options: PostDate) -> Iterator[tuple[str, Finding]]:
    """Yield the posts without a date."""
    for folder, posts in index.folders.items():
        parts = folder.split("/")
        dated = sum(facts.dated for facts in posts)
        if "_drafts" in parts or ("_posts" not in parts and dated <= options.share * len(posts)):
            continue
        for facts in posts:
            told = facts.has_front_matter and facts.readable and not facts.empty
            if told and not facts.dated:
                yield facts.path, Finding(facts.head)
