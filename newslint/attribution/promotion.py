"""What a post advertises: promotional footers.

A promotional footer is one of the last blocks, short, with one link to a home page whose text is
the bare host or URL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newslint.attribution.hosts import is_home, meant_host
from newslint.attribution.wording import Wording, is_statement
from newslint.document import Document
from newslint.rows import Line

_LAST_BLOCKS = 3
_FOOTER = 120
"""Code points that a promotional footer has at most."""
_HTTP = re.compile(r"^https?://")


def promotional_hosts(document: Document, words: Wording) -> frozenset[str]:
    """Return the hosts that the last blocks of a post advertise; a source is no advertisement."""
    return document.memo(f"promoted {words.key}", lambda: frozenset(_promoted(document, words)))


def _promoted(document: Document, words: Wording) -> Iterator[str]:
    for block, lines in _last_blocks(document):
        if any(is_statement(line.text, words) for line in lines):
            continue
        links = [link for link in document.links if link.block == block and link.kind != "bare"]
        if len(links) == 1 and sum(len(line.text) for line in lines) <= _FOOTER:
            link = links[0]
            host = meant_host(link.target)
            if host and is_home(link.target) and _names_host(link.text, host):
                yield host


def _last_blocks(document: Document) -> list[tuple[int, list[Line]]]:
    """Return the last blocks that have text, the last one first, with their lines."""
    blocks: dict[int, list[Line]] = {}
    for line in reversed(document.lines):
        if line.text.strip():
            if line.block not in blocks and len(blocks) == _LAST_BLOCKS:
                break
            blocks.setdefault(line.block, []).append(line)
    return list(blocks.items())


def _names_host(text: str, host: str) -> bool:
    bare = _HTTP.sub("", text.strip().lower()).removeprefix("www.").rstrip("/")
    return bare == host
