"""A field whose value another post has too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from newslint.check import INDEX, Finding, Options, Related, check
from newslint.facts import Facts
from newslint.index import Index


class UniqueField(Options, frozen=True):
    """Which field is compared."""

    fields: tuple[str, ...] = ()
    """Names that the field goes by: of each post the first that it has."""
    shortest: Annotated[int, Meta(ge=0)] = 10
    """Letters and digits from which on a value is compared."""


@check("unique-field", reads=INDEX, options=UniqueField, facts=("field", "path", "others"))
def unique_field(index: Index, options: UniqueField) -> Iterator[tuple[str, Finding]]:
    """Yield every post whose value another post of the same language has."""
    for key, posts in index.by_value(options.fields).items():
        if len(posts) < 2 or len(key) < options.shortest:  # noqa: PLR2004
            continue
        for facts, value in posts:
            twins = [
                (other, found)
                for other, found in posts
                if other is not facts and _same_language(other, facts)
            ]
            if twins:
                name = next(name for name in options.fields if name in facts.fields)
                told = {"field": name, "path": twins[0][0].path, "others": len(twins)}
                related = tuple(Related(other.path, found.span) for other, found in twins)
                yield facts.path, Finding(value.span, told, related=related)


def _same_language(one: Facts, other: Facts) -> bool:
    """Tell whether two posts may be in one language: one that declares none may be in any."""
    return one.language == other.language or not (one.language and other.language)
