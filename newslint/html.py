"""HTML as posts have it: tags, text and comments, with byte offsets, whatever is unclosed.

Tokens follow the tokenisation of the HTML standard (13.2.5) as far as posts need it. Tags repeat
endlessly in posts from editors, so each distinct one is parsed once.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
BLOCK = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend"
    " li main menu nav ol optgroup option p pre section summary table tbody td tfoot th thead"
    " title tr ul video audio iframe".split()
)
RAW_TEXT = frozenset("script style textarea template noscript".split())


class Attribute(NamedTuple):
    """An attribute of a tag; `start` and `end` are byte offsets from the tag's `<`."""

    name: str
    """Lower case."""
    value: str | None
    """With character references decoded; None where there is no `=`."""
    start: int
    end: int


class RawTag(NamedTuple):
    """What one spelling of a tag says."""

    name: str
    closing: bool
    empty: bool
    """True for void elements and for `<x/>`."""
    attributes: tuple[Attribute, ...]


class Token(NamedTuple):
    """A piece of HTML: kind is tag, text, comment or raw (what script and style hold)."""

    kind: str
    start: int
    end: int
    tag: RawTag | None


_TAG = re.compile(rb"""</?[A-Za-z](?:[^"'<>]++|"[^"]*+"|'[^']*+')*+>""")
_LOOSE_TAG = re.compile(rb"</?[A-Za-z][^<>]*+>")
_NAME = re.compile(rb"</?([A-Za-z][^\s/>]*)")
_COMMENT_END = re.compile(rb"--!?>")
_ATTRIBUTE = re.compile(rb"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")


@lru_cache(maxsize=16384)
def parse_tag(raw: bytes, *, components: bool = False) -> RawTag:
    """Read one tag, `<` and `>` included; with `components`, a capital keeps a name's case."""
    match = _NAME.match(raw)
    written = match[1].decode(errors="replace") if match else ""
    closing = raw.startswith(b"</")
    name = written if components and written[:1].isupper() else written.lower()
    attributes: tuple[Attribute, ...] = ()
    if not closing and match and len(raw) > match.end() + 1:
        attributes = tuple(_attributes(raw, match.end()))
    empty = name in VOID or raw.endswith(b"/>")
    return RawTag(name, closing, empty and not closing, attributes)


def _attributes(raw: bytes, start: int) -> Iterator[Attribute]:
    for match in _ATTRIBUTE.finditer(raw, start, len(raw) - 1):
        value = match[2]
        if value is not None:
            quoted = value[:1] in b"\"'"
            text = (value[1:-1] if quoted else value).decode(errors="replace")
            decoded = html.unescape(text) if "&" in text else text
        yield Attribute(
            match[1].decode(errors="replace").lower(),
            None if value is None else decoded,
            match.start(),
            match.end(),
        )


def tokens(data: bytes, start: int, end: int, *, components: bool = False) -> Iterator[Token]:
    """Yield the tokens of `data[start:end]` in order, leaving no byte out."""
    at = text_start = start
    raw_name = ""
    while (at := data.find(b"<", at, end)) != -1:
        if data.startswith(b"<!--", at):
            closed = _COMMENT_END.search(data, at + 2, end)
            stop = closed.end() if closed else end
            kind, tag = "comment", None
        elif data.startswith((b"<!", b"<?"), at):
            close = data.find(b">", at, end)
            stop = end if close == -1 else close + 1
            kind, tag = "comment", None
        else:
            match = _TAG.match(data, at, end) or _LOOSE_TAG.match(data, at, end)
            if match is None:
                at += 1
                continue
            kind, tag, stop = "tag", parse_tag(match[0], components=components), match.end()
        if text_start < at:
            yield Token("text", text_start, at, None)
        yield Token(kind, at, stop, tag)
        at = text_start = stop
        raw_name = tag.name if tag and not tag.closing and not tag.empty else ""
        if raw_name in RAW_TEXT:
            close = _closing(data, raw_name, stop, end)
            if close > stop:
                yield Token("raw", stop, close, None)
            at = text_start = close
    if text_start < end:
        yield Token("text", text_start, end, None)


def _closing(data: bytes, name: str, start: int, end: int) -> int:
    match = re.compile(rb"</" + name.encode() + rb"\b", re.IGNORECASE).search(data, start, end)
    return match.start() if match else end
