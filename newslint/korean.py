"""Korean text: what readers see of a post in Hangul, what others are quoted with aside.

It is read as one string, so that a pattern costs one look at a post; where something is found,
the line must be Hangul by its letters, and the place must lie outside quotations.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, groupby
from typing import NamedTuple

from newslint.check import Edit, Fix, Options
from newslint.document import Document
from newslint.enclosed import encloses
from newslint.front_matter import Field
from newslint.hangul import LETTERS, odd_letters
from newslint.rows import QUOTE, Line
from newslint.source import Span

_HANGUL = re.compile(f"[{LETTERS}]")
_OWN = re.compile(f"[{LETTERS}]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHARE = 0.25
"""Of a line's letters, how many are Hangul where its language is Korean."""
_FIELD = 2000
"""Code points of a field that are looked at: no title or summary is longer."""
_QUOTED = re.compile(
    r"“[^”]*”?|\"[^\"]*\"|‘[^’]{0,300}’|(?<![\w'])'(?!\d\d)[^'\n]{1,200}'"
    r"|「[^」]{0,300}」|『[^』]{0,300}』|《[^》]{0,300}》|〈[^〉]{0,300}〉"
)
_UNREAD = re.compile(rb"`|!\[|\{[{%]|<(?:code|kbd|samp|pre|svg|img|object)\b", re.IGNORECASE)
"""What begins something that stands between two words of a line and is no text."""
_SYLLABLES = re.compile(r"[가-힣]*")
_LONGEST = 20
"""Syllables of a word that are looked at."""
_BLANKS = re.compile(r"\s+")


class KoreanOptions(Options, frozen=True):
    """Where Korean is looked at, beside the body."""

    fields: tuple[str, ...] = ("title", "subtitle", "excerpt", "description", "summary", "teaser")
    """Front-matter fields that readers see, in lower case."""

    @cached_property
    def key(self) -> str:
        """What tells these fields from others."""
        return "korean " + " ".join(self.fields)


class Found(NamedTuple):
    """What a pattern has matched."""

    match: re.Match[str]
    span: Span
    exact: bool
    """True where the file has the text at its place just so."""

    @property
    def text(self) -> str:
        """The text that was matched."""
        return self.match[0]


class KoreanText:
    """The fields and the visible lines of a post, as one text."""

    def __init__(self, document: Document, names: Sequence[str]) -> None:
        self._document = document
        matter = document.front_matter
        top = matter.top if matter else {}
        fields = [top[name] for name in names if name in top]
        self._fields = [field for field in fields if isinstance(field.value, str)]
        values = [str(field.value)[:_FIELD] for field in self._fields]
        self._texts = [*values, *[line.text for line in document.lines]]
        text = "\n".join(self._texts)
        self.text = text if _HANGUL.search(text) else ""
        """A line each, fields first; '' where there is no Hangul."""
        self._korean: dict[int, bool] = {}
        self._quoted: dict[int, list[int]] = {}

    @cached_property
    def body(self) -> str:
        """What comes after the fields."""
        return self.text[self._starts[len(self._fields)] :] if self._document.lines else ""

    @cached_property
    def is_odd(self) -> bool:
        """Tell whether it has letters that Korean as it is written has not."""
        return bool(self.text) and odd_letters().search(self.text) is not None

    def find(
        self, pattern: re.Pattern[str], literal: str = "", *, quoted: bool = False
    ) -> list[Found]:
        """Return what a pattern matches on Korean lines, in order; in quotations only if asked.

        With a literal, only lines that have it are looked at.
        """
        matches = list(self._with(literal, pattern) if literal else pattern.finditer(self.text))
        found: list[Found] = []
        if not matches:
            return found
        for number, group in groupby(matches, key=lambda match: self._line_of(match.start())):
            if self._is_korean(number) and (quoted or not self._is_quotation(number)):
                told = [row for row in group if quoted or not self.is_quoted(row.start())]
                found += self._placed(number, told)
        return found

    def _with(self, literal: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        at = self.text.find(literal)
        while at != -1:
            number = self._line_of(at)
            end = self._starts[number] + len(self._texts[number])
            yield from pattern.finditer(self.text, self._starts[number], end)
            at = self.text.find(literal, end)

    def word_around(self, found: Found, instead: str | None = None) -> str:
        """Return what was found, or what is right instead, with the syllables before and after."""
        start, end = found.match.span()
        after = _SYLLABLES.match(self.text, end, end + _LONGEST)
        middle = found.text if instead is None else instead
        return self.word_at(start) + middle + (after[0] if after else "")

    def word_at(self, at: int) -> str:
        """Return the syllables right before a code point of the text."""
        start, stop = at, max(0, at - _LONGEST)
        while start > stop and "가" <= self.text[start - 1] <= "힣":
            start -= 1
        return self.text[start:at]

    def is_quoted(self, at: int) -> bool:
        """Tell whether a code point of the text lies in a quotation."""
        return encloses(self._quotations(self._line_of(at)), at)

    def _line_of(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(text) + 1 for text in self._texts), initial=0))[:-1]

    def _quotations(self, number: int) -> list[int]:
        """Return where quotations begin and end, in turn, in the block that a line is of."""
        block = self._block_of(number)
        known = self._quoted.get(block)
        if known is None:
            first = last = number
            while first and self._block_of(first - 1) == block:
                first -= 1
            while last + 1 < len(self._texts) and self._block_of(last + 1) == block:
                last += 1
            end = self._starts[last] + len(self._texts[last])
            known = []
            for match in _QUOTED.finditer(self.text, self._starts[first], end):
                known += match.span()
            self._quoted[block] = known
        return known

    def _block_of(self, number: int) -> int:
        own = number - len(self._fields)
        return self._document.lines[own].block if own >= 0 else own

    def _is_korean(self, number: int) -> bool:
        known = self._korean.get(number)
        if known is None:
            known = self._korean[number] = is_korean(self._texts[number])
        return known

    def _is_quotation(self, number: int) -> bool:
        own = number - len(self._fields)
        return own >= 0 and bool(self._document.lines[own].flags & QUOTE)

    def _placed(self, number: int, matches: Sequence[re.Match[str]]) -> Iterator[Found]:
        source = self._document.source
        own = number - len(self._fields)
        ruler = _Ruler(self._document.lines[own]) if own >= 0 else None
        whole: Span | None = None
        for match in matches:
            first, last = (at - self._starts[number] for at in match.span())
            if ruler is None:
                field = self._fields[number]
                span = _in_field(field, first, last, source.slice(field.span))
                yield Found(match, span, source.slice(span) == match[0])
                continue
            span = ruler.span(first, last)
            if ruler.is_whole:
                if span != whole:
                    yield Found(match, span, exact=False)
                whole = span
                continue
            if not _UNREAD.search(source.data, *ruler.reach):
                yield Found(match, span, source.slice(span) == match[0])


