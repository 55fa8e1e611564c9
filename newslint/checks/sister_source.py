"""A host that most of a site names as its source, and advertises: the publisher's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from newslint.attribution import SourceOptions, host_in, is_footer, meant_host, promoted
from newslint.check import INDEX, Finding, Lesson, check, together
from newslint.facts import Facts
from newslint.facts.compared import normalised
from newslint.index import Index
from newslint.relation import Relation
from newslint.sums import POSTS, Tally, Totals


class SisterSource(SourceOptions, frozen=True):
    """When a host is taken for the publisher's own."""

    posts: Annotated[int, Meta(ge=1)] = 30
    """How many posts must name the host as their only source."""
    share: Annotated[float, Meta(ge=0, le=1)] = 0.5
    """What share of the site's posts they must be."""
    advertised: Annotated[float, Meta(ge=0, le=1)] = 0.5
    """What share of those must lead to its home page at their end: a site that translates another
    does not."""
    exempt: tuple[str, ...] = ("original",)
    """Fields that say that a post is the site's own reporting."""


def _sums(options: SisterSource) -> tuple[Tally, Tally]:
    """Return how many posts name each host as their only source, and how many lead to it then."""
    labels = _labels(options)
    name = f"{options.wording.key} {options.posts} {options.share}"

    def least(totals: Totals) -> float:
        return max(options.posts, options.share * totals[POSTS.name])

    def sources(facts: Facts) -> tuple[str, ...]:
        host = _only_source(facts, labels)
        return (host,) if host else ()

    def leading(facts: Facts) -> tuple[str, ...]:
        return tuple(host for host in sources(facts) if _leads_home(facts, host, options))

    def fewest(totals: Totals) -> float:
        return options.advertised * least(totals)

    told = Tally(f"only sources {name}", sources, least=least)
    return told, Tally(f"led to {name} {options.advertised}", leading, least=fewest)


def _lessons(index: Index, options: SisterSource) -> Iterator[Lesson]:
    """Yield the host that is taken for the publisher's own."""
    for host, count in _sisters(index, options).items():
        yield Lesson(host, count / index.post_count, index.post_count)


@check(
    "sister-source",
    reads=INDEX,
    options=SisterSource,
    facts=("host", "share"),
    learns=_lessons,
    relation=Relation(sums=lambda _, options: (POSTS, *_sums(options))),
)
def sister_source(index: Index, options: SisterSource) -> Iterator[tuple[str, Finding]]:
    """Yield the sources of posts that name such a host only; self-source tells what they advertise."""
    labels = _labels(options)
    own = index.site.hosts | index.site.sisters
    for facts in index.asked_posts:
        host = _only_source(facts, labels)
        if not host or host_in(host, own) or not facts.keys.keys().isdisjoint(options.exempt):
            continue
        if host in _advertised(facts, options):
            continue
        # The site is looked through where a post asks for it.
        sisters = index.memo(f"sisters {options.wording.key}", lambda: _sisters(index, options))
        if host in sisters:
            spans = [row.span for row in facts.cited if normalised(row.label) in labels]
            share = round(100 * sisters[host] / index.post_count)
            for finding in together(spans, {"host": host, "share": share}):
                yield facts.path, finding


def _sisters(index: Index, options: SisterSource) -> dict[str, int]:
    """Return the host that most posts name as their only source and lead to at their end."""
    sources, leads = _sums(options)
    least = max(options.posts, options.share * index.post_count)
    often = {host: count for host, count in index.tally(sources).items() if count >= least}
    leading = index.tally(leads) if often else {}
    return {
        host: count for host, count in often.items() if leading[host] >= options.advertised * count
    }


def _labels(options: SisterSource) -> frozenset[str]:
    return frozenset(normalised(label) for label in options.labels)


def _only_source(facts: Facts, labels: frozenset[str]) -> str:
    """Return the one host that a post names as its source; '' where there are none or several."""
    hosts = {meant_host(row.target) for row in facts.cited if normalised(row.label) in labels}
    return hosts.pop() if len(hosts) == 1 else ""


def _leads_home(facts: Facts, host: str, options: SisterSource) -> bool:
    return any(promoted(closing, options.wording) == host for closing in facts.closings)


def _advertised(facts: Facts, options: SisterSource) -> frozenset[str]:
    """Return the hosts of promotional footers, with which self-source is told what is own."""
    hosts = ((promoted(closing, options.wording), closing) for closing in facts.closings)
    return frozenset(host for host, closing in hosts if host and is_footer(closing, host))
