"""A source that another post of the site names, too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from msgspec import Meta

from newslint.attribution import SourceOptions, host_in, is_home, meant_host
from newslint.check import INDEX, MOST_RELATED, Finding, Related, check
from newslint.cited import LONGEST
from newslint.facts import Facts, normalised
from newslint.index import Index
from newslint.likeness import are_editions, may_repeat, newest_of, place_of, told_at
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


class _Named(NamedTuple):
    """A post that names a source, and where."""

    facts: Facts
    span: Span
    url: str


@check("repeated-source", reads=INDEX, options=RepeatedSource, facts=("path", "url"))
def repeated_source(index: Index, options: RepeatedSource) -> Iterator[tuple[str, Finding]]:
    """Yield every post whose source is that of another, at most once a source."""
    grouped: dict[str, dict[str, _Named]] = {}
    labels = frozenset(normalised(label) for label in options.labels)
    noise = re.compile("|".join(re.escape(name).replace(r"\*", ".*") for name in options.noise))
    own = index.site.hosts | index.site.sisters
    asked = (row for facts in index.asked_posts for row in _named(facts, labels, options.claimed))
    hosts = {host for row in asked if (host := meant_host(row.url)) and not host_in(host, own)}
    if not hosts:
        return
    told = index.each(
        f"sources {sorted(labels)} {sorted(options.claimed)}",
        lambda facts: [
            (row, meant_host(row.url)) for row in _named(facts, labels, options.claimed)
        ],
    )
    for facts in index.posts:
        if facts.withheld or not facts.keys.keys().isdisjoint(options.declared):
            continue
        for named, host in told[facts.path]:
            key = _canonical(named.url, noise) if host in hosts else ""
            if key:
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


def _named(facts: Facts, labels: frozenset[str], fields: frozenset[str]) -> Iterator[_Named]:
    """Yield the sources that a post names, in its text and in its front matter."""
    for row in facts.cited:
        if len(row.target) < LONGEST and normalised(row.label) in labels:
            yield _Named(facts, row.span, row.target)
    for name in sorted(fields & facts.fields.keys()):
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
    try:
        pairs = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return ""
    kept = sorted(f"{name}={value}" for name, value in pairs if not noise.fullmatch(name.lower()))
    return f"{host}{_INDEX.sub('', parts.path)}?{'&'.join(kept)}"
