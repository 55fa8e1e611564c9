"""Words of an attribute that its registry does not know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.check import Edit, Finding, Fix, Options, check
from newslint.document import Document
from newslint.html import Attribute
from newslint.rows import Tag
from newslint.source import Span


class AttributeToken(Options, frozen=True):
    """Which words are known."""

    attribute: str = "rel"
    known: tuple[str, ...] = ()
    elements: tuple[str, ...] = ("a", "area")


@check("attribute-token", reads="tags", options=AttributeToken, facts=("tokens",))
def attribute_token(
    rows: Sequence[Tag], document: Document, options: AttributeToken
) -> Iterator[Finding]:
    """Yield the unknown words of all tags as one finding."""
    known = frozenset(options.known)
    places: list[Span] = []
    edits: list[Edit] = []
    unknown: dict[str, None] = {}
    masks = document.templates
    for tag in rows:
        if tag.name not in options.elements or not tag.attributes:
            continue
        for attribute in tag.attributes:
            words = (attribute.value or "").split() if attribute.name == options.attribute else []
            bad = [word for word in words if word.lower() not in known]
            place = tag.place(attribute)
            if bad and not any(
                m.span.start < place.end and place.start < m.span.end for m in masks
            ):
                places.append(place)
                unknown.update(dict.fromkeys(bad))
                edits.append(_without(document, tag, attribute, bad))
    if places:
        yield Finding(
            places[0],
            {"tokens": ", ".join(unknown)},
            tuple(places) if len(places) > 1 else (),
            fix=Fix(tuple(edits), safe=True),
        )


def _without(document: Document, tag: Tag, attribute: Attribute, bad: list[str]) -> Edit:
    """Return the edit that drops words, and the attribute with them if no word is left."""
    kept = [word for word in (attribute.value or "").split() if word not in bad]
    span = tag.place(attribute)
    if kept:
        return Edit(span, f'{attribute.name}="{" ".join(kept)}"')
    return Edit(with_blanks_before(document.source.data, span), "")


def with_blanks_before(data: bytes, span: Span) -> Span:
    """Return a span with the blanks that part it from what comes before."""
    start = span.start
    while data[start - 1 : start] in (b" ", b"\t", b"\n", b"\r"):
        start -= 1
    return Span(start, span.end)
