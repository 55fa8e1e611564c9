"""Elements and attributes that a post should not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.rows import Tag
from newslint.source import Span


class Element(Options, frozen=True):
    """What is not wanted."""

    elements: tuple[str, ...] = ()
    """Names of elements."""
    attributes: tuple[str, ...] = ()
    """Attribute names, on any element."""
    wrapped: tuple[tuple[str, str], ...] = ()
    """Pairs of elements of which the second, with a `style`, is all that the first holds."""
    lenient: tuple[tuple[str, str], ...] = ()
    """Pairs of element and attribute that are told apart, as the variant `lenient`."""


@check("element", reads="tags", options=Element, facts=("names",), variants=("lenient",))
def element(rows: Sequence[Tag], document: Document, options: Element) -> Iterator[Finding]:
    """Yield all that is not wanted as one finding, the lenient ones as another."""
    found: dict[Span, str] = {}
    lenient: dict[Span, str] = {}
    previous: Tag | None = None
    elements = frozenset(options.elements)
    for tag in rows:
        if tag.closing:
            previous = None
            continue
        if tag.name in elements:
            found[tag.span] = f"<{tag.name}>"
        for attribute in tag.attributes:
            if attribute.name in options.attributes:
                mild = (tag.name, attribute.name) in options.lenient
                (lenient if mild else found)[tag.place(attribute)] = f"{attribute.name}="
        if previous and tag.attributes and (previous.name, tag.name) in options.wrapped:
            if previous.span.end == tag.span.start and tag.get("style"):
                found[previous.span] = f"<{previous.name}><{tag.name} style>"
        previous = tag
    yield from _finding(found, "")
    yield from _finding(lenient, "lenient")


def _finding(places: dict[Span, str], variant: str) -> Iterator[Finding]:
    spans = sorted(places)
    names = ", ".join(dict.fromkeys(places[span] for span in spans))
    yield from together(spans, {"names": names}, variant)
