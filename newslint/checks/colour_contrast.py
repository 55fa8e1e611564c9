"""Coloured text that hardly stands out from what is behind it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Annotated, NamedTuple, TypeAlias

from msgspec import Meta

from newslint.check import Finding, Options, check, together
from newslint.colour import BLACK, WHITE, Colour, contrast, read_colour, read_style
from newslint.document import Document
from newslint.html import VOID, Attribute
from newslint.rows import LINK, Tag, Text
from newslint.source import Span

_COLOURING = frozenset({"style", "color", "bgcolor", "background"})
_THEMED = frozenset("a button code input kbd mark pre select summary textarea th thead".split())
"""Elements to which a theme gives a background."""
_LARGE = frozenset({"h1", "h2", "h3"})
"""Elements whose text is large in browsers' own style: bold, and 18.72 pixels or more."""
_SPECIAL = _THEMED | _LARGE
"""Elements that change how text looks by their name alone."""
_ENDING = frozenset("p li dt dd tr td th option".split())
"""Elements that the start of the next one may end."""
_LARGE_FONT = 5
"""The `size` of `<font>` from which on text is large: 24 pixels."""
_DARK_BOX = 7.0
"""From this contrast to black on a text may well be meant for a dark box."""


class ColourContrast(Options, frozen=True):
    """How well text must stand out."""

    least: Annotated[float, Meta(ge=1, le=21)] = 4.5
    """The lowest contrast ratio."""
    least_large: Annotated[float, Meta(ge=1, le=21)] = 3.0
    """The lowest one of large text: 24 pixels, 18.66 in bold type, headings."""
    background: str = "white"
    """The page behind it, as CSS writes a colour."""


class _Look(NamedTuple):
    """How text looks in an element: what its inline styles, and those around it, say."""

    colour: Colour | None
    written: str
    place: Span
    """Where the colour is written."""
    background: Colour | None
    """None where it cannot be told."""
    themed: bool
    """Whether the theme may have given it another background."""
    large: bool


_Opened: TypeAlias = list[tuple[str, _Look]]
"""The open elements, the innermost last: the name of each, and how text looks there."""


@check(
    "colour-contrast",
    reads="texts",
    options=ColourContrast,
    facts=("colour", "background", "ratio", "wanted"),
)
def colour_contrast(
    rows: Sequence[Text], document: Document, options: ColourContrast
) -> Iterator[Finding]:
    """Yield texts with too little contrast, those of one colour on one background together."""
    tags = document.tags
    if not any(attribute.name in _COLOURING for tag in tags for attribute in tag.attributes):
        return
    page = read_colour(options.background) or WHITE
    found: defaultdict[tuple[str, str], dict[Span, tuple[float, float]]] = defaultdict(dict)
    for look in _looks(rows, document, page):
        judged = _judged(look, options)
        if judged:
            background = "white" if look.background == WHITE else str(look.background)
            found[look.written, background].setdefault(look.place, judged)
    for (written, background), places in found.items():
        ratio, wanted = min(places.values())
        shown = f"{math.floor(10 * ratio) / 10:.1f}"
        facts = {
            "colour": written,
            "background": background,
            "ratio": shown,
            "wanted": f"{wanted:g}",
        }
        yield from together(sorted(places), facts)


def _judged(look: _Look, options: ColourContrast) -> tuple[float, float] | None:
    """Return a look's contrast and the lowest allowed, if it is below that and can be told."""
    if look.colour is None or look.background is None:
        return None
    seen = look.colour.over(look.background)
    if look.themed and contrast(seen, BLACK) >= _DARK_BOX:
        return None
    ratio = contrast(seen, look.background)
    wanted = options.least_large if look.large else options.least
    return (ratio, wanted) if ratio < wanted else None


def _looks(rows: Sequence[Text], document: Document, page: Colour) -> Iterator[_Look]:
    """Yield how each text looks that has a colour of its own."""
    tags = document.tags
    # A stylesheet in the post may give any element a background.
    themed = any(tag.name == "style" for tag in tags)
    base = _Look(None, "", Span(0, 0), page, themed, large=False)
    opened: _Opened = [("", base)]
    counts: defaultdict[str, int] = defaultdict(int)
    at, last = 0, len(tags)
    for row in rows:
        start = row.span.start
        while at < last and tags[at].span.start <= start:
            _follow(tags[at], opened, counts)
            at += 1
        look = opened[-1][1]
        if look.colour and not (row.flags & LINK and not counts["a"]):
            if any(map(str.isalnum, row.text)):
                yield look


def _follow(tag: Tag, opened: _Opened, counts: defaultdict[str, int]) -> None:
    """Let a tag begin or end its element."""
    name = tag.name
    if tag.closing:
        if counts[name]:
            _close(name, opened, counts)
    elif not tag.empty and name not in VOID:
        if name in _ENDING and opened[-1][0] == name:
            _close(name, opened, counts)
        look = opened[-1][1]
        if tag.attributes or name in _SPECIAL:
            look = _look(tag, look)
        opened.append((name, look))
        counts[name] += 1


def _close(name: str, opened: _Opened, counts: defaultdict[str, int]) -> None:
    last = ""
    while last != name:
        last, _ = opened.pop()
        counts[last] -= 1


def _look(tag: Tag, look: _Look) -> _Look:
    """Return how text looks in an element, given how it looks around it."""
    if tag.name in _THEMED or tag.get("class") is not None:
        look = look._replace(themed=True)
    if tag.name in _LARGE:
        look = look._replace(large=True)
    if tag.name == "a":
        look = look._replace(colour=None)
    for attribute in tag.attributes:
        if attribute.value and attribute.name in _COLOURING:
            look = _coloured(look, attribute, tag)
    size = tag.get("size") if tag.name == "font" else None
    return look._replace(large=int(size) >= _LARGE_FONT) if size and size.isdecimal() else look


def _coloured(look: _Look, attribute: Attribute, tag: Tag) -> _Look:
    """Return how text looks with one more attribute."""
    name, value = attribute.name, attribute.value or ""
    if name == "color" and tag.name == "font":
        colour = read_colour(value)
        return look._replace(colour=colour, written=value, place=tag.place(attribute))
    if name == "bgcolor":
        return look._replace(background=read_colour(value), themed=False)
    if name == "background":
        return look._replace(background=None)
    if name != "style":
        return look
    style = read_style(value)
    if style.written:
        place = tag.place(attribute)
        look = look._replace(colour=style.colour, written=style.written, place=place)
    if style.background and style.background.alpha:
        below = look.background
        opaque = style.background.alpha == 1
        seen = style.background if opaque else style.background.over(below) if below else None
        look = look._replace(background=seen, themed=look.themed and not opaque)
    if style.hides:
        look = look._replace(background=None)
    return look if style.large is None else look._replace(large=style.large)
