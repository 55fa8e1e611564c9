"""A block of text that many posts of the site have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from newslint.candidates import PUBLISHED, blocks_of, counts_of, holders, published
from newslint.check import INDEX, Finding, Options, Related, check
from newslint.facts import Facts
from newslint.facts.shingles import SHORTEST_BLOCK, Block, letter_blocks
from newslint.index import Index
from newslint.likeness import newest_first, newest_of
from newslint.relation import Relation
from newslint.sums import Tally, Totals

_EXAMPLES = 3
"""Other posts that are named: all of them have to be read for it."""


class RepeatedBlock(Options, frozen=True):
    """How often is too often."""

    posts: Annotated[int, Meta(ge=2)] = 5
    """How many posts must have the block."""
    share: Annotated[float, Meta(ge=0, le=1)] = 0.05
    """What share of the site's posts they must be."""
    shortest: Annotated[int, Meta(ge=SHORTEST_BLOCK)] = SHORTEST_BLOCK
    """Letters and digits from which on a block is looked at."""

    def least(self, posts: int) -> float:
        """Return how many of so many posts that is."""
        return max(self.posts, self.share * posts)


def _blocks(options: RepeatedBlock) -> Tally:
    """Return how many posts have each block."""

    def least(totals: Totals) -> float:
        return options.least(totals[PUBLISHED.name])

    name = f"blocks of {options.shortest} {options.posts} {options.share}"
    return Tally(name, lambda facts: blocks_of(facts, options.shortest), least=least)


@check(
    "repeated-block",
    reads=INDEX,
    options=RepeatedBlock,
    facts=("text", "posts", "share"),
    relation=Relation(
        sums=lambda _index, _options: [PUBLISHED],
        newest=lambda _, options: _blocks(options),
        rereads=True,
    ),
)
def repeated_block(index: Index, options: RepeatedBlock) -> Iterator[tuple[str, Finding]]:
    """Yield each such block once, at the newest post that has it."""
    posts = published(index)
    of = index.total(PUBLISHED) if index.sums else len(posts)
    least = options.least(of)
    counts = (
        index.tally(_blocks(options))
        if index.sums
        else counts_of(index, _long(index, options.shortest))
    )
    asked = {key for key in _long(index, options.shortest) if counts.get(key, 1) >= least}
    wanted = {facts.path for facts in index.asked_posts}
    for key, numbers in holders(index, asked).items():
        having = [posts[number] for number in numbers]
        newest = newest_of(having)
        block = _block(index, newest, key) if newest.path in wanted else None
        if block is None:
            continue
        share = round(100 * counts[key] / of)
        told = {"text": block[1], "posts": counts[key], "share": share}
        others = newest_first(having)[1 : _EXAMPLES + 1]
        lines = ((post.path, _line(index, post, key)) for post in others)
        related = tuple(Related(path, line) for path, line in lines)
        yield newest.path, Finding(block[0].span, told, related=related, of_site=True)


def _long(index: Index, shortest: int) -> Iterator[int]:
    """Yield the keys of the blocks of the posts asked about that are long enough."""
    for facts in index.asked_posts:
        yield from (key for key, size in facts.body.blocks if size >= shortest)


def _block(index: Index, facts: Facts, key: int) -> tuple[Block, str] | None:
    """Return a block of a post, found by its key, and its text as it is written."""
    document = index.parsed(facts.path)
    for block in letter_blocks(document) if document else ():
        if document and block.key == key:
            inside = (run for run in document.texts if run.span.start >= block.span.start)
            text = "".join(run.text for run in inside if run.span.end <= block.span.end)
            return block, text
    return None


def _line(index: Index, facts: Facts, key: int) -> int:
    """Return the line on which a block begins; that of the title where it is not found."""
    document = index.parsed(facts.path)
    for block in letter_blocks(document) if document else ():
        if document and block.key == key:
            return document.source.position(block.span.start).line
    return 1
