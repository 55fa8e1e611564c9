"""Source statements: what a post says of where it comes from.

One is a label (`출처:`, `Source:`) at the start of a line or inside brackets, with what follows it;
or the fields of the front matter that name a source. In a licence's notice `출처표시` is a duty
and no label, for no colon follows it where a statement would begin.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from newslint.attribution.wording import LABEL, SourceOptions, Wording
from newslint.document import Document
from newslint.facts.compared import normalised
from newslint.front_matter import Field
from newslint.rows import Line, Link
from newslint.scan import Hit
from newslint.source import Span
from newslint.urls import meant_host

Place = Literal["field", "first", "middle", "last"]

_FIRST_LINES = 3
_LAST_LINES = 10
"""Of the explicit source lines of Korean news sites 95 % stand among these."""
_AUTOLINKING = frozenset({"goldmark", "gfm", "mdx"})
"""Dialects in which a bare URL is a link."""
_MARKS = re.compile(r"[:：=\[<【(（|-]|\s(?:at|on|by)\s", re.IGNORECASE)
"""What a line has at least one of that holds a statement."""
_AROUND = " \t\u00a0])）】>([（【"
_BEFORE = " \t\u00a0])）】>"
_UNFILLED = re.compile(r"\[[^\[\]]{1,40}\]?|\{[^{}]{1,40}\}")
_URL = re.compile(r"(?i:https?://|www\.)\S+")


class Statement(NamedTuple):
    """A source statement."""

    span: Span
    """The line's span, or the field's."""
    text: str
    """What follows the label."""
    links: tuple[Link, ...]
    """The links on its line, bare URLs included; of a field the URLs that it holds."""
    hosts: tuple[str, ...]
    """The host that each of them means; '' for a path."""
    aside: bool
    """True where it stands in brackets inside a sentence, and speaks of that alone."""
    label: str
    """The label as it is written, or the name of the field."""
    place: Place
    """Where in the post it stands."""
    flags: int = 0
    """What its line stands in (see `rows`)."""
    templated: bool = False
    """True where template syntax stands on its line, and may say anything."""

    @property
    def abroad(self) -> Iterator[tuple[Link, str]]:
        """Its links that lead to a host, and the host."""
        return ((link, host) for link, host in zip(self.links, self.hosts, strict=True) if host)

    @property
    def is_unfilled(self) -> bool:
        """Tell whether nothing stands there but a placeholder: `[뉴스 기사 링크]`."""
        return not self.links and _UNFILLED.fullmatch(self.text) is not None


class ClaimOptions(SourceOptions, frozen=True):
    """Which statements claim to name the source."""

    sole: tuple[str, ...] = ()
    """Labels that claim to name the source, the one; a field of the front matter always does."""

    @cached_property
    def _sole(self) -> frozenset[str]:
        return frozenset(normalised(label) for label in self.sole)

    def is_claim(self, statement: Statement) -> bool:
        """Tell whether a statement claims to name the source of the post."""
        if statement.aside:
            return False
        return statement.place == "field" or normalised(statement.label) in self._sole


def statements(
    document: Document, words: Wording, hits: Sequence[Hit] | None = None
) -> tuple[Statement, ...]:
    """Return the source statements of a post's body.

    `hits` are where the scanner has found the labels (see `label_phrases`); without them every
    line is read.
    """
    return document.memo(words.key, lambda: tuple(_statements(document, words, hits)))


def _statements(
    document: Document, words: Wording, hits: Sequence[Hit] | None
) -> Iterator[Statement]:
    lines = document.lines
    numbers = range(len(lines)) if hits is None else _numbers(lines, hits)
    for number in numbers:
        line = lines[number]
        if not _MARKS.search(line.text):
            continue
        match = words.opening.match(line.text) or words.inside.search(line.text)
        if match is None:
            continue
        links = document.memo("links by line", lambda: _links_by_line(document))
        rest = line.text[match.end() :].lstrip(_BEFORE).rstrip(_AROUND)
        own = links.get(line.runs[0].line, [])
        templated = _is_templated(line, document)
        if not rest and not own and not templated and number + 1 < len(lines):
            # A label on a line of its own speaks of the next one.
            following = lines[number + 1]
            rest, own = following.text.strip(), links.get(following.runs[0].line, [])
            templated = _is_templated(following, document)
        label = match[match.lastindex or 0]
        place = _place(number, len(lines))
        aside = match.start() > 0
        hosts = tuple(meant_host(link.target) for link in own)
        yield Statement(
            line.span, rest, tuple(own), hosts, aside, label, place, line.flags, templated
        )


def _is_templated(line: Line, document: Document) -> bool:
    """Tell whether template syntax stands on a line, behind its text too."""
    end = document.source.data.find(b"\n", line.span.end)
    return document.is_templated(Span(line.span.start, end if end != -1 else document.body.end))


def _numbers(lines: Sequence[Line], hits: Sequence[Hit]) -> list[int]:
    """Return which lines have a label, in their order."""
    found = {hit.line for hit in hits if hit.label == LABEL}
    return [bisect_left(lines, number, key=_number) for number in sorted(found)]


def _number(line: Line) -> int:
    return line.runs[0].line


def _place(number: int, count: int) -> Place:
    if number < _FIRST_LINES:
        return "first"
    return "last" if number >= count - _LAST_LINES else "middle"


def _links_by_line(document: Document) -> dict[int, list[Link]]:
    links: dict[int, list[Link]] = {}
    for link in document.links:
        links.setdefault(link.line, []).append(link)
    return links


def sources(
    document: Document, options: SourceOptions, hits: Sequence[Hit]
) -> tuple[Statement, ...]:
    """Return all that a post says of its sources: the front matter's statement, then the body's."""
    field = field_statement(document, options.claimed)
    if not hits:
        return (field,) if field else ()
    named = statements(document, options.wording, hits)
    return (field, *named) if field else named


def field_statement(document: Document, names: frozenset[str]) -> Statement | None:
    """Return what the front matter says of its source, in some fields; None where it says nothing.

    `names` are in lower case. Several fields, as `source_name` and `source_url`, are one statement.
    """
    matter = document.front_matter
    if matter is None or names.isdisjoint(matter.top):
        return None
    rows = [row for row in matter.fields if str(row.path[0]).lower() in names]
    texts = [row for row in rows if isinstance(row.value, str) and row.value.strip()]
    if not texts:
        return None
    links = tuple(_link(row) for row in texts if _URL.fullmatch(str(row.value).strip()))
    named = [str(row.value).strip() for row in texts]
    text = ", ".join(value for value in named if not _URL.fullmatch(value))
    label = str(texts[0].path[0])
    hosts = tuple(meant_host(link.target) for link in links)
    return Statement(texts[0].span, text, links, hosts, aside=False, label=label, place="field")


def _link(row: Field) -> Link:
    url = str(row.value).strip()
    return Link(row.span, "field", url, row.span, "", line=-1, block=-1, templated=False)


def linked(document: Document, statement: Statement) -> Iterator[tuple[Link, str]]:
    """Yield a statement's links that are links on the page too and lead to a host, and the host."""
    autolinks = document.dialect in _AUTOLINKING
    return ((link, host) for link, host in statement.abroad if autolinks or link.kind != "bare")
