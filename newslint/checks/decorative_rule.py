"""Rules between the sections of one article, which its headings part already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from newslint.check import Edit, Finding, Fix, Options, check, together
from newslint.document import Document
from newslint.rows import Heading
from newslint.source import Span

_LOOKS_LIKE_RULE = re.compile(
    rb"\n {0,3}(?:(?:-[ \t]*+){3,}+|(?:\*[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)\r?(?:\n|\Z)"
)
"""A rule of Markdown, or the line below a heading's: only a parser can tell them apart."""


class DecorativeRule(Options, frozen=True):
    """From when on rules are decoration."""

    least: Annotated[int, Meta(ge=1)] = 2
    """Sections that begin below a rule."""


@check("decorative-rule", reads="headings", options=DecorativeRule)
def decorative_rule(
    rows: Sequence[Heading], document: Document, options: DecorativeRule
) -> Iterator[Finding]:
    """Yield the rules above headings, if all sections but the first begin below one.

    Rules above headings of the first level part articles: each has its own title.
    """
    if len(rows) < options.least:
        return
    above = _rules_above(rows, document)
    level = min((row.level for row in above), default=1)
    sections = [row for row in rows if row.level == level]
    if level == 1 or len(above) < options.least:
        return
    if any(row.level < level for row in rows[rows.index(sections[0]) :]):
        return
    if all(row in above for row in sections[1:]):
        spans = list(above.values())
        lone = [document.source.lone_lines(span) for span in spans]
        edits = tuple(Edit(lines, "") for lines in lone if lines)
        fix = Fix(edits, safe=True) if len(edits) == len(spans) else None
        yield from together(spans, fix=fix)


def _rules_above(rows: Sequence[Heading], document: Document) -> dict[Heading, Span]:
    """Return the headings that have a rule right above them, each with the rule."""
    data = document.source.data
    rules = [tag.span for tag in document.tags if tag.name == "hr"]
    if _LOOKS_LIKE_RULE.search(data, max(0, document.body.start - 1)):
        rules += [row.span for row in document.blocks if row.kind == "Rule"]
    written = (Span(rule.start, _end_of_words(data, rule.end)) for rule in rules)
    by_end = {rule.end: rule for rule in written}
    ends = ((row, _end_of_words(data, row.span.start)) for row in rows)
    return {row: by_end[end] for row, end in ends if end in by_end}


def _end_of_words(data: bytes, at: int) -> int:
    """Return where the last byte before a place ends that is no blank."""
    while at and data[at - 1] in b" \t\r\n":
        at -= 1
    return at
