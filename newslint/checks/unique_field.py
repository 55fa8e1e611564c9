"""A field whose value another post has too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from newslint.check import INDEX, MOST_RELATED, Finding, Options, Related, check
from newslint.facts import Facts
from newslint.facts.compared import normalised
from newslint.facts.values import Told
from newslint.index import Index, alike_keys
from newslint.likeness import newest_of, told_at
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
    for language in sorted({facts.language for facts, _ in posts}):
        # One that declares no language may be in any.
        same = [row for row in posts if not language or row[0].language in (language, "")]
        if len(same) > 1:
            first = same[: MOST_RELATED + 1]
            newest = newest_of(facts for facts, _ in same)
            for facts, value in same:
                if facts.language == language:
                    others = [
                        Related(row.path, told.line) for row, told in first if row is not facts
                    ]
                    name = next(name for name in options.fields if name in facts.fields)
                    told = {"field": name, "path": others[0].path, "others": len(same) - 1}
                    related, at = tuple(others[:MOST_RELATED]), told_at(facts, newest)
                    yield facts.path, Finding(value.span, told, related=related, told_at=at)
