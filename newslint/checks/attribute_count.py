"""An attribute against a budget: so many a post, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.source import Span


class AttributeCount(Options, frozen=True):
    """Which attribute, and how many."""

    attribute: str = "style"
    """The attribute that is counted."""
    max: Annotated[int, Meta(ge=0)] = 0
    """How many there may be in a post."""


@check("attribute-count", reads="document", options=AttributeCount, facts=("max",))
def attribute_count(
    rows: Sequence[Document], document: Document, options: AttributeCount
) -> Iterator[Finding]:
    """Yield all places of an attribute that is there more often than it may be."""
    places = [
        tag.place(attribute)
        for tag in document.tags
        for attribute in tag.attributes
        if attribute.name == options.attribute
    ]
    places += _attribute_lists(document, options.attribute)
    yield from together(sorted(places), {"max": options.max}, budget=options.max)


def _attribute_lists(document: Document, name: str) -> Iterator[Span]:
    """Yield the attribute in kramdown's attribute lists, `{: style="…"}`."""
    for template in document.templates:
        if template.kind == "attributes":
            text = document.source.slice(template.span)
            if re.search(rf"\b{re.escape(name)}\s*=", text):
                yield template.span
