"""A field whose text another field of the same post repeats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from newslint.check import Finding, Options, check
from newslint.document import Document
from newslint.facts.compared import normalised
from newslint.front_matter import Field


class EchoedField(Options, frozen=True):
    """Which field is repeated, and where."""

    fields: tuple[str, ...] = ("excerpt",)
    """The field, by the names that it goes by."""
    others: tuple[str, ...] = ()
    """The fields that should say something else."""
    shortest: Annotated[int, Meta(ge=0)] = 20
    """Code points from which on a text is compared."""


@check("echoed-field", reads="fields", options=EchoedField, facts=("field", "other"))
def echoed_field(
    rows: Sequence[Field], document: Document, options: EchoedField
) -> Iterator[Finding]:
    """Yield the fields that hold the text of the first one, at their keys."""
    texts = {
        row.name.lower(): row for row in rows if len(row.path) == 1 and isinstance(row.value, str)
    }
    for name in options.fields:
        row = texts.get(name)
        if row is None or len(str(row.value).strip()) < options.shortest:
            continue
        text = normalised(str(row.value))
        for other in options.others:
            if (
                other != name
                and other in texts
                and text
                and text in normalised(str(texts[other].value))
            ):
                yield Finding(row.key_span, {"field": row.name, "other": texts[other].name})
                return
