"""Licences: the notices of a post, read as the licence's owner would.

Of the Korea Open Government Licence (KOGL, 공공누리) there are the types 1 to 4, since 2026-01-28 type
0, which asks for nothing, and an AI type beside the others (https://www.kogl.or.kr/info/license.do).
Types 2 and 4 forbid commercial use, 3 and 4 changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec

from newslint.document import Document
from newslint.rows import Line
from newslint.scan import Hit, Phrase
from newslint.source import Span
from newslint.urls import host_in

NOTICE = "notice"
"""What the scanner calls the hits of licences' names."""
_MOST = 20
"""Names of a line that are read."""
_KOGL = "KOGL"
_NAME = re.compile(r"공공누리|KOGL|Korea Open Government Licen[cs]e", re.IGNORECASE)
_TYPE = re.compile(r"([0-4])\s{0,5}유형|(AI)\s{0,5}유형|type\s{0,5}([0-4])", re.IGNORECASE)
_SIGN = re.compile(r"(?:opentype|opencode|kogl[_-]?(?:type)?)0?([0-4])(?!\d)", re.IGNORECASE)
"""How the pictures of the marks are called."""
_COMMONS = re.compile(
    r"CC[ -](BY(?:[ -]NC)?(?:[ -](?:SA|ND))?)(?![A-Za-z])"
    r"|creativecommons\.org/licenses/(by(?:-nc)?(?:-(?:sa|nd))?)/",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NOT_COMMERCIAL = frozenset({"2", "4"})
_NOT_CHANGED = frozenset({"3", "4"})


class Licence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The licence under which a host's pages are reused."""

    host: str
    licence: str
    """KOGL, or a Creative Commons licence such as `CC BY-ND`."""
    since: str = ""
    """The first day of that, as ISO 8601 has it; '' where that is long ago."""
    until: str = ""
    """The last day; '' where it holds still."""

    @property
    def is_kogl(self) -> bool:
        """Tell whether each page shows its type."""
        return self.licence == _KOGL


class Notice(NamedTuple):
    """A licence that a post names."""

    span: Span
    """Where it is named."""
    name: str
    """KOGL, or a Creative Commons licence such as `CC BY-NC`."""
    type: str
    """KOGL's type: `0` to `4`, `AI`; '' where none is named, and of other licences."""
    text: str
    """The line that it stands on."""

    @property
    def forbids_commerce(self) -> bool:
        """Tell whether it forbids commercial use."""
        return self.type in _NOT_COMMERCIAL or "-NC" in self.name

    @property
    def forbids_changes(self) -> bool:
        """Tell whether it forbids changes."""
        return self.type in _NOT_CHANGED or "-ND" in self.name

    @property
    def years(self) -> list[str]:
        """The years that its line names."""
        return _YEAR.findall(self.text)

    @property
    def title(self) -> str:
        """What the licence is called: `KOGL 4`, `CC BY-NC`."""
        return f"{self.name} {self.type}".rstrip()


def mark_phrases(marks: Iterable[str]) -> list[Phrase]:
    """Return what the scanner looks for, so that lines without a licence's name are never read."""
    return [Phrase(NOTICE, mark) for mark in marks]


def licence_of(host: str, licences: Iterable[Licence], day: str) -> Licence | None:
    """Return the licence of a host's pages on a day, or at all where the day is not known."""
    for row in licences:
        if host_in(host, (row.host,)) and (not day or row.since <= day <= (row.until or day)):
            return row
    return None


def notices(document: Document, hits: Sequence[Hit]) -> tuple[Notice, ...]:
    """Return the licences that a post names, in its text and by the pictures of their marks."""
    return document.memo("notices", lambda: (*_named(document, hits), *_shown(document)))


def _named(document: Document, hits: Sequence[Hit]) -> Iterator[Notice]:
    numbers = {hit.line for hit in hits if hit.label == NOTICE}
    for line in document.lines if numbers else ():
        if line.runs[0].line in numbers:
            yield from _on(line)


def _on(line: Line) -> Iterator[Notice]:
    text = line.text
    for named in islice(_NAME.finditer(text), _MOST):
        # What stands between a name and the next one is said of the first.
        later = _NAME.search(text, named.end())
        found = _TYPE.search(text, named.end(), later.start() if later else len(text))
        kind = next(filter(None, found.groups()), "") if found else ""
        end = found.end() if found else named.end()
        yield Notice(line.span_of(named.start(), end), _KOGL, kind.upper(), text)
    for match in islice(_COMMONS.finditer(text), _MOST):
        name = (match[1] or match[2]).upper().replace(" ", "-")
        yield Notice(line.span_of(*match.span()), f"CC {name}", "", text)


def _shown(document: Document) -> Iterator[Notice]:
    for image in document.images:
        sign = _SIGN.search(image.target.rpartition("/")[2])
        if sign or (image.alt and _NAME.search(image.alt)):
            found = sign or _TYPE.search(image.alt or "")
            kind = next(filter(None, found.groups()), "") if found else ""
            yield Notice(image.span, _KOGL, kind.upper(), image.alt or "")
