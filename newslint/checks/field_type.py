"""A front-matter field whose value is of a kind that nothing can read there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time
from functools import cached_property
from typing import Literal

import msgspec

from newslint.check import Finding, Options, check
from newslint.document import Document
from newslint.front_matter import Field

_UNTYPED = frozenset({"headers", "html"})
"""Forms of front matter in which every value is a text."""


_Type = Literal["text", "number", "boolean", "date", "list", "mapping", "mappings"]


class FieldType(Options, frozen=True):
    """What each field may hold."""

    types: dict[str, tuple[_Type, ...]] = msgspec.field(default_factory=dict)
    """The types by field, the one that is asked for first; `mappings` is a list that has some."""

    @cached_property
    def lowered(self) -> dict[str, tuple[_Type, ...]]:
        """The types by the fields as they are compared."""
        return {name.lower(): allowed for name, allowed in self.types.items()}


@check("field-type", reads="fields", options=FieldType, facts=("field", "found", "wanted"))
def field_type(rows: Sequence[Field], document: Document, options: FieldType) -> Iterator[Finding]:
    """Yield the fields whose values are of another type."""
    if document.front_matter is None or document.front_matter.format in _UNTYPED:
        return
    types = options.lowered
    for row in rows:
        allowed = types.get(row.name.lower()) if len(row.path) == 1 else None
        found = _type_of(row.value) if allowed else ""
        if not allowed or not found or found in allowed:
            continue
        if row.value == [] and "mappings" in allowed:
            continue
        # `title: {{ title }}` was never filled in; to YAML it is a mapping.
        if not document.source.slice(row.span).startswith(("{{", "{%")):
            yield Finding(row.key_span, {"field": row.name, "found": found, "wanted": allowed[0]})


def _type_of(value: object) -> str:
    """Return what a value is; '' where there is none."""
    if isinstance(value, list):
        return "mappings" if any(isinstance(item, dict) for item in value) else "list"
    for kind, name in _NAMES:
        if isinstance(value, kind):
            return name
    return ""


_NAMES: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (str, "text"),
    # Before the numbers, which Python counts it among.
    (bool, "boolean"),
    ((int, float), "number"),
    ((date, time), "date"),
    (dict, "mapping"),
)
