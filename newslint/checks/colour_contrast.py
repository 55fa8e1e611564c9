"""Coloured text that hardly stands out from what is behind it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Annotated, NamedTuple

from msgspec import Meta

from newslint.check import Finding, Options, check, together
from newslint.colour import BLACK, WHITE, Colour, contrast, read_colour, read_style
from newslint.document import Document
from newslint.html import VOID
from newslint.rows import LINK, Tag, Text
from newslint.source import Span

_COLOURING = frozenset({"style", "color", "bgcolor", "background"})
_THEMED = frozenset("a button code input kbd mark pre select summary textarea th thead".split())
"""Elements to which a theme gives a background."""
_LARGE = frozenset({"h1", "h2", "h3"})
"""Elements whose text is large in browsers' own style: bold, and 18.72 pixels or more."""
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

    name: str
    colour: Colour | None
    written: str
    place: Span
    """Where the colour is written."""
    background: Colour | None
    """None where it cannot be told."""
    themed: bool
    """Whether the theme may have given it another background."""
    large: bool


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
    for look, _row in _looks(rows, document, page):
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


def _looks(rows: Sequence[Text], document: Document, page: Colour) -> Iterator[tuple[_Look, Text]]:
    """Yield each text that has a colour of its own, with how it looks."""
    # A stylesheet in the post may give any element a background.
    themed = any(tag.name == "style" for tag in document.tags)
    base = _Look("", None, "", Span(0, 0), page, themed, large=False)
    opened: list[_Look] = []
    counts: defaultdict[str, int] = defaultdict(int)
    at = 0
    for row in rows:
        while at < len(document.tags) and document.tags[at].span.start <= row.span.start:
            _follow(document.tags[at], opened, counts, base)
            at += 1
        look = opened[-1] if opened else base
        linked = row.flags & LINK and not counts["a"]
        if look.colour and not linked and any(map(str.isalnum, row.text)):
            yield look, row


def _follow(tag: Tag, opened: list[_Look], counts: defaultdict[str, int], base: _Look) -> None:
    """Let a tag begin or end its element."""
    if tag.closing:
        _close(tag.name, opened, counts)
    elif not tag.empty and tag.name not in VOID:
        if tag.name in _ENDING and opened and opened[-1].name == tag.name:
            _close(tag.name, opened, counts)
        opened.append(_look(tag, opened[-1] if opened else base))
        counts[tag.name] += 1


def _close(name: str, opened: list[_Look], counts: defaultdict[str, int]) -> None:
    if counts[name]:
        last = ""
        while last != name:
            last = opened.pop().name
            counts[last] -= 1


def _look(tag: Tag, outer: _Look) -> _Look:
    """Return how text looks in an element, given how it looks around it."""
    themed = outer.themed or tag.name in _THEMED or tag.get("class") is not None
    look = outer._replace(name=tag.name, themed=themed, large=outer.large or tag.name in _LARGE)
    if tag.name == "a":
        look = look._replace(colour=None)
    for attribute in tag.attributes:
        if attribute.value and attribute.name in _COLOURING:
            look = _coloured(look, attribute.name, attribute.value, tag.place(attribute))
    size = tag.get("size") if tag.name == "font" else None
    return look._replace(large=int(size) >= _LARGE_FONT) if size and size.isdecimal() else look


def _coloured(look: _Look, name: str, value: str, place: Span) -> _Look:
    """Return how text looks with one more attribute."""
    if name == "color" and look.name == "font":
        return look._replace(colour=read_colour(value), written=value, place=place)
    if name == "bgcolor":
        return look._replace(background=read_colour(value), themed=False)
    if name == "background":
        return look._replace(background=None)
    if name != "style":
        return look
    style = read_style(value)
    if style.written:
        look = look._replace(colour=style.colour, written=style.written, place=place)
    if style.background and style.background.alpha:
        below = look.background
        opaque = style.background.alpha == 1
        seen = style.background if opaque else style.background.over(below) if below else None
        look = look._replace(background=seen, themed=look.themed and not opaque)
    if style.hides:
        look = look._replace(background=None)
    return look if style.large is None else look._replace(large=style.large)
