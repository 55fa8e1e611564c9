"""A post that ends with an advertisement for a site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from newslint.attribution import SourceOptions, is_footer, promoted
from newslint.check import INDEX, Finding, check
from newslint.closing import Closing
from newslint.facts import Facts
from newslint.index import Index


class PromoFooter(SourceOptions, frozen=True):
    """How often a closing link is a footer whatever its words."""

    posts: Annotated[int, Meta(ge=2)] = 5
    """How many posts must end with a link to one home page, for it to be a footer anyhow."""
    share: Annotated[float, Meta(ge=0, le=1)] = 0.05
    """What share of the site's posts they must be."""
    alone: Annotated[int, Meta(ge=0)] = 30
    """Posts of a site from which on a footer that a hundredth of them does not have is none."""


@check(
    "promo-footer",
    reads=INDEX,
    options=PromoFooter,
    facts=("host", "posts"),
    variants=("repeated",),
)
def promo_footer(index: Index, options: PromoFooter) -> Iterator[tuple[str, Finding]]:
    """Yield the closing links of each post that advertise a site."""
    least = max(options.posts, options.share * len(index.posts))
    fewest = 1 if len(index.posts) < options.alone else max(2, len(index.posts) / 100)
    for facts in index.asked_posts:
        for host, closing in _hosts(facts, options).items():
            # Only where one is asked about: to read the closings of all takes a while.
            common = index.tally(
                f"closing hosts {options.wording.key}", lambda other: _hosts(other, options)
            )
            told = {"host": host, "posts": common[host]}
            if is_footer(closing, host) and common[host] >= fewest:
                yield facts.path, Finding(closing.span, told)
            elif common[host] >= least:
                yield facts.path, Finding(closing.span, told, variant="repeated")


def _hosts(facts: Facts, options: PromoFooter) -> dict[str, Closing]:
    """Return the hosts whose home pages a post's last blocks lead to, the last one first."""
    found: dict[str, Closing] = {}
    for closing in facts.closings:
        host = promoted(closing, options.wording)
        if host:
            found.setdefault(host, closing)
    return found
