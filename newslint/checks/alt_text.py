"""Alternative texts that describe nothing: the brand, a label, the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from newslint.check import INDEX, Finding, Options, check, together
from newslint.facts import Facts
from newslint.facts.compared import normalised
from newslint.index import Index
from newslint.relation import Relation
from newslint.source import Span
from newslint.sums import Tally

_WORD = re.compile(r"\w+")


class AltText(Options, frozen=True):
    """Which texts describe nothing."""

    words: tuple[str, ...] = ()
    """Words of which a text must not wholly consist."""
    labels: tuple[str, ...] = ()
    """Words that make a label of any short text they stand in."""
    share: Annotated[float, Meta(ge=0, le=1)] = 0.5
    """The share of a site's images that have a text, above which it describes none of them."""
    images: Annotated[int, Meta(ge=1)] = 10
    """How many images a site must have for that."""


def _texts(options: AltText) -> Tally:
    """Return how many images have each text, of those that so many have."""
    name = f"alternative texts {options.share}"
    return Tally(
        name,
        lambda facts: (alt.text for alt in facts.alts),
        pages=True,
        least=lambda totals: options.share * totals[name],
    )


@check(
    "alt-text",
    reads=INDEX,
    options=AltText,
    facts=("alt",),
    relation=Relation(sums=lambda _, options: [_texts(options)]),
)
def alt_text(index: Index, options: AltText) -> Iterator[tuple[str, Finding]]:
    """Yield the generic texts of each post."""
    texts = _texts(options)
    total = index.total(texts)
    brands = {normalised(name) for name in index.site.names}
    common = {
        text
        for text, count in index.tally(texts).items()
        if total >= options.images and count > options.share * total
    }
    words = {word.casefold() for word in options.words} | brands
    labels = {label.casefold() for label in options.labels}
    for facts in index.asked_files:
        yield from _of_post(facts, words, labels, common)


def _of_post(
    facts: Facts, words: set[str], labels: set[str], common: set[str]
) -> Iterator[tuple[str, Finding]]:
    found: dict[str, list[Span]] = {}
    for value in facts.alts:
        file = value.target.rpartition("/")[2].rpartition(".")[0]
        named = value.text == file and _FILE_STEM.search(file)
        if named or value.text in common or _is_generic(value.text, words, labels):
            found.setdefault(value.text, []).append(value.span)
    for text, spans in found.items():
        for finding in together(spans, {"alt": text}):
            yield facts.path, finding


_LABEL_WORDS = 3
_FILE_STEM = re.compile(r"[-_\d]")
"""What a file's name has and a word has not."""
_FILE_NAME = re.compile(r"[\w.() -]+\.(?:png|jpe?g|gif|webp|svg|avif)", re.IGNORECASE)


def _is_generic(text: str, words: set[str], labels: set[str]) -> bool:
    tokens = [token.casefold() for token in _WORD.findall(text)]
    if not tokens or normalised(text) in words or _FILE_NAME.fullmatch(text):
        return True
    if len(tokens) <= _LABEL_WORDS and any(token in labels for token in tokens):
        return True
    return all(token in words or token.isdigit() for token in tokens) and any(
        token in words for token in tokens
    )
