"""Which bodies of a site may be alike, told from the Facts alone.

Near ones are found by banded signatures (see `shingles.py`), one inside the other by the blocks
that few posts share.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, combinations, pairwise
from operator import attrgetter

from newslint.facts import Facts
from newslint.facts.shingles import BAND, SLOTS, agreement
from newslint.index import Index
from newslint.sums import Tally

FEWEST_POSTS = 5
"""Posts that a block stands in, at least, for it to be the site's rather than theirs."""
LEAST_SHARE = 0.05
"""The share of the posts that they must be."""
BANDS = SLOTS // BAND
_AGREEING = 57
"""Slots in which candidates agree: of pairs whose similarity is 0.6, all but one of thousands."""
CROWD = 24
"""Posts that share a band, above which each is compared with its neighbours alone."""
RARE = 20
"""Posts that share a block, above which it tells nothing of any two of them."""
SHARED = 0.3
"""The share of a post's letters in blocks that another has too, for it may be inside that one."""
_KEY = 4
"""Bytes of a block's key."""
_PARTS = 16
"""Parts that the keys of all blocks are counted in, one after the other."""
_SEARCHED = 64
"""Keys up to which a column is searched for each, rather than gone through once for all."""


def _is_published(facts: Facts) -> bool:
    return facts.body.size > 0 and not facts.withheld


PUBLISHED = Tally("published bodies", lambda facts: ("",) if _is_published(facts) else ())
"""The posts that have a body, drafts left out."""


def blocks_of(facts: Facts, shortest: int = 0) -> list[int]:
    """Return the keys of the blocks of a published post that have so many letters."""
    blocks = facts.body.blocks if _is_published(facts) else ()
    return [key for key, size in blocks if size >= shortest]


BLOCKS = Tally(
    "blocks",
    blocks_of,
    least=lambda totals: max(FEWEST_POSTS, LEAST_SHARE * totals[PUBLISHED.name]),
)
"""The posts that have each block that the site repeats."""


def repeated_blocks(index: Index) -> Mapping[int, int]:
    """Return the blocks that the site repeats, by key, with the number of posts that have them."""
    return index.memo("repeated blocks", lambda: _repeated_blocks(index))


def _repeated_blocks(index: Index) -> Mapping[int, int]:
    if index.sums is not None:
        return index.tally(BLOCKS)
    posts = published(index)
    least = max(FEWEST_POSTS, LEAST_SHARE * len(posts))
    return {key: count for key, count in block_counts(index).items() if count >= least}


def block_counts(index: Index) -> Mapping[int, int]:
    """Return how many posts have each block that more than one has."""
    return index.memo("block counts", lambda: _block_counts(index))


def _block_counts(index: Index) -> dict[int, int]:
    # In order, and a part at a time: a table of all takes much room, and most stand in one post.
    parts = [array("I") for _ in range(_PARTS)]
    for facts in published(index):
        for key in memoryview(facts.body.keys).cast("I"):
            parts[key % _PARTS].append(key)
    found: dict[int, int] = {}
    for part in parts:
        again = Counter(one for one, other in pairwise(sorted(part)) if one == other)
        found.update((key, count + 1) for key, count in again.items())
    return found


def counts_of(index: Index, keys: Iterable[int]) -> Mapping[int, int]:
    """Return how many posts have each of some blocks; where one has, it may be left out."""
    few: set[int] = set()
    for key in keys:
        few.add(key)
        if len(few) > _SEARCHED:
            # Of a whole site they are not gathered: there are many of them.
            return block_counts(index)
    return {key: len(numbers) for key, numbers in holders(index, few).items()}


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


def near(posts: Sequence[Facts], asked: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of posts whose signatures share a band and agree in slots enough."""
    signed = [number for number, facts in enumerate(posts) if facts.body.signature]
    bands = array("I", b"".join(posts[number].body.signature for number in signed))
    few = [at for at, number in enumerate(signed) if number in asked]
    for band in range(BANDS):
        column = bands[band::BANDS]
        wanted = {column[at] for at in few}
        for _, places in _places(column, wanted):
            for one, other in _couples([signed[at] for at in places], asked):
                if agree(posts[one].body.signature, posts[other].body.signature):
                    yield one, other


def agree(one: bytes, other: bytes) -> bool:
    """Tell whether two signatures agree in so many slots that the posts may be alike."""
    return one != other and agreement(one, other) >= _AGREEING


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
    if len(group) > CROWD:
        yield from ((one, two) for one, two in pairwise(group) if one in asked or two in asked)
        return
    for one in group:
        if one in asked:
            yield from ((min(one, two), max(one, two)) for two in group if two != one)


def nested(
    index: Index, posts: Sequence[Facts], asked: frozenset[int]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of posts that share blocks which make up much of the smaller one."""
    bodies = [posts[number].body for number in asked]
    counts = counts_of(index, (key for body in bodies for key, _ in body.blocks))
    wanted = {
        key: size for body in bodies for key, size in body.blocks if 1 < counts.get(key, 1) <= RARE
    }
    shared: Counter[tuple[int, int]] = Counter()
    for key, numbers in holders(index, wanted).items():
        for one, other in combinations(numbers, 2):
            if one in asked or other in asked:
                shared[one, other] += wanted[key]
    for (one, other), letters in shared.items():
        if letters >= SHARED * min(posts[one].body.size, posts[other].body.size):
            yield one, other
