"""The anchors of a page: the ids that its author wrote, and those its generator makes of headings.

kramdown with Jekyll's GFM input, goldmark as Hugo sets it up (`autoHeadingIDType: github`) and
GitHub's own way are known, each held to the real program in tests; other renderers make none, or
make them their own way, and what they have cannot be told.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from newslint.rows import Code, Heading, Text
from newslint.source import Span

if TYPE_CHECKING:
    from newslint.document import Document


_Row = TypeVar("_Row", Text, Code)


class Anchors(NamedTuple):
    """The ids of a page."""

    ids: tuple[str, ...]
    certain: bool
    """False where the page may have others, which its source does not tell."""


NO_ANCHORS = Anchors((), certain=True)


def anchors_of(document: Document) -> Anchors:
    """Return the ids that fragments of links to a document may name."""
    written = list(_written(document))
    name_of = _NAMES.get(document.dialect)
    headings = [row for row in document.headings if row.kind != "html"]
    is_named = name_of is not None and document.site.settings.heading_ids != "?"
    certain = is_named or not headings
    if document.templates and (
        _is_included(document) or any(document.is_templated(row.span) for row in headings)
    ):
        certain = False
    made = list(name_of(document, headings)) if name_of else []
    ids = (*written, *(row.id for row in headings if row.id), *made)
    return Anchors(tuple(name for name in dict.fromkeys(ids) if name), certain)


_SILENT = ("assign", "link", "post_url", "raw", "endraw")
"""Tags that print a URL, or nothing."""


def _is_included(document: Document) -> bool:
    """Tell whether a template may put more into a page than its source shows, targets aside."""
    places = [row.span for row in document.references]
    places += [row.place for row in document.links if row.templated]
    places += [row.place for row in document.images if row.templated]
    ends: dict[int, int] = {}
    for place in places:
        ends[place.start] = max(place.end, ends.get(place.start, 0))
    starts = sorted(ends)
    for row in document.templates:
        if row.kind not in ("output", "statement", "shortcode", "expression"):
            continue
        at = bisect_right(starts, row.span.start)
        in_target = at > 0 and row.span.end <= ends[starts[at - 1]]
        if not in_target and row.name not in _SILENT:
            return True
    return False


_LIST_ID = re.compile(rb"#([^\s#.{}\"']+)")


def _written(document: Document) -> Iterator[str]:
    """Yield the ids that tags and kramdown's attribute lists give."""
    for tag in document.tags:
        if tag.attributes:
            yield from (tag.get("id") or "", (tag.get("name") or "") if tag.name == "a" else "")
    data = document.source.data
    for row in document.templates:
        if row.kind == "attributes":
            for found in _LIST_ID.findall(data[row.span.start : row.span.end]):
                yield found.decode(errors="replace")


# -- kramdown ---------------------------------------------------------------------------------

_DASHES = re.compile("---?")
_RARE = re.compile(r"[^a-z0-9_ \t가-힣-]")
"""Letters of which it has to be asked whether an id keeps them."""


def _kramdown(document: Document, headings: list[Heading]) -> Iterator[str]:
    """Yield the ids that kramdown's GFM parser makes (kramdown-parser-gfm, `auto_ids`).

    Of the text, images left out; dashes have become typographic before, and are dropped. A
    heading that was given an id counts for nothing.
    """
    counts: dict[str, int] = {}
    for heading in headings:
        if heading.id:
            continue
        pieces = _pieces(document, heading.span)
        text = "".join(piece if is_code else _DASHES.sub("", piece) for piece, is_code in pieces)
        kept = _RARE.sub(lambda rare: rare[0] if _is_word(rare[0]) else "", text.lower())
        base = kept.replace(" ", "-").replace("\t", "-")
        yield base + (f"-{counts[base]}" if base in counts else "")
        counts[base] = counts.get(base, 0) + 1


def _pieces(document: Document, span: Span) -> Iterator[tuple[str, bool]]:
    """Yield the texts of a heading in their order, and whether each is code."""
    data = document.source.data
    codes = document.memo("inline codes", lambda: _inline_codes(document))
    rows = [(row.span, row.text, False) for row in _inside(document.texts, span)]
    rows += [
        (row.span, data[row.span.start : row.span.end].decode(errors="replace").strip("` "), True)
        for row in _inside(codes, span)
    ]
    yield from ((text, is_code) for _, text, is_code in sorted(rows))


