"""A term that a post writes in two ways: 한·베트남 and 한-베트남, 핵심 광물 and 핵심광물."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Annotated, NamedTuple

from msgspec import Meta

from newslint.check import Finding, check
from newslint.document import Document
from newslint.korean import KoreanOptions, KoreanText, korean_text

_DOTTED = re.compile(r"·(?<=[가-힣]·)([가-힣]{2,10})(?![가-힣·-])")
_HYPHENED = re.compile(r"-(?<=[가-힣]-)([가-힣]{2,10})(?![가-힣·-])")
"""A sign between two words, and the second of them with its particle."""
_PARTICLES = r"(?:은|는|이|가|을|를|의|에|에서|와|과|로|으로|도|만|간|측|에게|부터|까지)"
_STEM = re.compile(rf"(.{{2,}}?){_PARTICLES}?\Z")
_HEAD = 2
"""Syllables of a second word that tell whether two may be the same."""
_WORD = re.compile("[가-힣]{2,10}")
_SHORTEST = 4
"""Syllables of a term whose parts are written together: 한일 is a word, and no slip."""
_TITLE = 200
"""Code points of a title that are looked at."""
_MOST = 50
"""Terms of a post that are compared."""


class TermVariant(KoreanOptions, frozen=True):
    """How sure it must be."""

    times: Annotated[int, Meta(ge=1)] = 2
    """How often the body must join what the title writes as two words, and never part it."""


class _Term(NamedTuple):
    left: str
    stem: str
    sign: str
    """`·` or `-`."""

    @property
    def text(self) -> str:
        return self.left + self.sign + self.stem

    @property
    def joined(self) -> str:
        return self.left + self.stem


@check("term-variant", reads="document", options=TermVariant, facts=("text", "other"))
def term_variant(
    rows: Sequence[Document], document: Document, options: TermVariant
) -> Iterator[Finding]:
    """Yield the first term of the title, and the first with a sign, that is written in two ways."""
    text = korean_text(document, options)
    if text.text:
        title = (document.front_matter.text("title") if document.front_matter else None) or ""
        yield from _parted(text, title[:_TITLE], options.times)
        yield from _signed(text, title[:_TITLE])


def _parted(text: KoreanText, title: str, times: int) -> Iterator[Finding]:
    """Yield the first two words of the title that the body writes as one."""
    for left, right in pairwise(title.split()):
        if left + right not in text.text or not _WORD.fullmatch(left):
            continue
        word = _WORD.match(right)
        two = f"{left} {word[0]}" if word else ""
        if not two or two in text.body:
            continue
        joined = two.replace(" ", "")
        whole = re.compile(rf"{joined}(?<![가-힣]{joined})(?={_PARTICLES}?(?![가-힣]))")
        if len(whole.findall(text.body)) >= times:
            for row in text.find(re.compile(two), two)[:1]:
                yield Finding(row.span, {"text": two, "other": joined})
            return


def _signed(text: KoreanText, title: str) -> Iterator[Finding]:
    """Yield the first term whose words are joined by two signs, or by none in the title."""
    dotted = {stem[:_HEAD] for stem in _DOTTED.findall(text.text)}
    hyphened = {stem[:_HEAD] for stem in _HYPHENED.findall(text.text)}
    wanted = (dotted & hyphened) | {head for head in dotted | hyphened if head in title}
    terms: dict[str, _Term] = {}
    for term in _terms(text, wanted) if wanted else ():
        other = terms.setdefault(term.joined, term)
        is_bare = len(term.joined) >= _SHORTEST and term.joined in title
        written = term.text if other.sign != term.sign else term.joined if is_bare else ""
        rows = text.find(re.compile(f"{written}(?<![가-힣]{written})"), written) if written else ()
        if rows:
            facts = {"text": written, "other": other.text}
            yield Finding(rows[0].span, facts)
            return


def _terms(text: KoreanText, wanted: set[str]) -> Iterator[_Term]:
    """Yield the terms whose second word may be one of those that are wanted."""
    for pattern, sign in ((_DOTTED, "·"), (_HYPHENED, "-")):
        found = (match for match in pattern.finditer(text.text) if match[1][:_HEAD] in wanted)
        for match in islice(found, _MOST):
            stem = _STEM.match(match[1])
            yield _Term(text.word_at(match.start()), stem[1] if stem else match[1], sign)
