"""One scanner for the phrases of all rules: an Aho-Corasick automaton over their literals.

The automaton reads a post's bytes once. A hit counts where its scope says, and a pattern is
tried only on the line where its literal was hit, or in the field, so a post without the words
costs one pass.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newslint.document import Document
from newslint.front_matter import Field
from newslint.rows import CAPTION, HEADING, LINK, Line, Text
from newslint.source import Span

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

_HANGUL = re.compile("[가-힣]")


class Phrase(NamedTuple):
    """Words that a rule looks for."""

    label: str
    """What the rule calls this phrase."""
    literal: str
    """Text that must be there as it stands; matched in any letter case if it is ASCII."""
    pattern: str = ""
    """A regular expression that must match around the literal; none if empty."""
    scope: str = "text"
    """`text`, `heading`, `link-text` or `caption`; `field` for the values of the front matter."""


IN_FIELD = -1
"""In place of a visible line's number: the hit is in the front matter."""


class Hit(NamedTuple):
    """A phrase that was found."""

    span: Span
    label: str
    text: str
    """The phrase, or what the pattern has matched."""
    line: int
    """Which visible line of the document it is on; IN_FIELD for the front matter."""


class Scanner:
    """All phrases of a plan, each with its owner, compiled together."""

    def __init__(self, phrases: Sequence[tuple[str, Phrase]]) -> None:
        """Compile (owner, phrase) pairs; raise ValueError for one without a literal."""
        # What several rules look for is looked for once.
        owners: dict[Phrase, dict[str, None]] = {}
        for owner, phrase in phrases:
            owners.setdefault(phrase, {})[owner] = None
        self._phrases = tuple((tuple(names), phrase) for phrase, names in owners.items())
        literals: dict[bytes, list[int]] = {}
        for index, (_, phrase) in enumerate(self._phrases):
            if not phrase.literal:
                raise ValueError(phrase.pattern)
            for spelling in {phrase.literal, phrase.literal.lower(), phrase.literal.capitalize()}:
                literals.setdefault(spelling.encode(), []).append(index)
        self._owners = tuple(literals.values())
        self._automaton = _automaton(tuple(literals)) if literals else None
        self.at_work: tuple[str, ...] = ()
        """The owners of the phrase that is looked for just now: whom to name if it takes too long."""

    def hits(
        self, document: Document, without: AbstractSet[str] = frozenset()
    ) -> dict[str, list[Hit]]:
        """Return each owner's hits in a document, in the order of the text.

        Phrases that are `without`'s are not looked for, others' who have the same as little.
        """
        if self._automaton is None:
            return {}
        matches = self._automaton.find_matches_as_indexes(document.source.data, overlapping=True)
        if not matches:
            return {}
        found: dict[str, list[Hit]] = {}
        texts = document.texts
        starts = [run.span.start for run in texts]
        body = document.body.start
        tried: set[tuple[int, int]] = set()
        tried_in: set[tuple[Phrase, Span]] = set()
        for number, first, last in matches:
            at = bisect_right(starts, first) - 1
            run = texts[at] if at >= 0 and last <= texts[at].span.end else None
            if run is None and last > body:
                continue
            for index in self._owners[number]:
                owners, phrase = self._phrases[index]
                if run and not _is_due(index, phrase, run, tried):
                    continue
                if without and not without.isdisjoint(owners):
                    continue
                self.at_work = owners
                span = Span(first, last)
                hits = (
                    _hits(phrase, span, run, document)
                    if run
                    else _in_field(phrase, span, document, tried_in)
                )
                for hit in hits:
                    for owner in owners:
                        found.setdefault(owner, []).append(hit)
        return found


def _automaton(literals: tuple[bytes, ...]) -> BytesAhoCorasick:
    from ahocorasick_rs import BytesAhoCorasick, Implementation

    # A DFA reads a post in 15 microseconds, this in 17, but takes four times as long to be made.
    return BytesAhoCorasick(list(literals), implementation=Implementation.ContiguousNFA)


