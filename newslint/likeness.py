"""Which posts of a site have bodies that are alike: found by their signatures, proved by reading.

Candidates come from the Facts alone: of near ones by banded signatures (see `shingles.py`), of one
inside the other by the blocks that few posts share. Of each pair the two posts are read again, and
their sets of shingles compared, without the blocks that the site repeats.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter, OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate, combinations, pairwise
from operator import attrgetter
from typing import NamedTuple

from newslint.check import MOST_RELATED, Related
from newslint.facts import Facts
from newslint.index import Index
from newslint.shingles import BAND, SLOTS, agreement, letter_blocks, shingles
from newslint.source import Span

FEWEST_POSTS = 5
"""Posts that a block stands in, at least, for it to be the site's rather than theirs."""
LEAST_SHARE = 0.05
"""The share of the posts that they must be."""
_BANDS = SLOTS // BAND
_AGREEING = 57
"""Slots in which candidates agree: of pairs whose similarity is 0.6, all but one of thousands."""
_CROWD = 24
"""Posts that share a band, above which each is compared with its neighbours alone."""
_RARE = 20
"""Posts that share a block, above which it tells nothing of any two of them."""
_SHARED = 0.3
"""The share of a post's letters in blocks that another has too, for it may be inside that one."""
_KEY = 4
"""Bytes of a block's key."""
_SEARCHED = 64
"""Keys up to which a column is searched for each, rather than gone through once for all."""
_HELD = 256
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


def repeated_blocks(index: Index) -> Mapping[int, int]:
    """Return the blocks that the site repeats, by key, with the number of posts that have them."""
    return index.memo("repeated blocks", lambda: _repeated_blocks(index))


def _repeated_blocks(index: Index) -> dict[int, int]:
    posts = published(index)
    least = max(FEWEST_POSTS, LEAST_SHARE * len(posts))
    return {key: count for key, count in block_counts(index).items() if count >= least}


def block_counts(index: Index) -> Mapping[int, int]:
    """Return how many posts have each block that more than one has."""
    return index.memo("block counts", lambda: _block_counts(index))


def _block_counts(index: Index) -> dict[int, int]:
    # In order, for a table of all of them takes much room, and most stand in one post.
    keys = sorted(array("I", b"".join(facts.body.keys for facts in published(index))))
    again = Counter(one for one, other in pairwise(keys) if one == other)
    return {key: count + 1 for key, count in again.items()}


def counts_of(index: Index, keys: Collection[int]) -> Mapping[int, int]:
    """Return how many posts have each of some blocks; where one has, it may be left out."""
    if len(keys) <= _SEARCHED:
        return {key: len(numbers) for key, numbers in holders(index, keys).items()}
    return block_counts(index)


def holders(index: Index, keys: Collection[int]) -> Mapping[int, list[int]]:
    """Return which of the published posts have each of some blocks, as their numbers."""
    column, ends = index.memo("keys of blocks", lambda: _columns(index))
    found: dict[int, list[int]] = {}
    for key, places in _places(column, keys):
        found[key] = [bisect_right(ends, _KEY * at) for at in places]
    return found


def _columns(index: Index) -> tuple[array[int], list[int]]:
    """Return the keys of all blocks of the published posts, and where those of each end, in bytes."""
    bodies = [facts.body.keys for facts in published(index)]
    return array("I", b"".join(bodies)), list(accumulate(map(len, bodies)))


def published(index: Index) -> list[Facts]:
    """Return the posts that have a body, drafts left out, in the order of their paths."""
    return index.memo(
        "published bodies",
        lambda: sorted(filter(_is_published, index.posts), key=attrgetter("path")),
    )


def _is_published(facts: Facts) -> bool:
    return facts.body.size > 0 and not facts.withheld


def newest_first(posts: Iterable[Facts]) -> list[Facts]:
    """Return posts by the day of their publication, then by path, the last ones first."""
    return sorted(posts, key=_age, reverse=True)


def newest_of(posts: Iterable[Facts]) -> Facts:
    """Return the one that would be first of them; there is one at least."""
    return max(posts, key=_age)


def told_at(facts: Facts, newest: Facts) -> str:
    """Return where a post that repeats others tells so: at the newest of them; '' for here."""
    return "" if newest is facts else newest.path


def _age(facts: Facts) -> tuple[date, str]:
    return facts.published.day if facts.published else date.min, facts.path


def own_size(index: Index, facts: Facts) -> int:
    """Return the letters of a post that are not the site's."""
    repeated = repeated_blocks(index)
    return facts.body.size - sum(size for key, size in facts.body.blocks if key in repeated)


