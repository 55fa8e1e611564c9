"""Text that lost its letters on the way: a wrong encoding, now or earlier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.rows import Line
from newslint.source import Span

_REPLACEMENT = "\ufffd".encode()
_QUESTION_MARKS = re.compile(r"\s*\?[?\s]*")
_LEADS = "ÂÃâãäåæçèéêëìíîïðÅÐÑ"
_LEAD = b"\xc3"
"""What each of these is in UTF-8 begins with."""
_REFERENCE = re.compile(rb"&(?!(?:nbsp|amp|lt|gt|quot);)")
"""A character reference that may stand for one of them."""
_DOUBLED = re.compile(
    f"[{_LEADS}][\u0080-\u00bf\u0152\u0153\u0160-\u0178\u017d\u017e\u2013-\u203a\u20ac\u2122ƒˆ˜]{{1,3}}"
)


class EncodingFault(Options, frozen=True):
    """How sure it must be."""

    doubled: Annotated[int, Meta(ge=1)] = 1
    """How many double-encoded sequences make a finding."""


@check(
    "encoding-fault",
    reads="document",
    options=EncodingFault,
    facts=("likely", "sample"),
    variants=("lost", "replaced", "doubled"),
)
def encoding_fault(
    rows: Sequence[Document], document: Document, options: EncodingFault
) -> Iterator[Finding]:
    """Yield each kind of fault once, with its places."""
    encoding = document.source.encoding
    if encoding.likely:
        spans = [_character(document, at) for at in encoding.bad]
        yield from _findings(spans, document, encoding.likely, "")
    # Most posts have no question mark that is no word's.
    lines = document.lines if b"?" in document.source.data else []
    lost = [line.span for line in lines if "?" in line.text and _is_lost(line, document)]
    yield from _findings(lost, document, "", "lost")
    if not encoding.likely:
        yield from _replaced(document)
    doubled = list(_double_encoded(document))
    if len(doubled) >= options.doubled and not encoding.likely:
        yield from _findings(doubled, document, "", "doubled")


def _is_lost(line: Line, document: Document) -> bool:
    """Tell whether a visible line, and its line of the file too, is nothing but `?`."""
    if not _QUESTION_MARKS.fullmatch(line.text):
        return False
    number = document.source.position(line.span.start).line
    return _QUESTION_MARKS.fullmatch(document.source.line(number)) is not None


def _findings(
    spans: list[Span], document: Document, likely: str, variant: str
) -> Iterator[Finding]:
    sample = document.source.slice(spans[0]) if spans else ""
    yield from together(spans, {"likely": likely, "sample": sample}, variant)


def _character(document: Document, at: int) -> Span:
    """Return the span of the character at an offset."""
    end = at + 1
    data = document.source.data
    while end < len(data) and 0x80 <= data[end] < 0xC0:  # noqa: PLR2004  # UTF-8's trail bytes
        end += 1
    # A file may be nothing but the mark of another encoding.
    return Span(at, min(end, len(data)))


def _replaced(document: Document) -> Iterator[Finding]:
    data = document.source.data
    # A single byte is looked for ten times as fast as three.
    if _REPLACEMENT[:1] not in data or _REPLACEMENT not in data:
        return
    spans = [
        Span(match.start(), match.end())
        for match in re.finditer(_REPLACEMENT, data)
        if not any(code.span.start <= match.start() < code.span.end for code in document.codes)
    ]
    yield from _findings(spans, document, "", "replaced")


def _double_encoded(document: Document) -> Iterator[Span]:
    """Yield the runs that are UTF-8 once more when they are read as Windows-1252."""
    data = document.source.data
    if _LEAD not in data and not _REFERENCE.search(data):
        return
    for run in document.texts:
        if run.text.isascii():
            continue
        for match in _DOUBLED.finditer(run.text):
            if not _decodes(match[0]):
                continue
            if len(run.text.encode()) != run.span.end - run.span.start:
                # Character references were decoded: places in the text are not the file's.
                yield run.span
                return
            start = run.span.start + len(run.text[: match.start()].encode())
            yield Span(start, start + len(match[0].encode()))


def _decodes(text: str) -> bool:
    raw = bytearray()
    for character in text:
        try:
            raw += character.encode("cp1252")
        except UnicodeEncodeError:
            if ord(character) > 0xFF:  # noqa: PLR2004  # not one byte in Latin-1 either
                return False
            raw.append(ord(character))
    for end in range(2, len(raw) + 1):
        try:
            decoded = bytes(raw[:end]).decode()
        except UnicodeDecodeError:
            continue
        return len(decoded) == 1
    return False
