"""A body that is much like that of another post of the site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from newslint.check import INDEX, Finding, Options, check
from newslint.index import Index
from newslint.likeness import ALIKE, place_of, related_to, told_likenesses, told_of


class SimilarBody(Options, frozen=True):
    """What counts as much."""

    least: Annotated[float, Meta(ge=0.5, le=1)] = 0.6
    """The Jaccard similarity of the shingles from which on two bodies are alike."""
    shortest: Annotated[int, Meta(ge=1)] = 100
    """Letters and digits from which on a body is compared, blocks that the site repeats aside."""
    declared: tuple[str, ...] = ()
    """Fields, in lower case, whose presence says that a post repeats another and is meant to."""


@check("similar-body", reads=INDEX, options=SimilarBody, facts=("path", "percent"), relation=ALIKE)
def similar_body(index: Index, options: SimilarBody) -> Iterator[tuple[str, Finding]]:
    """Yield every post that others are like, with the nearest of them first."""
    for facts, rows in told_likenesses(index, options.shortest, options.declared):
        alike = [row for row in rows if row.similarity >= options.least]
        if alike:
            told = {"path": alike[0].path, "percent": int(100 * alike[0].similarity)}
            related = related_to(index, alike)
            yield (
                facts.path,
                Finding(
                    place_of(facts)[0], told, related=related, told_at=told_of(index, facts, alike)
                ),
            )
