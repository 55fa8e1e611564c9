"""What an editor has left in a post for itself: attributes, classes, styles and elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import msgspec

from newslint.check import Edit, Finding, Fix, Options, check, together
from newslint.document import Document
from newslint.rows import Tag
from newslint.source import Span


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one editor leaves behind; all are prefixes but for elements."""

    editor: str
    attributes: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


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
        return _reader(self.signatures)


class Residue(NamedTuple):
    """Whose an attribute is, and whether nothing but its editor can have a use for it."""

    editor: str
    own: bool


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
                edit = _removal(span, document) if residue.own else None
                edits += [edit] if edit else []
    fix = Fix(tuple(edits), safe=True) if len(edits) == len(places) else None
    yield from together(places, {"editors": ", ".join(editors)}, fix=fix)


def _reader(signatures: tuple[Signature, ...]) -> Callable[[str, str], Residue | None]:
    """Return what tells whose residue an attribute is; the same ones come again and again."""
    owned = tuple(prefix for signature in signatures for prefix in signature.attributes)

    @lru_cache(maxsize=4096)
    def left_by(name: str, value: str) -> Residue | None:
        for signature in signatures:
            if _is_left(signature, name, value):
                return Residue(signature.editor, name.startswith(owned))
        return None

    return left_by


def _is_left(signature: Signature, name: str, value: str) -> bool:
    if name.startswith(signature.attributes):
        return True
    if name == "class" and signature.classes:
        return any(word.startswith(signature.classes) for word in value.split())
    if name == "style" and signature.styles:
        return any(style.startswith(signature.styles) for style in _properties(value))
    return name == "id" and value.startswith(signature.ids)


def _properties(style: str) -> list[str]:
    return [name.strip().lower() for name in re.findall(r"(?:^|;)\s*([\w-]+)\s*:", style)]


def _removal(span: Span, document: Document) -> Edit | None:
    """Return the edit that drops an attribute; None of one that something else touches.

    That is so in a tag that was cut off.
    """
    following = document.source.data[span.end : span.end + 2]
    whole = following.startswith((b" ", b"\t", b"\r", b"\n", b">", b"/>"))
    return Edit(document.source.with_blanks_before(span), "") if whole else None
