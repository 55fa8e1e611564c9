"""Characters that nobody sees: zero-width ones, direction marks, soft hyphens, stray NBSPs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import NamedTuple

from newslint.check import Edit, Finding, Fix, Options, check, together
from newslint.document import Document, parse
from newslint.rows import HTML
from newslint.source import Source, Span

_KINDS = {
    "": "\u200b-\u200d\u2060-\u2064\u180e\ufeff\ufff9-\ufffb\u115f\u1160\u3164\U000e0020-\U000e007f",
    "direction": "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069",
    "hyphen": "\u00ad",
    "blank": "\u00a0",
}
"""Each variant's characters, as regular expressions name them."""
_VARIANTS = (*_KINDS, "start", "ending")
"""NBSPs are told apart by whether a plain blank comes in their place, or nothing."""
_KIND_OF = tuple((kind, re.compile(f"[{characters}]")) for kind, characters in _KINDS.items())
_CLASS = "".join(_KINDS.values())
_HIDDEN = re.compile(f"[{_CLASS}]")
_UNSEEN = re.compile(rf"[\s{_CLASS}]+")
"""What counts for nothing where two texts are compared by what readers see."""
_SEEN = re.compile(rf"[^\s{_CLASS}]")
_PIECE = re.compile(
    # England's, Scotland's and Wales' flags end in tags.
    rf"\U0001f3f4[\U000e0020-\U000e007f]{{1,8}}"
    rf"|[{_CLASS}]|&(?:#\d{{1,7}}|#[xX][\da-fA-F]{{1,6}}|[A-Za-z]{{2,20}});"
)
_NBSP = r"(?:\u00a0|&nbsp;|&#0{0,4}160;|&#[xX]0{0,4}[aA]0;)"
_NBSPS = re.compile(rf"{_NBSP}(?:[ \t]*+{_NBSP})*+")
_ONE_NBSP = re.compile(_NBSP)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u060f\u0620-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINING = re.compile(
    "[\u0590-\u060f\u0620-\u115e\u1161-\u11ff\u1780-\u180d\u1810-\u18af\u1a20-\u1aaf\u1b00-\u1c4f"
    "\ua840-\ua95f\ua980-\uabff\ufb1d-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff]"
)
"""Letters of scripts that need joiners and fillers, or part words by them: Arabic to Khmer."""
_EMOJI = re.compile(
    "[\u00a9\u00ae\u203c-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff]"
)
_TURNING = frozenset("\u202b\u202d\u202e\u2067")
"""Direction marks without which the letters after them would be read in another order."""
_LINE_END = re.compile(
    rb"[ \t]*(?:\r?\n|\Z|<br\b|</(?:p|li|t[dh]|h[1-6]|div|d[dt]|blockquote|(?:fig)?caption)\b)",
    re.IGNORECASE,
)
_VALUE_END = re.compile(rb"[ \t]*(?:[\"'][ \t]*)?,?\r?(?:\n|\Z)")
_LINE_START = re.compile(
    rb"(?:\A|\n)[ \t>]{0,40}(?:(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]{1,8})?\Z"
    rb"|<(?:p|li|h[1-6]|div|d[dt]|blockquote|figcaption)\b[^<>]{0,200}>\s{0,40}\Z",
    re.IGNORECASE,
)
_BREAK = re.compile(
    rb"(?:</?br\b[^<>]{0,60}>[ \t]{0,20}(?:\r?\n)?|(?:  |\\)\r?\n)[ \t>]{0,40}\Z", re.IGNORECASE
)
"""What ends a line so that the next one may be indented by NBSPs alone, as lines of code are."""
_BEFORE = 260
"""Bytes before a place that tell how a line begins."""
_BLANKS = frozenset(" \t")
_STOPS = frozenset(".!?:…。")
_CLOSERS = ")]\"'”’»*_"
_FRENCH_BEFORE = frozenset("«‹")
_FRENCH_AFTER = frozenset(":;!?%»›")


class HiddenCharacter(Options, frozen=True):
    """Where hidden characters are looked for, beside the body."""

    fields: tuple[str, ...] = ("title", "subtitle", "excerpt", "description", "summary", "teaser")
    """Front-matter fields that readers see."""


