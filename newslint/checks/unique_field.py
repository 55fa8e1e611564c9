"""A field whose value another post has too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Annotated

from msgspec import Meta

from newslint.check import INDEX, MOST_RELATED, Finding, Options, Related, check
from newslint.facts import Facts, Told, normalised
from newslint.index import Index, alike_keys
from newslint.likeness import newest_first, told_at
from newslint.relation import Relation


class UniqueField(Options, frozen=True):
    """Which field is compared."""

    fields: tuple[str, ...] = ()
    """Names that the field goes by: of each post the first that it has."""
    shortest: Annotated[int, Meta(ge=0)] = 10
    """Letters and digits from which on a value is compared."""


@check(
    "unique-field",
    reads=INDEX,
    options=UniqueField,
    facts=("field", "path", "others"),
    relation=Relation(keys=lambda _, facts, options: alike_keys(facts, options.fields)),
)
def unique_field(index: Index, options: UniqueField) -> Iterator[tuple[str, Finding]]:
    """Yield every post whose value another post of the same language has."""
    for alike in index.alike(options.fields):
        grouped: dict[str, list[tuple[Facts, Told]]] = {}
        for facts, value in alike:
            grouped.setdefault(normalised(value.text), []).append((facts, value))
        for key, posts in grouped.items():
            if len(key) >= options.shortest:
                yield from _twins(posts, options)


def _twins(posts: list[tuple[Facts, Told]], options: UniqueField) -> Iterator[tuple[str, Finding]]:
    """Yield of posts that say the same those that have a twin in their language."""
    by_age = newest_first(facts for facts, _ in posts)
    languages = Counter(facts.language for facts, _ in posts)
    for facts, value in posts:
        # One that declares no language may be in any.
        own = languages[facts.language] + languages[""] if facts.language else len(posts)
        if own < 2:  # noqa: PLR2004  # itself
            continue
        name = next(name for name in options.fields if name in facts.fields)
        twins = (
            Related(other.path, told.line)
            for other, told in posts
            if other is not facts and _same_language(other, facts)
        )
        related = tuple(islice(twins, MOST_RELATED))
        newest = next(row for row in by_age if _same_language(row, facts))
        told = {"field": name, "path": related[0].path, "others": own - 1}
        yield facts.path, Finding(value.span, told, related=related, told_at=told_at(facts, newest))


def _same_language(one: Facts, other: Facts) -> bool:
    return one.language == other.language or not (one.language and other.language)
