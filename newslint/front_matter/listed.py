"""Front matter in which a field lists one text more: the change of the file, nothing serialised."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from newslint.front_matter import Field, FrontMatter, parse
from newslint.source import Source, Span


class Listed(NamedTuple):
    """What is to be written, and over which bytes."""

    span: Span
    text: str


_ITEM = re.compile(rb"[ \t]*-[ \t]+")
_PLAIN = re.compile(r"/[\w./-]*", re.ASCII)
"""A path that YAML takes for a text without quotation marks."""


def listed(source: Source, name: str, text: str) -> Listed | None:
    """Return the change that makes a field of YAML or TOML list a text besides what it lists.

    A field that is one text becomes a list of both; one that is absent is added. None where that
    would change anything else, or where the front matter is of another form.
    """
    matter = parse(source)
    if matter is None or matter.failure or matter.format not in ("yaml", "toml"):
        return None
    change = _change(source, matter, name, text)
    return change if change and _says_so(source, matter, change, name, text) else None


def _change(source: Source, matter: FrontMatter, name: str, text: str) -> Listed | None:
    field = matter.get(name)
    if field is None:
        return _added(source, matter, name, text)
    if isinstance(field.value, list):
        return _lengthened(source, matter, field, text)
    if isinstance(field.value, str):
        both = [source.slice(field.span)] if field.value else []
        return Listed(field.span, f"[{', '.join([*both, _quoted(text)])}]")
    return None


def _added(source: Source, matter: FrontMatter, name: str, text: str) -> Listed:
    data = source.data
    if matter.format == "toml":
        # Below a table's head it would be the table's.
        at = data.index(b"\n", matter.span.start) + 1
        written = f"{name} = [{_quoted(text)}]"
    else:
        at = data.rindex(b"\n", 0, matter.span.end) + 1
        plain = text if _PLAIN.fullmatch(text) else _quoted(text)
        written = f"{name}:{_end(data, at)}  - {plain}"
    return Listed(Span(at, at), f"{written}{_end(data, at)}")


def _lengthened(source: Source, matter: FrontMatter, field: Field, text: str) -> Listed:
    inside = len(field.path) + 1
    items = [
        row for row in matter.fields if len(row.path) == inside and row.path[:-1] == field.path
    ]
    if not items:
        return Listed(field.span, f"[{_quoted(text)}]")
    data, last = source.data, items[-1].span
    start = data.rfind(b"\n", 0, last.start) + 1
    lead = _ITEM.fullmatch(data, start, last.start)
    if matter.format == "toml" or not lead:
        return Listed(Span(last.end, last.end), f", {_quoted(text)}")
    at = data.find(b"\n", last.end) + 1
    plain = text if _PLAIN.fullmatch(text) else _quoted(text)
    return Listed(Span(at, at), f"{lead[0].decode()}{plain}{_end(data, at)}")


def _quoted(text: str) -> str:
    """Return a text as JSON, YAML and TOML have it alike: escapes for what is not to be seen."""
    return json.dumps(text, ensure_ascii=False)


def _end(data: bytes, at: int) -> str:
    """Return how the line before an offset ends."""
    return "\r\n" if data[:at].endswith(b"\r\n") else "\n"


def _says_so(source: Source, matter: FrontMatter, change: Listed, name: str, text: str) -> bool:
    """Tell whether a change does what it is meant to, and nothing else."""
    start, end = change.span
    data = source.data[:start] + change.text.encode() + source.data[end:]
    after = parse(Source(source.path, data, source.encoding))
    if after is None or after.failure or after.duplicates != () or matter.duplicates:
        return False
    before = {key: field.value for key, field in matter.top.items()}
    old = before.pop(name, [])
    wanted = {**before, name: [*(old if isinstance(old, list) else [old] if old else []), text]}
    body = source.data[matter.body :] == data[after.body :]
    return body and {key: field.value for key, field in after.top.items()} == wanted
