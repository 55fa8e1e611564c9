"""What `--statistics` tells: how many findings of which rule, in which files, and whose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from newslint.diagnostic import safe_path
from newslint.report.census import UNTOLD, Census, Count, census_of
from newslint.report.json import VERSION, listed, written
from newslint.rule import SEVERITIES
from newslint.width import led

if TYPE_CHECKING:
    from newslint.outcome import Report
    from newslint.report.text import Look

_MOST = 20
"""Rows of a table for people; all rules, families and months have theirs."""
_NONE = {"author": "no author", "category": "no category", "month": "no date"}
_TITLES = {
    "rule": "by rule",
    "family": "by family",
    "file": "by file",
    "author": "by author",
    "category": "by category",
    "month": "by month",
}


def statistics(report: Report, look: Look) -> Iterator[str]:
    """Yield a table for each way of counting."""
    census = census_of(report, look, {})
    total, severities = census.whole.total, [*filter(look.shows, reversed(SEVERITIES))]
    whole = f"{len(report.files)} file{'' if len(report.files) == 1 else 's'}"
    told = f"{total} finding{'' if total == 1 else 's'} in {len(census.ranks)} of {whole}"
    fixable = f"{census.fixable} can be mended with --fix"
    yield "; ".join(map(look.say, (told, fixable) if census.fixable else (told,))) + "\n"
    all_of = {"file": census.ranks, "author": census.authors, "category": census.categories}
    for title, rows in _counts(census, report, None if look.verbose else _MOST).items():
        if rows:
            yield from _table(title, rows, severities, look)
            left = len(all_of.get(title, rows)) - len(rows)
            more = look.say(f"and {left:,} more, which -v shows")
            yield f"{'':>10}  {more}\n" if left else ""


def statistics_json(report: Report, look: Look) -> Iterator[str]:
    """Yield the same as one JSON document, all of it."""
    census = census_of(report, look, {})
    yield f'{{\n  "version": {VERSION},\n  "files": {len(report.files)},\n'
    yield f'  "found": {written(_found(census.whole))}'
    for title, rows in _counts(census, report, None).items():
        yield f',\n  "by_{title}": ['
        yield from listed((_entry(title, name, count) for name, count in rows), 2)
        yield "]"
    yield "\n}\n"


Row = tuple[str, Count]


def _counts(census: Census, report: Report, most: int | None) -> Mapping[str, list[Row]]:
    """Return the rows of each table, the longest first; of files `most`, None for all."""
    files = [
        (report.files[rank.number].path, _count_of(rank.errors, rank.warnings, rank.infos))
        for rank in sorted(census.ranks, key=lambda rank: (-rank.total, rank.number))[:most]
    ]
    return {
        "rule": _ordered(census.rules),
        "family": _ordered(census.families),
        "file": files,
        "author": _ordered(census.authors)[:most],
        "category": _ordered(census.categories)[:most],
        "month": sorted(census.months.items()),
    }


def _count_of(*negated: int) -> Count:
    # A rank has the numbers that it is sorted by.
    count = Count(1)
    count.found.update(
        dict(zip(reversed(SEVERITIES), (-number for number in negated), strict=True))
    )
    return count


def _ordered(counts: Mapping[str, Count]) -> list[Row]:
    return sorted(counts.items(), key=lambda row: (-row[1].total, row[0]))


def _table(title: str, rows: Iterable[Row], severities: list[str], look: Look) -> Iterator[str]:
    """Yield a table; of what tells of posts how many they are, and findings for each."""
    heads = [f"{severity}s" if severity != "info" else "info" for severity in severities]
    posts = {"rule": "in files", "family": "", "file": ""}.get(title, "posts")
    each = "a post" if posts == "posts" else ""
    shown = ("findings", *heads, *filter(None, (posts, each)))
    head = "".join(led(look.say(text), 10) for text in shown)
    yield f"\n{head}  {look.say(_TITLES[title])}\n"
    for name, count in rows:
        numbers = [f"{count.total:,}", *(f"{count.found[severity]:,}" for severity in severities)]
        if posts:
            numbers.append(f"{count.posts:,}")
        if each:
            numbers.append(f"{count.total / count.posts:.1f}")
        told = look.say(_NONE.get(title, "")) if name == UNTOLD else safe_path(name)
        yield "".join(f"{number:>10}" for number in numbers) + f"  {told}\n"


def _entry(title: str, name: str, count: Count) -> dict[str, Any]:
    posts = {"rule": "files", "family": "", "file": ""}.get(title, "posts")
    told = None if title in _NONE and name == UNTOLD else safe_path(name)
    return {"name": told, **({posts: count.posts} if posts else {}), **_found(count)}


def _found(count: Count) -> dict[str, int]:
    return {severity: count.found[severity] for severity in reversed(SEVERITIES)}
