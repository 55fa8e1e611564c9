"""A licence notice that was taken for the article, or for a part of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from newslint.check import PHRASES, Finding, Options, check, together
from newslint.document import Document
from newslint.rows import HEADING, QUOTE
from newslint.scan import IN_FIELD, Hit, Phrase, field_of

Patterns = tuple[tuple[str, str], ...]
"""Pairs of a literal that must be there and a regular expression that must match around it."""


_FAR = 1000
"""Bytes behind which nothing is the beginning of a field any more."""


class LicenceContent(Options, frozen=True):
    """What notices sound like; each list is of pairs of a literal and a pattern around it."""

    headings: Patterns = ()
    """Headings over a notice."""
    notices: Patterns = ()
    """Sentences of a notice."""
    max: Annotated[int, Meta(ge=1)] = 2
    """Paragraphs that may have such a sentence: more are no note below a text."""
    fields: tuple[str, ...] = ("excerpt", "description", "summary")
    """Front-matter fields that must not begin with a notice."""
    start: Annotated[int, Meta(ge=0)] = 24
    """Code points of a field within which a sentence is its beginning."""
    topics: tuple[str, ...] = ()
    """Words in the title of a post that is about licences."""


def _phrases(options: LicenceContent) -> Iterable[Phrase]:
    for literal, pattern in options.headings:
        yield Phrase("heading", literal, pattern, "heading")
    for literal, pattern in options.notices:
        yield Phrase("notice", literal, pattern)
        yield Phrase("notice", literal, pattern, "field")


@check(
    "licence-content",
    reads=PHRASES,
    options=LicenceContent,
    phrases=_phrases,
    facts=("text", "field"),
    variants=("heading", "field"),
)
def licence_content(
    rows: Sequence[Hit], document: Document, options: LicenceContent
) -> Iterator[Finding]:
    """Yield the notices that fill paragraphs, those that have a heading, and those in a field."""
    title = (document.front_matter.text("title") if document.front_matter else None) or ""
    if any(topic.casefold() in title.casefold() for topic in options.topics):
        return
    lines = {line.runs[0].line: line for line in document.lines}
    headings = dict.fromkeys(lines[row.line].span for row in rows if row.label == "heading")
    for span in headings:
        facts = {"text": document.source.slice(span), "field": ""}
        yield from together(headings, facts, "heading")
        break
    blocks: dict[int, Hit] = {}
    for row in rows:
        line = lines.get(row.line)
        if row.label == "notice" and line and not line.flags & (HEADING | QUOTE):
            blocks.setdefault(line.block, row)
    found = [row.span for row in blocks.values()]
    facts = {"text": next(iter(blocks.values())).text if blocks else "", "field": ""}
    yield from together(found, facts, budget=options.max)
    for row in rows:
        field = field_of(row.span, document) if row.line == IN_FIELD else None
        if field is None or field.name.lower() not in options.fields:
            continue
        if row.span.start - field.span.start > _FAR:
            continue
        before = document.source.data[field.span.start : row.span.start].decode(errors="replace")
        if len(before.strip(" >|-\"'\n")) <= options.start:
            yield Finding(row.span, {"text": row.text, "field": field.name}, variant="field")
            return
