"""The comment that silences rules at a place: which form, in which syntax, on which line.

It is written for people who ask for it, in an editor or with `--add-ignore`, and tried before it
is offered: the text that comes of it is parsed again. A comment that would part a paragraph, end a
list, become a cell of a table or be shown as code is none, and another form has its turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from newslint.check import Edit
from newslint.document import Document, parse
from newslint.front_matter import FrontMatter
from newslint.source import Source, Span
from newslint.suppression import suppressions
from newslint.suppression.words import lines_of

Reach = Literal["line", "block", "file"]
"""How far the rules shall be silent: the line (in front matter the field), the block, the file."""
_ENDS = re.compile(r"(?<!-)--+>|\*/\s*\}?")
"""What would end a comment before its time."""


def silencing(
    document: Document, at: int, rules: Sequence[str], reach: Reach, reason: str = ""
) -> Edit | None:
    """Return the edit that silences rules at a byte offset; None where no comment can do it so.

    `rules` are names. The edit inserts a comment and changes nothing else: the fields of the front
    matter and all that readers see of the body stay what they were.
    """
    words = f"{', '.join(rules)}{_told(reason)}"
    edits = _commenting(document, at, words, reach)
    return next((edit for edit in edits if _is_right(document, at, rules, edit)), None)


def _told(reason: str) -> str:
    words = " ".join(_ENDS.sub(" ", reason).split())
    return f": {words}" if words else ""


def _commenting(document: Document, at: int, words: str, reach: Reach) -> Iterator[Edit]:
    """Yield the edits that may do, the one that says the least first."""
    matter = document.front_matter
    hashes = matter if matter and matter.format in ("yaml", "toml") else None
    inside = matter is not None and matter.span.start <= at < matter.body
    if reach == "file":
        yield from _for_file(document, hashes, words)
    elif hashes and inside:
        yield from _for_field(document, hashes, at, words)
    elif not inside and reach == "line":
        line = _line(document.source, at)
        yield Edit(Span(line.end, line.end), f" {_comment(document, 'ignore-line', words)}")
        yield _above(document, line.start, _comment(document, "ignore-next-line", words))
    elif not inside:
        for start in _starts(document, at):
            yield _above(document, start, _comment(document, "ignore", words))


def _comment(document: Document, form: str, words: str) -> str:
    if document.dialect == "mdx":
        return f"{{/* newslint-{form} {words} */}}"
    return f"<!-- newslint-{form} {words} -->"


def _for_file(document: Document, hashes: FrontMatter | None, words: str) -> Iterator[Edit]:
    data = document.source.data
    if hashes:
        # Readers are never sent what stands there.
        first = data.find(b"\n", hashes.span.start) + 1
        yield _above(document, first, f"# newslint-ignore-file {words}")
    yield _above(document, document.body.start, _comment(document, "ignore-file", words))


def _for_field(document: Document, matter: FrontMatter, at: int, words: str) -> Iterator[Edit]:
    """Yield a comment behind the field that a place is in, or above it."""
    begun = [row.key_span.start for row in matter.fields if row.key_span.start <= at]
    line = _line(document.source, max(begun, default=at))
    yield Edit(Span(line.end, line.end), f" # newslint-ignore-line {words}")
    indent = document.source.data[line.start : line.end]
    blanks = indent[: len(indent) - len(indent.lstrip(b" \t"))].decode()
    yield _above(document, line.start, f"{blanks}# newslint-ignore-next-line {words}")


def _starts(document: Document, at: int) -> Iterator[int]:
    """Yield where the lines begin that the blocks around a place begin on, the nearest first."""
    source = document.source
    around = [row.span.start for row in document.blocks if row.span.start <= at < row.span.end]
    starts = [_line(source, at).start, *(_line(source, start).start for start in around)]
    yield from sorted({*starts}, reverse=True)


def _line(source: Source, at: int) -> Span:
    """Return a line without the blanks and the break at its end."""
    start, end = lines_of(source, at)
    start = max(start, source.start)
    return Span(start, start + len(source.data[start:end].rstrip()))


def _above(document: Document, start: int, comment: str) -> Edit:
    return Edit(Span(start, start), f"{comment}{_newline(document.source)}")


def _newline(source: Source) -> str:
    first = source.data.find(b"\n")
    return "\r\n" if source.data.endswith(b"\r", 0, max(first, 0)) else "\n"


def _is_right(document: Document, at: int, rules: Sequence[str], edit: Edit) -> bool:
    """Tell whether a comment silences the rules, and nothing else is other than it was."""
    source, inserted = document.source, edit.text.encode()
    data = source.data[: edit.span.start] + inserted + source.data[edit.span.end :]
    edited = parse(Source.read(source.path, data), document.kind, document.site)
    place = at + len(inserted) if edit.span.start <= at else at
    silent = {
        name.text for row in suppressions(edited) for name in row.names if row.reaches(name, place)
    }
    return silent >= {*rules} and _seen(edited) == _seen(document)


def _seen(document: Document) -> tuple[object, ...]:
    """Return what parsers and readers see of a document, wherever it stands."""
    lines = groupby(document.lines, key=lambda line: line.block)
    matter = document.front_matter
    return (
        matter and (matter.format, matter.failure is None),
        [(row.path, row.value) for row in document.fields],
        [row.kind for row in document.blocks if row.kind != "HtmlBlock"],
        [[(line.text.strip(), line.flags) for line in block] for _, block in lines],
        [(row.kind, row.target) for row in document.links],
        [(row.kind, row.target) for row in document.images],
        [row.target for row in document.references],
        [(row.level, row.text) for row in document.headings],
        [(row.kind, row.rows, row.columns, row.header) for row in document.tables],
        [(row.name, row.closing) for row in document.tags],
        [(row.kind, document.source.slice(row.span)) for row in document.codes],
    )
