"""A front-matter field whose value is not among those that the site allows."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.front_matter import Field
from newslint.source import Span

_NEAR = 0.7
"""How alike two values are, of 1, for one to be meant by the other."""
_LONGEST = 60
"""Code points of a value; what is longer is near to none."""
_TOLD = 4
"""How many of the allowed values a message names."""
_COMMAS = re.compile(r"[,;]")


class FieldValue(Options, frozen=True):
    """Which values each field may have."""

    values: dict[str, tuple[str | int | float | bool, ...]] = msgspec.field(default_factory=dict)
    """The values by field; of a list every item must be one of them."""


@check(
    "field-value",
    reads="fields",
    options=FieldValue,
    facts=("field", "value", "known"),
    variants=("far",),
)
def field_value(
    rows: Sequence[Field], document: Document, options: FieldValue
) -> Iterator[Finding]:
    """Yield the values that are not allowed: each with what was meant, the rest of a field as one."""
    allowed = {
        name.lower(): tuple(_text(value) for value in values)
        for name, values in options.values.items()
    }
    found: dict[tuple[str, str], dict[str, list[Span]]] = {}
    for row in rows:
        known = allowed.get(row.name.lower()) if allowed else None
        if not known or not is_value(row):
            continue
        for value in values_of(row, document):
            if value not in known:
                key = (row.name, nearest(value, known))
                found.setdefault(key, {}).setdefault(value, []).append(row.span)
    for (name, near), wrong in found.items():
        facts = {
            "field": name,
            "value": "`, `".join(wrong),
            "known": near or _listing(allowed[name.lower()]),
        }
        spans = (span for spans in wrong.values() for span in spans)
        yield from together(spans, facts, "" if near else "far")


def is_value(row: Field) -> bool:
    """Tell whether a row is an outermost field or an item of its list."""
    return not row.path[1:] or (len(row.path[1:]) == 1 and isinstance(row.path[1], int))


def _listing(allowed: tuple[str, ...]) -> str:
    return "`, `".join((*allowed[:_TOLD], *("…",) * (len(allowed) > _TOLD)))


def values_of(row: Field, document: Document) -> list[str]:
    """Return the values that a field or an item of a list has; a text may hold several."""
    value = row.value
    if value is None or isinstance(value, list | dict):
        return []
    text = _text(value)
    if not isinstance(value, str):
        return [text]
    if document.front_matter and document.front_matter.format == "headers":
        return [kept for part in _COMMAS.split(text) if (kept := part.strip())]
    # Jekyll's `Utils.pluralized_array_from_hash` splits a text in these two.
    plural = row.path in (("tags",), ("categories",))
    if plural and document.site.settings.generator == "jekyll":
        return text.split()
    return [text] if text else []


def _text(value: object) -> str:
    """Return a value as front matter has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return unicodedata.normalize("NFC", str(value)).strip()


@lru_cache(maxsize=1024)
def nearest(value: str, allowed: tuple[str, ...]) -> str:
    """Return the allowed value that was probably meant; '' if none was."""
    if len(value) > _LONGEST:
        return ""
    by_form = {_form(text): text for text in reversed(allowed)}
    near = difflib.get_close_matches(_form(value), by_form, n=1, cutoff=_NEAR)
    return by_form[near[0]] if near else ""


def _form(text: str) -> str:
    """Return a text as it is compared: letter case aside, Hangul by its letters."""
    return unicodedata.normalize("NFD", text.casefold())
