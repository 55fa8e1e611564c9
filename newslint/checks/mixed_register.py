"""A summary and a body that speak to readers in different registers, 했다 and 했습니다."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from newslint.check import Finding, Options, check
from newslint.document import Document
from newslint.korean import is_korean, unquoted
from newslint.rows import CAPTION, HEADING, LIST, QUOTE, TABLE

_POLITE, _PLAIN = "-습니다", "-다"
_ENDING = re.compile(r"(니)?다(?=[.!?])")
"""How a sentence ends: in 니다 to somebody, in 다 to nobody."""
_ASIDE = CAPTION | HEADING | LIST | QUOTE | TABLE
"""What is written in a register of its own."""
_POLITE_SIGN, _ANY_SIGN = "니다", "다"
_LOOK = 2000
"""Code points of a summary that are looked at."""


class MixedRegister(Options, frozen=True):
    """What is compared with the body, and how sure its register must be."""

    fields: tuple[str, ...] = ("excerpt", "description", "summary", "teaser")
    """Front-matter fields that hold a summary, in lower case."""
    sentences: Annotated[int, Meta(ge=1)] = 3
    """Sentences that the body must have in its register."""
    share: Annotated[float, Meta(gt=0.5, le=1)] = 0.9
    """Of the body's sentences, how many must be of one register."""


@check("mixed-register", reads="fields", options=MixedRegister, facts=("field", "own", "other"))
def mixed_register(
    rows: Sequence[object], document: Document, options: MixedRegister
) -> Iterator[Finding]:
    """Yield the summaries that are all of one register, where the body is of the other."""
    top = document.front_matter.top if document.front_matter else {}
    body: str | None = None
    text = ""
    for name in options.fields:
        field = top.get(name)
        if field is None or not isinstance(field.value, str) or "다" not in field.value:
            continue
        summary = field.value[:_LOOK]
        own = _register(summary, 1, 1)
        if not own or not is_korean(summary):
            continue
        text = text or _text(document)
        if not _may_differ(text, own, options):
            continue
        if body is None:
            body = _register(text, options.sentences, options.share)
        if body and body != own:
            yield Finding(field.span, {"field": field.name, "own": own, "other": body})


def _register(text: str, least: int, share: float) -> str:
    """Return the ending of a text's register; '' where it has none, or both."""
    found = [match[1] for match in _ENDING.finditer(unquoted(text))]
    polite = sum(ending is not None for ending in found)
    for count, register in ((polite, _POLITE), (len(found) - polite, _PLAIN)):
        if count >= least and count >= share * len(found):
            return register
    return ""


def _may_differ(text: str, own: str, options: MixedRegister) -> bool:
    """Tell whether a body may be of the other register: seen by counting, quotations and all.

    To take the quotations out takes ten times as long.
    """
    polite = text.count(_POLITE_SIGN)
    others = polite if own == _PLAIN else text.count(_ANY_SIGN) - polite
    return others >= options.sentences


def _text(document: Document) -> str:
    return "\n".join(line.text for line in document.lines if not line.flags & _ASIDE)
