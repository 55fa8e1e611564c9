"""Which posts of a site have bodies that are alike: found by their signatures, proved by reading.

Candidates come from the Facts alone (see `candidates.py`). Of each pair the two posts are read again, and
their sets of shingles compared, without the blocks that the site repeats.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from newslint.candidates import BLOCKS, PUBLISHED, near, nested, published, repeated_blocks
from newslint.check import MOST_RELATED, Related
from newslint.document import Document
from newslint.facts import Facts
from newslint.facts.shingles import letter_blocks, shingles
from newslint.index import Index
from newslint.relation import Relation
from newslint.source import Span

_HELD = 64
"""Sets of shingles that are held at a time."""


class Likeness(NamedTuple):
    """How alike another post's body is."""

    path: str
    """The other post's."""
    common: int
    """Shingles that both have."""
    own: int
    """Shingles of the post itself."""
    others: int
    """Shingles of the other."""

    @property
    def similarity(self) -> float:
        """The Jaccard similarity of the two, from 0 to 1."""
        return self.common / (self.own + self.others - self.common)

    @property
    def inside(self) -> float:
        """The share of the post that is in the other."""
        return self.common / self.own

    def turned(self, path: str) -> Likeness:
        """Return the same as the other post sees it; `path` is the one that this belongs to."""
        return Likeness(path, self.common, self.others, self.own)


ALIKE = Relation(sums=lambda _index, _options: (PUBLISHED, BLOCKS), alike=True)
"""What findings about bodies that are alike depend on."""


def newest_first(posts: Iterable[Facts]) -> list[Facts]:
    """Return posts by the day of their publication, then by path, the last ones first."""
    return sorted(posts, key=age_of, reverse=True)


def newest_of(posts: Iterable[Facts]) -> Facts:
    """Return the one that would be first of them; there is one at least."""
    return max(posts, key=age_of)


def told_at(facts: Facts, newest: Facts) -> str:
    """Return where a post that repeats others tells so: at the newest of them; '' for here."""
    return "" if newest is facts else newest.path


def age_of(facts: Facts) -> tuple[date, str]:
    """Return what posts are sorted by, the older ones first: the day of their publication, the path."""
    return facts.published.day if facts.published else date.min, facts.path


def own_size(index: Index, facts: Facts) -> int:
    """Return the letters of a post that are not the site's."""
    repeated = repeated_blocks(index)
    return facts.body.size - sum(size for key, size in facts.body.blocks if key in repeated)


def likenesses(index: Index) -> Mapping[str, list[Likeness]]:
    """Return the likenesses of each post that findings are wanted of, by path; the nearest first.

    Posts of the same letters are not among them.
    """
    if index.sums is not None:
        return index.sums.likenesses
    return index.memo("likenesses", lambda: _likenesses(index))


def _likenesses(index: Index) -> dict[str, list[Likeness]]:
    posts = published(index)
    wanted = {facts.path for facts in index.asked_posts}
    asked = frozenset(number for number, facts in enumerate(posts) if facts.path in wanted)
    found: dict[str, list[Likeness]] = {}
    read = _Read(index)
    pairs = {*near(posts, asked), *nested(index, posts, asked)}
    for one, other in sorted(pairs):
        first, second = posts[one], posts[other]
        row = may_be_alike(first, second) and likeness_of(
            second.path, read.shingles(first.path), read.shingles(second.path)
        )
        if row:
            found.setdefault(first.path, []).append(row)
            found.setdefault(second.path, []).append(row.turned(first.path))
    return {path: nearest_first(rows) for path, rows in found.items()}


def may_be_alike(one: Facts, other: Facts) -> bool:
    """Tell whether it would be worth telling of two posts that they are alike."""
    if one.body.digest == other.body.digest:
        return False
    return may_repeat(one, other) and not are_issues(one, other)


def likeness_of(path: str, own: frozenset[str], others: frozenset[str]) -> Likeness | None:
    """Return how alike a post is to another, of some path, by the shingles of the two.

    None for what has nothing in common.
    """
    common = len(own & others)
    return Likeness(path, common, len(own), len(others)) if common else None


def nearest_first(rows: Iterable[Likeness]) -> list[Likeness]:
    """Return the likenesses of a post, the nearest first."""
    return sorted(rows, key=lambda row: (-row.similarity, row.path))


def told_likenesses(
    index: Index, shortest: int, declared: Collection[str]
) -> Iterator[tuple[Facts, list[Likeness]]]:
    """Yield the posts that are like others, with those others, neither of them too short.

    `declared` are fields whose presence says that a post repeats another and is meant to.
    """

    def counts(path: str) -> bool:
        facts = index.facts[path]
        return facts.keys.keys().isdisjoint(declared) and own_size(index, facts) >= shortest

    for path, rows in likenesses(index).items():
        kept = [row for row in rows if counts(row.path)] if counts(path) else []
        if kept:
            yield index.facts[path], kept


