"""By what an offence is known again: after lines have moved, files were renamed, text was edited.

A *print* is eight bytes. Five are made of the rule and of the offence's own words, which a text
that is wrapped anew keeps; three of where it stands: in which field of the front matter, or below
which heading. Of an offence that is as short as a comma the letters around it are its words, too.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from newslint.source import Source, Span

VERSION = 2
"""Of how prints are made: those of another version are not compared."""
SIZE = 8
"""Bytes of a print."""
_OWN = 5
"""Bytes of a print that are made of the rule and the words."""
NOWHERE = bytes(SIZE - _OWN)
"""What is known of a place above all headings, and of a finding about a site."""
_LONGEST = 160
"""Code points of an offence's words: what follows may be edited."""
_WHOLE = 3000
"""Bytes from which on a span is a post as a whole, and no words are its own."""
_SHORTEST = 16
"""Code points below which words say too little: letters before and after are added."""
_ADDED = 12
"""How many of them on each side."""
_AROUND = 96
"""Bytes in which those are looked for."""
_TOPS = frozenset({"", "---", "+++", "{"})
"""What stands at the top of a file, where it is told what is absent."""
_DIGITS = re.compile(r"\d+")
_NO_LETTERS = re.compile(r"[\W_]+")
_MATTER = re.compile(
    rb"(?:\xef\xbb\xbf)?(---|\+\+\+)[ \t]*\r?\n(?s:.*?)^\1[ \t]*\r?$", re.MULTILINE
)
_FIELD = re.compile(rb"^[\"']?([^\s:=\"'#{}\[\],-][^\s:=\"']*)[\"']?[ \t]*[:=]", re.MULTILINE)
_HEADING = re.compile(
    rb"^[ >]{0,6}#{1,6}[ \t]+([^\r\n]*)|<[hH][1-6]\b[^<>]{0,500}>((?s:.{0,300}?))</[hH][1-6]",
    re.MULTILINE,
)
_TAG = re.compile(rb"<[^<>]*>")
_LINE_END = re.compile(rb"\n")
_BLANK_LINE = re.compile(rb"\n[ \t]*\r?\n")


def prints(rule: str, source: Source, spans: Sequence[Span], facts: Mapping[str, object]) -> bytes:
    """Return the prints of the places of one offence in a file, one after the other.

    `facts` tell what is meant where the place cannot, as at the top of a file that lacks a field.
    """
    data = source.data
    starts, marks = sections(data)
    found = []
    for start, end in spans:
        number = bisect_right(starts, start) - 1
        mine = _of_words(rule, data[start:end] if end - start < _WHOLE else b"<")
        if mine is None:
            after = starts[number + 1] if number + 1 < len(starts) else len(data)
            before = data[max(starts[number], start - _AROUND) : start]
            mine = _of_few(
                rule, before, data[start:end], data[end : min(after, end + _AROUND)], facts
            )
        found.append(mine + marks[number])
    return b"".join(found)


def print_of_site(rule: str, variant: str, facts: Mapping[str, object]) -> bytes:
    """Return the print of a finding about a site, at whichever of its posts it is told."""
    return _hashed(rule, f"{variant}\0{_told(facts)}") + NOWHERE


def split(several: bytes) -> list[str]:
    """Return prints one by one, in hexadecimal."""
    text = several.hex()
    return [text[at : at + 2 * SIZE] for at in range(0, len(text), 2 * SIZE)]


def own(mark: str) -> str:
    """Return the part of a print in hexadecimal that is made of rule and words."""
    return mark[: 2 * _OWN]


def place(mark: str) -> str:
    """Return the part of a print in hexadecimal that is made of where it stands."""
    return mark[2 * _OWN :]


class Sections(NamedTuple):
    """Where the fields and the sections of a file begin, in bytes, and what each is known by."""

    starts: Sequence[int]
    marks: Sequence[bytes]


def headings(source: Source) -> frozenset[str]:
    """Return what a place below each of a file's headings has in its print, in hexadecimal."""
    data = source.data
    starts, marks = sections(data)
    matter = _MATTER.match(data)
    first = bisect_right(starts, matter.end() if matter else 0)
    return frozenset(mark.hex() for mark in marks[first:])


@lru_cache(maxsize=4)
def sections(data: bytes) -> Sections:
    """Return the fields of a file's front matter and the headings of its body.

    They are found as they are written, and need only be found the same way each time: a line of
    code that looks like a heading counts as one.
    """
    rows = [(0, NOWHERE), *_sections(data)]
    return Sections([start for start, _ in rows], [mark for _, mark in rows])


def _sections(data: bytes) -> Iterator[tuple[int, bytes]]:
    matter = _MATTER.match(data)
    body = matter.end() if matter else 0
    for key in _FIELD.finditer(data, 0, body):
        yield key.start(), _place(b"field\0" + key[1])
    if matter:
        yield body, NOWHERE
    for heading in _HEADING.finditer(data, body):
        words = b"".join(_TAG.sub(b"", heading[1] or heading[2] or b"").split())
        yield heading.start(), _place(b"heading\0" + words.rstrip(b"#"))


def _place(name: bytes) -> bytes:
    return sha256(name).digest()[: SIZE - _OWN]


@lru_cache(maxsize=4096)
def _of_words(rule: str, raw: bytes) -> bytes | None:
    """Return what an offence is known by; None where its own words say too little."""
    words = _words(raw)
    if len(words) < _SHORTEST and "<" not in words:
        return None
    return _hashed(rule, words[:_LONGEST])


def _of_few(
    rule: str, before: bytes, raw: bytes, after: bytes, facts: Mapping[str, object]
) -> bytes:
    """Return what an offence is known by that has few words: these, and the letters around it."""
    words = _words(raw)
    if words in _TOPS and (words or not before):
        return _hashed(rule, _told(facts))
    # A text is wrapped anew, a tag is not: what is written below it is no part of it.
    in_tag = "=" in words or before.rfind(b"<") > before.rfind(b">")
    end = _LINE_END if in_tag else _BLANK_LINE
    lead = _letters(end.split(before)[-1])[-_ADDED:]
    tail = _letters(end.split(after)[0])[:_ADDED]
    return _hashed(rule, f"{lead}\0{words}\0{tail}")


def _words(raw: bytes) -> str:
    text = "".join(raw.decode(errors="ignore").split()).strip("\"'")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _letters(raw: bytes) -> str:
    return _NO_LETTERS.sub("", unicodedata.normalize("NFC", raw.decode(errors="ignore")))


def _told(facts: Mapping[str, object]) -> str:
    """Return the facts that are words, without the figures in them: these come and go."""
    words = (f"{name}={value}" for name, value in sorted(facts.items()) if isinstance(value, str))
    return _DIGITS.sub("", "\0".join(words))


def _hashed(rule: str, words: str) -> bytes:
    return sha256(f"{rule}\0{words}".encode(errors="replace")).digest()[:_OWN]
