"""A post most of whose sentences predict or evaluate, and hardly one says who does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from newslint.attribution.reporting import category_in
from newslint.attribution.sentences import sentence_count
from newslint.check import PHRASES, Finding, Options, check
from newslint.document import Document
from newslint.rows import QUOTE
from newslint.scan import Hit, Phrase

_SPECULATION = "speculation"
_PLAN = "plan"
_ATTRIBUTION = "attribution"
_THING = "것"
_SYLLABLE = re.compile(r"[가-힣]")
_FIRST, _CODAS, _RIEUL = 0xAC00, 28, 8
"""The first syllable of Unicode, how many final sounds it counts, and which of them is ㄹ."""


class SpeculativeText(Options, frozen=True):
    """What speculates, and how much of it is too much."""

    speculations: tuple[str, ...] = ()
    """How sentences end that predict or evaluate."""
    plans: tuple[str, ...] = ()
    """How sentences end that tell a plan."""
    attribution: tuple[tuple[str, str], ...] = ()
    """Literal and pattern of phrases that say who says so."""
    share: Annotated[float, Meta(gt=0, le=1)] = 0.4
    """The share of sentences from which on a post speculates."""
    predicted: Annotated[float, Meta(ge=0, le=1)] = 0.25
    """The share of them that, plans aside, has to predict or evaluate."""
    attributed: Annotated[float, Meta(ge=0, le=1)] = 0.1
    """The share of sentences with an attribution from which on it may."""
    sentences: Annotated[int, Meta(ge=1)] = 10
    """Sentences that a post has at least."""
    exempt: tuple[str, ...] = (
        "opinion",
        "column",
        "editorial",
        "칼럼",
        "사설",
        "기고",
        "논평",
        "오피니언",
    )
    """Categories of posts that are opinions, in any letter case."""
    topics: tuple[str, ...] = ("날씨", "예보", "기상청", "운세")
    """Words in the titles of posts that are forecasts."""
    category_fields: tuple[str, ...] = ("categories", "category", "type", "section", "tags", "kind")
    """Front-matter fields that hold categories."""


def _phrases(options: SpeculativeText) -> Iterable[Phrase]:
    for text in options.speculations:
        yield Phrase(_SPECULATION, text)
    for text in options.plans:
        yield Phrase(_PLAN, text)
    for literal, pattern in options.attribution:
        yield Phrase(_ATTRIBUTION, literal, pattern)


@check(
    "speculative-text",
    reads=PHRASES,
    options=SpeculativeText,
    facts=("share", "sentences"),
    phrases=_phrases,
)
def speculative_text(
    rows: Sequence[Hit], document: Document, options: SpeculativeText
) -> Iterator[Finding]:
    """Yield the sentences that speculate as one finding, where they are too many."""
    found = [row for row in rows if row.label != _ATTRIBUTION]
    if len(found) < options.share * options.sentences:
        return
    if document.spoken.partition("-")[0] != "ko":
        return
    text = "\n".join(line.text for line in document.lines if not line.flags & QUOTE)
    count = sentence_count(text)
    found = [row for row in found if _is_to_come(row, document)]
    # Two ends of one sentence, as `것으로 예상` and `예상됩니다`, are one.
    data = document.source.data
    ends = {data.find(b".", row.span.end): row for row in found}
    predicted = sum(row.label == _SPECULATION for row in ends.values())
    places = [row.span for row in ends.values()]
    if count < options.sentences or len(places) <= options.share * count:
        return
    if predicted < options.predicted * count:
        return
    attributed = sum(row.label == _ATTRIBUTION for row in rows)
    if attributed >= options.attributed * count or _is_exempt(document, options):
        return
    share = round(100 * len(places) / count)
    yield Finding(places[0], {"share": min(share, 100), "sentences": count}, tuple(places))


def _is_to_come(row: Hit, document: Document) -> bool:
    """Tell whether what stands before `것` is to come: its last sound is ㄹ."""
    if not row.text.startswith(_THING):
        return True
    before = document.source.data[max(0, row.span.start - 12) : row.span.start]
    letters = _SYLLABLE.findall(before.decode(errors="ignore"))
    return bool(letters) and (ord(letters[-1]) - _FIRST) % _CODAS == _RIEUL


def _is_exempt(document: Document, options: SpeculativeText) -> bool:
    """Tell whether a post is an opinion or a forecast."""
    matter = document.front_matter
    title = (matter.text("title") if matter else None) or ""
    if any(topic in title for topic in options.topics):
        return True
    return category_in(document, options.category_fields, options.exempt) is not None