class _Piece(NamedTuple):
    """A hidden character, or a run of NBSPs, with the edit that takes it out."""

    place: Span
    kind: str
    character: str
    edit: Edit


@check(
    "hidden-character",
    reads="document",
    options=HiddenCharacter,
    facts=("names",),
    variants=("direction", "hyphen", "blank", "start", "ending"),
)
def hidden_character(
    rows: Sequence[Document], document: Document, options: HiddenCharacter
) -> Iterator[Finding]:
    """Yield each kind of hidden character once, with all its places."""
    found = sorted(_pieces(document, options))
    if not found:
        return
    groups = {kind: [piece for piece in found if piece.kind == kind] for kind in _VARIANTS}
    if groups["direction"] and _RIGHT_TO_LEFT.search(document.source.text):
        groups["direction"] = []
    fixed = _fixable(groups, document)
    for kind, pieces in groups.items():
        characters = dict.fromkeys(piece.character for piece in pieces)
        fix = Fix(tuple(piece.edit for piece in pieces), safe=True) if kind in fixed else None
        names = ", ".join(f"U+{ord(character):04X}" for character in characters)
        yield from together((piece.place for piece in pieces), {"names": names}, kind, fix)


def _fixable(groups: Mapping[str, Sequence[_Piece]], document: Document) -> frozenset[str]:
    """Return the kinds whose edits, all of them together, change nothing that is seen."""
    edits = {
        kind: [piece.edit for piece in pieces]
        for kind, pieces in groups.items()
        if pieces and not any(piece.character in _TURNING for piece in pieces)
    }
    # Mostly all are harmless, and one proof is enough.
    if edits and _is_safe([edit for rows in edits.values() for edit in rows], document):
        return frozenset(edits)
    taken: list[Edit] = []
    fixed = set()
    for kind, rows in edits.items():
        if len(edits) > 1 and _is_safe(taken + rows, document):
            taken += rows
            fixed.add(kind)
    return frozenset(fixed)


def _pieces(document: Document, options: HiddenCharacter) -> Iterator[_Piece]:
    """Yield what is hidden in the text, character references decoded, and in the fields."""
    shown: frozenset[int] | None = None
    for run in document.texts:
        if run.text.isascii() or not _HIDDEN.search(run.text):
            continue
        if run.flags & HTML and not _SEEN.search(run.text):
            # It holds an element open that would be left empty.
            if shown is None:
                shown = _shown_blocks(document)
            if run.block not in shown:
                continue
        yield from _in_span(run.span, document, _LINE_END)
    for field in document.fields:
        value = field.value
        if not isinstance(value, str) or value.isascii() or not _HIDDEN.search(value):
            continue
        if len(field.path) == 1 and field.name.lower() in options.fields:
            yield from _in_span(field.span, document, _VALUE_END)


def _shown_blocks(document: Document) -> frozenset[int]:
    """Return the blocks in which there is something to see."""
    written = {run.block for run in document.texts if _SEEN.search(run.text)}
    return frozenset(written | {image.block for image in document.images})


def _in_span(span: Span, document: Document, line_end: re.Pattern[bytes]) -> Iterator[_Piece]:
    raw = document.source.slice(span)
    for match, place in _placed(_PIECE.finditer(raw), raw, span.start):
        character = unescape(match[0]) if len(match[0]) > 1 else match[0]
        if len(character) > 1 or not _HIDDEN.match(character):
            continue
        kind = next(kind for kind, characters in _KIND_OF if characters.match(character))
        # `&shy;` can be seen by whoever writes it, and tells where a long word may be cut.
        kept = kind == "blank" or (kind == "hyphen" and len(match[0]) > 1)
        before = raw[max(0, match.start() - 1) : match.start()]
        after = raw[match.end() : match.end() + 1]
        if not kept and not _is_needed(character, before, after):
            yield _Piece(place, kind, character, Edit(place, ""))
    for match, place in _placed(_NBSPS.finditer(raw), raw, span.start):
        kind, edit = _stray(match, place, raw, document.source.data, line_end)
        if edit is not None:
            yield _Piece(place, kind, "\u00a0", edit)


