"""Suppressions: what a post says of the rules that shall be silent in it.

`<!-- newslint-ignore self-source: wire copy -->` silences a rule in the next block; `-line`,
`-next-line` and `-file` in the name say where else, `-start` and `-end` enclose a range. The same
words count in comments of Liquid, Hugo, Nunjucks and MDX, and after `#` in YAML and TOML, where a
line means the whole field that begins on it. The front-matter key `newslint: {ignore: [...]}` is
for editors that drop comments, and means the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from newslint.document import Document
from newslint.source import Source, Span
from newslint.suppression.body import in_body
from newslint.suppression.matter import in_front_matter
from newslint.suppression.words import Name, Suppression

__all__ = ["Name", "Suppression", "suppressions"]

_MARK = b"newslint"
_ALL = "all"
"""In place of a name: all that are silent."""


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
    following = _Ends()
    for row in reversed(rows):
        following.pass_by(row)
        if row.form == "start":
            ends = [following.of(name) for name in row.names]
            taken.update(end.span for end in ends if end)
            names = tuple(
                name._replace(reach=Span(row.span.end, end.span.start if end else last))
                for name, end in zip(row.names, ends, strict=True)
            )
            found[row.span] = row._replace(names=names, closed=all(ends) or not names)
    for row in rows:
        own = found.get(row.span, row)
        yield own._replace(closed=own.span in taken) if own.form == "end" else own


class _Ends:
    """The next ends of ranges, by the rules that they name, seen from the end of the file."""

    def __init__(self) -> None:
        self._by_name: dict[str, Suppression] = {}

    def pass_by(self, row: Suppression) -> None:
        """Take in a suppression that stands before those taken in so far."""
        if row.form == "end":
            names = {_bare(name) for name in row.names}
            if not names or _ALL in names:
                # It ends them all.
                self._by_name = {_ALL: row}
            self._by_name.update(dict.fromkeys(names, row))

    def of(self, name: Name) -> Suppression | None:
        """Return the first end that names a rule, or that ends them all."""
        return self._by_name.get(_bare(name), self._by_name.get(_ALL))


def _bare(name: Name) -> str:
    return name.text.rpartition("/")[2]
