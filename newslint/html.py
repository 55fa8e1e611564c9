"""HTML as posts have it: tags, text and comments, with byte offsets, whatever is unclosed.

Tokens follow the tokenisation of the HTML standard (13.2.5) as far as posts need it. Tags repeat
endlessly in posts from editors, so each distinct one is parsed once.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

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
    block: bool = False
    """Whether its name is one of `BLOCK`."""
    raw: bool = False
    """Whether it opens what holds no markup: its name is one of `RAW_TEXT`."""
    emphatic: bool = False
    """Whether its attributes colour its text or make it bold; of a block's they say nothing."""

    def get(self, name: str) -> str | None:
        """Return an attribute's value; '' where it has none, None where it is absent."""
        for attribute in self.attributes:
            if attribute.name == name:
                return attribute.value or ""
        return None


Token: TypeAlias = tuple[str, int, int, RawTag | None]
"""A piece of HTML: kind, start, end, and the tag where it is one.

The kind is tag, text, comment or raw (what script and style hold). A bare tuple: a post has
hundreds, and a named one takes three times as long to make.
"""

_TAG = rb"""/?[A-Za-z](?:[^"'<>]++|"[^"]*+"|'[^']*+')*+>"""
_LOOSE_TAG = rb"/?[A-Za-z][^<>]*+>"
"""A tag whose quotation marks do not match."""
_COMMENT = rb"!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>)?)|[!?][^>]*+>?"
"""What nothing closes goes on to the end (HTML, 13.2.5.43 to 52)."""
_MARKUP = re.compile(rb"<(?:" + rb"|".join((_TAG, _LOOSE_TAG, rb"(" + _COMMENT + rb")")) + rb")")
_NAME = re.compile(rb"</?([A-Za-z][^\s/>]*)")
_ATTRIBUTE = re.compile(rb"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+))?""")
_COLOURED = re.compile(r"(?:^|;)\s*(?:color|background(?:-color)?)\s*:", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)


def parse_tag(raw: bytes, *, components: bool = False) -> RawTag:
    """Read one tag, `<` and `>` included; with `components`, a capital keeps a name's case."""
    match = _NAME.match(raw)
    written = match[1].decode(errors="replace") if match else ""
    closing = raw.startswith(b"</")
    name = written if components and written[:1].isupper() else written.lower()
    attributes: tuple[Attribute, ...] = ()
    if not closing and match and len(raw) > match.end() + 1:
        attributes = tuple(_attributes(raw, match.end()))
    empty = (name in VOID or raw.endswith(b"/>")) and not closing
    raw_text = name in RAW_TEXT and not closing and not empty
    tag = RawTag(name, closing, empty, attributes, name in BLOCK, raw_text)
    return tag._replace(emphatic=True) if _is_emphatic(tag) else tag


def _is_emphatic(tag: RawTag) -> bool:
    if tag.name == "font":
        return bool(tag.get("color"))
    style = tag.get("style")
    return bool(style and not tag.block and (_COLOURED.search(style) or _BOLD.search(style)))


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


class _Spellings(dict[bytes, RawTag]):
    """What each spelling of a tag says, read when it is first asked for.

    A dictionary: looking one up in an `lru_cache` takes three times as long.
    """

    def __init__(self, *, components: bool) -> None:
        super().__init__()
        self._components = components

    def __missing__(self, raw: bytes) -> RawTag:
        if len(self) >= _MOST_SPELLINGS:
            self.clear()
        tag = self[raw] = parse_tag(raw, components=self._components)
        return tag


_MOST_SPELLINGS = 16384
_TAGS = _Spellings(components=False)
_COMPONENTS = _Spellings(components=True)


def tokens(data: bytes, start: int, end: int, *, components: bool = False) -> list[Token]:
    """Return the tokens of `data[start:end]` in order, leaving no byte out."""
    found: list[Token] = []
    spellings = _COMPONENTS if components else _TAGS
    text_start = resumed = start
    while resumed != -1:
        at, resumed = resumed, -1
        for match in _MARKUP.finditer(data, at, end):
            first, last = match.span()
            if text_start < first:
                found.append(("text", text_start, first, None))
            text_start = last
            if match.lastindex:
                found.append(("comment", first, last, None))
                continue
            tag = spellings[match[0]]
            found.append(("tag", first, last, tag))
            if tag.raw:
                # What it holds is no markup: the search goes on after it.
                text_start = resumed = _closing(data, tag.name, last, end)
                if resumed > last:
                    found.append(("raw", last, resumed, None))
                break
    if text_start < end:
        found.append(("text", text_start, end, None))
    return found


def _closing(data: bytes, name: str, start: int, end: int) -> int:
    match = re.compile(rb"</" + name.encode() + rb"\b", re.IGNORECASE).search(data, start, end)
    return match.start() if match else end
