"""YAML front matter, composed with libyaml's marks.

A value is what the YAML 1.1 schema of PyYAML makes of it, but a value that the schema names and
cannot build (`date: 2024-13-45`) stays the text that it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

from newslint.front_matter.field import TOO_DEEP, Duplicate, Field, Parsed, UnparsableError
from newslint.front_matter.places import Places
from newslint.source import Span

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_DEPTH = 100
"""libyaml takes quadratic time in nesting, and ends the process at 100,000 levels."""
_MOST_MERGED = 100_000
"""Entries that the merge keys (`<<`) of a text may copy."""
_INDICATORS = re.compile(r"(?:[-?:][ \t]+){100}")
_BRACKETS = re.compile(r"[\[\]{}]")
_INDENTED = re.compile(r"^( {100,})\S", re.MULTILINE)
"""A line so far in that it may be the hundredth level; a level takes a blank at least."""
_PREFIX = "tag:yaml.org,2002:"
_MERGE = f"{_PREFIX}merge"


def parse(text: str, base: int) -> Parsed:
    """Read YAML that starts `base` bytes into a file."""
    _refuse_depth(text)
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.reader.ReaderError as error:
        raise UnparsableError("control", _character(error), _index(error, text)) from None
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text) from None
    if root is None:
        return Parsed(())
    if not isinstance(root, yaml.MappingNode):
        raise UnparsableError("no-mapping", "", 0)
    return _Reader(text, base).read(root)


def _refuse_depth(text: str) -> None:
    # Counting what nesting takes is ten times as fast as looking for it, and hardly any text has it.
    if sum(map(text.count, "-?:[{")) < _MAX_DEPTH and " " * _MAX_DEPTH not in text:
        return
    run = _INDICATORS.search(text)
    if run:
        raise UnparsableError(TOO_DEEP, str(_MAX_DEPTH), run.start())
    depth = 0
    for bracket in _BRACKETS.finditer(text):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > _MAX_DEPTH:
            raise UnparsableError(TOO_DEEP, str(_MAX_DEPTH), bracket.start())
    indents: list[int] = []
    for line in _INDENTED.finditer(text):
        while indents and indents[-1] >= len(line[1]):
            indents.pop()
        indents.append(len(line[1]))
        if len(indents) > _MAX_DEPTH:
            raise UnparsableError(TOO_DEEP, str(_MAX_DEPTH), line.start())


def _character(error: Any) -> str:
    character = error.character
    return f"U+{ord(character) if isinstance(character, str) else character:04X}"


def _index(error: Any, text: str) -> int:
    """Return the code point of a control character; libyaml counts bytes."""
    if _Loader is yaml.SafeLoader:
        return int(error.position)
    return len(text.encode()[: error.position].decode(errors="ignore"))


def _explained(error: yaml.MarkedYAMLError, text: str) -> UnparsableError:
    mark = error.problem_mark or error.context_mark
    if error.context_mark and any(word in str(error.context) for word in _TOLD_AT_START):
        mark = error.context_mark
    index = mark.index if mark else 0
    line_start = text.rfind("\n", 0, index) + 1
    line_end = text.find("\n", index)
    line = text[line_start : line_end if line_end != -1 else len(text)]
    return UnparsableError(
        _cause(error, text, index, line), str(error.problem or error.context), index
    )


_TOLD_AT_START = ("simple key", "flow sequence", "flow mapping", "quoted scalar")
"""What libyaml notices only after its end: the fault is where it begins."""


def _cause(error: yaml.MarkedYAMLError, text: str, index: int, line: str) -> str:
    problem = f"{error.context or ''} {error.problem or ''}"
    before = text[max(0, index - 1) : index + 1]
    value = line.partition(":")[2].strip()
    if "\t" in before:
        return "tab"
    if "\r" in text[:index].replace("\r\n", ""):
        return "carriage-return"
    if "could not find expected ':'" in problem:
        return "no-colon"
    if "flow" in str(error.context):
        return "open-bracket"
    started = _value_before(error, text)
    for opening, cause in (("'", "quote"), ('"', "quote"), ("[", "bracket"), ("{", "bracket")):
        if value.startswith(opening) or started.startswith(opening):
            return cause
    if "mapping values are not allowed" in problem:
        return "colon"
    if value[:1] in ("@", "`", "%", "&", "*", "!", "|", ">"):
        return "indicator"
    return "indent" if "block" in problem else "other"


def _value_before(error: yaml.MarkedYAMLError, text: str) -> str:
    """Return the value of the last `key:` at the start of a line before the problem."""
    mark = error.problem_mark
    head = text[: mark.index] if mark else text
    keys = re.findall(r"^[^\s:][^:\n]*:[ \t]*(\S.*)$", head, re.MULTILINE)
    return keys[-1] if keys else ""


class _Reader:
    """Turns composed nodes into fields and values."""

    def __init__(self, text: str, base: int) -> None:
        self.text = text
        self.places = Places(text, base)
        self.fields: list[Field] = []
        self.duplicates: list[Duplicate] = []
        self.room = _MOST_MERGED
        self.values: dict[int, object] = {}

    def read(self, root: yaml.MappingNode) -> Parsed:
        self._mapping(root, ())
        return Parsed(tuple(self.fields), tuple(self.duplicates))

    def _span(self, node: yaml.Node) -> Span:
        start = node.start_mark.index
        raw = self.text[start : node.end_mark.index].rstrip()
        first = self.places.byte(start)
        return Span(first, first + len(raw.encode()))

    def _value(self, node: yaml.Node, path: tuple[str | int, ...]) -> object:
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        # A node that an alias repeats is read once: its fields are those of the anchor, and a
        # chain of aliases can neither recurse nor grow.
        known = id(node)
        if known in self.values:
            return self.values[known]
        self.values[known] = None
        is_mapping = isinstance(node, yaml.MappingNode)
        value = self._mapping(node, path) if is_mapping else self._sequence(node, path)
        self.values[known] = value
        return value

    def _mapping(self, node: yaml.Node, path: tuple[str | int, ...]) -> dict[str, object]:
        values: dict[str, object] = {}
        first: dict[str, Span] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node.value, str) else "?"
            inner = (*path, key)
            key_span = self._span(key_node)
            at = len(self.fields)
            value = self._value(value_node, inner)
            if key_node.tag == _MERGE and isinstance(value, dict | list):
                for base in value if isinstance(value, list) else [value]:
                    if isinstance(base, dict):
                        self._make_room(len(base) + len(values), key_node)
                        values = {**base, **values}
                continue
            self.fields.insert(at, Field(inner, value, key_span, self._span(value_node)))
            if key in first:
                self.duplicates.append(Duplicate(key, first[key], key_span))
            first.setdefault(key, key_span)
            values[key] = value
        return values

    def _make_room(self, entries: int, node: yaml.Node) -> None:
        """Raise UnparsableError where merges make of a few lines more than any post has."""
        self.room -= entries
        if self.room < 0:
            raise UnparsableError(TOO_DEEP, str(_MOST_MERGED), node.start_mark.index)

    def _sequence(self, node: yaml.Node, path: tuple[str | int, ...]) -> list[object]:
        values = []
        for index, item in enumerate(node.value):
            at = len(self.fields)
            value = self._value(item, (*path, index))
            span = self._span(item)
            self.fields.insert(at, Field((*path, index), value, span, span))
            values.append(value)
        return values


_BUILDERS: dict[str, Callable[[Any], object]] = {
    f"{_PREFIX}{kind}": getattr(yaml.constructor.SafeConstructor(), f"construct_yaml_{kind}")
    for kind in ("bool", "int", "float", "null", "timestamp")
}


def _scalar(node: yaml.Node) -> object:
    build = _BUILDERS.get(node.tag)
    if build is None:
        return node.value
    try:
        return build(node)
    except (ValueError, OverflowError, AttributeError, LookupError):
        return node.value
