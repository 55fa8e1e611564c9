"""What an editor has left in a post for itself: attributes, classes, styles and elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import msgspec

from newslint.check import Edit, Finding, Fix, Options, check, together
from newslint.document import Document
from newslint.html import Attribute
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


@check("editor-residue", reads="tags", options=EditorResidue, facts=("editors",))
def editor_residue(
    rows: Sequence[Tag], document: Document, options: EditorResidue
) -> Iterator[Finding]:
    """Yield the residue of all editors as one finding."""
    places: list[Span] = []
    edits: list[Edit] = []
    editors: dict[str, None] = {}
    elements = {name: s.editor for s in options.signatures for name in s.elements}
    left_by = _reader(options.signatures)
    for tag in rows:
        if tag.name in elements:
            places.append(tag.span)
            editors[elements[tag.name]] = None
        for attribute in tag.attributes:
            editor = left_by(attribute.name, attribute.value or "")
            if editor:
                span = tag.place(attribute)
                places.append(span)
                editors[editor] = None
                edit = _removal(attribute, span, document, options.signatures)
                edits += [edit] if edit else []
    fix = Fix(tuple(edits), safe=True) if len(edits) == len(places) else None
    yield from together(places, {"editors": ", ".join(editors)}, fix=fix)


@lru_cache(maxsize=16)
def _reader(signatures: tuple[Signature, ...]) -> Callable[[str, str], str]:
    """Return what tells whose residue an attribute is; the same ones come again and again."""

    @lru_cache(maxsize=4096)
    def left_by(name: str, value: str) -> str:
        for signature in signatures:
            if name.startswith(signature.attributes or ("\0",)):
                return signature.editor
            if name == "class" and signature.classes:
                if any(word.startswith(signature.classes) for word in value.split()):
                    return signature.editor
            elif name == "style" and signature.styles:
                if any(style.startswith(signature.styles) for style in _properties(value)):
                    return signature.editor
            elif name == "id" and value.startswith(signature.ids or ("\0",)):
                return signature.editor
        return ""

    return left_by


def _properties(style: str) -> list[str]:
    return [name.strip().lower() for name in re.findall(r"(?:^|;)\s*([\w-]+)\s*:", style)]


def _removal(
    attribute: Attribute, span: Span, document: Document, signatures: Sequence[Signature]
) -> Edit | None:
    """Return the edit that drops an editor's own attribute.

    Classes and styles are left alone: a stylesheet may have come to depend on them.
    """
    own = any(attribute.name.startswith(s.attributes or ("\0",)) for s in signatures)
    # In a tag that was cut off, something else may touch the attribute.
    following = document.source.data[span.end : span.end + 2]
    whole = following[:1] in (b" ", b"\t", b"\r", b"\n", b">") or following == b"/>"
    return Edit(document.source.with_blanks_before(span), "") if own and whole else None
