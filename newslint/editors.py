"""What editors leave in a post for themselves, by their signatures."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import msgspec


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one editor leaves behind; all are prefixes but for elements."""

    editor: str
    attributes: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


class Residue(NamedTuple):
    """Whose an attribute is, and whether nothing but its editor can have a use for it."""

    editor: str
    own: bool


def residue_reader(signatures: tuple[Signature, ...]) -> Callable[[str, str], Residue | None]:
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
