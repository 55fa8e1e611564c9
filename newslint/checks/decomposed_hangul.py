"""Hangul in pieces: syllables as sequences of letters, which look the same and are others.

Unicode has each syllable twice (The Unicode Standard, 3.12): as one character, as keyboards write it, and as
conjoining letters, as the names of files come from some systems. Where links are spelt in another
form than the file that they lead to is told as their fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from newslint.check import Edit, Finding, Fix, check, together
from newslint.document import Document
from newslint.facts.fields import IMAGE_FIELDS, LINK_FIELDS
from newslint.hangul import CONJOINING
from newslint.korean import KoreanOptions, korean_text
from newslint.source import Span

_SIGNS = (b"\xe1", b"\xea\xa5", b"\xed\x9e", b"\xed\x9f")
"""How the letters begin in UTF-8: what has none of these has none of them."""
_PIECES = re.compile(f"[가-힣]?[{CONJOINING}]+")


@check(
    "decomposed-hangul",
    reads="document",
    options=KoreanOptions,
    facts=("text", "name"),
    variants=("field", "name"),
)
def decomposed_hangul(
    rows: Sequence[Document], document: Document, options: KoreanOptions
) -> Iterator[Finding]:
    """Yield what is so in the body, in fields and in the post's own name as one finding each."""
    source = document.source
    *_, name = source.path.split("/")
    if not name.isascii() and _is_decomposed(name):
        yield Finding(document.head, {"text": "", "name": normalize("NFC", name)}, variant="name")
    text = korean_text(document, options)
    if text.is_odd:
        found = [
            row
            for row in text.find(_PIECES, quoted=True)
            if _is_decomposed(row.text) and row.span.start >= document.body.start
        ]
        exact = [row.span for row in found if row.exact]
        yield from _told([row.span for row in found], exact, document, "", safe=True)
    fields = list(_fields(document))
    yield from _told(fields, fields, document, "field", safe=False)


def _told(
    spans: Sequence[Span], exact: Sequence[Span], document: Document, variant: str, *, safe: bool
) -> Iterator[Finding]:
    """Yield one finding for all places; its fix composes those that are written just so."""
    if not spans:
        return
    slice_of = document.source.slice
    edits = tuple(Edit(span, normalize("NFC", slice_of(span))) for span in exact)
    facts = {"text": normalize("NFC", slice_of(spans[0])), "name": ""}
    yield from together(spans, facts, variant, Fix(edits, safe) if edits else None)


def _is_decomposed(text: str) -> bool:
    return bool(_PIECES.search(text)) and normalize("NFC", text) != text


def _fields(document: Document) -> Iterator[Span]:
    """Yield the values that have such syllables; those of links and images have to fit a file."""
    matter = document.front_matter
    if matter is None or not any(
        document.source.data.find(sign, *matter.span) != -1 for sign in _SIGNS
    ):
        return
    for row in matter.fields:
        if isinstance(row.value, str) and row.name.lower() not in IMAGE_FIELDS | LINK_FIELDS:
            raw = document.source.slice(row.span)
            if _is_decomposed(raw):
                yield row.span
