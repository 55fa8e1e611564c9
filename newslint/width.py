"""How wide a text is shown: in columns, of which a wide character takes two (UAX 11)."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
    """Return how many columns a terminal gives a text."""
    if text.isascii():
        return len(text)
    return sum(columns(character) for character in text)


def padded(text: str, room: int) -> str:
    """Return a text with blanks behind it, up to so many columns."""
    return text + " " * (room - width(text))


def led(text: str, room: int) -> str:
    """Return a text with blanks before it, up to so many columns."""
    return " " * (room - width(text)) + text


def columns(character: str) -> int:
    """Return how many columns a character takes: none, one or two."""
    if unicodedata.combining(character) or character in "\u200d\ufe0e\ufe0f":
        return 0
    if "\u1160" <= character <= "\u11ff":  # vowels and finals join the consonant before them
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
