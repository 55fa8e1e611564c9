"""A front-matter field that is there and says nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.front_matter import Field


class EmptyField(Options, frozen=True):
    """Which fields must not be empty."""

    fields: tuple[str, ...] = ()
    """Fields that say something or are left out."""
    required: tuple[str, ...] = ()
    """Fields that every post must fill in."""


@check(
    "empty-field",
    reads="fields",
    options=EmptyField,
    facts=("fields",),
    variants=("required",),
)
def empty_field(
    rows: Sequence[Field], document: Document, options: EmptyField
) -> Iterator[Finding]:
    """Yield the empty fields as one finding, the required ones as another."""
    empty = [row for row in rows if len(row.path) == 1 and _is_empty(row.value)]
    if not empty or document.is_withheld:
        return
    required = {name.lower() for name in options.required}
    wanted = {name.lower() for name in options.fields} - required
    for names, variant in ((wanted, ""), (required, "required")):
        found = [row for row in empty if row.name.lower() in names]
        facts = {"fields": "`, `".join(row.name for row in found)}
        yield from together((row.key_span for row in found), facts, variant)


def _is_empty(value: object) -> bool:
    """Tell whether a value says nothing; an empty list does: there are none."""
    return value is None or (isinstance(value, str) and not value.strip())
