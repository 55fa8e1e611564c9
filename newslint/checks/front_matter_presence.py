"""A post without front matter, where its fellows have some."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from newslint.check import INDEX, Finding, Options, check
from newslint.facts import Facts
from newslint.index import Index, folder_of
from newslint.relation import Relation
from newslint.sums import Tally


class FrontMatterPresence(Options, frozen=True):
    """When front matter is expected."""

    share: Annotated[float, Meta(ge=0, le=1)] = 0.1
    """The share of a folder's posts that have front matter, from which on it is expected."""
    few: Annotated[int, Meta(ge=0)] = 5
    """In a `_posts` folder with fewer posts than this it is always expected."""


def _folder(facts: Facts) -> tuple[str]:
    return (folder_of(facts.path),)


_POSTS = Tally("posts of folders", _folder, wanted=_folder)
_HAVING = Tally(
    "front matter in folders",
    lambda facts: _folder(facts) if facts.has_front_matter else (),
    wanted=_folder,
)


@check(
    "front-matter-presence",
    reads=INDEX,
    options=FrontMatterPresence,
    variants=("shifted",),
    relation=Relation(sums=lambda _index, _options: (_POSTS, _HAVING)),
)
def front_matter_presence(
    index: Index, options: FrontMatterPresence
) -> Iterator[tuple[str, Finding]]:
    """Yield the posts without front matter."""
    for facts in index.asked_posts:
        # An undated .html file among posts is a fragment that posts include.
        fragment = facts.path.endswith((".html", ".htm")) and not facts.dated
        if not facts.has_front_matter and not fragment and _is_expected(index, facts, options):
            yield facts.path, Finding(facts.head, variant="shifted" if facts.shifted else "")


def _is_expected(index: Index, facts: Facts, options: FrontMatterPresence) -> bool:
    """Tell whether so many posts beside one have front matter that it should have some, too."""
    (folder,) = _folder(facts)
    posts = index.tally(_POSTS)[folder]
    if "_posts" in folder.split("/") and posts < options.few:
        return True
    return index.tally(_HAVING)[folder] >= options.share * posts
