"""What a suppression says: its form, the rules that it names, the reason, and how far it reaches."""

from __future__ import annotations

import re
from typing import NamedTuple

from newslint.check import Fix
from newslint.source import Source, Span

_WORD = re.compile(r"newslint-([a-z]+(?:-[a-z]+)*)(?![\w-])\s*:?")
"""`newslint-ignore: RULES` is taken for what it means."""
_SLIP = re.compile(r"newslint[ :]+(?:ignore|disable|off)\b")
_FORMS = {
    "ignore": "block",
    "ignore-line": "line",
    "ignore-next-line": "next-line",
    "ignore-file": "file",
    "ignore-start": "start",
    "ignore-end": "end",
}
_REASON = re.compile(r"(?:(?<!\s)\s+)?(?::|--)\s*")
NAME = re.compile(r"[\w/-]+")
"""A rule's name, its full id, or a family's name."""


class Name(NamedTuple):
    """The name of a rule or a family as a suppression writes it."""

    text: str
    span: Span
    reach: Span | None = None
    """Where this rule is silent, in a range whose rules end apart; None for all of its reach."""


class Suppression(NamedTuple):
    """One comment, or the front-matter key, and what it silences."""

    form: str
    """block, line, next-line, file, start, end; or words that begin with `newslint` and are no form."""
    names: tuple[Name, ...]
    span: Span
    """Of the comment or the key."""
    reach: Span
    """Where the rules are silent: a place that begins in it; none for what ends a range."""
    reason: str
    removal: Fix | None
    """What takes the comment out of the post, safe where all else stays as it is; None for the key."""
    closed: bool = True
    """False for a start without an end, or an end without a start."""

    def reaches(self, name: Name, at: int) -> bool:
        """Tell whether a rule is silent at a place."""
        start, end = name.reach or self.reach
        return start <= at < end


def read(text: str, at: int) -> tuple[str, tuple[Name, ...], str] | None:
    """Read what a comment says, whose text begins at a byte offset; None if it is no suppression.

    Return its form, the names and the reason.
    """
    lead = len(text) - len(text.lstrip())
    word = _WORD.match(text, lead)
    if word is None:
        slip = _SLIP.match(text, lead)
        return (slip[0], (), "") if slip else None
    reason = _REASON.search(text, word.end())
    listed = text[word.end() : reason.start() if reason else len(text)]
    first = at + len(text[: word.end()].encode())
    names = tuple(Name(match[0], span_in(first, listed, match)) for match in NAME.finditer(listed))
    told = text[reason.end() :].strip() if reason else ""
    return _FORMS.get(word[1], f"newslint-{word[1]}"), names, " ".join(told.split())


def span_in(first: int, text: str, match: re.Match[str]) -> Span:
    """Return where a match stands whose text begins at a byte offset."""
    start = first + len(text[: match.start()].encode())
    return Span(start, start + len(match[0].encode()))


def whole(source: Source) -> Span:
    """Return the reach of what means the file."""
    # A place at the very end belongs to the file, too.
    return Span(0, len(source.data) + 1)


def lines_of(source: Source, first: int, last: int | None = None) -> Span:
    """Return the lines that two places are on, whole."""
    data = source.data
    end = data.find(b"\n", first if last is None else last)
    return Span(data.rfind(b"\n", 0, first) + 1, end if end != -1 else len(data) + 1)
