"""Packs: the posts of the page as the script reads them, as many as there is room for.

Their markup repeats itself so much that it takes a tenth of its room when it is packed: so all of
a large site's findings fit into a file that can be sent by mail.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from newslint.report.html.elements import Html, element
from newslint.report.html.posts import Post

_TOGETHER = 100
"""Posts in a pack."""
ROOM = 3_800_000
"""Bytes of the page that packs may take: with all else it stays below five million."""


class Packed(NamedTuple):
    """What there was room for."""

    packs: list[Html]
    posts: int
    """How many posts they hold, the worst."""


def packed(posts: Iterable[Post], room: int = ROOM) -> Packed:
    """Return posts, which come the worst first, as elements that only the script reads."""
    packs: list[Html] = []
    held = 0
    posts = iter(posts)
    while group := list(islice(posts, _TOGETHER)):
        pack = _pack(group)
        while group and len(pack) > room:
            # What is left out is left out from the end on: no post is passed over.
            group = group[: len(group) * 2 // 3]
            pack = _pack(group)
            posts = iter(())
        if group:
            packs.append(pack)
            held += len(group)
            room -= len(pack)
    return Packed(packs, held)


def _pack(posts: Iterable[Post]) -> Html:
    raw = json.dumps([*map(_told, posts)], ensure_ascii=False, separators=(",", ":"))
    # A time in it would make two pages of one run differ.
    data = base64.b64encode(gzip.compress(raw.encode(), 9, mtime=0)).decode()
    return element("script", Html(data), type="application/gzip")


def _told(post: Post) -> dict[str, object]:
    return {
        "head": post.head,
        "words": post.words,
        "authors": post.authors,
        "categories": post.categories,
        "month": post.month,
        "pieces": [*map(_piece, post.pieces)],
    }


def _piece(piece: tuple[int, int, bool, Html]) -> list[object]:
    rule, severity, is_loud, markup = piece
    return [rule, severity, int(is_loud), markup]
