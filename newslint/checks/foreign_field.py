"""A summary that is not of its post: hardly any of its text stands there."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from newslint.check import Finding, Options, check
from newslint.document import Document
from newslint.facts.compared import normalised
from newslint.front_matter import Field
from newslint.template import is_filled_in

_CLIPPED = re.compile(r"(?:…|\.\.\.)\W{0,20}\Z")
_GRAM = 5
"""Code points of a piece of text that is looked for."""
_LOOKED = 1000
"""Code points of a summary that are looked for: none is longer."""


class ForeignField(Options, frozen=True):
    """How little of a summary may stand in the text."""

    fields: tuple[str, ...] = ("excerpt", "description", "summary", "teaser")
    """Fields that hold a summary, in lower case."""
    clipped: Annotated[float, Meta(ge=0, le=1)] = 0.25
    """Share of its 5-grams below which one that was cut off is no slice of the text."""
    written: Annotated[float, Meta(ge=0, le=1)] = 0.02
    """The same of one that ends as sentences do: an abstract has words of its own."""
    shortest: Annotated[int, Meta(ge=1)] = 24
    """Letters and digits from which on a summary is looked at."""
    body: Annotated[int, Meta(ge=1)] = 150
    """Letters and digits that a text has at least."""


@check("foreign-field", reads="fields", options=ForeignField, facts=("field", "percent"))
def foreign_field(
    rows: Sequence[Field], document: Document, options: ForeignField
) -> Iterator[Finding]:
    """Yield the summaries of which hardly anything stands in the text."""
    for row in rows:
        if len(row.path) > 1 or row.name.lower() not in options.fields:
            continue
        if not isinstance(row.value, str) or len(row.value) < options.shortest:
            continue
        if is_filled_in(row.value):
            continue
        least = options.clipped if _CLIPPED.search(row.value) else options.written
        share = _share(row.value[:_LOOKED], document, least, options)
        if share < least:
            yield Finding(row.span, {"field": row.name, "percent": round(100 * share)})


def _share(value: str, document: Document, least: float, options: ForeignField) -> float:
    """Return the share of a summary's 5-grams that stand in the text, or any that is enough.

    Of what is too short to be judged all does.
    """
    shown: str = document.memo("shown text", lambda: " ".join(run.text for run in document.texts))
    if _evident(value.split(), shown) >= least * len(value):
        return 1.0
    text = normalised(value)
    body: str = document.memo("letters of the text", lambda: normalised(shown))
    if len(text) < options.shortest or len(body) < options.body:
        return 1.0
    return _contained(text, body, least)


def _evident(words: list[str], shown: str) -> int:
    """Return how many 5-grams of a summary are seen to stand in a text without comparing letters.

    They begin in a word that stands there before the word that follows it.
    """
    count = 0
    for one, two in itertools.pairwise(words):
        if f"{one} {two}" in shown:
            letters = sum(map(str.isalnum, one))
            count += max(0, min(letters, letters + sum(map(str.isalnum, two)) - _GRAM + 1))
    return count


def _contained(text: str, body: str, enough: float) -> float:
    """Return the share of a text's 5-grams of code points that a body has, or any that is enough."""
    grams = [text[at : at + _GRAM] for at in range(len(text) - _GRAM + 1)]
    found = 0
    for gram in grams:
        found += gram in body
        if found >= enough * len(grams):
            return 1.0
    return found / len(grams)
