"""Where the links, images and fields of a post lead within its site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from newslint.document import Document
from newslint.facts.fields import IMAGE_FIELDS, LINK_FIELDS
from newslint.rows import Image, Link
from newslint.source import Span
from newslint.template import is_filled_in

Kind = Literal["link", "image"]


class Target(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where a link or an image of a post leads."""

    # Of words that are listed there is one string, however many posts are held.
    kind: Kind
    target: str
    """As it is decoded; where a template takes part in it, as the file has it."""
    start: int
    end: int
    templated: bool
    in_field: bool = False
    """True for a front-matter field, which a layout puts where it will."""
    is_spelt: bool = False
    """True where the file has the target at its place just so, and nothing else."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


def targets_of(document: Document) -> list[Target]:
    """Return where the links, images and fields of a document lead, as far as it is into the site."""
    own = document.site.own_url
    links = [row for row in document.links if row.kind != "bare"]
    return [
        *_internal("link", links, document),
        *_internal("image", document.images, document),
        *(row for row in field_targets(document) if _is_internal(row.target, own)),
    ]


def _internal(kind: Kind, rows: Iterable[Link | Image], document: Document) -> list[Target]:
    own = document.site.own_url
    return [_target(kind, row, document) for row in rows if _is_internal(row.target, own)]


def _target(kind: Kind, row: Link | Image, document: Document) -> Target:
    if row.templated:
        return Target(kind, _written(row, document), *row.place, templated=True)
    data, raw, start = document.source.data, row.target.encode(errors="replace"), row.place.start
    if row.kind in ("html", "media"):
        start = data.find(b"=", *row.place)
    # Of other kinds the address stands elsewhere, or among several.
    is_alone = row.kind in ("html", "media", "inline") and start != -1
    at = data.find(raw, start, row.place.end) if is_alone else -1
    span = row.place if at == -1 else Span(at, at + len(raw))
    return Target(kind, row.target, *span, templated=False, is_spelt=at != -1)


_VALUE = re.compile(r"""[\w:.-]+\s*=\s*+(?:"(.*)"|'(.*)'|(.*))""", re.DOTALL)
_DEFINED = re.compile(
    r"""\[[^]]*\]:\s*+<?(.*?)>?(?:(?<!\s)\s++(?:"[^"]*"|'[^']*'|\([^()]*\)))?""", re.DOTALL
)


def _written(row: Link | Image, document: Document) -> str:
    """Return a target that a template takes part in, as the file has it."""
    if row.kind == "reference":
        # Templates are masked, in definitions as in links.
        span = next(entry.span for entry in document.references if entry.target == row.target)
        found = _DEFINED.fullmatch(document.source.slice(span).rstrip())
        return found[1] if found else _UNTOLD
    text = document.source.slice(row.place)
    value = None if row.kind in ("inline", "autolink") else _VALUE.fullmatch(text)
    return next(part for part in value.groups() if part is not None) if value else text


_UNTOLD = "{{ }}"
"""A target of which no more is known than that a template makes it."""


def field_targets(document: Document) -> Iterator[Target]:
    """Yield where front-matter fields lead."""
    for name, entry in (document.front_matter.top if document.front_matter else {}).items():
        kind: Kind | None = (
            "image" if name in IMAGE_FIELDS else "link" if name in LINK_FIELDS else None
        )
        if kind and isinstance(entry.value, str) and entry.value:
            yield Target(
                kind, entry.value.strip(), *entry.span, is_filled_in(entry.value), in_field=True
            )


_ELSEWHERE = ("http://", "https://", "//", "?", "www.")
_MISSPELT = re.compile(r"(?:%[0-9A-F]{2}|[^\w/.])*https?(?:[:;]|//)", re.IGNORECASE)


def _is_internal(target: str, own: re.Pattern[str] | None) -> bool:
    """Tell whether a link leads into the site; `own` matches the URLs of its hosts."""
    # The first part of a relative path holds no colon (RFC 3986, 4.2).
    if target.startswith(_ELSEWHERE) or ":" in target.partition("/")[0]:
        return own is not None and own.match(target) is not None
    # A URL that is only spelt badly is malformed-link's to tell.
    return target not in _NOWHERE and not _MISSPELT.match(target)


_NOWHERE = ("", "#")
