"""Front matter that its parser refuses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.check import Finding, Options, check
from newslint.document import Document
from newslint.front_matter.field import TOO_DEEP


@check("front-matter-syntax", reads="document", facts=("cause", "detail"))
def front_matter_syntax(
    rows: Sequence[Document], document: Document, options: Options
) -> Iterator[Finding]:
    """Yield the failure, with a word for its likely cause; how deep it may go is a limit."""
    matter = document.front_matter
    if matter and matter.failure and matter.failure.cause != TOO_DEEP:
        failure = matter.failure
        yield Finding(failure.span, {"cause": failure.cause, "detail": failure.detail})
