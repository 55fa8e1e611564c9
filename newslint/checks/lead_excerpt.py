"""An excerpt that is the first paragraph, word for word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Annotated

from msgspec import Meta

from newslint.check import Edit, Finding, Fix, Options, check
from newslint.document import Document
from newslint.facts.compared import normalised
from newslint.front_matter import Field
from newslint.source import Span


class LeadExcerpt(Options, frozen=True):
    """What is compared."""

    field: str = "excerpt"
    """The field that the generator fills with the lead, where a post has none."""
    shortest: Annotated[int, Meta(ge=1)] = 20
    """Code points from which on it is compared."""


@check("lead-excerpt", reads="fields", options=LeadExcerpt, facts=("field",))
def lead_excerpt(
    rows: Sequence[Field], document: Document, options: LeadExcerpt
) -> Iterator[Finding]:
    """Yield the field that says what its generator would take from the text anyway."""
    matter = document.front_matter
    row = matter.top.get(options.field) if matter else None
    if matter is None or row is None or not isinstance(row.value, str):
        return
    if not document.site.settings.takes_leads or "excerpt_separator" in matter.top:
        return
    if len(row.value.strip()) >= options.shortest and normalised(row.value) == _lead(document):
        yield Finding(row.key_span, {"field": row.name}, fix=_without(row, document))


def _lead(document: Document) -> str:
    """Return the first paragraph as texts are compared; '' where something else comes first."""
    if not document.lines:
        return ""
    first = document.lines[0]
    before = document.source.data[document.body.start : first.span.start].lstrip()
    if b"\n\n" in before.replace(b"\r\n", b"\n"):
        return ""
    lead = takewhile(lambda line: line.block == first.block, document.lines)
    return normalised(" ".join(line.text for line in lead))


def _without(row: Field, document: Document) -> Fix | None:
    """Return the fix that takes the field out, with its lines; None where others are on them."""
    data = document.source.data
    end = data.find(b"\n", row.span.end)
    own = data[: row.key_span.start].endswith(b"\n") and not data[row.span.end : end].strip()
    return Fix((Edit(Span(row.key_span.start, end + 1), ""),), safe=False) if own else None