def likenesses(index: Index) -> Mapping[str, list[Likeness]]:
    """Return the likenesses of each post that findings are wanted of, by path; the nearest first.

    Posts of the same letters are not among them.
    """
    return index.memo("likenesses", lambda: _likenesses(index))


def _likenesses(index: Index) -> dict[str, list[Likeness]]:
    posts = published(index)
    wanted = {facts.path for facts in index.asked_posts}
    asked = frozenset(number for number, facts in enumerate(posts) if facts.path in wanted)
    found: dict[str, list[Likeness]] = {}
    read = _Read(index)
    pairs = {*_near(posts, asked), *_nested(index, posts, asked)}
    for one, other in sorted(pairs):
        first, second = posts[one], posts[other]
        if first.body.digest == second.body.digest:
            continue
        if not may_repeat(first, second) or are_issues(first, second):
            continue
        mine, others = read.shingles(first.path), read.shingles(second.path)
        common = len(mine & others)
        if common:
            for path, row in (
                (first.path, Likeness(second.path, common, len(mine), len(others))),
                (second.path, Likeness(first.path, common, len(others), len(mine))),
            ):
                found.setdefault(path, []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (-row.similarity, row.path))
    return found


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
    mine, others = one.path.rpartition("/"), other.path.rpartition("/")
    return mine[2] == others[2] and _unnumbered(mine[0]) == _unnumbered(others[0])


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


# -- Candidates ------------------------------------------------------------------------------


def _near(posts: Sequence[Facts], asked: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of posts whose signatures share a band and agree in slots enough."""
    signed = [number for number, facts in enumerate(posts) if facts.body.signature]
    bands = array("I", b"".join(posts[number].body.signature for number in signed))
    few = [at for at, number in enumerate(signed) if number in asked]
    for band in range(_BANDS):
        column = bands[band::_BANDS]
        wanted = {column[at] for at in few}
        for _, places in _places(column, wanted):
            for one, other in _couples([signed[at] for at in places], asked):
                mine, others = posts[one].body.signature, posts[other].body.signature
                if mine != others and agreement(mine, others) >= _AGREEING:
                    yield one, other


def _places(column: array[int], wanted: Collection[int]) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield each of some keys with its places in a column, in their order, if it has any."""
    if len(wanted) <= _SEARCHED:
        # One changed post asks for few keys: bytes are searched in no time.
        data, width = column.tobytes(), column.itemsize
        for key in wanted:
            places = list(_searched(data, array(column.typecode, [key]).tobytes(), width))
            if places:
                yield key, places
        return
    found: dict[int, list[int]] = {}
    for at, key in enumerate(column.tolist()):
        if key in wanted:
            found.setdefault(key, []).append(at)
    yield from found.items()


def _searched(data: bytes, key: bytes, width: int) -> Iterator[int]:
    at = data.find(key)
    while at != -1:
        if at % width == 0:
            yield at // width
        at = data.find(key, at + 1)


def _couples(group: Sequence[int], asked: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of a group, the lesser number first, one of which at least is asked about."""
    if len(group) > _CROWD:
        yield from ((one, two) for one, two in pairwise(group) if one in asked or two in asked)
        return
    for one in group:
        if one in asked:
            yield from ((min(one, two), max(one, two)) for two in group if two != one)


def _nested(
    index: Index, posts: Sequence[Facts], asked: frozenset[int]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of posts that share blocks which make up much of the smaller one."""
    sizes = {key: size for number in asked for key, size in posts[number].body.blocks}
    counts = counts_of(index, sizes)
    wanted = {key: size for key, size in sizes.items() if 1 < counts.get(key, 1) <= _RARE}
    shared: Counter[tuple[int, int]] = Counter()
    for key, numbers in holders(index, wanted).items():
        for one, other in combinations(numbers, 2):
            if one in asked or other in asked:
                shared[one, other] += wanted[key]
    for (one, other), letters in shared.items():
        if letters >= _SHARED * min(posts[one].body.size, posts[other].body.size):
            yield one, other


class _Read:
    """The shingles of posts, read again; those that were asked for last are held."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.held: OrderedDict[str, frozenset[str]] = OrderedDict()

    def shingles(self, path: str) -> frozenset[str]:
        """Return the shingles of a post, without those of blocks that the site repeats."""
        if path not in self.held:
            document = self.index.parsed(path)
            blocks = letter_blocks(document) if document else ()
            repeated = repeated_blocks(self.index)
            own = (block.letters for block in blocks if block.key not in repeated)
            self.held[path] = shingles("".join(own))
            if len(self.held) > _HELD:
                self.held.popitem(last=False)
        self.held.move_to_end(path)
        return self.held[path]
