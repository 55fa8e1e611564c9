"""Where kramdown reads HTML otherwise than CommonMark.

In CommonMark (4.6) an HTML block ends at a blank line. In kramdown ("HTML Blocks") an element
that begins a line is raw up to its end tag, blank lines or not, unless it says `markdown="1"`;
and what follows its end is Markdown again, on the same line or the next.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from newslint import html
from newslint.source import Span

_NAMES = "|".join(sorted(html.BLOCK - html.VOID))
_TAG = re.compile(rf"<(/?)({_NAMES})\b[^<>]*>".encode(), re.IGNORECASE)
_FIRST_TAG = re.compile(rf"^ {{0,3}}<({_NAMES})\b".encode(), re.IGNORECASE | re.MULTILINE)
_BLOCK_NAME = re.compile(rf"<({_NAMES})\b".encode())
_FENCE = re.compile(rb"^ {0,3}(```+|~~~+)", re.MULTILINE)
_BLANK_LINE = re.compile(rb"(?<=\n)([ \t]*)\r?\n")


def with_whole_elements(data: bytes, start: int) -> bytes:
    """Return the bytes with no blank line inside a raw element, each offset as it was.

    The end of a blank line becomes a blank, so that CommonMark too reads the element whole.
    """
    if not any(_runs_on(data, tag) for tag in _FIRST_TAG.finditer(data, start)):
        return data
    output = bytearray(data)
    for span in _raw_elements(data, start):
        for blank in _BLANK_LINE.finditer(data, span.start, span.end):
            output[blank.start() : blank.end()] = b" " * (blank.end() - blank.start())
    return bytes(output)


def _runs_on(data: bytes, tag: re.Match[bytes]) -> bool:
    """Tell whether an element that begins a line does not end on it, as most of them do."""
    newline = data.find(b"\n", tag.end())
    line = data[tag.end() : newline if newline != -1 else len(data)].lower()
    return b"</" + tag[1].lower() not in line


def _raw_elements(data: bytes, start: int) -> list[Span]:
    """Return the elements that begin a line outside of code and end, in order of their ends."""
    fences = _fenced(data, start)
    counts: Counter[bytes] = Counter()
    opened: list[tuple[bytes, int, bool]] = []
    found: list[Span] = []
    for tag in _TAG.finditer(data, start):
        # An odd number of fences before it: the tag is code.
        if bisect_right(fences, tag.start()) % 2:
            continue
        name = tag[2].lower()
        if not tag[1]:
            raw = b"markdown=" not in tag[0] and not tag[0].endswith(b"/>")
            opened.append((name, tag.start(), raw and _begins_line(data, tag.start())))
            counts[name] += 1
        elif counts[name]:
            while True:
                other, begin, raw = opened.pop()
                counts[other] -= 1
                if other == name:
                    break
            if raw:
                found.append(Span(begin, tag.end()))
    return found


def _begins_line(data: bytes, at: int) -> bool:
    before = data[data.rfind(b"\n", 0, at) + 1 : at]
    return len(before) < 4 and not before.strip(b" ")  # noqa: PLR2004  # four blanks are code


def _fenced(data: bytes, start: int) -> list[int]:
    """Return where code fences stand, opening and closing ones in turn."""
    marks = [match.start() for match in _FENCE.finditer(data, start)]
    return marks[: len(marks) // 2 * 2]


def _is_one_element(block: bytes) -> bool:
    """Tell at a glance, as far as that goes, whether a block is one element and no more."""
    name = _BLOCK_NAME.match(block)
    if name is None:
        return False
    closing = b"</" + name[1] + b">"
    return (
        block.endswith(closing) and block.count(closing) == 1 and block.count(b"<" + name[1]) == 1
    )


def markdown_tails(data: bytes, start: int, end: int) -> list[Span]:
    """Return the parts of an HTML block that kramdown reads as Markdown."""
    if _is_one_element(data[start:end].strip()):
        return []
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
