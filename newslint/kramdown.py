"""Where kramdown reads an HTML block otherwise than CommonMark.

In CommonMark (4.6) an HTML block of type 6 ends at a blank line. In kramdown an HTML element is
raw, but what follows its end is Markdown again, on the same line or the next.
"""

from __future__ import annotations

from newslint import html
from newslint.source import Span


def markdown_tails(data: bytes, start: int, end: int) -> list[Span]:
    """Return the parts of an HTML block that kramdown reads as Markdown."""
    tails: list[Span] = []
    depth = 0
    tail_start = -1
    for kind, first, last, tag in html.tokens(data, start, end):
        if tag is None or tag.name not in html.BLOCK:
            if (
                kind == "text" and depth == 0 and tail_start == -1 and data[first:last].strip()
            ) or (tag and depth == 0 and tail_start == -1 and not tag.closing):
                tail_start = first
            continue
        if depth == 0 and tail_start != -1:
            tails.append(Span(tail_start, first))
        tail_start = -1
        if tag.closing:
            depth = max(0, depth - 1)
        elif not tag.empty:
            depth += 1
    if depth == 0 and tail_start != -1:
        tails.append(Span(tail_start, end))
    # A block that begins with text or with an inline element is no block of kramdown's either,
    # but CommonMark made it one for its tag alone on a line: it is left as it is.
    return [tail for tail in tails if tail.start > start]
