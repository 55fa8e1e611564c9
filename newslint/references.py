"""Link reference definitions: `[label]: target`, wherever Markdown has one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyromark

from newslint.rows import Reference
from newslint.source import Span
from newslint.template import Template

_DEFINITION = re.compile(rb"^[ \t>]*\[(?!\^)[^\]\n]*\]:", re.MULTILINE)
"""What looks like one."""
_MOST = 8
"""How often a label may be defined in a long post; more are not told."""
_READ = 1_000_000
"""Bytes that may be read to tell more: a short post is read as often as it takes."""
_TOLD = "\x01"
"""What the label of a definition that is known already begins with."""
_LEADS = (0xC0, 0xE0, 0xF0)
"""The least first bytes of characters of two, three and four bytes in UTF-8."""


def definitions(text: str, start: int, options: pyromark.Options) -> Iterator[Reference]:
    """Yield the definitions of a text that starts `start` bytes into a file.

    The parser tells the first of a label only. Under another label it is a definition still, and
    out of the way of those that define it again.
    """
    data = bytearray(text.encode())
    expected = len(_DEFINITION.findall(data))
    for _ in range(max(_MOST, _READ // (len(data) + 1))):
        found = pyromark.reference_definitions(data.decode(), options=options)
        fresh = [row for row in found.items() if not row[0].startswith(_TOLD)]
        for label, row in fresh:
            first, last = row["span"]["start"], row["span"]["end"]
            yield Reference(Span(first + start, last + start), label, row["dest"])
        expected -= len(fresh)
        if not fresh or expected <= 0:
            return
        for _, row in fresh:
            at = row["span"]["start"] + 1
            width = 1 + sum(data[at] >= lead for lead in _LEADS)
            data[at : at + width] = _TOLD.encode() * width


def same(label: str) -> str:
    """Return what two labels have in common that mean the same (CommonMark 4.7)."""
    return " ".join(label.split()).casefold()


_INCLUDES = ("include", "render", "import", "partial", "readfile", "snippet", "embed")


def brings_in(templates: Iterable[Template]) -> bool:
    """Tell whether template syntax brings another text in, which may define or use references."""
    return any(row.name.startswith(_INCLUDES) for row in templates)


def is_made(reference: Reference, data: bytes) -> bool:
    """Tell whether template syntax makes a definition's label, and so any number of them."""
    return data.find(b"{", reference.span.start, data.find(b"]:", *reference.span)) != -1
