"""Front matter that its parser refuses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.check import Finding, Options, check
from newslint.document import Document


@check("front-matter-syntax", reads="document", facts=("cause", "detail"))
def front_matter_syntax(
    rows: Sequence[Document], document: Document, options: Options
) -> Iterator[Finding]:
    """Yield the failure, with a word for its likely cause."""
    matter = document.front_matter
    if matter and matter.failure:
        failure = matter.failure
        yield Finding(failure.span, {"cause": failure.cause, "detail": failure.detail})
