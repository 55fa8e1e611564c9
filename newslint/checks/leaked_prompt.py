"""What a text generator said to whoever ran it, or was told by them, in the text of a post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from newslint.check import PHRASES, Finding, Options, check, together
from newslint.document import Document
from newslint.rows import QUOTE
from newslint.scan import IN_FIELD, Hit, Phrase, field_of

Patterns = tuple[tuple[str, str], ...]
"""Pairs of a literal that must be there and a regular expression that must match around it."""


class LeakedPrompt(Options, frozen=True):
    """What it sounds like; each list is of pairs of a literal and a pattern around it."""

    errors: Patterns = ()
    """Errors of the service."""
    refusals: Patterns = ()
    """Refusals, and what else is said to the one who asked."""
    prompts: Patterns = ()
    """What the generator was told to do."""
    counts: Patterns = ()
    """How long the text is, or had to be."""
    fields: tuple[str, ...] = (
        *("title", "excerpt", "description", "summary", "subtitle", "teaser", "feature_text"),
    )
    """Front-matter fields that readers see."""

    @cached_property
    def kinds(self) -> tuple[tuple[str, Patterns], ...]:
        """The lists by the variant that tells of them, the gravest first."""
        return (
            ("error", self.errors),
            ("refusal", self.refusals),
            ("", self.prompts),
            ("count", self.counts),
        )

    @cached_property
    def shown(self) -> frozenset[str]:
        """The fields as they are compared."""
        return frozenset(name.lower() for name in self.fields)


def _phrases(options: LeakedPrompt) -> Iterable[Phrase]:
    for kind, patterns in options.kinds:
        for literal, pattern in patterns:
            yield Phrase(kind, literal, pattern)
            yield Phrase(kind, literal, pattern, "field")


@check(
    "leaked-prompt",
    reads=PHRASES,
    options=LeakedPrompt,
    phrases=_phrases,
    facts=("text",),
    variants=("error", "refusal", "count"),
)
def leaked_prompt(
    rows: Sequence[Hit], document: Document, options: LeakedPrompt
) -> Iterator[Finding]:
    """Yield each kind as one finding with its places."""
    quoted = {run.line for run in document.texts if run.flags & QUOTE}
    found = [row for row in rows if row.line not in quoted and _is_shown(row, document, options)]
    for kind, _ in options.kinds:
        hits = sorted({row for row in found if row.label == kind})
        if hits:
            yield from together((row.span for row in hits), {"text": hits[0].text}, kind)


def _is_shown(row: Hit, document: Document, options: LeakedPrompt) -> bool:
    field = field_of(row.span, document) if row.line == IN_FIELD else None
    return row.line != IN_FIELD or (field is not None and field.name.lower() in options.shown)