def _placed(
    matches: Iterable[re.Match[str]], raw: str, start: int
) -> Iterator[tuple[re.Match[str], Span]]:
    """Yield matches with their places in the file; each stretch of text is measured once."""
    at = 0
    for match in matches:
        first = start + len(raw[at : match.start()].encode())
        start = first + len(match[0].encode())
        at = match.end()
        yield match, Span(first, start)


def _is_needed(character: str, before: str, after: str) -> bool:
    """Tell whether the letters or emoji around a character need it."""
    if character == "\u200d" and _EMOJI.match(before) and _EMOJI.match(after):
        return True
    return character != "\ufeff" and bool(_JOINING.match(before) or _JOINING.match(after))


def _stray(
    match: re.Match[str], place: Span, raw: str, data: bytes, line_end: re.Pattern[bytes]
) -> tuple[str, Edit | None]:
    """Return what is wrong with NBSPs, and the edit that mends it; None if they may stay.

    That is: a single one between two words or before French punctuation, what holds a paragraph
    or a cell open, a line's last that an editor wrote as a reference, the indentation of a line
    after a break, and a typist's two blanks after a sentence.
    """
    left, right = match.span()
    while left and raw[left - 1] in _BLANKS:
        left -= 1
    while raw[right : right + 1] in _BLANKS:
        right += 1
    first, last = place.start - (match.start() - left), place.end + (right - match.end())
    ends = line_end.match(data, last) is not None
    single = len(_ONE_NBSP.findall(match[0])) == 1
    written = match[0].isascii()
    alone = (left, right) == (0, len(raw))
    if alone and (
        (ends and written) or (data[first - 1 : first] == b">" and data[last : last + 1] == b"<")
    ):
        return "", None
    before, after = raw[max(0, left - 1) : left], raw[right : right + 1]
    if single and (before in _FRENCH_BEFORE or after in _FRENCH_AFTER):
        return "", None
    if ends:
        if single and written and (left, right) == match.span():
            return "", None
        # Indentation stays: in front matter it has a meaning.
        begin = place.start if _begins_line(data, first) else first
        return "ending", Edit(Span(begin, last), "")
    start = data[max(0, first - _BEFORE) : first]
    if left == 0 and _BREAK.search(start[-120:]):
        return "", None
    if left == 0 and _LINE_START.search(start):
        return "start", Edit(Span(place.start, last), "")
    ended = raw[max(0, left - 4) : left].rstrip(_CLOSERS)[-1:] in _STOPS
    if single and (ended or (left, right) == match.span()):
        return "", None
    return "blank", Edit(Span(first, last), " ")


def _begins_line(data: bytes, at: int) -> bool:
    while at and data[at - 1] in b" \t":
        at -= 1
    return not at or data[at - 1 : at] == b"\n"


def _is_safe(edits: list[Edit], document: Document) -> bool:
    """Tell whether readers and parsers see the same after edits.

    Without the zero-width space before it, `# 1 of 3` would become a heading.
    """
    source = document.source
    if source.encoding.likely is not None:
        return False
    pieces: list[bytes] = []
    at = 0
    for edit in sorted(edits):
        pieces += [source.data[at : edit.span.start], edit.text.encode()]
        at = edit.span.end
    data = b"".join(pieces) + source.data[at:]
    mended = parse(Source.read(source.path, data), document.kind, document.site)
    return _seen(mended) == _seen(document)


def _seen(document: Document) -> tuple[object, ...]:
    """Return what readers and parsers see of a document, blanks and hidden characters aside."""
    return (
        _bare("".join(run.text for run in document.texts)),
        [_bare(row.target) for row in document.links],
        [(row.level, _bare(row.text)) for row in document.headings],
        [(row.kind, row.rows, row.columns) for row in document.tables],
        [row.kind for row in document.codes],
        [
            (row.path, _bare(row.value) if isinstance(row.value, str) else str(row.value))
            for row in document.fields
        ],
    )


def _bare(text: str) -> str:
    return _UNSEEN.sub("", text)
