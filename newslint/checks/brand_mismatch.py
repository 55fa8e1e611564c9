"""A brand that most posts of a site carry, and that is not the site's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Annotated, NamedTuple

from msgspec import Meta

from newslint.check import INDEX, Finding, Options, check
from newslint.facts import Facts
from newslint.facts.compared import normalised
from newslint.facts.hosts import sum_of
from newslint.index import Index
from newslint.relation import Relation
from newslint.sums import POSTS, First, Tally

_SHOWN = ("feature_text", "excerpt", "description")
"""Fields whose first line may name the brand."""
_DOMAINS = ("com", "org", "net", "kr", "co.kr", "io", "jp", "de", "fr", "es", "news")


class BrandMismatch(Options, frozen=True):
    """How common a brand must be."""

    share: Annotated[float, Meta(ge=0, le=1)] = 0.5
    """Share of the posts that must name it."""
    posts: Annotated[int, Meta(ge=1)] = 30
    """How many posts a site must have."""


class _Sums(NamedTuple):
    """What is summed up of the names behind bars."""

    behind: Tally
    linked: Tally
    """The posts that link a host that is called as the brand is."""
    named: Tally
    """The posts that have it elsewhere, too."""
    first: First


def _sums(options: BrandMismatch) -> _Sums:
    def tally(name: str, names: Callable[[Facts, str], bool] | None = None) -> Tally:
        return Tally(
            f"brands {name} {options.share}",
            lambda facts: [brand for brand in facts.barred if not names or names(facts, brand)],
            least=lambda totals: options.share * totals[POSTS.name],
        )

    behind = tally("behind bars")
    first = First("brands behind bars", lambda facts: facts.barred, behind)
    return _Sums(behind, tally("linked", _is_linked), tally("named", _names), first)


@check(
    "brand-mismatch",
    reads=INDEX,
    options=BrandMismatch,
    facts=("brand", "posts", "of", "name"),
    relation=Relation(sums=lambda _, options: _sums(options)),
)
def brand_mismatch(index: Index, options: BrandMismatch) -> Iterator[tuple[str, Finding]]:
    """Yield, once a site, the brand behind a bar that most posts have elsewhere too."""
    of, names = index.post_count, index.site.names
    if of < options.posts or not names:
        return
    sums = _sums(options)
    least = options.share * of
    brands = sorted(name for name, count in index.tally(sums.behind).items() if count >= least)
    if not brands:
        return
    known = {normalised(name) for name in names} | {
        normalised(label) for host in index.site.hosts for label in host.split(".")
    }
    for brand in brands:
        if _is_one_of(normalised(brand), known):
            continue
        path = index.first(sums.first, brand)
        # Of the rest nothing is told.
        if path is None or not index.asks(path) or index.tally(sums.linked)[brand] >= least:
            continue
        count = index.tally(sums.named)[brand]
        if count >= least:
            told = {"brand": brand, "posts": count, "of": of, "name": names[0]}
            yield path, Finding(index.facts[path].head, told, of_site=True)


def _is_one_of(brand: str, known: Iterable[str]) -> bool:
    return any(brand and name and (brand in name or name in brand) for name in known)


def _is_linked(facts: Facts, brand: str) -> bool:
    """Tell whether a post links a host that is called as the brand is: a partner's, say."""
    return not _sums_of_hosts(brand).isdisjoint(facts.hosts.secure)


@lru_cache(maxsize=1024)
def _sums_of_hosts(brand: str) -> frozenset[int]:
    """Return the checksums of the hosts that may be called as a brand is."""
    name = brand.lower()
    if not name.isascii() or " " in name:
        return frozenset()
    hosts = (name, *(f"{name}.{domain}" for domain in _DOMAINS))
    return frozenset(sum_of(f"{front}{host}") for host in hosts for front in ("", "www."))


def _names(facts: Facts, brand: str) -> bool:
    """Tell whether a post names a brand in an alternative text or a summary, too."""
    lines = [facts.fields[name].text.split("\n")[0] for name in _SHOWN if name in facts.fields]
    words = brand.casefold()
    return any(words in text.casefold() for text in (*lines, *(alt.text for alt in facts.alts)))
