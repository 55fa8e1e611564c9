"""A post that does not say who has written it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from newslint.byline import BylineOptions, bylines
from newslint.check import Finding, check
from newslint.document import Document
from newslint.facts.days import published
from newslint.scan import Hit, Phrase


class MissingAuthor(BylineOptions, frozen=True):
    """What counts as an author's name."""

    signatures: tuple[tuple[str, str], ...] = ()
    """Literal and pattern of lines that sign a text without a label."""

    @cached_property
    def naming(self) -> frozenset[str]:
        """The fields that name an author, as they are compared."""
        return frozenset(name.lower() for name in self.fields)


def _phrases(options: MissingAuthor) -> Iterable[Phrase]:
    for literal, pattern in options.signatures:
        yield Phrase("signature", literal, pattern)


@check("missing-author", reads="document", options=MissingAuthor, phrases=_phrases)
def missing_author(
    rows: Sequence[Hit], document: Document, options: MissingAuthor
) -> Iterator[Finding]:
    """Yield the post, where neither a field nor a line names an author."""
    matter = document.front_matter
    if rows or document.is_withheld or matter is None or matter.failure or not document.texts:
        return
    if any(row.name.lower() in options.naming and row.value for row in document.fields):
        return
    # What tells no date is a standing page.
    if published(document) and not bylines(document, options):
        yield Finding(document.head)
