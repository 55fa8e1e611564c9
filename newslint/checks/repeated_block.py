"""A block of text that many posts of the site have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from newslint.check import INDEX, Finding, Options, Related, check
from newslint.facts import Facts
from newslint.index import Index
from newslint.likeness import counts_of, holders, newest_first, newest_of, published
from newslint.shingles import SHORTEST_BLOCK, Block, letter_blocks

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


@check("repeated-block", reads=INDEX, options=RepeatedBlock, facts=("text", "posts", "share"))
def repeated_block(index: Index, options: RepeatedBlock) -> Iterator[tuple[str, Finding]]:
    """Yield each such block once, at the newest post that has it."""
    posts = published(index)
    least = max(options.posts, options.share * len(posts))
    long = {
        key
        for facts in index.asked_posts
        for key, size in facts.body.blocks
        if size >= options.shortest
    }
    counts = counts_of(index, long)
    asked = {key for key in long if counts.get(key, 1) >= least}
    wanted = {facts.path for facts in index.asked_posts}
    for key, numbers in holders(index, asked).items():
        having = [posts[number] for number in numbers]
        newest = newest_of(having)
        block = _block(index, newest, key) if newest.path in wanted else None
        if block is None:
            continue
        share = round(100 * len(having) / len(posts))
        told = {"text": block[1], "posts": len(having), "share": share}
        others = newest_first(having)[1 : _EXAMPLES + 1]
        lines = ((post.path, _line(index, post, key)) for post in others)
        related = tuple(Related(path, line) for path, line in lines)
        yield newest.path, Finding(block[0].span, told, related=related, of_site=True)


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
