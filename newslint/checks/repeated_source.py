"""A source that another post of the site names, too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Annotated, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from msgspec import Meta

from newslint.attribution import SourceOptions, host_in, is_home, meant_host
from newslint.check import INDEX, MOST_RELATED, Finding, Related, check
from newslint.facts import Facts
from newslint.facts.cited import LONGEST
from newslint.facts.compared import normalised
from newslint.index import Index
from newslint.likeness import are_editions, may_repeat, newest_of, place_of, told_at
from newslint.relation import Relation
from newslint.site import Site
from newslint.site.model import host_of
from newslint.source import Span

_INDEX = re.compile(r"/(?:(?:index|default)\.\w{2,5})?$", re.IGNORECASE)


class RepeatedSource(SourceOptions, frozen=True):
    """What is the same source."""

    noise: tuple[str, ...] = ()
    """Parameters of a URL that no page needs, `*` for any letters."""
    most: Annotated[int, Meta(ge=2)] = 4
    """Posts of one source, at most: what more of them name is no story, but a list or a manual."""
    declared: tuple[str, ...] = ()
    """Fields, in lower case, whose presence says that a post repeats another and is meant to."""

    @cached_property
    def normal_labels(self) -> frozenset[str]:
        """The labels as they are compared."""
        return frozenset(normalised(label) for label in self.labels)

    @cached_property
    def noisy(self) -> re.Pattern[str]:
        """The parameters."""
        return re.compile("|".join(re.escape(name).replace(r"\*", ".*") for name in self.noise))


class _Named(NamedTuple):
    """A post that names a source, and where."""

    facts: Facts
    span: Span
    url: str


def _keys(index: Index, facts: Facts, options: RepeatedSource) -> Iterator[str]:
    """Yield the sources of a post that others may have."""
    if _is_compared(facts, options):
        for row in _named(facts, options):
            key = _canonical(row.url, options.noisy)
            if key and _host_of_another(row.url, index.site):
                yield key


def _host_of_another(url: str, site: Site) -> str:
    """Return the host that a URL means; '' for one of the site's own."""
    host = meant_host(url)
    return "" if host_in(host, site.hosts | site.sisters) else host


def _is_compared(facts: Facts, options: RepeatedSource) -> bool:
    return not facts.withheld and facts.keys.keys().isdisjoint(options.declared)


@check(
    "repeated-source",
    reads=INDEX,
    options=RepeatedSource,
    facts=("path", "url"),
    relation=Relation(keys=_keys, most=lambda options: options.most),
)
def repeated_source(index: Index, options: RepeatedSource) -> Iterator[tuple[str, Finding]]:
    """Yield every post whose source is that of another, at most once a source."""
    grouped: dict[str, dict[str, _Named]] = {}
    asked = (row for facts in index.asked_posts for row in _named(facts, options))
    hosts = {host for row in asked if (host := _host_of_another(row.url, index.site))}
    if not hosts:
        return
    told = index.each(
        f"sources {sorted(options.normal_labels)} {sorted(options.claimed)}",
        lambda facts: [(row, meant_host(row.url)) for row in _named(facts, options)],
    )
    for facts in index.posts:
        if not _is_compared(facts, options):
            continue
        for named, host in told[facts.path]:
            key = _canonical(named.url, options.noisy) if host in hosts else ""
            if key and (index.only is None or key in index.only):
                grouped.setdefault(key, {}).setdefault(facts.path, named)
    for posts in grouped.values():
        if 1 < len(posts) <= options.most:
            yield from _told([*posts.values()])


def _told(posts: list[_Named]) -> Iterator[tuple[str, Finding]]:
    for own in posts:
        others = [
            post.facts
            for post in posts
            if post is not own
            and may_repeat(own.facts, post.facts)
            and not are_editions(own.facts, post.facts)
        ]
        if others:
            related = tuple(Related(post.path, place_of(post)[1]) for post in others[:MOST_RELATED])
            told = {"path": others[0].path, "url": own.url}
            newest = told_at(own.facts, newest_of((own.facts, *others)))
            yield own.facts.path, Finding(own.span, told, related=related, told_at=newest)


def _named(facts: Facts, options: RepeatedSource) -> Iterator[_Named]:
    """Yield the sources that a post names, in its text and in its front matter."""
    for row in facts.cited:
        if len(row.target) < LONGEST and normalised(row.label) in options.normal_labels:
            yield _Named(facts, row.span, row.target)
    for name in sorted(options.claimed & facts.fields.keys()):
        if "://" in facts.fields[name].text:
            yield _Named(facts, facts.fields[name].span, facts.fields[name].text.strip())


@lru_cache(maxsize=20_000)
def _canonical(url: str, noise: re.Pattern[str]) -> str:
    """Return what tells a page from others, however its URL is written; '' for home pages."""
    host = meant_host(url)
    # What is misspelt, as `https://https://`, is malformed-link's to tell.
    if not host or host_of(url) != host or is_home(url):
        return ""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = sorted(f"{name}={value}" for name, value in pairs if not noise.fullmatch(name.lower()))
    return f"{host}{_INDEX.sub('', parts.path)}?{'&'.join(kept)}"
