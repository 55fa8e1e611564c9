"""Suppressions: what a post says of the rules that shall be silent in it.

`<!-- newslint-ignore self-source: wire copy -->` silences a rule in the next block; `-line`,
`-next-line` and `-file` in the name say where else, `-start` and `-end` enclose a range. The same
words count in comments of Liquid, Hugo, Nunjucks and MDX, and after `#` in YAML and TOML, where a
line means the whole field that begins on it. The front-matter key `newslint: {ignore: [...]}` is
for editors that drop comments, and means the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.source import Source, Span
from newslint.suppression.body import in_body
from newslint.suppression.matter import in_front_matter
from newslint.suppression.words import Name, Suppression

__all__ = ["Name", "Suppression", "suppressions"]

_MARK = b"newslint"


def suppressions(document: Document) -> tuple[Suppression, ...]:
    """Return the suppressions of a document, in the order of the text."""
    if _MARK not in document.source.data:
        return ()
    found = [*in_front_matter(document), *in_body(document)]
    return tuple(_ranged(sorted(found, key=lambda row: row.span), document.source))


def _ranged(rows: list[Suppression], source: Source) -> Iterator[Suppression]:
    """Let each rule of a start reach to its end, or to the end of the file."""
    last = len(source.data) + 1
    taken: set[Span] = set()
    found: dict[Span, Suppression] = {}
    for number, row in enumerate(rows):
        if row.form == "start":
            ends = [_end_of(name, rows[number:]) for name in row.names]
            taken.update(end.span for end in ends if end)
            names = tuple(
                name._replace(reach=Span(row.span.end, end.span.start if end else last))
                for name, end in zip(row.names, ends, strict=True)
            )
            found[row.span] = row._replace(names=names, closed=all(ends) or not names)
    for row in rows:
        own = found.get(row.span, row)
        yield own._replace(closed=own.span in taken) if own.form == "end" else own


def _end_of(name: Name, rows: Sequence[Suppression]) -> Suppression | None:
    """Return the first end that names a rule, or that names none and so ends them all."""
    return next((row for row in rows if row.form == "end" and _names(row, name)), None)


def _names(end: Suppression, name: Name) -> bool:
    bare = name.text.rpartition("/")[2]
    others = {other.text.rpartition("/")[2] for other in end.names}
    return not others or bare in others or "all" in others
