"""Images that are shown from the host of somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from newslint.check import INDEX, Finding, Lesson, Options, check, together
from newslint.facts import Facts
from newslint.index import Index
from newslint.relation import Relation
from newslint.source import Span
from newslint.sums import Tally, Totals

_COUNTRY = 2
"""Letters of a country's domain."""
_SECOND_LEVEL = frozenset("ac co com edu gen gob gouv gov info ltd ne net nom or org pe re".split())
"""Domains below a country's under which names are given, as `co.kr`."""


class ForeignImage(Options, frozen=True):
    """Whose hosts are nobody's."""

    services: tuple[str, ...] = ()
    """Hosts on which anybody keeps images."""
    shared: tuple[str, ...] = ()
    """Domains below which each name is another site's."""
    share: Annotated[float, Meta(ge=0, le=1)] = 0.3
    """The share of a site's illustrated posts from which on a host is the site's own storage."""
    posts: Annotated[int, Meta(ge=1)] = 5
    """How many illustrated posts a host must serve for that."""


def _is_illustrated(facts: Facts) -> bool:
    return bool(facts.image_hosts) or any(target.kind == "image" for target in facts.targets)


_ILLUSTRATED = Tally(
    "illustrated files", lambda facts: ("",) if _is_illustrated(facts) else (), pages=True
)


def _hosts(options: ForeignImage) -> Tally:
    """Return how many files show an image from each host, of those that may be the site's own."""

    def least(totals: Totals) -> float:
        return max(options.posts, options.share * totals[_ILLUSTRATED.name])

    return Tally(
        f"image hosts {options.posts} {options.share}",
        lambda facts: {row.host for row in facts.image_hosts},
        pages=True,
        least=least,
    )


def _lessons(index: Index, options: ForeignImage) -> Iterator[Lesson]:
    """Yield the hosts that are taken for the site's own storage."""
    whole, counts = index.total(_ILLUSTRATED), index.tally(_hosts(options))
    for host in sorted(_storage(index, options)):
        if not index.site.owns(host):
            yield Lesson(host, counts[host] / whole, whole)


@check(
    "foreign-image",
    reads=INDEX,
    options=ForeignImage,
    facts=("host",),
    variants=("page",),
    learns=_lessons,
    relation=Relation(sums=lambda _, options: (_ILLUSTRATED, _hosts(options))),
)
def foreign_image(index: Index, options: ForeignImage) -> Iterator[tuple[str, Finding]]:
    """Yield the images on hosts that are not the site's, each host of a post as one finding."""
    site = index.site
    # A site that does not tell its hosts may have any.
    if not site.hosts or not any(facts.image_hosts for facts in index.asked_files):
        return
    services, shared = frozenset(options.services), frozenset(options.shared)
    names = {_name(host, shared) for host in site.hosts | site.sisters}
    storage = _storage(index, options)
    spared: dict[str, bool] = {}
    for facts in index.asked_files:
        places: dict[tuple[str, str], dict[Span, None]] = {}
        for host, span, is_page in facts.image_hosts:
            if host not in spared:
                spared[host] = (
                    host in storage
                    or site.owns(host)
                    or _name(host, shared) in names
                    or not services.isdisjoint(_with_parents(host))
                )
            if not spared[host]:
                variant = "page" if is_page else ""
                places.setdefault((host, variant), {})[span] = None
        for (host, variant), spans in places.items():
            for finding in together(spans, {"host": host}, variant):
                yield facts.path, finding


def _storage(index: Index, options: ForeignImage) -> frozenset[str]:
    """Return the hosts that so many posts show images from that they must be the site's own."""
    least = max(options.posts, options.share * index.total(_ILLUSTRATED))
    counts = index.tally(_hosts(options))
    return frozenset(host for host, count in counts.items() if count >= least)


def _with_parents(host: str) -> Iterator[str]:
    """Yield a host and the domains above it."""
    while host:
        yield host
        host = host.partition(".")[2]


def _name(host: str, shared: frozenset[str]) -> str:
    """Return the name under which a host was registered: `port` of `img.port.co.kr`.

    A site's storage is often its own name at another place: `port.org` shows `cdn.port.net`.
    """
    labels = host.split(".")
    for at in range(1, len(labels)):
        if ".".join(labels[at:]) in shared:
            return labels[at - 1]
    rest = labels[:-1]
    if len(rest) > 1 and len(labels[-1]) == _COUNTRY and rest[-1] in _SECOND_LEVEL:
        rest = rest[:-1]
    return rest[-1] if rest else host
