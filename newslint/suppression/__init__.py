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


def suppressions(document: Document) -> tuple[Suppression, ...]:
    """Return the suppressions of a document, in the order of the text."""
    if _MARK not in document.source.data:
        return ()
    found = [*in_front_matter(document), *in_body(document)]
    return tuple(_ranged(sorted(found, key=lambda row: row.span), document.source))


def _ranged(rows: list[Suppression], source: Source) -> Iterator[Suppression]:
    """Let each start reach to its end, or to the end of the file."""
    for number, row in enumerate(rows):
        if row.form == "start":
            end = next((other for other in rows[number:] if _ends(other, row)), None)
            stop = end.span.start if end else len(source.data) + 1
            yield row._replace(reach=Span(row.span.end, stop), closed=end is not None)
        elif row.form == "end":
            yield row._replace(closed=any(_begins(other, row) for other in rows[:number]))
        else:
            yield row


def _ends(end: Suppression, start: Suppression) -> bool:
    own = {name.text for name in start.names}
    others = {name.text for name in end.names}
    return end.form == "end" and (not others or bool(own & others))


def _begins(start: Suppression, end: Suppression) -> bool:
    return start.form == "start" and _ends(end, start)
