"""A field or a file's name that should tell a day and does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newslint.check import Finding, Options, check
from newslint.dates import day_of
from newslint.document import Document
from newslint.template import is_filled_in

_NAME = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?![0-9])")


class UnreadableDate(Options, frozen=True):
    """Which fields are dates."""

    fields: tuple[str, ...] = ("date",)
    """Their names, in lower case."""


@check(
    "unreadable-date",
    reads="document",
    options=UnreadableDate,
    facts=("field", "text"),
    variants=("name",),
)
def unreadable_date(
    rows: Sequence[Document], document: Document, options: UnreadableDate
) -> Iterator[Finding]:
    """Yield the fields that are texts or numbers and no dates, and a name that begins so."""
    top = document.front_matter.top if document.front_matter else {}
    for name in options.fields:
        row = top.get(name)
        # What is empty, a list or a switch is no attempt at a date.
        if (
            row is None
            or isinstance(row.value, bool)
            or not isinstance(row.value, str | int | float)
        ):
            continue
        # A number is told as it is written: YAML reads `18:30` as 1110.
        text = row.value.strip() if isinstance(row.value, str) else document.source.slice(row.span)
        if text and not is_filled_in(text) and day_of(row.value) is None:
            yield Finding(row.span, {"field": row.name, "text": text})
    # A bundle's date is its folder's.
    *folders, name = document.source.path.split("/")
    if name.startswith(("index.", "_index.")) and folders:
        name = folders[-1]
    begun = _NAME.match(name)
    if begun and day_of(begun[0]) is None:
        yield Finding(document.head, {"field": "", "text": begun[0]}, variant="name")
