"""Whether a post reports: what its front matter calls it."""

from __future__ import annotations

from collections.abc import Collection

from newslint.document import Document
from newslint.source import Span


def category_in(
    document: Document, fields: Collection[str], categories: Collection[str]
) -> Span | None:
    """Return the place of the front matter's first value that is one of some categories.

    `categories` are case folded; `fields` are the outermost fields that hold such values.
    """
    for field in document.fields:
        if field.path[0] in fields and isinstance(field.value, str):
            if field.value.strip().casefold() in categories:
                return field.span
    return None
