"""Rules between the sections of one article, which its headings part already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from newslint.check import Edit, Finding, Fix, Options, check, together
from newslint.document import Document
from newslint.rows import Heading
from newslint.source import Span


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
    if len(rows) < options.least or not _may_have_rules(document):
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


def _may_have_rules(document: Document) -> bool:
    data, start = document.source.data, document.body.start
    return any(
        data.find(mark, start) != -1 for mark in (b"---", b"***", b"___", b"- - -", b"* * *")
    ) or any(tag.name == "hr" for tag in document.tags)


def _rules_above(rows: Sequence[Heading], document: Document) -> dict[Heading, Span]:
    """Return the headings that have a rule right above them, each with the rule."""
    data = document.source.data
    rules = [row.span for row in document.blocks if row.kind == "Rule"]
    rules += [tag.span for tag in document.tags if tag.name == "hr"]
    ends = {
        len(data[: rule.end].rstrip()): Span(rule.start, len(data[: rule.end].rstrip()))
        for rule in rules
    }
    found = {}
    for row in rows:
        rule = ends.get(len(data[: row.span.start].rstrip()))
        if rule:
            found[row] = rule
    return found
