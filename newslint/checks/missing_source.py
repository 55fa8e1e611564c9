"""A post that reports, and names no source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Annotated, Literal

from msgspec import Meta

from newslint.attribution import SourceOptions, Wording, has_deep_link, statements, wording
from newslint.attribution.reporting import category_in
from newslint.check import Finding, check
from newslint.document import Document
from newslint.scan import Hit, Phrase
from newslint.source import Span

_LEAKS = frozenset({"error", "refusal"})


class Speech(SourceOptions, frozen=True):
    """What reporting sounds like, and what counts as a source."""

    references: tuple[str, ...] = ()
    """Labels of references: enough for a post that reports, though they claim less."""
    require: Literal["reporting", "always"] = "reporting"
    """Whether posts that report need a source, or all posts."""
    categories: tuple[str, ...] = ()
    """Front-matter values that mark a post as news."""
    category_fields: tuple[str, ...] = ("categories", "category", "type", "section", "tags")
    """Front-matter fields that hold such values."""
    source_fields: tuple[str, ...] = ()
    """Front-matter fields that name a source."""
    speech: tuple[tuple[str, str], ...] = ()
    """Literal and pattern of quoted speech with a verb of saying."""
    attribution: tuple[tuple[str, str], ...] = ()
    """Literal and pattern of phrases that give a source in prose."""
    exempt: tuple[str, ...] = ("original",)
    """Fields that, when true, say that the post is the site's own reporting."""
    errors: tuple[tuple[str, str], ...] = ()
    """Literal and pattern of a text generator's errors."""
    refusals: tuple[tuple[str, str], ...] = ()
    """Literal and pattern of what it says to the one who asked."""
    least: Annotated[int, Meta(ge=0)] = 400
    """Code points of text that a post with such a message has where it is more than that."""

    @cached_property
    def news(self) -> frozenset[str]:
        """The categories as they are compared."""
        return frozenset(category.casefold() for category in self.categories)

    @cached_property
    def naming(self) -> frozenset[str]:
        """The fields that name a source, as they are compared."""
        return frozenset(self.source_fields)

    @cached_property
    def sources(self) -> Wording:
        """What names a source, or a reference."""
        return wording((*self.labels, *self.references))


def _phrases(options: Speech) -> Iterable[Phrase]:
    for literal, pattern in options.speech:
        yield Phrase("speech", literal, pattern)
    for literal, pattern in options.attribution:
        yield Phrase("attribution", literal, pattern)
    # By leaked-prompt's own labels, so that both ask the scanner once.
    for kind, patterns in (("error", options.errors), ("refusal", options.refusals)):
        for literal, pattern in patterns:
            yield Phrase(kind, literal, pattern)


@check("missing-source", reads="document", options=Speech, phrases=_phrases)
def missing_source(rows: Sequence[Hit], document: Document, options: Speech) -> Iterator[Finding]:
    """Yield the post, where two signs of reporting meet and nothing names a source."""
    signs = {row.label for row in rows}
    if signs & _LEAKS and sum(len(run.text) for run in document.texts) < options.least:
        # It is nothing but a message of the generator's: leaked-prompt tells it.
        return
    signs -= _LEAKS
    category = category_in(document, options.category_fields, options.news)
    if options.require == "reporting" and len(signs) + bool(category) < 2:  # noqa: PLR2004
        return
    if _names_source(document, options):
        return
    yield Finding(category or (rows[0].span if rows else _start(document)))


def _start(document: Document) -> Span:
    return document.lines[0].span if document.lines else Span(0, 0)


def _names_source(document: Document, options: Speech) -> bool:
    for field in document.fields:
        name = str(field.path[0]).lower()
        if name in options.naming and field.value:
            return True
        if name in options.exempt and field.value is True:
            return True
    # A link is found sooner than a statement.
    return has_deep_link(document) or any(
        not statement.is_unfilled for statement in statements(document, options.sources)
    )
