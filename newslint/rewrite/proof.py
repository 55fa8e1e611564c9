"""The proof that a post reads the same: what it renders to, before and after, as a structure.

Rendered by pulldown-cmark (kramdown's reading of HTML brought about first), read by BeautifulSoup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyromark
from bs4 import BeautifulSoup, ParserRejectedMarkup, Tag
from bs4.element import Comment, PageElement

from newslint import html
from newslint.kramdown import markdown_tails, with_whole_elements
from newslint.markup import OPTIONS
from newslint.rewrite.meaning import SLANTED, STRONG, Look, Reader

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.rewrite.unit import Settings, Unit

_MOST = 64
"""Proofs for one post: of one with more that does not hold, the rest is left alone."""
_SAFE_IN_URLS = "%/:=&?~#+!$,;'@()*[]"
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def proven(
    document: Document, units: Sequence[Unit], settings: Settings, given: Sequence[Unit] = ()
) -> list[Unit]:
    """Return the units with which, and with those given, a post renders to the same structure."""
    if not units:
        return []
    data, start, dialect = document.masked.data, document.body.start, document.dialect
    judge = _Judge(settings.reader, plain=settings.plain_colours)

    def structure(chosen: Sequence[Unit]) -> object:
        return judge.structure(_rendered(_edited(data, sorted(chosen))[start:], dialect))

    try:
        expected = structure(())
        return _held(units, given, lambda chosen: structure(chosen) == expected, [_MOST])
    except (RecursionError, ParserRejectedMarkup):
        # It nests deeper than can be read, or holds a `<![` that is no section: nothing is proven.
        return []


def _held(
    units: Sequence[Unit],
    before: Sequence[Unit],
    holds: Callable[[Sequence[Unit]], bool],
    left: list[int],
) -> list[Unit]:
    """Return those of the units that hold together with others, halving those that do not."""
    if not units or left[0] <= 0:
        return []
    left[0] -= 1
    if holds([*before, *units]):
        return [*units]
    if len(units) == 1:
        return []
    middle = len(units) // 2
    first = _held(units[:middle], before, holds, left)
    return first + _held(units[middle:], [*before, *first], holds, left)


def _edited(data: bytes, units: Sequence[Unit]) -> bytes:
    parts: list[bytes] = []
    at = 0
    for unit in units:
        parts += [data[at : unit.span.start], unit.text.encode()]
        at = unit.span.end
    return b"".join((*parts, data[at:]))


def _rendered(body: bytes, dialect: str) -> str:
    """Return a body as HTML; where kramdown reads on after an element, a blank line parts them."""
    if dialect == "kramdown":
        body = with_whole_elements(body, 0)
        cuts: list[int] = []
        events = pyromark.events_with_range(body.decode(), options=OPTIONS, merge_text=True)
        for event, place in events:
            if event == {"Start": "HtmlBlock"}:
                tokens = html.tokens(body, place["start"], place["end"])
                for tail in markdown_tails(body, tokens):
                    cuts += [tail.start, tail.end]
        edges = [0, *cuts, len(body)]
        pieces = (body[a:b] for a, b in pairwise(edges))
        body = b"\n\n".join(piece.strip(b"\r\n") for piece in pieces) if cuts else body
    return pyromark.html(body.decode(), options=OPTIONS)


class _Judge:
    """Tells what readers and links find in HTML, whatever it looks like."""

    def __init__(self, reader: Reader, *, plain: bool) -> None:
        self.reader = reader
        self.plain = plain

    def structure(self, page: str) -> list[Any]:
        # In an element: it warns of what looks like XML, or like the name of a file.
        return self._blocks(BeautifulSoup(f"<body>{page}</body>", "html.parser"))

    def _blocks(self, parent: Tag) -> list[Any]:
        """Return what stands in an element, block by block; text in none is a paragraph."""
        found: list[Any] = []
        loose: list[Any] = []

        def settle() -> None:
            words = _merged(loose)
            if words:
                found.append(("p", words))
            loose.clear()

        for child in parent.children:
            if isinstance(child, Comment):
                settle()
                found.append(("comment", str(child)))
            elif isinstance(child, Tag) and child.name in html.BLOCK:
                settle()
                found += self._block(child)
            else:
                loose += self._inline(child, Look(), ())
        settle()
        return found

    def _block(self, node: Tag) -> Iterator[Any]:
        name = node.name
        attributes = self._kept(node)
        if name == "p" and not attributes:
            words = _merged(
                [row for child in node.children for row in self._inline(child, Look(), ())]
            )
            if words:
                yield ("p", words)
        elif name in _HEADINGS or name == "th":
            words = [row for child in node.children for row in self._inline(child, Look(), ())]
            yield (name, attributes, _merged(_plain(words)))
        elif name in _GROUPS:
            # What groups the rows of a table is nothing that a reader sees.
            yield from self._blocks(node)
        elif name == "pre":
            yield ("pre", node.get_text())
        else:
            yield (name, attributes, self._blocks(node))

    def _kept(self, node: Tag) -> tuple[tuple[str, str], ...]:
        """Return the attributes that mean something."""
        rows = [(key, _value(value)) for key, value in node.attrs.items()]
        return tuple(sorted(row for row in rows if self._means(node.name, row)))

    def _means(self, name: str, row: tuple[str, str]) -> bool:
        meaning = self.reader.read(name, [row])
        own = (name, row[0]) in (("a", "href"), ("img", "src"), ("img", "alt"))
        return own or meaning.kept or (name in html.BLOCK and bool(meaning.strong or meaning.em))

    def _inline(self, node: PageElement, look: Look, around: tuple[Any, ...]) -> list[Any]:
        if isinstance(node, Tag):
            return self._element(node, look, around)
        if isinstance(node, Comment):
            return [("comment", str(node))]
        return self._words(str(node), look, around)

    def _element(self, node: Tag, look: Look, around: tuple[Any, ...]) -> list[Any]:
        name, attributes = node.name, self._kept(node)
        if name == "br":
            return [("br",)]
        if name == "img":
            return [("img", _urls(attributes), self._marks(look, around))]
        if name in html.BLOCK:
            return [(name, attributes, self._blocks(node))]
        meaning = self.reader.read(
            name, [(key, _value(value)) for key, value in node.attrs.items()]
        )
        if not attributes and name in STRONG | SLANTED | {"span", "font"}:
            look = look.within(name, meaning)
        else:
            around = (*around, (name, _urls(attributes)))
        return [row for child in node.children for row in self._inline(child, look, around)]

    def _words(self, text: str, look: Look, around: tuple[Any, ...]) -> list[Any]:
        marks = self._marks(look, around)
        found: list[Any] = []
        for number, word in enumerate(_BLANKS.split(text)):
            if number:
                found.append((" ",))
            if word:
                found.append(("text", word, marks))
        return found

    def _marks(self, look: Look, around: tuple[Any, ...]) -> frozenset[Any]:
        strong = bool(look.strong) and not (look.coloured and self.plain)
        own = [name for name, on in (("strong", strong), ("em", bool(look.em))) if on]
        return frozenset({*own, *around})


def _value(value: Any) -> str:
    return " ".join(value) if isinstance(value, list) else str(value or "")


def _urls(attributes: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return attributes with their URLs spelt one way."""
    return tuple(
        (key, quote(value.strip(), safe=_SAFE_IN_URLS) if key in ("href", "src") else value)
        for key, value in attributes
    )


def _plain(words: Sequence[Any]) -> list[Any]:
    """Return the words of a heading; if all are bold, none is: it is bold anyway."""
    texts = [row for row in words if row[0] in ("text", "img")]
    if not all("strong" in row[2] for row in texts):
        return [*words]
    return [(*row[:2], row[2] - {"strong"}) if row[0] in ("text", "img") else row for row in words]


def _merged(words: Sequence[Any]) -> list[Any]:
    """Return words with blanks as one, those of one look that touch as one word, edges bare."""
    found: list[Any] = []
    for row in words:
        last: Any = found[-1] if found else (" ",)
        if row == (" ",):
            if last[0] not in (" ", "br"):
                found.append(row)
        elif row == ("br",) and last == (" ",) and found:
            found[-1] = row
        elif row[0] == last[0] == "text" and row[2] == last[2]:
            found[-1] = ("text", last[1] + row[1], row[2])
        else:
            found.append(row)
    while found and found[-1] in ((" ",), ("br",)):
        found.pop()
    only_blank = all(
        row[0] == "br" or (row[0] == "text" and not row[1].strip("\xa0")) for row in found
    )
    return [] if only_blank else found
