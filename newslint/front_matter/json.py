"""JSON front matter, with a place for every key and value.

The scalars are read by the standard library; only the nesting is walked here, because the
library's decoder does not tell where a value stands.
"""

from __future__ import annotations

import json
import re
from json.decoder import JSONDecodeError

from newslint.front_matter.field import TOO_DEEP, Duplicate, Field, Parsed, UnparsableError
from newslint.front_matter.places import Places
from newslint.source import Span

_BLANK = re.compile(r"\s*")
_MAX_DEPTH = 100
_DECODER = json.JSONDecoder()
_STRINGS = json.JSONDecoder(strict=False)
"""Takes the line breaks inside strings that gray-matter's users write."""


def parse(text: str, base: int) -> Parsed:
    """Read a JSON object that starts `base` bytes into a file."""
    walker = _Walker(text, base)
    start = walker.skip(0)
    if text[start : start + 1] != "{":
        raise UnparsableError("no-mapping", "", start)
    _, end = walker.members(start + 1, (), "}")
    rest = walker.skip(end)
    if rest != len(text):
        raise UnparsableError("other", "extra data", rest)
    return walker.parsed()


def parse_entries(text: str, base: int) -> Parsed:
    """Read the members of a JSON object without its braces."""
    walker = _Walker(text, base)
    walker.members(0, (), "")
    return walker.parsed()


def parse_leading(text: str, base: int) -> tuple[Parsed, int]:
    """Read the JSON object that `text` begins with; return it, and the index after it."""
    walker = _Walker(text, base)
    _, end = walker.members(1, (), "}")
    return walker.parsed(), end


_SURROGATE = re.compile("[\ud800-\udfff]")


def _whole(text: str) -> str:
    """Return a text without halves of surrogate pairs, which no file can hold."""
    return _SURROGATE.sub("\ufffd", text)


class _Walker:
    def __init__(self, text: str, base: int) -> None:
        self.text = text
        self.span = Places(text, base).span
        self.fields: list[Field] = []
        self.duplicates: list[Duplicate] = []

    def parsed(self) -> Parsed:
        return Parsed(tuple(self.fields), tuple(self.duplicates))

    def skip(self, at: int) -> int:
        match = _BLANK.match(self.text, at)
        return match.end() if match else at

    def string(self, at: int) -> tuple[str, int]:
        if self.text[at : at + 1] != '"':
            raise UnparsableError("no-quote", self.text[at : at + 20], at)
        try:
            value, end = _STRINGS.raw_decode(self.text, at)
        except JSONDecodeError as error:
            raise UnparsableError("quote", error.msg, error.pos) from None
        return _whole(str(value)), end

    def members(
        self, at: int, path: tuple[str | int, ...], closer: str
    ) -> tuple[dict[str, object], int]:
        values: dict[str, object] = {}
        first: dict[str, Span] = {}
        at = self.skip(at)
        while not self._closed(at, closer):
            key, end = self.string(at)
            key_span = self.span(at, end)
            colon = self.skip(end)
            if self.text[colon : colon + 1] != ":":
                raise UnparsableError("no-colon", key, colon)
            values[key], at = self.value(self.skip(colon + 1), (*path, key), key_span)
            if key in first:
                self.duplicates.append(Duplicate(key, first[key], key_span))
            first.setdefault(key, key_span)
            at = self._separator(at, closer)
        return values, at + len(closer)

    def items(self, at: int, path: tuple[str | int, ...]) -> tuple[list[object], int]:
        values: list[object] = []
        at = self.skip(at)
        while not self._closed(at, "]"):
            value, at = self.value(at, (*path, len(values)), None)
            values.append(value)
            at = self._separator(at, "]")
        return values, at + 1

    def value(
        self, at: int, path: tuple[str | int, ...], key_span: Span | None
    ) -> tuple[object, int]:
        if len(path) > _MAX_DEPTH:
            raise UnparsableError(TOO_DEEP, str(_MAX_DEPTH), at)
        place = len(self.fields)
        opener = self.text[at : at + 1]
        value: object
        if opener == "{":
            value, end = self.members(at + 1, path, "}")
        elif opener == "[":
            value, end = self.items(at + 1, path)
        elif opener == '"':
            value, end = self.string(at)
        else:
            value, end = self._literal(at)
        span = self.span(at, end)
        self.fields.insert(place, Field(path, value, key_span or span, span))
        return value, end

    def _literal(self, at: int) -> tuple[object, int]:
        try:
            value: object
            value, end = _DECODER.raw_decode(self.text, at)
        except (JSONDecodeError, ValueError):
            raise UnparsableError("other", self.text[at : at + 20], at) from None
        return value, end

    def _closed(self, at: int, closer: str) -> bool:
        if at >= len(self.text):
            if closer:
                raise UnparsableError("unclosed", closer, len(self.text))
            return True
        return self.text[at] == closer

    def _separator(self, at: int, closer: str) -> int:
        at = self.skip(at)
        if self.text[at : at + 1] == ",":
            following = self.skip(at + 1)
            if closer and self.text[following : following + 1] == closer:
                raise UnparsableError("extra-comma", closer, at)
            return following
        if not self._closed(at, closer):
            raise UnparsableError("no-comma", self.text[at : at + 20], at)
        return at