class _Ruler:
    """Measures where code points of a line stand in the file; asked in ascending order."""

    def __init__(self, line: Line) -> None:
        self._runs = line.runs
        self._number = -1
        self._end = 0
        """Where the run that is measured ends in the line, by code points."""
        self.is_whole = False
        """Whether the last span is all of one run, because something was decoded in it."""
        self.reach = Span(0, 0)
        """The last span with what is not seen right before it and after it."""
        self._next()

    def span(self, first: int, last: int) -> Span:
        """Return the place of some code points; a run in which something was decoded is whole."""
        while first >= self._end:
            self._next()
        run, opens = self._run, self._number if first == self._begin else 0
        start = self._measured(first) if self._plain else run.span.start
        while last > self._end:
            self._next()
        end = self._measured(last) if self._plain else self._run.span.end
        self.is_whole = run is self._run and not self._plain
        at_end = last == self._end and self._number + 1 < len(self._runs)
        self.reach = Span(
            self._runs[opens - 1].span.end if opens else start,
            self._runs[self._number + 1].span.start if at_end else end,
        )
        return Span(start, end)

    def _next(self) -> None:
        self._number += 1
        self._run = run = self._runs[self._number]
        self._begin = self._at = self._end
        self._end += len(run.text)
        self._byte = run.span.start
        self._plain = len(run.text.encode()) == run.span.end - run.span.start

    def _measured(self, index: int) -> int:
        text = self._run.text[self._at - self._begin : index - self._begin]
        self._byte += len(text.encode())
        self._at = index
        return self._byte


def _in_field(field: Field, first: int, last: int, raw: str) -> Span:
    """Return where a stretch of a field's value stands; all of the field where none can tell."""
    value = str(field.value)
    sought = value[first:last]
    at = raw.find(sought)
    for _ in range(value.count(sought, 0, first)):
        at = raw.find(sought, at + len(sought)) if at != -1 else -1
    if at == -1 or raw.count(sought) != value.count(sought):
        return field.span
    start = field.span.start + len(raw[:at].encode())
    return Span(start, start + len(sought.encode()))


def is_korean(text: str) -> bool:
    """Tell whether a text's letters are Hangul, names and terms in others aside."""
    own = sum(map(len, _OWN.findall(text)))
    return own > 0 and own >= _SHARE * sum(map(len, _LETTERS.findall(text)))


def unquoted(text: str) -> str:
    """Return a text without what stands in quotation marks."""
    return _QUOTED.sub("", text)


def korean_text(document: Document, options: KoreanOptions) -> KoreanText:
    """Return a post's Korean text, made once for all rules that look at the same fields."""
    return document.memo(options.key, lambda: KoreanText(document, options.fields))


def mended(found: Sequence[tuple[Found, str]]) -> Fix | None:
    """Return the fix that puts texts in the places of what was found; None where none can.

    It is safe where nothing but blanks differ: readers see the same words.
    """
    edits = [(row, text) for row, text in found if row.exact and text]
    if not edits:
        return None
    safe = all(_BLANKS.sub("", row.text) == _BLANKS.sub("", text) for row, text in edits)
    return Fix(tuple(Edit(row.span, text) for row, text in edits), safe=safe)
