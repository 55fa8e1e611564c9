"""Colours and their contrast, held to what the standards and other programs say of them."""

import pytest

from newslint.colour import BLACK, WHITE, Colour, contrast, read_colour, read_style

RATIOS = [
    # The greys on either side of the border (WCAG 2.2, 1.4.3), and the primaries.
    ("#fff", "#000", 21.0),
    ("#767676", "#fff", 4.54),
    ("#777", "#fff", 4.48),
    ("red", "white", 4.0),
    ("navy", "white", 16.01),
    ("yellow", "white", 1.07),
]


@pytest.mark.parametrize(("text", "background", "ratio"), RATIOS)
def test_contrast(text: str, background: str, ratio: float) -> None:
    one, other = read_colour(text), read_colour(background)
    assert one is not None
    assert other is not None
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ("#F00", Colour(1, 0, 0)),
        ("ff0000", Colour(1, 0, 0)),
        ("rgb(255 0 0 / 50%)", Colour(1, 0, 0, 0.5)),
        ("rgba(255, 0, 0, .5)", Colour(1, 0, 0, 0.5)),
        ("hsl(120deg 100% 50%)", Colour(0, 1, 0)),
        ("RebeccaPurple", Colour(0.4, 0.2, 0.6)),
        ("transparent", Colour(0, 0, 0, 0)),
        ("oklch(60% .2 30)", None),
        ("var(--soft)", None),
        ("currentcolor", None),
        ("windowtext", None),
        ("", None),
    ],
)
def test_colours_are_read_as_css_writes_them(written: str, colour: Colour | None) -> None:
    assert read_colour(written) == colour


@pytest.mark.parametrize(
    ("colour", "background", "seen"),
    [
        (Colour(0, 0, 0, 0.5), WHITE, "#808080"),
        (Colour(1, 1, 1, 0.2), BLACK, "#333333"),
        (Colour(1, 0, 0, 0), WHITE, "#ffffff"),
    ],
)
def test_a_transparent_colour_is_seen_with_what_is_below(
    colour: Colour, background: Colour, seen: str
) -> None:
    assert str(colour.over(background)) == seen


@pytest.mark.parametrize(
    ("style", "large"),
    [
        ("font-size: 24px", True),
        ("font-size: 23px", False),
        ("font-size: 14pt; font-weight: bold", True),
        ("font-weight: 700; font-size: 19px", True),
        ("font-weight: 400; font-size: 19px", False),
        ("font-size: 1.5em", True),
        ("font-size: 1.2.3px", None),
        ("font-size: .px", None),
        ("font-size: var(--big)", None),
        ("color: red", None),
    ],
)
def test_large_text(style: str, *, large: bool | None) -> None:
    assert read_style(style).large is large


@pytest.mark.parametrize(
    ("style", "background", "hides"),
    [
        ("background: #fff url(/sea.jpg)", None, True),
        ("background: no-repeat #fff", WHITE, False),
        ("background: linear-gradient(red, blue)", None, True),
        ("background-color: var(--box)", None, True),
        ("background: none", None, False),
        ("background: rgb(0 0 0)", BLACK, False),
        ("color: var(--soft)", None, True),
        ("color: red; opacity: .5", None, True),
        ("color", None, False),
    ],
)
def test_backgrounds(style: str, background: Colour | None, *, hides: bool) -> None:
    found = read_style(style)
    assert (found.background, found.hides) == (background, hides)
