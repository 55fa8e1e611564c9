"""Front matter held against a JSON Schema, each fault at the key that it concerns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from newslint.check import Finding, Options, check
from newslint.document import Document

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

_SHOWN = 6
"""How many allowed values a message lists."""


class SchemaViolation(Options, frozen=True):
    """What is asked of the front matter."""

    schema: dict[str, Any] = {}  # noqa: RUF012  # msgspec makes it each options' own
    """A JSON Schema; `$schema` tells its dialect, 2020-12 without it. References lead inside it."""

    def __post_init__(self) -> None:
        """Raise ValueError for what is no schema."""
        if self.schema:
            from jsonschema import SchemaError
            from jsonschema.validators import validator_for

            try:
                validator_for(self.schema).check_schema(self.schema)
            except SchemaError as error:
                where = ".".join(str(part) for part in error.absolute_path) or "the schema"
                raise ValueError(f"{where} is no JSON Schema: {error.message}") from None
            dead = next(_dead_references(self.schema), None)
            if dead is not None:
                raise ValueError(f"`$ref: {dead}` leads to nothing inside the schema")


@check(
    "schema-violation",
    reads="document",
    options=SchemaViolation,
    facts=("field", "what", "expected"),
)
def schema_violation(
    rows: Sequence[Document], document: Document, options: SchemaViolation
) -> Iterator[Finding]:
    """Yield each fault at the key of the value that has it, or at the head for what lacks."""
    matter = document.front_matter
    if not options.schema or matter is None or matter.failure is not None:
        return
    places = {row.path: row.key_span for row in matter.fields}
    data: Any = {
        name: _plain(row.value)
        for row in matter.fields
        # The key with which a post speaks to newslint is none of its schema's business.
        if len(row.path) == 1 and (name := str(row.path[0])) != "newslint"
    }
    validator = _validator(msgspec.json.encode(options.schema))
    for error in sorted(validator.iter_errors(data), key=lambda error: list(map(str, error.path))):
        path = tuple(error.absolute_path)
        for key, expected in _told(error):
            own = (*path, key) if key else path
            span = next(
                (places[own[:n]] for n in range(len(own), 0, -1) if own[:n] in places), None
            )
            field = ".".join(str(part) for part in own)
            facts = {"field": field, "what": str(error.validator), "expected": expected}
            yield Finding(span or document.head, facts)


def _dead_references(schema: dict[str, Any]) -> Iterator[str]:
    """Yield the references that lead nowhere, or out of the schema."""
    from referencing import Registry
    from referencing.exceptions import Unresolvable
    from referencing.jsonschema import DRAFT202012

    resource = DRAFT202012.create_resource(schema)
    resolver = Registry().with_resource("", resource).resolver()
    for reference in _references(schema):
        try:
            resolver.lookup(reference)
        except Unresolvable:
            yield reference


def _references(value: object) -> Iterator[str]:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for entry in inside:
        yield from _references(entry)
    if isinstance(value, dict) and isinstance(value.get("$ref"), str):
        yield value["$ref"]


def _told(error: ValidationError) -> Iterator[tuple[str, str]]:
    """Yield the key that a fault is about, if it is inside the value, and what was expected."""
    value: Any = error.validator_value
    instance: Any = error.instance
    if error.validator == "required":
        yield from ((key, "") for key in value if key not in instance)
    elif error.validator == "additionalProperties":
        known = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
        yield from ((key, "") for key in instance if key not in known)
    elif isinstance(value, list):
        shown = ", ".join(str(item) for item in value[:_SHOWN])
        yield "", shown + (", …" if len(value) > _SHOWN else "")
    else:
        yield "", "" if isinstance(value, dict | bool) else str(value)


def _plain(value: object) -> object:
    """Return a value as JSON has it: dates as texts, as they stand in ISO 8601."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [_plain(inside) for inside in value]
    return value


@lru_cache(maxsize=64)
def _validator(schema: bytes) -> Validator:
    from jsonschema.validators import validator_for
    from referencing import Registry

    decoded = msgspec.json.decode(schema)
    made = validator_for(decoded)
    # An empty registry: a schema may not fetch another one.
    return made(decoded, registry=Registry(), format_checker=made.FORMAT_CHECKER)
