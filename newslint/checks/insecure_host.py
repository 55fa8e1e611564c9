"""Links by `http:` to hosts that the site links by `https:` elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from newslint.check import INDEX, Edit, Finding, Fix, Options, check, together
from newslint.facts.hosts import host_by_https, sum_of
from newslint.index import Index
from newslint.relation import Relation
from newslint.source import Span
from newslint.sums import Tally

_SCHEME = len("http")
_BEFORE_HOST = len("http://")


class InsecureHost(Options, frozen=True):
    """Which hosts are nobody's."""

    placeholders: tuple[str, ...] = ()
    """Hosts that stand for another, their subdomains too."""


_SECURE = Tally(
    "hosts by https",
    lambda facts: facts.hosts.secure,
    pages=True,
    wanted=lambda facts: (sum_of(host) for host, _ in facts.hosts.insecure),
)


@check(
    "insecure-host",
    reads=INDEX,
    options=InsecureHost,
    facts=("host",),
    relation=Relation(sums=lambda _index, _options: [_SECURE]),
)
def insecure_host(index: Index, options: InsecureHost) -> Iterator[tuple[str, Finding]]:
    """Yield the files with such links, all of a file as one finding."""
    own = host_by_https(index.site.settings.url)
    for facts in index.asked_files:
        if not facts.hosts.insecure:
            continue
        secure = index.tally(_SECURE)
        told = {
            Span(start, start + _BEFORE_HOST + len(host)): host
            for host, starts in facts.hosts.insecure
            if (secure[sum_of(host)] or host == own) and not _is_listed(host, options.placeholders)
            for start in starts
        }
        if told:
            places = sorted(told)
            ends = [place.start + _SCHEME for place in places]
            fix = Fix(tuple(Edit(Span(end, end), "s") for end in ends), safe=False)
            for finding in together(places, {"host": told[places[0]]}, fix=fix):
                yield facts.path, finding


def _is_listed(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
