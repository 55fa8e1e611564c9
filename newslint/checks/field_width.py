"""A front-matter field that is wider than there is room for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from newslint.check import Finding, Options, check
from newslint.document import Document
from newslint.front_matter import Field
from newslint.template import is_filled_in
from newslint.width import width

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


class FieldWidth(Options, frozen=True):
    """Which fields are measured."""

    fields: tuple[str, ...] = ("title",)
    """Fields that are measured."""
    max: Annotated[int, Meta(ge=1)] = 120
    """Columns; a wide character, such as a Korean syllable, has two."""


@check("field-width", reads="fields", options=FieldWidth, facts=("field", "width"))
def field_width(
    rows: Sequence[Field], document: Document, options: FieldWidth
) -> Iterator[Finding]:
    """Yield the fields that are too wide."""
    for row in rows:
        if len(row.path) > 1 or row.name.lower() not in options.fields:
            continue
        # Most values are short, and the length of a text is at hand.
        if not isinstance(row.value, str) or 2 * len(row.value) <= options.max:
            continue
        if is_filled_in(row.value):
            continue
        shown = width(_TAG.sub("", " ".join(row.value.split())))
        if shown > options.max:
            yield Finding(row.span, {"field": row.name, "width": shown})
