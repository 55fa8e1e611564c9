"""Phrases and patterns in a scope: the text, headings, link texts or captions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal

from msgspec import Meta

from newslint.check import PHRASES, Finding, Options, check, together
from newslint.document import Document
from newslint.rows import QUOTE
from newslint.scan import Hit, field_of
from newslint.scan import Phrase as ScannedPhrase


class Phrase(Options, frozen=True):
    """What is looked for, and where."""

    phrases: tuple[str, ...] = ()
    """Texts; a Latin one must be a whole word, a Korean one is a stem and takes any particle."""
    patterns: tuple[tuple[str, str], ...] = ()
    """Pairs of a literal that must be there and a regular expression that must match around it."""
    scope: Literal["text", "heading", "link-text", "caption", "field"] = "text"
    """Where they are looked for."""
    fields: tuple[str, ...] = ("title",)
    """Front-matter fields that the scope `field` means, in lower case."""
    max: Annotated[int, Meta(ge=0)] = 0
    """How many there may be."""
    languages: tuple[str, ...] = ()
    """Languages of the post; none means any."""
    quotations: bool = False
    """Whether text in block quotations counts."""


def _phrases(options: Phrase) -> Iterable[ScannedPhrase]:
    for text in options.phrases:
        yield ScannedPhrase("phrase", text, scope=options.scope)
    for literal, pattern in options.patterns:
        yield ScannedPhrase("pattern", literal, pattern, options.scope)


@check("phrase", reads=PHRASES, options=Phrase, phrases=_phrases, facts=("text", "max"))
def phrase(rows: Sequence[Hit], document: Document, options: Phrase) -> Iterator[Finding]:
    """Yield all hits as one finding, if they are more than there may be."""
    if options.languages and document.spoken.partition("-")[0] not in options.languages:
        return
    if options.scope == "field":
        found = [row for row in rows if _is_in(row, document, options.fields)]
    else:
        quoted = {run.line for run in document.texts if run.flags & QUOTE}
        found = [row for row in rows if options.quotations or row.line not in quoted]
    if found:
        facts = {"text": found[0].text, "max": options.max}
        yield from together((row.span for row in found), facts, budget=options.max)


def _is_in(row: Hit, document: Document, fields: tuple[str, ...]) -> bool:
    field = field_of(row.span, document)
    return field is not None and len(field.path) == 1 and field.name.lower() in fields
