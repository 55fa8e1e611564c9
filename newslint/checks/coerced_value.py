"""Front-matter values that their generator reads as something else than what is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from newslint.check import Edit, Finding, Fix, Options, check
from newslint.document import Document
from newslint.front_matter import Field
from newslint.front_matter.readings import reading

_LONG = 4
"""Digits from which on a leading zero belongs to a code or a telephone number, not to a rank."""


class CoercedValue(Options, frozen=True):
    """Where text is meant."""

    fields: tuple[str, ...] = ()
    """Fields that hold text: no value of theirs should become something else."""
    versions: tuple[str, ...] = ("version", "release")
    """Fields that hold numbers whose last zero counts."""

    @cached_property
    def texts(self) -> frozenset[str]:
        """The fields of text as they are compared."""
        return frozenset(name.lower() for name in self.fields)

    @cached_property
    def numbered(self) -> frozenset[str]:
        """Those of versions."""
        return frozenset(name.lower() for name in self.versions)


@check(
    "coerced-value", reads="fields", options=CoercedValue, facts=("field", "text", "kind", "value")
)
def coerced_value(
    rows: Sequence[Field], document: Document, options: CoercedValue
) -> Iterator[Finding]:
    """Yield the plain scalars of YAML that become something else.

    In a field of text all do harm; in any other a time, or a long number with a leading zero: nobody
    means minutes past midnight, or octal digits.
    """
    if document.front_matter is None or document.front_matter.format != "yaml":
        return
    generator = document.site.settings.generator
    for row in rows:
        # Most values are texts that no reader takes for anything else.
        if isinstance(row.value, list | dict) or row.span.end - row.span.start > _LONGEST:
            continue
        text = document.source.slice(row.span)
        read = reading(text, generator)
        if read and _does_harm(row, text, read.form, options):
            facts = {"field": _name(row), "text": text, "kind": read.kind, "value": read.value}
            fix = Fix((Edit(row.span, f'"{text}"'),), safe=False)
            yield Finding(row.span, facts, fix=fix)


_LONGEST = 64
"""Bytes of a value that may become something else."""


def _name(row: Field) -> str:
    return next(part for part in reversed(row.path) if isinstance(part, str))


def _does_harm(row: Field, text: str, form: str, options: CoercedValue) -> bool:
    name = _name(row).lower()
    if name in options.texts:
        return True
    if form == "octal":
        return len(text) >= _LONG
    return form == "time" or (form == "decimal" and name in options.numbered)
