"""Hearsay and judgement with nobody who tells or judges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice

from newslint.attribution.reporting import category_in
from newslint.attribution.sentences import Sentences
from newslint.check import PHRASES, Finding, Options, check, together
from newslint.document import Document
from newslint.rows import HEADING, QUOTE
from newslint.scan import Hit, Phrase
from newslint.source import Span

_CLAIM = "claim"
_MOST = 50
"""Claims of a line that are told."""


class UnattributedClaim(Options, frozen=True):
    """What such sentences say, and what names who says so."""

    claims: tuple[str, ...] = ()
    """Verbs of hearsay and judgement, as stems."""
    agents: tuple[str, ...] = ()
    """Words by which a sentence says who judges or tells."""
    languages: tuple[str, ...] = ("ko",)
    """Languages of the post."""
    categories: tuple[str, ...] = ()
    """Front-matter values that mark a post as news; another has to name a source in its text."""
    category_fields: tuple[str, ...] = ("categories", "category", "type", "section", "tags")
    """Front-matter fields that hold such values."""
    attribution: tuple[tuple[str, str], ...] = ()
    """Literal and pattern of phrases that give a source in prose."""

    @cached_property
    def claim(self) -> re.Pattern[str]:
        """Finds one of the claims."""
        return re.compile("|".join(map(re.escape, filter(None, self.claims))) or r"(?!)")

    @cached_property
    def news(self) -> frozenset[str]:
        """The categories as they are compared."""
        return frozenset(category.casefold() for category in self.categories)


def _phrases(options: UnattributedClaim) -> Iterable[Phrase]:
    for text in options.claims:
        yield Phrase(_CLAIM, text)
    for literal, pattern in options.attribution:
        yield Phrase("attribution", literal, pattern)


@check(
    "unattributed-claim",
    reads=PHRASES,
    options=UnattributedClaim,
    facts=("text",),
    phrases=_phrases,
)
def unattributed_claim(
    rows: Sequence[Hit], document: Document, options: UnattributedClaim
) -> Iterator[Finding]:
    """Yield all such claims of a post as one finding."""
    if document.spoken.partition("-")[0] not in options.languages:
        return
    claims = [row for row in rows if row.label == _CLAIM]
    # Where values are evaluated, nobody judges.
    reports = len(claims) < len(rows) or category_in(
        document, options.category_fields, options.news
    )
    if not claims or not reports:
        return
    numbers = {row.line for row in claims}
    found: dict[Span, str] = {}
    for line in document.lines:
        if line.runs[0].line not in numbers or line.flags & (QUOTE | HEADING):
            continue
        # Inside a quotation somebody has said it.
        inside = Sentences.of(line.text)
        for match in islice(options.claim.finditer(inside.text), _MOST):
            sentence = inside.around(*match.span())
            if not any(agent in sentence for agent in options.agents):
                found[line.span_of(*match.span())] = match[0]
    if found:
        yield from together(found, {"text": next(iter(found.values()))})