def _is_due(index: int, phrase: Phrase, run: Text, tried: set[tuple[int, int]]) -> bool:
    """Tell whether a phrase is looked for where its literal was hit.

    A long line may hold a literal thousands of times: its pattern is tried once a line.
    """
    if not in_scope(phrase.scope, run.flags):
        return False
    if phrase.pattern:
        key = (index, run.line)
        if key in tried:
            return False
        tried.add(key)
    return True


def _hits(phrase: Phrase, span: Span, run: Text, document: Document) -> Iterator[Hit]:
    if not phrase.pattern:
        if not _cuts_a_word(phrase.literal, document.source.data, span):
            yield Hit(span, phrase.label, phrase.literal, run.line)
        return
    line = _line_of(document, run)
    literal = phrase.literal.lower()
    for match in _compiled(phrase.pattern).finditer(line.text):
        if match[0] and literal in match[0].lower():
            yield Hit(line.span_of(*match.span()), phrase.label, match[0], run.line)


def _in_field(
    phrase: Phrase, span: Span, document: Document, tried: set[tuple[Phrase, Span]]
) -> Iterator[Hit]:
    """Yield a phrase's hits in the value that a place of the front matter belongs to.

    A pattern is tried once a value: where it was is noted in `tried`.
    """
    value = field_of(span, document) if phrase.scope == "field" else None
    if value is None:
        return
    if not phrase.pattern:
        if not _cuts_a_word(phrase.literal, document.source.data, span):
            yield Hit(span, phrase.label, phrase.literal, IN_FIELD)
        return
    if (phrase, value.span) in tried:
        return
    tried.add((phrase, value.span))
    # In the file's own spelling, so that what is matched stands where it is found.
    raw = document.source.slice(value.span)
    at, offset = 0, value.span.start
    for match in _compiled(phrase.pattern).finditer(raw):
        if match[0] and phrase.literal.lower() in match[0].lower():
            start = offset + len(raw[at : match.start()].encode())
            at, offset = match.end(), start + len(match[0].encode())
            yield Hit(Span(start, offset), phrase.label, match[0], IN_FIELD)


def field_of(span: Span, document: Document) -> Field | None:
    """Return the field of the front matter whose value is a text and has a place in it."""
    starts, rows = document.memo("fields that are texts", lambda: _texts_of(document))
    at = bisect_right(starts, span.start) - 1
    return rows[at] if at >= 0 and span.end <= rows[at].span.end else None


def _texts_of(document: Document) -> tuple[list[int], list[Field]]:
    """Return where the values that are texts start, and their fields; none lies in another."""
    rows = sorted(
        (row for row in document.fields if isinstance(row.value, str)),
        key=lambda row: row.span.start,
    )
    return [row.span.start for row in rows], rows


def in_scope(scope: str, flags: int) -> bool:
    """Tell whether a run of text with these flags belongs to a scope."""
    return scope == "text" or bool(flags & _FLAGS.get(scope, 0))


_FLAGS = {"heading": HEADING, "link-text": LINK, "caption": CAPTION}
"""What text of a scope has; that of a field has none."""


def _cuts_a_word(literal: str, data: bytes, span: Span) -> bool:
    """Tell whether a Latin literal is only part of a longer word.

    Hangul takes its particles without a blank, so a Korean literal is a stem and never cut.
    """
    if _HANGUL.search(literal):
        return False
    before, after = data[span.start - 1 : span.start], data[span.end : span.end + 1]
    return (before.isalnum() and literal[0].isalnum()) or (
        after.isalnum() and literal[-1].isalnum()
    )


def _line_of(document: Document, run: Text) -> Line:
    by_number: dict[int, Line] = document.memo(
        "lines by number", lambda: {line.runs[0].line: line for line in document.lines}
    )
    return by_number[run.line]


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
