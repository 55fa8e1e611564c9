"""A body that is, for the most part, inside a longer one of the same site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from newslint.check import INDEX, Finding, Options, check
from newslint.index import Index
from newslint.likeness import ALIKE, Likeness, place_of, related_to, told_likenesses, told_of


class ContainedBody(Options, frozen=True):
    """What counts as inside."""

    least: Annotated[float, Meta(ge=0.5, le=1)] = 0.7
    """The share of the shorter body's shingles that the longer one has."""
    longest: Annotated[float, Meta(gt=0, le=1)] = 0.6
    """The length of the shorter one, at most, for one of the longer; above, the two are similar."""
    shortest: Annotated[int, Meta(ge=1)] = 100
    """Letters and digits from which on a body is compared, blocks that the site repeats aside."""
    declared: tuple[str, ...] = ()
    """Fields, in lower case, whose presence says that a post repeats another and is meant to."""


@check(
    "contained-body",
    reads=INDEX,
    options=ContainedBody,
    facts=("path", "percent"),
    variants=("holds",),
    relation=ALIKE,
)
def contained_body(index: Index, options: ContainedBody) -> Iterator[tuple[str, Finding]]:
    """Yield every post that is inside another, and those that hold one."""
    for facts, rows in told_likenesses(index, options.shortest, options.declared):
        for variant, found in (
            ("", [row for row in rows if _is_inside(row, options)]),
            ("holds", [row for row in rows if _is_inside(row.turned(facts.path), options)]),
        ):
            if found:
                row = found[0]
                share = row.common / min(row.own, row.others)
                told = {"path": row.path, "percent": int(100 * share)}
                related = related_to(index, found)
                yield (
                    facts.path,
                    Finding(
                        place_of(facts)[0],
                        told,
                        variant=variant,
                        related=related,
                        told_at=told_of(index, facts, found),
                    ),
                )


def _is_inside(row: Likeness, options: ContainedBody) -> bool:
    return row.inside >= options.least and row.own <= options.longest * row.others
