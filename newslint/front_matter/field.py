"""What front matter is made of: fields, and what keeps it from being read."""

from __future__ import annotations

from functools import cached_property
from typing import Literal, NamedTuple

import msgspec

from newslint.source import Span


class Field(NamedTuple):
    """One entry of the front matter, at any depth."""

    path: tuple[str | int, ...]
    """Keys and list indices from the outermost in."""
    value: object
    """The value as Python has it: str, int, float, bool, None, date, datetime, list or dict."""
    key_span: Span
    """Where the key stands; the value's place, for an item of a list."""
    span: Span
    """Where the value stands, quotation marks and block indicators included."""

    @property
    def name(self) -> str:
        """The outermost key."""
        return str(self.path[0])


class Duplicate(NamedTuple):
    """A key that stands twice in one mapping."""

    key: str
    first: Span
    again: Span


class Parsed(NamedTuple):
    """What a format's parser gives."""

    fields: tuple[Field, ...]
    duplicates: tuple[Duplicate, ...] = ()

    @property
    def values(self) -> dict[str, object]:
        """The outermost values by key."""
        return {str(row.path[0]): row.value for row in self.fields if len(row.path) == 1}


TOO_DEEP = "too-deep"
"""The cause where front matter is nested more deeply than is read."""


class Failure(NamedTuple):
    """Why front matter cannot be read."""

    cause: str
    """A word for the likely cause: a rule's page has a sentence for each."""
    detail: str
    """What the parser says, or the text that is in the way."""
    span: Span


class UnparsableError(Exception):
    """Front matter that its parser refuses. `index` counts code points of the parsed text."""

    def __init__(self, cause: str, detail: str, index: int) -> None:
        super().__init__(detail)
        self.cause = cause
        self.detail = detail
        self.index = index

    @property
    def reason(self) -> str:
        """What is wrong, for whoever has written a configuration or a list."""
        if self.cause == TOO_DEEP:
            return "it is nested too deeply"
        return self.detail or "it holds no keys"

    def failure(self, text: str, base: int) -> Failure:
        """Return the failure with its place in the file."""
        at = base + len(text[: self.index].encode())
        return Failure(self.cause, self.detail, Span(at, at))


Format = Literal["yaml", "toml", "json", "headers", "html"]


class FrontMatter(msgspec.Struct, frozen=True, dict=True):
    """The front matter of one post."""

    format: Format
    """`headers`, or `html`: a whole page's title and meta elements."""
    span: Span
    """From the opening fence to the closing one."""
    body: int
    """The offset of the first byte of the post's body."""
    fields: tuple[Field, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    failure: Failure | None = None

    @cached_property
    def top(self) -> dict[str, Field]:
        """The outermost fields by lower-case key; of a key that stands twice, the last.

        Pelican and Hugo do not tell the case of keys, and no site has two that differ in it.
        """
        return {field.name.lower(): field for field in self.fields if len(field.path) == 1}

    def get(self, name: str) -> Field | None:
        """Return an outermost field, or one inside by a dotted name (`extra.source`)."""
        if "." not in name:
            return self.top.get(name)
        path = tuple(name.split("."))
        return next((field for field in self.fields if field.path == path), None)

    def text(self, name: str) -> str | None:
        """Return a field's value where it is text."""
        field = self.get(name)
        return field.value if field and isinstance(field.value, str) else None
