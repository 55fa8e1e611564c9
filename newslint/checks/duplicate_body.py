"""A body that another post of the site has too, letter for letter."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Annotated

from msgspec import Meta

from newslint.candidates import BLOCKS, PUBLISHED, published
from newslint.check import INDEX, MOST_RELATED, Finding, Options, Related, check
from newslint.facts import Facts
from newslint.index import Index
from newslint.likeness import (
    are_editions,
    may_repeat,
    newest_first,
    own_size,
    place_of,
    told_at,
)
from newslint.relation import Relation


class DuplicateBody(Options, frozen=True):
    """What is compared."""

    shortest: Annotated[int, Meta(ge=1)] = 50
    """Letters and digits from which on a body is compared, blocks that the site repeats aside."""
    declared: tuple[str, ...] = ()
    """Fields, in lower case, whose presence says that a post repeats another and is meant to."""


def _keys(_index: Index, facts: Facts, options: DuplicateBody) -> tuple[bytes, ...]:
    is_there = facts.body.size > 0 and not facts.withheld
    return (facts.body.digest,) if is_there and _is_compared(facts, options) else ()


def _is_compared(facts: Facts, options: DuplicateBody) -> bool:
    return facts.keys.keys().isdisjoint(options.declared)


@check(
    "duplicate-body",
    reads=INDEX,
    options=DuplicateBody,
    facts=("path",),
    relation=Relation(sums=lambda _index, _options: (PUBLISHED, BLOCKS), keys=_keys),
)
def duplicate_body(index: Index, options: DuplicateBody) -> Iterator[tuple[str, Finding]]:
    """Yield every post whose letters another post has."""
    wanted = {facts.body.digest for facts in index.asked_posts}
    grouped: dict[bytes, list[Facts]] = {}
    for facts in published(index):
        if facts.body.digest in wanted and _is_compared(facts, options):
            grouped.setdefault(facts.body.digest, []).append(facts)
    for posts in grouped.values():
        if len(posts) > 1 and own_size(index, posts[0]) >= options.shortest:
            by_age = newest_first(posts)
            for facts in posts:
                twins = (post for post in posts if _is_twin(facts, post))
                related = tuple(
                    Related(post.path, place_of(post)[1]) for post in islice(twins, MOST_RELATED)
                )
                if related:
                    told = {"path": related[0].path}
                    newest = next(post for post in by_age if post is facts or _is_twin(facts, post))
                    span, at = place_of(facts)[0], told_at(facts, newest)
                    yield facts.path, Finding(span, told, related=related, told_at=at)


def _is_twin(facts: Facts, other: Facts) -> bool:
    return other is not facts and may_repeat(facts, other) and not are_editions(facts, other)
