"""What repeats on a site, as groups of posts: for an editor who cleans up an archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newslint.candidates import published
from newslint.catalog import ActiveRule
from newslint.check import INDEX, Related
from newslint.index import Index
from newslint.likeness import own_size
from newslint.rule import SEVERITIES

FAMILY = "duplicates"
"""The family of the rules that tell what repeats."""


class Cluster(NamedTuple):
    """Posts that one rule says repeat each other."""

    rule: str
    severity: str
    posts: tuple[Related, ...]
    """The posts, in the order of their paths, each with the line that it is told at."""
    facts: dict[str, object]
    """What the rule's message may name, of the first of them that was found."""


def clusters(index: Index, rules: Iterable[ActiveRule]) -> list[Cluster]:
    """Return the clusters of a site, the gravest first, then the largest.

    Every post of the index must be one that findings are wanted of.
    """
    found = [
        cluster
        for active in rules
        if active.rule.family == FAMILY and active.check.reads == INDEX
        for cluster in _clusters(index, active)
    ]
    return sorted(
        found,
        key=lambda row: (-SEVERITIES.index(row.severity), row.rule, -len(row.posts), row.posts),
    )


def _clusters(index: Index, active: ActiveRule) -> Iterator[Cluster]:
    """Yield the clusters of one rule: posts are together if a chain of findings leads to both.

    What is told once, with the number of posts, is a cluster by itself; some of them are named.
    """
    leaders: dict[str, str] = {}
    lines: dict[str, int] = {}
    first: dict[str, tuple[str, dict[str, object]]] = {}
    for path, finding in active.check.run(index, active.options):
        is_judged = active.rule.pages or index.facts[path].kind == "post"
        if not (is_judged and finding.related):
            continue
        line = _line(index, path, finding.span.start)
        if "posts" in finding.facts:
            named = (Related(path, line), *finding.related)
            severity = active.severity_of(finding.variant)
            yield Cluster(active.rule.id, severity, named, dict(finding.facts))
            continue
        lines[path] = line
        first.setdefault(path, (finding.variant, dict(finding.facts)))
        for other in finding.related:
            lines.setdefault(other.path, other.line)
            leaders[_leader(leaders, other.path)] = _leader(leaders, path)
    members: dict[str, list[str]] = {}
    for path in sorted(lines):
        members.setdefault(_leader(leaders, path), []).append(path)
    for paths in members.values():
        told = next(path for path in paths if path in first)
        variant, facts_told = first[told]
        posts = tuple(Related(path, lines[path]) for path in paths)
        yield Cluster(active.rule.id, active.severity_of(variant), posts, facts_told)


def _line(index: Index, path: str, start: int) -> int:
    """Return the line of a place in a post: of one of its fields, else read again."""
    told = index.facts[path].fields.values()
    known = next((row.line for row in told if row.start == start), 0)
    document = None if known or start == index.facts[path].head.start else index.parsed(path)
    return document.source.position(start).line if document else known or 1


def _leader(leaders: dict[str, str], path: str) -> str:
    """Return the path that stands for all of a cluster."""
    while leaders.get(path, path) != path:
        leaders[path] = leaders.get(leaders[path], leaders[path])
        path = leaders[path]
    return path


def repeated_share(index: Index) -> float:
    """Return the share of the letters of a site's posts that stands in blocks it repeats."""
    posts = published(index)
    whole = sum(facts.body.size for facts in posts)
    own = sum(own_size(index, facts) for facts in posts)
    return 1 - own / whole if whole else 0.0
