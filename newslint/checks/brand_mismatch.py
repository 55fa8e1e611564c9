"""A brand that most posts of a site carry, and that is not the site's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated

from msgspec import Meta

from newslint.check import INDEX, Finding, Options, check
from newslint.facts import Facts, normalised
from newslint.hosts import sum_of
from newslint.index import Index

_SHOWN = ("feature_text", "excerpt", "description")
"""Fields whose first line may name the brand."""
_DOMAINS = ("com", "org", "net", "kr", "co.kr", "io", "jp", "de", "fr", "es", "news")


class BrandMismatch(Options, frozen=True):
    """How common a brand must be."""

    share: Annotated[float, Meta(ge=0, le=1)] = 0.5
    """Share of the posts that must name it."""
    posts: Annotated[int, Meta(ge=1)] = 30
    """How many posts a site must have."""


@check("brand-mismatch", reads=INDEX, options=BrandMismatch, facts=("brand", "posts", "of", "name"))
def brand_mismatch(index: Index, options: BrandMismatch) -> Iterator[tuple[str, Finding]]:
    """Yield, once a site, the brand behind a bar that most posts have elsewhere too."""
    posts, names = index.posts, index.site.names
    if len(posts) < options.posts or not names:
        return
    least = options.share * len(posts)
    behind = Counter(name for facts in posts for name in facts.barred)
    brands = [name for name, count in behind.items() if count >= least]
    if not brands:
        return
    known = {normalised(name) for name in names} | {
        normalised(label) for host in index.site.hosts for label in host.split(".")
    }
    for brand in brands:
        if _is_one_of(normalised(brand), known) or _is_linked(brand, posts, least):
            continue
        first = next(facts for facts in posts if brand in facts.barred)
        # Of the rest nothing is told.
        if index.asked is not None and first.path not in index.asked:
            continue
        count = sum(_names(facts, brand) for facts in posts)
        if count >= least:
            told = {"brand": brand, "posts": count, "of": len(posts), "name": names[0]}
            yield first.path, Finding(first.head, told, of_site=True)


def _is_one_of(brand: str, known: Iterable[str]) -> bool:
    return any(brand and name and (brand in name or name in brand) for name in known)


def _is_linked(brand: str, posts: Iterable[Facts], least: float) -> bool:
    """Tell whether most posts link a host that is called as the brand is: a partner's, say."""
    name = brand.lower()
    if not name.isascii() or " " in name:
        return False
    hosts = (name, *(f"{name}.{domain}" for domain in _DOMAINS))
    sums = {sum_of(f"{front}{host}") for host in hosts for front in ("", "www.")}
    return sum(not sums.isdisjoint(facts.hosts.secure) for facts in posts) >= least


def _names(facts: Facts, brand: str) -> bool:
    """Tell whether a post names a brand behind a bar, and in an alternative text or a summary."""
    if brand not in facts.barred:
        return False
    lines = [facts.fields[name].text.split("\n")[0] for name in _SHOWN if name in facts.fields]
    words = brand.casefold()
    return any(words in text.casefold() for text in (*lines, *(alt.text for alt in facts.alts)))
