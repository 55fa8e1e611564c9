"""Sentences that quote with straight and with curly quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newslint.check import Finding, check, together
from newslint.document import Document
from newslint.korean import KoreanOptions, is_korean, korean_text
from newslint.rows import QUOTE, Line
from newslint.source import Span

_QUOTATION = re.compile(r'"[^"]+"|“[^”]{1,1000}”')
_SENTENCE = re.compile(r"[.!?…][\"”’)\]]*\s")


@check("mixed-quotes", reads="document", options=KoreanOptions)
def mixed_quotes(
    rows: Sequence[Document], document: Document, options: KoreanOptions
) -> Iterator[Finding]:
    """Yield the straight ones in such sentences as one finding."""
    text = korean_text(document, options).text
    if '"' in text and "“" in text:
        yield from together(span for line in document.lines for span in _mixed(line))


def _mixed(line: Line) -> Iterator[Span]:
    """Yield the quotations in straight marks that share a sentence with one in curly ones."""
    if '"' not in line.text or "“" not in line.text or line.flags & QUOTE:
        return
    if not is_korean(line.text):
        return
    at = 0
    sentence: list[re.Match[str]] = []
    for match in _QUOTATION.finditer(line.text):
        if _SENTENCE.search(line.text, at, match.start()):
            yield from _straight(sentence, line)
            sentence = []
        sentence.append(match)
        at = match.end()
    yield from _straight(sentence, line)


def _straight(sentence: Sequence[re.Match[str]], line: Line) -> Iterator[Span]:
    straight = [match for match in sentence if match[0].startswith('"')]
    if len(straight) < len(sentence):
        yield from (line.span_of(*match.span()) for match in straight)
