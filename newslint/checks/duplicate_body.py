"""A body that another post of the site has too, letter for letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Annotated

from msgspec import Meta

from newslint.candidates import BLOCKS, PUBLISHED, published
from newslint.check import INDEX, MOST_RELATED, Finding, Options, Related, check
from newslint.facts import Facts
from newslint.index import Index
from newslint.likeness import (
    edition_of,
    may_repeat,
    newest_first,
    newest_of,
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
            yield from _told(posts)


def _told(posts: Sequence[Facts]) -> Iterator[tuple[str, Finding]]:
    """Yield of posts with one body those that repeat another."""
    by_age = newest_first(posts)
    first, last = _Others(posts), _Others(by_age)
    for facts in posts:
        related = tuple(
            Related(post.path, place_of(post)[1])
            for post in islice(first.twins(facts), MOST_RELATED)
        )
        if related:
            newest = newest_of((facts, next(last.twins(facts))))
            told = {"path": related[0].path}
            span, at = place_of(facts)[0], told_at(facts, newest)
            yield facts.path, Finding(span, told, related=related, told_at=at)


class _Others:
    """Posts with one body, in some order.

    Where a thousand are no twins of a thousand, as of another language, that is not seen anew for
    each two of them.
    """

    def __init__(self, posts: Sequence[Facts]) -> None:
        languages = {facts.language for facts in posts}
        # One that declares no language may be in any.
        self.posts = {
            language: [post for post in posts if not language or post.language in (language, "")]
            for language in languages
        }
        self.found: dict[tuple[str, str], tuple[Iterator[Facts], list[Facts]]] = {}
        """By language and edition the posts that are of no such edition: those that are still to
        be looked for, and those that were found."""

    def twins(self, facts: Facts) -> Iterator[Facts]:
        """Return the posts that one repeats, or that repeat it."""
        key = (facts.language, edition_of(facts))
        if key not in self.found:
            self.found[key] = (self._others(*key), [])
        found = _held(*self.found[key])
        return (post for post in found if post is not facts and may_repeat(facts, post))

    def _others(self, language: str, edition: str) -> Iterator[Facts]:
        return (post for post in self.posts[language] if edition_of(post) != edition)


def _held(rest: Iterator[Facts], held: list[Facts]) -> Iterator[Facts]:
    """Yield the posts that were found before, then the rest, which is held as it is found."""
    yield from held
    for post in rest:
        held.append(post)
        yield post
