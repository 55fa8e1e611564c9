"""Pelican's headers: `Key: value` lines up to the first blank one.

As in Python-Markdown's meta extension, an indented line continues the value above it.
"""

from __future__ import annotations

import re

from newslint.front_matter.field import Duplicate, Field, Parsed
from newslint.source import Span


def parse(text: str, base: int) -> Parsed:
    """Read headers that start `base` bytes into a file; keys are told in lower case."""
    entries: list[tuple[str, Span, str, Span]] = []
    at = base
    for raw in re.findall(r"[^\n]+\n?|\n", text):
        line = raw.rstrip("\r\n")
        if entries and line[:1] in (" ", "\t"):
            key, key_span, value, span = entries[-1]
            joined = f"{value}\n{line.strip()}"
            entries[-1] = (key, key_span, joined, Span(span.start, at + len(line.encode())))
        else:
            key, _, value = line.partition(":")
            start = at + len(f"{key}:".encode()) + len(value) - len(value.lstrip())
            stripped = value.strip()
            place = Span(start, start + len(stripped.encode()))
            entries.append((key.strip(), Span(at, at + len(key.encode())), stripped, place))
        at += len(raw.encode())
    first: dict[str, Span] = {}
    duplicates = []
    for key, key_span, _, _ in entries:
        name = key.lower()
        if name in first:
            duplicates.append(Duplicate(key, first[name], key_span))
        first.setdefault(name, key_span)
    fields = tuple(
        Field((key.lower(),), value, key_span, span) for key, key_span, value, span in entries
    )
    return Parsed(fields, tuple(duplicates))
