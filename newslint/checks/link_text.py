"""A link whose text says nothing of where it leads."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Annotated, NamedTuple

from msgspec import Meta

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.facts.compared import normalised
from newslint.rows import Link

_ENDS = re.compile(r"[.!?:;。：…]\W{0,20}$")
_BREAK = re.compile(rb"<br|  \r?\n|\\\r?\n", re.IGNORECASE)


class LinkText(Options, frozen=True):
    """Which texts say nothing."""

    words: tuple[str, ...] = ()
    """Texts that say nothing of the target."""
    alone: Annotated[int, Meta(ge=0)] = 15
    """Code points of other text on a link's line up to which the link stands alone."""

    @cached_property
    def generic(self) -> frozenset[str]:
        """The texts as they are compared."""
        return frozenset(normalised(word) for word in self.words)


@check("link-text", reads="links", options=LinkText, facts=("text",), variants=("in-sentence",))
def link_text(rows: Sequence[Link], document: Document, options: LinkText) -> Iterator[Finding]:
    """Yield generic links that stand alone, each; those in sentences as one finding."""
    generic = options.generic
    found = [
        row
        for row in rows
        if row.kind in ("inline", "reference", "html") and normalised(row.text) in generic
    ]
    inside: list[Link] = []
    for row in found:
        if _others(document, row) <= options.alone:
            yield Finding(row.span, {"text": row.text.strip()})
        else:
            inside.append(row)
    facts = {"text": inside[0].text.strip() if inside else ""}
    yield from together((row.span for row in inside), facts, "in-sentence")


def _others(document: Document, link: Link) -> int:
    """Return how many code points, blanks aside, share a link's line as readers see it."""
    blocks: dict[int, list[_Seen]] = document.memo("lines by block", lambda: _by_block(document))
    lines = blocks.get(link.block, [])
    own = max(0, bisect_right(lines, link.span.end, key=lambda line: line.start) - 1)
    alone = (lines[own].letters if lines else 0) - len("".join(link.text.split()))
    # Where a sentence runs over the break, the line before it belongs to it.
    if alone > 0 and own and not _ENDS.search(lines[own - 1].last):
        alone += lines[own - 1].letters
    return alone


class _Seen(NamedTuple):
    """A line of a block as readers see it."""

    start: int
    letters: int
    """Code points, blanks aside."""
    last: str
    """The text of its last run."""


def _by_block(document: Document) -> dict[int, list[_Seen]]:
    found: dict[int, list[_Seen]] = {}
    ends: dict[int, int] = {}
    for run in document.texts:
        lines = found.setdefault(run.block, [])
        letters = len("".join(run.text.split()))
        # A line break of the source is only a blank to readers; a `<br>` is a break.
        if lines and not _BREAK.search(document.source.data, ends[run.block], run.span.start):
            before = lines[-1]
            lines[-1] = _Seen(before.start, before.letters + letters, run.text)
        else:
            lines.append(_Seen(run.span.start, letters, run.text))
        ends[run.block] = run.span.end
    return found