def related_to(index: Index, rows: Sequence[Likeness]) -> tuple[Related, ...]:
    """Return the places of posts that one is like."""
    paths = (row.path for row in rows[:MOST_RELATED])
    return tuple(Related(path, place_of(index.facts[path])[1]) for path in paths)


def told_of(index: Index, facts: Facts, rows: Iterable[Likeness]) -> str:
    """Return where a post that is like others tells so (see `told_at`)."""
    return told_at(facts, newest_of((facts, *(index.facts[row.path] for row in rows))))


def place_of(facts: Facts) -> tuple[Span, int]:
    """Return where a finding about a whole post is told, and the line: at its title, if it can."""
    title = facts.fields.get("title")
    return (title.span, title.line) if title else (facts.head, 1)


def may_repeat(one: Facts, other: Facts) -> bool:
    """Tell whether two posts would be a repetition if they were alike: translations are none."""
    if one.language and other.language and one.language != other.language:
        return False
    return not _are_translations(one.path, other.path)


def _are_translations(one: str, other: str) -> bool:
    """Tell whether nothing but one folder, which is no number, tells two paths apart.

    Sites keep translations so, in folders that no language's code names.
    """
    mine, others = _steps(one), _steps(other)
    apart = [pair for pair in zip(mine, others, strict=False) if pair[0] != pair[1]]
    if len(mine) != len(others) or len(apart) != 1 or mine[-1] != others[-1]:
        return False
    return not any(letter.isdigit() for letter in "".join(apart[0]))


def are_issues(one: Facts, other: Facts) -> bool:
    """Tell whether two posts are issues of a series, which are alike and no repetition.

    Their titles differ in numbers or dates and hardly in words, or their paths in numbers alone.
    """
    if _unnumbered(one.path.rpartition(".")[0]) == _unnumbered(other.path.rpartition(".")[0]):
        return True
    mine, others = (_TOKEN.findall(_name(facts)) for facts in (one, other))
    if [*filter(_tells_apart, mine)] == [*filter(_tells_apart, others)]:
        return False
    first, second = ({*filter(_is_word, " ".join(row).split(" "))} for row in (mine, others))
    return len(first & second) >= _SAME_WORDS * min(len(first), len(second))


def are_editions(one: Facts, other: Facts) -> bool:
    """Tell whether two posts have one name, in folders that only numbers tell apart."""
    return edition_of(one) == edition_of(other)


def edition_of(facts: Facts) -> str:
    """Return what posts have in common that have one name, in folders that only numbers tell apart."""
    folder, _, name = facts.path.rpartition("/")
    return f"{_unnumbered(folder)}/{name}"


_NUMBER = re.compile(r"\d+")
_TOKEN = re.compile(r"(?:[^\W\d_]{1,40} )?[\w.-]{0,60}\d(?:[\w.-]{0,60}\w)?|[^\W\d_]+")
"""What has a digit in it, with the word before, or a word: `preview 1`, `2.0.0-rc1`, `9-22`."""
_TELLING = frozenset(
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july"
    " august september october november december"
    " alpha beta candidate final preview prerelease rc release".split()
)
"""Words that tell issues apart as numbers do: months, and stages of a release."""
_SAME_WORDS = 0.5
"""The share of the words of the shorter title that the other one of a series has, too."""


def _unnumbered(path: str) -> str:
    return _NUMBER.sub("", path)


def _tells_apart(word: str) -> bool:
    return word in _TELLING or _NUMBER.search(word) is not None


def _is_word(word: str) -> bool:
    return word != "" and not _tells_apart(word)


def _name(facts: Facts) -> str:
    """Return what a post is called: its title, or where it lies."""
    title = facts.fields.get("title")
    return (title.text if title else facts.path).casefold()


def _steps(path: str) -> list[str]:
    """Return the folders of a path and its name; of Hugo's bundles the name is the folder's."""
    *folders, name = path.split("/")
    return folders if folders and name.startswith("index.") else [*folders, name]


def own_letters(document: Document | None, repeated: Collection[int]) -> str:
    """Return the letters of a post, without those of blocks that the site repeats."""
    blocks = letter_blocks(document) if document else ()
    return "".join(block.letters for block in blocks if block.key not in repeated)


class _Read:
    """The shingles of posts, read again; those that were asked for last are held."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.held: OrderedDict[str, frozenset[str]] = OrderedDict()

    def shingles(self, path: str) -> frozenset[str]:
        """Return the shingles of a post, without those of blocks that the site repeats."""
        if path not in self.held:
            repeated = repeated_blocks(self.index)
            self.held[path] = shingles(own_letters(self.index.parsed(path), repeated))
            if len(self.held) > _HELD:
                self.held.popitem(last=False)
        self.held.move_to_end(path)
        return self.held[path]
