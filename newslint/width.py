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


def cut(text: str, room: int) -> str:
    """Return the beginning of a text, in so many columns, with a sign that something is left out."""
    if width(text[: room + 1]) <= room and len(text) <= room:
        return text
    kept: list[str] = []
    left = room - 1
    for character in text:
        left -= columns(character)
        if left < 0:
            return "".join(kept) + "…"
        kept.append(character)
    return text


def tail(text: str, room: int) -> str:
    """Return the end of a text, in so many columns, with a sign that something is left out."""
    if len(text) <= room and width(text) <= room:
        return text
    left = room - 1
    for number, character in enumerate(reversed(text)):
        left -= columns(character)
        if left < 0:
            return "…" + text[len(text) - number :]
    return text
