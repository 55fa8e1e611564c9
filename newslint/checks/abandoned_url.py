"""A URL that a change takes from a post or page, and that leads nowhere since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from newslint.check import CHANGE, MOST_RELATED, Edit, Finding, Fix, Options, Related, check
from newslint.facts import Facts
from newslint.facts.matter import unpacked
from newslint.index import Index
from newslint.source import Span

if TYPE_CHECKING:
    from newslint.moved import Moved, Moves


@check(
    "abandoned-url",
    reads=CHANGE,
    facts=("url", "links", "place"),
    variants=("unlinked", "withdrawn", "tags"),
)
def abandoned_url(index: Index, _options: Options) -> Iterator[tuple[str, Finding]]:
    """Yield the published posts and pages that the change moves to another URL, or withdraws.

    Not those whose old URL is there still: by a redirect, or another page that has it now. What is
    withdrawn is told where links lead there. Tags that name a post break whatever is redirected.
    """
    # Most runs are about no change, and need none of this.
    from newslint.moved import moves_of

    moves = moves_of(index)
    if moves is None:
        return
    for row in moves.moved:
        links = moves.leading.links.get(row.path, [])
        tags = moves.leading.tags.get(row.path, [])
        if row.is_withdrawn and links:
            yield row.path, _finding(moves, row, links, "withdrawn")
        elif row.is_gone and not row.is_withdrawn:
            yield row.path, _finding(moves, row, links, "" if links else "unlinked")
        if tags:
            yield row.path, _finding(moves, row, tags, "tags")


def _finding(moves: Moves, row: Moved, places: list[Related], variant: str) -> Finding:
    return Finding(
        _place(moves.index.facts[row.path], row.was),
        {
            "url": moves.links.published.base + unquote(row.url),
            "links": len(places),
            "place": f"{places[0].path}:{places[0].line}" if places else "",
        },
        variant=variant,
        related=tuple(places[:MOST_RELATED]),
        fix=_fix(moves, row) if variant in ("", "unlinked") else None,
    )


def _place(now: Facts, was: Facts) -> Span:
    """Return the field that has changed the URL; where the file has, the head."""
    if now.path != was.path:
        return now.head
    new, old = unpacked(now.matter), unpacked(was.matter)
    changed = [name.lower() for name in new if new[name] != old.get(name)]
    names = (name for name in (*_NAMING, *changed) if name in changed and name in now.keys)
    return next((now.key(name).span for name in names), now.head)


_NAMING = ("permalink", "url", "slug")
"""The fields that say what the URL is, rather than having a part in it."""


def _fix(moves: Moves, row: Moved) -> Fix | None:
    """Return the redirect from the old URL, as front matter says it; None where it cannot."""
    from newslint.front_matter.listed import listed

    redirect = moves.links.redirect(row.url)
    if redirect is None:
        return None
    change = listed(moves.before.read(row.path), redirect.field, redirect.entry)
    return Fix((Edit(*change),), safe=False) if change else None
