"""A title that another post of the site has too: pasted, or that of a series."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from newslint.check import INDEX, MOST_RELATED, Finding, Options, Related, check
from newslint.facts import Facts
from newslint.index import Index, alike_keys
from newslint.likeness import newest_first, newest_of, told_at
from newslint.relation import Relation
from newslint.template import is_filled_in

_SEPARATOR = re.compile(r"(?:[^\w+#%]|_)+")
_LIST_TITLE = "linktitle"
"""The field, in lower case, with a title for menus and lists."""
_PAIR = 2


class UniqueTitle(Options, frozen=True):
    """When two posts of one title are a series."""

    days: Annotated[int, Meta(ge=0)] = 90
    """Days between two posts, from which on the second is another issue of the first."""


@check(
    "unique-title",
    reads=INDEX,
    options=UniqueTitle,
    facts=("path", "others"),
    variants=("series", "apart"),
    relation=Relation(keys=lambda _index, facts, _options: alike_keys(facts, ("title",))),
)
def unique_title(index: Index, options: UniqueTitle) -> Iterator[tuple[str, Finding]]:
    """Yield both posts of a pair of news; of a series, and of what is none, the newest one."""
    for posts in _by_title(index):
        if len(posts) == _PAIR and _are_near(posts[0], posts[1], options.days):
            for facts, other in (posts, posts[::-1]):
                finding = _finding(facts, [other], "")
                yield (
                    facts.path,
                    replace(finding, told_at=told_at(facts, newest_of((facts, other)))),
                )
        else:
            newest, *others = newest_first(posts)
            series = len(others) > 1 and all(post.published for post in posts)
            yield newest.path, _finding(newest, others, "series" if series else "apart")


def _by_title(index: Index) -> Iterator[list[Facts]]:
    """Yield the published posts of each title that more than one has in a language."""
    grouped: dict[tuple[str, str], list[Facts]] = {}
    for facts, title in (row for rows in index.alike(("title",)) for row in rows):
        if facts.withheld or facts.empty or is_filled_in(title.text):
            continue
        key = _folded(title.text)
        if key:
            language = facts.language or index.site.language
            grouped.setdefault((language, key), []).append(facts)
    for posts in grouped.values():
        if len(posts) > 1:
            for same in _told_apart(posts):
                kept = list(_untranslated(same)) if len(same) > 1 else []
                if len(kept) > 1:
                    yield kept


def _told_apart(posts: list[Facts]) -> Iterator[list[Facts]]:
    """Split posts by the times of what they announce, and by their titles in lists.

    Only where each has one: that is what readers tell them apart by.
    """
    parted: dict[tuple[str, str], list[Facts]] = {}
    timed = all(post.time for post in posts)
    listed = all(_LIST_TITLE in post.fields for post in posts)
    for post in posts:
        link = _folded(post.fields[_LIST_TITLE].text) if listed else ""
        parted.setdefault((post.time if timed else "", link), []).append(post)
    yield from parted.values()


def _folded(title: str) -> str:
    """Return a title as it is compared: case, blanks and punctuation do not tell titles apart.

    What stands between two digits does, and a sign: `1.10` is not `11.0`, C is not C++.
    """
    text = unicodedata.normalize("NFC", title).casefold()

    def kept(match: re.Match[str]) -> str:
        run, start, end = match[0], match.start(), match.end()
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if after.isdigit() and before.isdigit():
            return " ".join(run.split()) or " "
        signed = after.isdigit() and run[-1] in "-\u2212" and (len(run) > 1 or not before)
        return "-" if signed else ""

    return _SEPARATOR.sub(kept, text)


def _untranslated(posts: Iterable[Facts]) -> Iterator[Facts]:
    """Yield the posts, but of those that only one folder tells apart the first.

    Sites keep translations so, in folders that no language's code names. A number in the
    folder's name is a year or a day, and no language.
    """
    seen: set[tuple[str, ...]] = set()
    for facts in posts:
        *folders, name = facts.path.split("/")
        trees = {
            (*folders[:at], "", *folders[at + 1 :], name)
            for at, folder in enumerate(folders)
            if not any(letter.isdigit() for letter in folder)
        }
        if not trees & seen:
            yield facts
        seen |= trees


def _are_near(one: Facts, other: Facts, days: int) -> bool:
    """Tell whether two posts are news, and too near each other to be two issues of a series."""
    if one.published is None or other.published is None:
        return False
    return abs((one.published.day - other.published.day).days) < days


def _finding(facts: Facts, others: Sequence[Facts], variant: str) -> Finding:
    told = {"path": others[0].path, "others": len(others)}
    related = tuple(Related(post.path, post.fields["title"].line) for post in others[:MOST_RELATED])
    return Finding(facts.fields["title"].span, told, variant=variant, related=related)
