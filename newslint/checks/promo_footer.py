"""A post that ends with an advertisement for a site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from newslint.attribution import SourceOptions, is_footer, promoted
from newslint.check import INDEX, Finding, check
from newslint.facts import Facts
from newslint.index import Index


class PromoFooter(SourceOptions, frozen=True):
    """How often a closing link is a footer whatever its words."""

    posts: Annotated[int, Meta(ge=2)] = 5
    """How many posts must end with a link to one home page, for it to be a footer anyhow."""
    share: Annotated[float, Meta(ge=0, le=1)] = 0.05
    """What share of the site's posts they must be."""
    alone: Annotated[int, Meta(ge=0)] = 30
    """Posts of a site from which on a footer that no other post has is none."""


@check(
    "promo-footer",
    reads=INDEX,
    options=PromoFooter,
    facts=("host", "posts"),
    variants=("repeated",),
)
def promo_footer(index: Index, options: PromoFooter) -> Iterator[tuple[str, Finding]]:
    """Yield the closing links of each post that advertise a site."""
    common = index.memo(
        f"closing hosts {options.wording.key}", lambda: _closing_hosts(index, options)
    )
    least = max(options.posts, options.share * len(index.posts))
    fewest = 1 if len(index.posts) < options.alone else 2
    for facts in index.asked_posts:
        seen: set[str] = set()
        for closing in facts.closings:
            host = promoted(closing, options.wording)
            if not host or host in seen:
                continue
            told = {"host": host, "posts": common[host]}
            if is_footer(closing, host) and common[host] >= fewest:
                yield facts.path, Finding(closing.span, told)
            elif common[host] >= least:
                yield facts.path, Finding(closing.span, told, variant="repeated")
            seen.add(host)


def _closing_hosts(index: Index, options: PromoFooter) -> Counter[str]:
    """Return how many posts end with a link to each host's home page."""
    return Counter(host for facts in index.posts for host in _hosts(facts, options))


def _hosts(facts: Facts, options: PromoFooter) -> set[str]:
    return {promoted(closing, options.wording) for closing in facts.closings} - {""}
