"""Links by `http:` to hosts that the site links by `https:` elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from newslint.check import INDEX, Edit, Finding, Fix, Options, check, together
from newslint.hosts import host_by_https, sum_of
from newslint.index import Index
from newslint.source import Span

_SCHEME = len("http")
_BEFORE_HOST = len("http://")


class InsecureHost(Options, frozen=True):
    """Which hosts are nobody's."""

    placeholders: tuple[str, ...] = ()
    """Hosts that stand for another, their subdomains too."""


@check("insecure-host", reads=INDEX, options=InsecureHost, facts=("host",))
def insecure_host(index: Index, options: InsecureHost) -> Iterator[tuple[str, Finding]]:
    """Yield the files with such links, all of a file as one finding."""
    secure: set[int] | None = None
    for facts in index.asked_files:
        if not facts.hosts.insecure:
            continue
        if secure is None:
            secure = _secure(index)
        told = {
            Span(start, start + _BEFORE_HOST + len(host)): host
            for host, starts in facts.hosts.insecure
            if sum_of(host) in secure and not _is_listed(host, options.placeholders)
            for start in starts
        }
        if told:
            places = sorted(told)
            ends = [place.start + _SCHEME for place in places]
            fix = Fix(tuple(Edit(Span(end, end), "s") for end in ends), safe=False)
            for finding in together(places, {"host": told[places[0]]}, fix=fix):
                yield facts.path, finding


def _secure(index: Index) -> set[int]:
    """Return the hosts that the site links by `https:`, or has its own pages on, as checksums."""
    found = {number for facts in index.facts.values() for number in facts.hosts.secure}
    own = host_by_https(index.site.settings.url)
    return found | {sum_of(own)} if own else found


def _is_listed(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
