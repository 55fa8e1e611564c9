"""Colours as posts write them, and how well one stands out from another (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_LINEAR = 0.04045
"""Up to here sRGB is linear (IEC 61966-2-1; WCAG 2.2, relative luminance)."""
_HEX = re.compile(r"[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?\Z")
_PIXELS = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "%": 0.16}
"""A unit in CSS pixels; relative ones from the size that browsers begin with."""
_LARGE, _LARGE_BOLD = 24.0, 18.66
"""Pixels from which on text is large: 18 points, or 14 in bold type."""
_BOLD = 600


class Colour(NamedTuple):
    """A colour in sRGB: each part from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, background: Colour) -> Colour:
        """Return what is seen of it on an opaque background (CSS Compositing, source over)."""
        pairs = zip(self[:3], background[:3], strict=True)
        red, green, blue = (self.alpha * top + (1 - self.alpha) * below for top, below in pairs)
        return Colour(red, green, blue)

    @property
    def luminance(self) -> float:
        """Its relative luminance, from 0 for black to 1 for white; of an opaque colour."""
        red, green, blue = (
            part / 12.92 if part <= _LINEAR else ((part + 0.055) / 1.055) ** 2.4
            for part in self[:3]
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def __str__(self) -> str:
        return "#" + "".join(f"{round(255 * part):02x}" for part in self[:3])


BLACK, WHITE = Colour(0.0, 0.0, 0.0), Colour(1.0, 1.0, 1.0)


@lru_cache(maxsize=1024)
def contrast(text: Colour, background: Colour) -> float:
    """Return the contrast ratio of two opaque colours, from 1 to 21."""
    lighter, darker = sorted((text.luminance, background.luminance), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


class Style(NamedTuple):
    """What an element's style says of how its text looks; None where it says nothing."""

    colour: Colour | None = None
    written: str = ""
    """The colour as it is written."""
    background: Colour | None = None
    hides: bool = False
    """Whether colour or background is something that cannot be told: a picture, a variable."""
    large: bool | None = None
    """Whether text is large in the sense of WCAG 2.2, 1.4.3."""


@lru_cache(maxsize=4096)
def read_colour(text: str) -> Colour | None:
    """Return the colour that a CSS value or an old attribute names; None if it names none.

    Names, hexadecimal ones (without `#`, too) and functions of CSS Color 4 in sRGB.
    """
    # Loaded where a post has a colour: most have none.
    from tinycss2 import color4

    found = color4.parse_color(f"#{text}" if _HEX.match(text) else text)
    if not isinstance(found, color4.Color):
        return None
    try:
        # Its alpha comes last; a part that says `none` is nought.
        parts = (min(1.0, max(0.0, part or 0.0)) for part in found.to("srgb"))
    except NotImplementedError:
        return None
    return Colour(*parts)


@lru_cache(maxsize=4096)
def read_style(style: str) -> Style:
    """Return what the value of a `style` attribute says; the same ones come again and again."""
    import tinycss2

    colour, written, background, hides = None, "", None, False
    size = weight = None
    for node in tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True):
        if node.type != "declaration":
            continue
        value = tinycss2.serialize(node.value).strip()
        if node.lower_name == "color" and value.lower() not in ("inherit", "currentcolor"):
            colour, written = read_colour(value), value
            hides = hides or colour is None
        elif node.lower_name in ("background", "background-color"):
            background, told = _background(value)
            hides = hides or not told
        elif node.lower_name in ("background-image", "opacity", "filter", "mix-blend-mode"):
            hides = True
        elif node.lower_name == "font-size":
            size = _pixels(value)
        elif node.lower_name == "font-weight":
            weight = value.lower()
    return Style(colour, written, background, hides, _is_large(size, weight))


def _background(value: str) -> tuple[Colour | None, bool]:
    """Return the colour of a background, and whether it can be told what is seen there."""
    if value.lower() in ("inherit", "initial", "unset", "none", ""):
        return None, True
    if "(" in value and re.search(r"url\(|gradient\(|var\(|image", value, re.IGNORECASE):
        return None, False
    found = read_colour(value)
    if found is None:
        words = (read_colour(word) for word in value.split())
        found = next((colour for colour in words if colour), None)
    return found, found is not None


def _pixels(value: str) -> float | None:
    match = re.fullmatch(r"([0-9.]{1,9})(px|pt|em|rem|%)", value.lower())
    try:
        return float(match[1]) * _PIXELS[match[2]] if match else None
    except ValueError:
        return None


def _is_large(size: float | None, weight: str | None) -> bool | None:
    if size is None:
        return None
    bold = weight == "bold" or ((weight or "").isdigit() and int(weight or 0) >= _BOLD)
    return size >= (_LARGE_BOLD if bold else _LARGE)
