"""What the files of a run come to: counted in one look at each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, overload

import msgspec

from newslint.rule import SEVERITIES

if TYPE_CHECKING:
    from newslint.outcome import FileReport

LOUD_SHARE = 0.1
"""The share of a site's posts above which a rule is loud."""
GENERAL_SHARE = 0.9
"""The share of a site's posts from which on what is said of them is not their author's doing."""
LOUD_POSTS = 30
"""How many posts of a site must have been linted for that."""
_ANCHORS = "links/broken-anchor"
"""The rule that tells links whose page is there and has no such id."""
_EXAMPLES = 3
_MESSAGES = 1000
"""Different messages of a rule that are counted, to tell which it says most often."""


class Files(Sequence["FileReport"]):
    """The files of a run in the order of their paths, each made when it is looked at.

    The findings of a hundred thousand posts need not be held at once.
    """

    def __init__(self, makers: Iterable[tuple[str, Callable[[], FileReport]]] = ()) -> None:
        """`makers` return what is said about a file, by its path."""
        self.makers = sorted(makers, key=_path)

    @overload
    def __getitem__(self, number: int) -> FileReport: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[FileReport]: ...
    def __getitem__(self, number: int | slice) -> FileReport | Sequence[FileReport]:
        """Return the files of some numbers, made anew."""
        if isinstance(number, slice):
            return [make() for _, make in self.makers[number]]
        return self.makers[number][1]()

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.makers)

    def __iter__(self) -> Iterator[FileReport]:
        """Yield each."""
        return (make() for _, make in self.makers)


def _path(row: tuple[str, object]) -> str:
    return row[0]


class Example(msgspec.Struct, frozen=True):
    """A place of a finding that is told once for a site."""

    path: str
    line: int


class SiteFinding(msgspec.Struct, frozen=True):
    """What is told once of a site: a rule that speaks of many of its posts."""

    root: str
    rule: str
    severity: str
    message: str
    """What the rule says most often."""
    count: int
    """Posts that it speaks of."""
    share: float
    """Of the posts of the site that were linted, from 0 to 1."""
    examples: tuple[Example, ...]


@dataclass
class _Heard:
    """What one rule says of the posts of a site."""

    posts: int = 0
    messages: Counter[str] = field(default_factory=Counter)
    examples: list[Example] = field(default_factory=list)


class Story(NamedTuple):
    """What a rule says of posts that repeat each other, for people told at one of them."""

    root: str
    """Of their site, as people are shown it."""
    rule: str
    severity: str
    path: str
    """Of that one, from the site's root."""


class Remark(NamedTuple):
    """A finding about a site as a whole."""

    rule: str
    severity: str
    message: str
    example: Example
    """Where it is told."""


class Said(msgspec.Struct):
    """What one rule says, at one severity, of all files."""

    example: Example
    """Where it speaks first."""
    findings: int = 0
    posts: int = 0
    """Posts that it speaks of."""
    safe: int = 0
    """Findings that can be mended safely."""
    unsafe: int = 0
    """Those that can be mended otherwise."""


class Tally(NamedTuple):
    """What the files of a run come to."""

    said: Mapping[tuple[str, str], Said]
    """What there is to say, by severity and rule."""
    posts: int
    fails: bool
    """True where a file has a finding at or above its site's `fail-on`."""
    baselined: int
    """Findings that a baseline lists."""
    dead_anchors: int
    """Links to ids that their pages do not have, those on which a suppression is silent included."""
    site: tuple[SiteFinding, ...]
    general: tuple[SiteFinding, ...]
    """Rules that speak of all but some posts of a site: a program or a template made them so."""
    remarks: tuple[Remark, ...]
    """What is found of the sites as a whole."""
    stories: Mapping[Story, int]
    """Of posts that repeat each other, how many leave it to another to tell so."""

    @property
    def rules(self) -> Mapping[tuple[str, str], int]:
        """How many findings there are, by severity and rule."""
        return {key: row.findings for key, row in self.said.items()}

    @property
    def fixable(self) -> int:
        """Findings that can be mended safely."""
        return sum(row.safe for row in self.said.values())

    @property
    def unsafe(self) -> int:
        """Findings that can be mended, and what readers see with them."""
        return sum(row.unsafe for row in self.said.values())


def tally(files: Iterable[FileReport]) -> Tally:
    """Count what is said about files, which come in the order of their paths."""
    said: dict[tuple[str, str], Said] = {}
    posts: Counter[str] = Counter()
    heard: dict[str, dict[tuple[str, str], _Heard]] = {}
    left: Counter[Story] = Counter()
    tellers: set[Story] = set()
    remarks: list[Remark] = []
    fails, listed, dead = False, 0, 0
    for file in files:
        fails = fails or file.fails
        posts[file.root] += file.is_post
        own = heard.setdefault(file.root, {})
        seen: set[tuple[str, str]] = set()
        dead += sum(row.count for row in file.suppressed if row.rule == _ANCHORS)
        listed += sum(row.baselined for row in file.suppressed)
        for row in file.diagnostics:
            key, here = (row.severity, row.rule), Example(file.path, row.place.line)
            count = said.setdefault(key, Said(here))
            count.findings += 1
            count.safe += row.fix is not None and row.fix.safe
            count.unsafe += row.fix is not None and not row.fix.safe
            dead += row.count if row.rule == _ANCHORS else 0
            if row.of_site:
                remarks.append(Remark(row.rule, row.severity, row.message, here))
            if row.told_at:
                left[Story(file.root, row.rule, row.severity, row.told_at)] += 1
            elif row.related:
                tellers.add(Story(file.root, row.rule, row.severity, row.path))
            if file.is_post and key not in seen:
                seen.add(key)
                count.posts += 1
                _hear(own.setdefault(key, _Heard()), here, row.message)
    findings = [row for root in sorted(heard) for row in _often(root, posts[root], heard[root])]
    return Tally(
        said,
        posts.total(),
        fails,
        listed,
        dead,
        tuple(row for row in findings if row.severity != SEVERITIES[-1]),
        tuple(row for row in findings if row.share >= GENERAL_SHARE),
        tuple(remarks),
        {story: count for story, count in left.items() if story in tellers},
    )


def _hear(heard: _Heard, example: Example, message: str) -> None:
    heard.posts += 1
    if len(heard.examples) < _EXAMPLES:
        heard.examples.append(example)
    if len(heard.messages) < _MESSAGES or message in heard.messages:
        heard.messages[message] += 1


def _often(root: str, posts: int, heard: dict[tuple[str, str], _Heard]) -> Iterator[SiteFinding]:
    """Yield the rules of a site that speak of more posts than they should, the loudest first."""
    if posts < LOUD_POSTS:
        return
    least = LOUD_SHARE * posts
    order = sorted(heard, key=lambda key: (-SEVERITIES.index(key[0]), -heard[key].posts, key[1]))
    for key in order:
        row = heard[key]
        if row.posts > least:
            message = row.messages.most_common(1)[0][0]
            share = row.posts / posts
            yield SiteFinding(root, key[1], key[0], message, row.posts, share, tuple(row.examples))
