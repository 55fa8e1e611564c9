"""Where kramdown reads HTML otherwise than CommonMark.

In CommonMark (4.6) an HTML block ends at a blank line. In kramdown ("HTML Blocks") an element
that begins a line is raw up to its end tag, blank lines or not, unless it says `markdown="1"`;
and what follows its end is Markdown again, on the same line or the next.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from newslint import html
from newslint.rows import Tag
from newslint.source import Span

_FEW = 64
"""How many elements are looked at one by one: each look may go on to the end of the file."""
_NAMES = frozenset(name.encode() for name in html.BLOCK - html.VOID)
_TAG = re.compile(rb"<(/?)(\w++)[^<>]*+>")
# A pattern that begins with a newline leaps from line to line: `^` takes ten times as long.
_RUNS_ON = re.compile(rb"\n {0,3}<(\w++)(?![^\n]*</\1)", re.IGNORECASE)
"""An element that begins a line and does not end on it."""
_MAY_RUN_ON = re.compile(rb"\n {0,3}<(\w++)(?!(?:[^<\n]++|<(?!/?\1))*+</\1>)", re.IGNORECASE)
"""One that may not: another of its name begins before one ends."""
_FENCE = re.compile(rb"\n {0,3}(?:```|~~~)")
_BLANK_LINE = re.compile(rb"\n(?=([ \t]*\r?\n))")
_BLOCK_NAME = re.compile(rf"<({'|'.join(sorted(html.BLOCK - html.VOID))})\b".encode())


def with_whole_elements(data: bytes, start: int) -> bytes:
    """Return the bytes with no blank line inside a raw element, each offset as it was.

    The end of a blank line becomes a blank, so that CommonMark too reads the element whole.
    """
    body = data[start - 1 :] if start else b"\n" + data
    if not _begun(_RUNS_ON, body):
        return data
    begun = _begun(_MAY_RUN_ON, body)
    if len(begun) <= _FEW and all(_ends_before_a_blank_line(body, tag) for tag in begun):
        return data
    output = bytearray(body)
    for span in _raw_elements(body):
        for blank in _BLANK_LINE.finditer(body, *span):
            first, last = blank.span(1)
            output[first:last] = b" " * (last - first)
    return data[:start] + output[1:]


def _begun(pattern: re.Pattern[bytes], body: bytes) -> list[re.Match[bytes]]:
    return [tag for tag in pattern.finditer(body) if tag[1].lower() in _NAMES]


def _ends_before_a_blank_line(body: bytes, tag: re.Match[bytes]) -> bool:
    """Tell of an element whether as many of its name end as begin, up to the next blank line.

    Then it has ended, too. Nearly all do, and need no stack of elements to know it.
    """
    blank = _BLANK_LINE.search(body, tag.end())
    if blank is None:
        return True
    part, name = body[tag.start() : blank.start()].lower(), tag[1].lower()
    if b"```" in part or b"~~~" in part:
        return False
    return part.count(b"<" + name) <= part.count(b"</" + name + b">")


def _raw_elements(body: bytes) -> list[Span]:
    """Return the outermost elements that begin a line outside of code and end."""
    fences = _fenced(body)
    counts: defaultdict[bytes, int] = defaultdict(int)
    opened: list[tuple[bytes, re.Match[bytes]]] = []
    found: list[Span] = []
    for tag in _TAG.finditer(body):
        closing, written = tag.groups()
        name = written.lower()
        # An odd number of fences before it: the tag is code.
        if name not in _NAMES or (fences and bisect_right(fences, tag.start()) % 2):
            continue
        if not closing:
            opened.append((name, tag))
            counts[name] += 1
        elif counts[name]:
            other = b""
            while other != name:
                other, opener = opened.pop()
                counts[other] -= 1
            if _is_raw(body, opener):
                begin = opener.start()
                while found and found[-1].start > begin:
                    found.pop()
                found.append(Span(begin, tag.end()))
    return found


def _is_raw(body: bytes, opener: re.Match[bytes]) -> bool:
    if b"markdown=" in opener[0] or opener[0].endswith(b"/>"):
        return False
    at = opener.start()
    before = body[body.rfind(b"\n", 0, at) + 1 : at]
    return len(before) < 4 and not before.strip(b" ")  # noqa: PLR2004  # four blanks are code


def _fenced(body: bytes) -> list[int]:
    """Return where code fences stand, opening and closing ones in turn."""
    marks = [match.start() for match in _FENCE.finditer(body)]
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


def markdown_tails(data: bytes, tokens: Sequence[html.Token]) -> list[Span]:
    """Return the parts of an HTML block, given as its tokens, that kramdown reads as Markdown."""
    start, end = tokens[0][1], tokens[-1][2]
    if _is_one_element(data[start:end].strip()):
        return []
    tails: list[Span] = []
    depth = 0
    tail_start = -1
    for kind, first, last, tag in tokens:
        if tag is not None and tag.block:
            if tail_start != -1:
                tails.append(Span(tail_start, first))
                tail_start = -1
            if tag.closing:
                depth = max(0, depth - 1)
            elif not tag.empty:
                depth += 1
        elif depth or tail_start != -1:
            continue
        elif not tag.closing if tag else kind == "text" and data[first:last].strip():
            tail_start = first
    if tail_start != -1:
        tails.append(Span(tail_start, end))
    # A block that begins with text or with an inline element is no block of kramdown's either,
    # but CommonMark made it one for its tag alone on a line: it is left as it is.
    return [tail for tail in tails if tail.start > start]


_SPAN = frozenset(
    "a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option q"
    " rb rbc rp rt rtc ruby samp select small span strong sub sup tt u var".split()
)
"""Elements that begin no block (`HTML_SPAN_ELEMENTS`)."""
READ_AS_TAG = re.compile(
    rb"""<\w[\w.:-]*+(?:\s++[A-Za-z_][\w.:-]*+(?:\s*=\s*(?:\w++|"[^"]*+"|'[^']*+'))?+)*+\s*+/?>"""
)
"""What kramdown takes for a start tag (`HTML_TAG_RE`): values are words or in quotation marks."""


_WORD = rb"(?:[A-Za-z_]|[\x80-\xff])(?:[\w.:-]|[\x80-\xff])*+"
_BEGINNING = re.compile(
    rb"(?:\A|\n) {0,3}<("
    + _WORD
    + rb")(?:\s++"
    + _WORD
    + rb"""(?:\s*+=\s*+(?:(?:\w|[\x80-\xff])++|"[^"]*+"|'[^']*+'))?+)*+\s*+/?>"""
)
"""A tag that begins a line, whatever its name."""


def begins_raw(text: bytes) -> bool:
    """Tell whether a line of a text begins an element that kramdown reads as raw, `<한겨레>` too."""
    names = (found[1].lower().decode() for found in _BEGINNING.finditer(text))
    return any(name not in _SPAN for name in names)


def endless(tags: Sequence[Tag], data: bytes) -> Tag | None:
    """Return the start tag because of which a raw element goes on to the end; None without one.

    Inside a raw element an end tag ends the innermost element or nothing: where `<b>` never ends,
    neither does the `<p>` around it, nor anything after (`parse_raw_html`).
    """
    opened: list[Tag] = []
    counts: defaultdict[str, int] = defaultdict(int)
    cause: Tag | None = None
    for tag in tags:
        if tag.closing:
            if opened and opened[-1].name == tag.name:
                opened.pop()
                counts[tag.name] -= 1
                cause = cause if opened else None
            elif cause is None and counts[tag.name]:
                cause = opened[-1]
        elif not tag.empty and (opened or _begins_raw(tag, data)):
            if READ_AS_TAG.fullmatch(data, *tag.span):
                opened.append(tag)
                counts[tag.name] += 1
    return (cause or opened[-1]) if opened else None


def _begins_raw(tag: Tag, data: bytes) -> bool:
    # Inside of lists and quotations, where a line begins otherwise, it ends with them.
    at_line = not tag.span.start or data[tag.span.start - 1 : tag.span.start] == b"\n"
    return at_line and tag.name not in _SPAN and tag.get("markdown") in (None, "0")
