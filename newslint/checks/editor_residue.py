"""What an editor has left in a post for itself: attributes, classes, styles and elements."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from newslint import html
from newslint.check import Edit, Finding, Fix, Options, check, together
from newslint.document import Document
from newslint.editors import Residue, Signature, residue_reader
from newslint.rows import Tag
from newslint.source import Span

_TAG = re.compile(rb"</?(\w+)")


class EditorResidue(Options, frozen=True):
    """Whose residue is known."""

    signatures: tuple[Signature, ...] = ()
    """What each editor leaves behind."""

    @cached_property
    def elements(self) -> dict[str, str]:
        """The editor of each element."""
        return {name: row.editor for row in self.signatures for name in row.elements}

    @cached_property
    def left_by(self) -> Callable[[str, str], Residue | None]:
        """What tells whose residue an attribute is, by name and value."""
        return residue_reader(self.signatures)


@check("editor-residue", reads="tags", options=EditorResidue, facts=("editors",))
def editor_residue(
    rows: Sequence[Tag], document: Document, options: EditorResidue
) -> Iterator[Finding]:
    """Yield the residue of all editors as one finding."""
    places: list[Span] = []
    edits: list[Edit] = []
    editors: dict[str, None] = {}
    elements, left_by = options.elements, options.left_by
    for tag in rows:
        if tag.name in elements:
            places.append(tag.span)
            editors[elements[tag.name]] = None
        for attribute in tag.attributes:
            residue = left_by(attribute.name, attribute.value or "")
            if residue:
                span = tag.place(attribute)
                places.append(span)
                editors[residue.editor] = None
                # A stylesheet may have come to depend on classes and styles.
                mendable = residue.own and not _is_text(tag, document)
                edit = _removal(span, document) if mendable else None
                edits += [edit] if edit else []
    fix = Fix(tuple(edits), safe=True) if len(edits) == len(places) else None
    yield from together(places, {"editors": ", ".join(editors)}, fix=fix)


def _is_text(tag: Tag, document: Document) -> bool:
    """Tell whether kramdown may show a tag as it is written: a block's on a line of text."""
    if tag.name not in html.BLOCK or document.dialect not in ("kramdown", "commonmark"):
        return False
    starts = document.source.line_starts
    data, first = document.source.data, starts[bisect_right(starts, tag.span.start) - 1]
    while data[first : first + 1] in (b" ", b"\t"):
        first += 1
    begins = _TAG.match(data, first)
    return first < tag.span.start and not (begins and begins[1].lower().decode() in html.BLOCK)


def _removal(span: Span, document: Document) -> Edit | None:
    """Return the edit that drops an attribute; None of one that something else touches.

    That is so in a tag that was cut off.
    """
    following = document.source.data[span.end : span.end + 2]
    whole = following.startswith((b" ", b"\t", b"\r", b"\n", b">", b"/>"))
    return Edit(document.source.with_blanks_before(span), "") if whole else None
