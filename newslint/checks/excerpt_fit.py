"""A summary that is too short or too long to be one, or that only keeps its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Annotated

from msgspec import Meta

from newslint.check import Finding, Options, check
from newslint.document import Document
from newslint.front_matter import Field
from newslint.template import is_filled_in
from newslint.width import width


class ExcerptFit(Options, frozen=True):
    """How wide a summary is."""

    fields: tuple[str, ...] = ("excerpt", "description", "summary", "teaser")
    """Fields that hold a summary, in lower case."""
    min: Annotated[int, Meta(ge=0)] = 40
    """Columns that a summary has at least; a wide character, such as a Korean syllable, has two."""
    max: Annotated[int, Meta(ge=1)] = 320
    """Columns that it has at most."""
    placeholders: tuple[str, ...] = ()
    """Texts that programs write where they have no value."""

    @cached_property
    def unset(self) -> frozenset[str]:
        """The placeholders as they are compared."""
        return frozenset(text.casefold() for text in self.placeholders)


@check(
    "excerpt-fit",
    reads="fields",
    options=ExcerptFit,
    facts=("field", "width", "text"),
    variants=("long", "unset"),
)
def excerpt_fit(
    rows: Sequence[Field], document: Document, options: ExcerptFit
) -> Iterator[Finding]:
    """Yield the summaries that are none for their width, or for what they hold."""
    for row in rows:
        if len(row.path) > 1 or row.name.lower() not in options.fields:
            continue
        if not isinstance(row.value, str) or is_filled_in(row.value):
            continue
        text = " ".join(row.value.split())
        if not text:
            # An empty field is empty-field's to tell.
            continue
        facts = {"field": row.name, "text": text, "width": 0}
        if text.casefold() in options.unset:
            yield Finding(row.span, facts, variant="unset")
            continue
        # The length of a text is at hand, and most are neither short nor long by any measure.
        if options.min <= len(text) and 2 * len(text) <= options.max:
            continue
        shown = width(text)
        if not options.min <= shown <= options.max:
            variant = "long" if shown > options.max else ""
            yield Finding(row.span, {**facts, "width": shown}, variant=variant)
