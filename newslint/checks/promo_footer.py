"""A post that ends with an advertisement for a site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from newslint.attribution import SourceOptions, is_footer, promoted
from newslint.check import INDEX, Finding, check
from newslint.facts import Facts
from newslint.facts.closing import Closing
from newslint.index import Index
from newslint.relation import Relation
from newslint.sums import POSTS, Tally, Totals


class PromoFooter(SourceOptions, frozen=True):
    """How often a closing link is a footer whatever its words."""

    posts: Annotated[int, Meta(ge=2)] = 5
    """How many posts must end with a link to one home page, for it to be a footer anyhow."""
    share: Annotated[float, Meta(ge=0, le=1)] = 0.05
    """What share of the site's posts they must be."""
    alone: Annotated[int, Meta(ge=0)] = 30
    """Posts of a site from which on a footer that a hundredth of them does not have is none."""

    def least_of(self, posts: int) -> float:
        """Return how many posts have the host that is a footer's anyhow, of so many."""
        return max(self.posts, self.share * posts)

    def fewest_of(self, posts: int) -> float:
        """Return how many must have that of a footer, of so many."""
        return 1 if posts < self.alone else max(2, posts / 100)


def _tally(options: PromoFooter) -> Tally:
    """Return how many posts end with a link to each host, of those hosts that enough do."""

    def least(totals: Totals) -> float:
        posts = totals[POSTS.name]
        return min(options.least_of(posts), options.fewest_of(posts))

    name = f"closing hosts {options.wording.key} {options.posts} {options.share} {options.alone}"
    return Tally(name, lambda facts: _hosts(facts, options), least=least)


@check(
    "promo-footer",
    reads=INDEX,
    options=PromoFooter,
    facts=("host", "posts"),
    variants=("repeated",),
    relation=Relation(sums=lambda _, options: (POSTS, _tally(options))),
)
def promo_footer(index: Index, options: PromoFooter) -> Iterator[tuple[str, Finding]]:
    """Yield the closing links of each post that advertise a site."""
    least, fewest = options.least_of(index.post_count), options.fewest_of(index.post_count)
    tally = _tally(options)
    for facts in index.asked_posts:
        for host, closing in _hosts(facts, options).items():
            # Only where one is asked about: to read the closings of all takes a while.
            common = index.tally(tally)
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
