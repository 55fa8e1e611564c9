"""Licences that cannot hold together: with each other, or with what the post does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from newslint.attribution.licences import Notice, mark_phrases, notices
from newslint.check import Finding, Options, check
from newslint.document import Document
from newslint.scan import Hit, Phrase
from newslint.source import Span

_ADVERT = "advert"
_OPEN = re.compile(
    r"\b(?:cc0|mit|public domain|cc[ -]by(?:[ -]sa)?)(?![\w-]| nc| nd)", re.IGNORECASE
)
"""Licences that allow what NC and ND forbid."""


class LicenceConflict(Options, frozen=True):
    """What a licence's conditions are held against."""

    marks: tuple[str, ...] = ()
    """Words of which every licence's notice has one."""
    adverts: tuple[str, ...] = ()
    """Texts by which a post says that it earns money."""
    commercial: bool = False
    """Whether the whole site earns money."""
    advert_fields: tuple[str, ...] = ("ads", "advertisement", "sponsored", "affiliate")
    """Front-matter fields that, when true, say so of the post."""
    changed_fields: tuple[str, ...] = ("translator", "translated", "translated_by", "adapted")
    """Front-matter fields that say that the text is not the source's own."""
    licence_fields: tuple[str, ...] = ("license", "licence", "copyright")
    """Front-matter fields under which a post gives its own licence."""
    topics: tuple[str, ...] = ("공공누리", "KOGL", "Creative Commons", "CC BY")
    """Words in the title of a post that is about licences, which may name several."""

    @cached_property
    def about(self) -> tuple[str, ...]:
        """The words as they are compared."""
        return tuple(word.casefold() for word in self.topics)


def _phrases(options: LicenceConflict) -> Iterable[Phrase]:
    adverts = [Phrase(_ADVERT, text) for text in options.adverts]
    return [*mark_phrases(options.marks), *adverts]


@check(
    "licence-conflict",
    reads="phrases",
    options=LicenceConflict,
    facts=("first", "second"),
    variants=("commercial", "changed", "own"),
    phrases=_phrases,
)
def licence_conflict(
    rows: Sequence[Hit], document: Document, options: LicenceConflict
) -> Iterator[Finding]:
    """Yield a notice that contradicts another, or what the post is or does."""
    matter = document.front_matter
    title = ((matter.text("title") if matter else None) or "").casefold()
    if any(word in title for word in options.about):
        return
    found = notices(document, rows)
    typed = {row.type: row for row in found if row.type}
    if len(typed) > 1:
        first, second = sorted(typed.values(), key=lambda row: row.span)[:2]
        facts = {"first": first.title, "second": second.title}
        yield Finding(second.span, facts, (second.span, first.span))
        return
    yield from _against_post(found, rows, document, options)


def _against_post(
    found: Sequence[Notice], rows: Sequence[Hit], document: Document, options: LicenceConflict
) -> Iterator[Finding]:
    """Yield the first notice that forbids what the post does."""
    no_commerce = next((row for row in found if row.forbids_commerce), None)
    no_changes = next((row for row in found if row.forbids_changes), None)
    strict = no_commerce or no_changes
    if strict is None:
        return
    facts = {"first": strict.title, "second": ""}
    own = _own_licence(document, options)
    if own:
        yield Finding(strict.span, {**facts, "second": own}, variant="own")
    adverts = [row.span for row in rows if row.label == _ADVERT]
    if no_commerce and (options.commercial or adverts or _says(document, options.advert_fields)):
        places: tuple[Span, ...] = (no_commerce.span, *adverts[:1])
        yield Finding(no_commerce.span, facts, places, variant="commercial")
    if no_changes and _says(document, options.changed_fields):
        yield Finding(no_changes.span, {**facts, "first": no_changes.title}, variant="changed")


def _says(document: Document, names: Iterable[str]) -> bool:
    fields = document.front_matter.top if document.front_matter else {}
    return any(name in fields and fields[name].value for name in names)


def _own_licence(document: Document, options: LicenceConflict) -> str:
    """Return the licence that a post gives itself, if it is an open one."""
    fields = document.front_matter.top if document.front_matter else {}
    for name in options.licence_fields:
        value = fields[name].value if name in fields else None
        if isinstance(value, str) and _OPEN.search(value):
            return value.strip()
    return ""