def _inline_codes(document: Document) -> list[Code]:
    return sorted(row for row in document.codes if row.kind == "inline")


def _inside(rows: Sequence[_Row], span: Span) -> Iterator[_Row]:
    """Yield the rows, which are in the order of the text, that lie within a span."""
    for at in range(bisect_left(rows, span.start, key=_start), len(rows)):
        if rows[at].span.end > span.end:
            return
        yield rows[at]


def _start(row: Text | Code) -> int:
    return row.span.start


_WORD = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Pc"})
"""The general categories of what Ruby's `\\p{Word}` matches."""


def _is_word(letter: str) -> bool:
    return unicodedata.category(letter) in _WORD


# -- goldmark ---------------------------------------------------------------------------------

_NOT_PLAIN = re.compile("[^a-z0-9_가-힣-]")
"""Letters that an id does not keep as they are, or of which it has to be asked."""
_ATX = re.compile(r"[ \t]{0,3}#{1,6}[ \t]*")
_BLANKS = " \t"


def _goldmark(document: Document, headings: list[Heading]) -> Iterator[str]:
    """Yield the ids that Hugo makes (`markup/goldmark/autoid.go`).

    Of the last line as it is written, markup and all: a link's URL is part of the id.
    """
    taken = {heading.id for heading in headings if heading.id}
    numbers: dict[str, int] = {}
    """The last number that each name was given: none below it is free."""
    name_of = _dashed if document.site.settings.heading_ids == "blackfriday" else _lettered
    for heading in headings:
        if heading.id:
            continue
        base = name_of(_last_line(document, heading).strip()) or "heading"
        name, number = base, numbers.get(base, 0)
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        numbers[base] = number
        taken.add(name)
        yield name


def _last_line(document: Document, heading: Heading) -> str:
    lines = document.source.slice(heading.span).splitlines()
    if heading.kind == "atx":
        return _without_closing(_without_attributes(_ATX.sub("", lines[0], count=1)))
    return _without_attributes(lines[-2]) if len(lines) > 1 else ""


def _without_attributes(line: str) -> str:
    """Return a heading's line without the attributes in braces at its end."""
    text = line.rstrip(_BLANKS)
    head, opened, inside = text.rpartition("{")
    closed = opened and inside.endswith("}") and inside.count("}") == 1
    return head.rstrip(_BLANKS) if closed else text


def _without_closing(line: str) -> str:
    """Return a heading's line without the signs that close it, which a blank sets off."""
    head = line.rstrip("#")
    return head.rstrip(_BLANKS) if head.endswith(tuple(_BLANKS)) else line


def _lettered(text: str) -> str:
    text = text.replace(" ", "-")
    return _NOT_PLAIN.sub(_letter, text.lower() if text.isascii() else text)


def _dashed(text: str) -> str:
    """Return a text as Blackfriday's `SanitizedAnchorName` does: a dash for all between words."""
    kept = (letter if unicodedata.category(letter)[0] in "LN" else " " for letter in text)
    return "-".join("".join(letter.lower()[0] for letter in kept).split())


def _letter(found: re.Match[str]) -> str:
    letter = found[0]
    kept = letter == "_" or unicodedata.category(letter) in ("Lu", "Ll", "Lt", "Lm", "Lo", "Nd")
    # Go lowers letter by letter: a capital I with a dot becomes a plain i.
    return letter.lower()[0] if kept else ""


# -- GitHub -----------------------------------------------------------------------------------


def _github(document: Document, headings: list[Heading]) -> Iterator[str]:
    """Yield the ids that GitHub makes, and github-slugger with it, which Docusaurus uses.

    Of the text, without the breaks of its lines.
    """
    counts: dict[str, int] = {}
    for heading in headings:
        if heading.id:
            continue
        text = "".join(piece for piece, _ in _pieces(document, heading.span)).lower()
        base = _RARE.sub(lambda rare: rare[0] if _is_slug(rare[0]) else "", text).replace("\t", "")
        base = name = base.replace(" ", "-")
        while name in counts:
            counts[base] += 1
            name = f"{base}-{counts[base]}"
        counts[name] = 0
        yield name


def _is_slug(letter: str) -> bool:
    return _is_word(letter) or unicodedata.category(letter) in ("Nl", "No")


_NAMES = {"kramdown": _kramdown, "goldmark": _goldmark, "gfm": _github, "mdx": _github}
"""How each dialect's renderer names headings; those of others are not known."""
