"""Words of an attribute that its registry does not know."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from newslint.check import Edit, Finding, Fix, Options, check, together
from newslint.document import Document
from newslint.html import Attribute
from newslint.rows import Tag
from newslint.source import Span


class AttributeToken(Options, frozen=True):
    """Which words are known."""

    attribute: str = "rel"
    """The attribute whose words are looked at."""
    known: tuple[str, ...] = ()
    """Words that its registry knows, in lower case."""
    elements: tuple[str, ...] = ("a", "area")
    """Elements on which it means something."""

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that are known."""
        return frozenset(self.known)


@check("attribute-token", reads="tags", options=AttributeToken, facts=("tokens",))
def attribute_token(
    rows: Sequence[Tag], document: Document, options: AttributeToken
) -> Iterator[Finding]:
    """Yield the unknown words of all tags as one finding."""
    known = options.words
    places: list[Span] = []
    edits: list[Edit] = []
    unknown: dict[str, None] = {}
    for tag in rows:
        if tag.name not in options.elements or not tag.attributes:
            continue
        for attribute in tag.attributes:
            if attribute.name != options.attribute:
                continue
            bad = [word for word in _words(attribute) if word.lower() not in known]
            place = tag.place(attribute)
            if bad and not document.is_templated(place):
                places.append(place)
                unknown.update(dict.fromkeys(bad))
                edits.append(_mended(document, tag, attribute, bad, known))
    fix = Fix(tuple(edits), safe=True)
    yield from together(places, {"tokens": ", ".join(unknown)}, fix=fix)


def _words(attribute: Attribute) -> list[str]:
    return (attribute.value or "").split()


@lru_cache(maxsize=1024)
def _meant(word: str, known: frozenset[str]) -> str:
    """Return the known word that a misspelt one means; '' where it means none."""
    near = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.85)
    # Not `nofollow` for `dofollow`: that would turn it into its opposite.
    return near[0] if near and near[0][:2] == word.lower()[:2] else ""


def _mended(
    document: Document, tag: Tag, attribute: Attribute, bad: list[str], known: frozenset[str]
) -> Edit:
    """Return the edit that mends or drops words, and the attribute if no word is left."""
    words = [_meant(word, known) if word in bad else word for word in _words(attribute)]
    kept = [word for word in words if word]
    span = tag.place(attribute)
    if kept:
        return Edit(span, f'{attribute.name}="{" ".join(kept)}"')
    return Edit(document.source.with_blanks_before(span), "")
