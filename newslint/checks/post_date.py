"""A post that nothing dates: no field, no file name, no URL."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from newslint.check import INDEX, Finding, Options, check
from newslint.facts import Facts
from newslint.index import Index, folder_of
from newslint.relation import Relation
from newslint.sums import Tally


class PostDate(Options, frozen=True):
    """When a date is expected."""

    share: Annotated[float, Meta(ge=0, le=1)] = 0.8
    """Outside `_posts`: the share of a folder's posts that are dated, above which all should be."""


def _folder(facts: Facts) -> tuple[str]:
    return (folder_of(facts.path),)


_POSTS = Tally("posts of folders", _folder, wanted=_folder)
_DATED = Tally(
    "dated posts of folders", lambda facts: _folder(facts) if facts.dated else (), wanted=_folder
)


@check(
    "post-date",
    reads=INDEX,
    options=PostDate,
    relation=Relation(sums=lambda _index, _options: (_POSTS, _DATED)),
)
def post_date(index: Index, options: PostDate) -> Iterator[tuple[str, Finding]]:
    """Yield the posts without a date."""
    for facts in index.asked_posts:
        told = facts.has_front_matter and facts.readable and not facts.empty
        if told and not facts.dated and _is_expected(index, facts, options):
            yield facts.path, Finding(facts.head)


def _is_expected(index: Index, facts: Facts, options: PostDate) -> bool:
    """Tell whether a post should be dated where it lies."""
    (folder,) = _folder(facts)
    parts = folder.split("/")
    if "_drafts" in parts or "_posts" in parts:
        return "_drafts" not in parts
    return index.tally(_DATED)[folder] > options.share * index.tally(_POSTS)[folder]
