"""Quoted speech of which nobody is told to have spoken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Annotated

from msgspec import Meta

from newslint.attribution.sentences import Sentences
from newslint.check import PHRASES, Finding, Options, check, together
from newslint.document import Document
from newslint.rows import QUOTE
from newslint.scan import Hit, Phrase
from newslint.source import Span

_MOST = 50
"""Quotations of a line that are looked at."""
_BESIDE = 2
"""Sentences on either side in which a speaker may stand."""
_OPENING = ("“", '"')
_CONTINUED = re.compile(
    r"\W*(?:이어|또한?|그러면서|아울러|마지막으로|특히|나아가|더불어|그리고|이와 함께)(?![가-힣]{2})"
)
"""How a sentence begins in which somebody speaks on."""
_OWN_WORDS = re.compile(r"[^.!?\"“”]+\Z")
_NEAR = 60
"""Code points before a quotation that are looked at first."""
_SUBJECT = re.compile(r"[가-힣A-Za-z0-9)’”'·](?:은|는|이|가|께서|도)(?=[\s,])")
"""A noun with the particle of a subject."""


class UnattributedQuote(Options, frozen=True):
    """What quoted speech looks like, and who speaks."""

    speech: tuple[tuple[str, str], ...] = ()
    """Literal and pattern of a quotation with its verb of saying."""
    speakers: tuple[str, ...] = ()
    """Titles and words of people and bodies that speak."""
    shortest: Annotated[int, Meta(ge=1)] = 15
    """Code points of a quotation that needs a speaker."""
    languages: tuple[str, ...] = ("ko",)
    """Languages of the post."""

    @cached_property
    def speaker(self) -> re.Pattern[str]:
        """Finds one of the speakers."""
        return re.compile("|".join(map(re.escape, filter(None, self.speakers))) or r"(?!)")


def _phrases(options: UnattributedQuote) -> Iterable[Phrase]:
    return [Phrase("speech", literal, pattern) for literal, pattern in options.speech]


@check(
    "unattributed-quote",
    reads=PHRASES,
    options=UnattributedQuote,
    facts=("text",),
    phrases=_phrases,
)
def unattributed_quote(
    rows: Sequence[Hit], document: Document, options: UnattributedQuote
) -> Iterator[Finding]:
    """Yield the quotations of a post without a speaker as one finding."""
    if document.spoken.partition("-")[0] not in options.languages:
        return
    lines = document.lines
    by_line: dict[int, list[Hit]] = {}
    for row in rows:
        by_line.setdefault(row.line, []).append(row)
    found: dict[Span, str] = {}
    for number, line in enumerate(lines):
        hits = by_line.get(line.runs[0].line)
        if hits is None or line.flags & QUOTE:
            continue
        # A speech that is continued has its speaker in the paragraph before.
        near = [row.text for row in lines[max(0, number - 2) : number + 2]]
        at = sum(len(text) + 1 for text in near[: min(number, 2)])
        beside: Sentences | None = None
        for opening, closing, end in _quotations(line.text, hits):
            said = line.text[opening + 1 : closing]
            # Thoughts and rhetorical questions are short, or questions.
            if len(said) < options.shortest or said.endswith("?"):
                continue
            if _is_introduced(line.text, opening):
                continue
            beside = beside or Sentences.of(" ".join(near))
            if not _has_speaker(beside, at + opening, at + end, options):
                found[line.span_of(opening, closing + 1)] = said
    if found:
        yield from together(found, {"text": next(iter(found.values()))[:_SHOWN]})


_SHOWN = 20
"""Code points of a quotation in a message."""


def _is_introduced(text: str, opening: int) -> bool:
    """Tell whether the words right before a quotation, in its own sentence, have a subject.

    Most quotations are, and neither their own sentence nor others need be looked for.
    """
    before = _OWN_WORDS.search(text, max(0, opening - _NEAR), opening)
    return before is not None and _SUBJECT.search(before[0]) is not None


def _quotations(text: str, hits: Iterable[Hit]) -> Iterator[tuple[int, int, int]]:
    """Yield where quotations open and close, and where their verbs of saying end."""
    after: dict[str, int] = {}
    for hit in islice(hits, _MOST):
        closing = text.find(hit.text, after.get(hit.text, 0))
        opening = max(text.rfind(mark, 0, closing) for mark in _OPENING)
        if closing != -1 and opening != -1:
            after[hit.text] = closing + 1
            yield opening, closing, closing + len(hit.text)


def _has_speaker(beside: Sentences, start: int, end: int, options: UnattributedQuote) -> bool:
    """Tell whether a sentence, or one beside it, names who speaks."""
    # What goes on was begun by somebody; a subject two sentences before still holds.
    if _CONTINUED.match(beside.around(start, end)):
        return True
    if _SUBJECT.search(beside.around(start, end, before=_BESIDE)):
        return True
    near = beside.around(start, end, before=_BESIDE, after=_BESIDE)
    return options.speaker.search(near) is not None
