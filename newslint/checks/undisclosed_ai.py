"""A post whose fields say that a machine has written it, and whose text does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from newslint.check import Finding, Options, check
from newslint.document import Document
from newslint.scan import Hit, Phrase

_NO = frozenset({"", "false", "no", "none", "human", "0"})
_MADE = ("trainedalgorithmicmedia", "algorithmicmedia")
"""The ends of IPTC's digital source types of what a machine has made, in lower case."""
_TYPES = frozenset({"digitalsourcetype", "digital_source_type"})


class UndisclosedAi(Options, frozen=True):
    """What says so, to machines and to readers."""

    fields: tuple[str, ...] = ()
    """Front-matter fields, in lower case, that say that a machine has written the post."""
    marks: tuple[str, ...] = ()
    """Words by which the text tells it."""

    @cached_property
    def named(self) -> frozenset[str]:
        """The fields as they are looked up."""
        return frozenset(self.fields)


def _phrases(options: UndisclosedAi) -> Iterable[Phrase]:
    return [Phrase("mark", text) for text in options.marks]


@check(
    "undisclosed-ai",
    reads="document",
    options=UndisclosedAi,
    facts=("field",),
    phrases=_phrases,
)
def undisclosed_ai(
    rows: Sequence[Hit], document: Document, options: UndisclosedAi
) -> Iterator[Finding]:
    """Yield the field, where nothing that readers see says so."""
    if rows or document.front_matter is None:
        return
    for name, field in document.front_matter.top.items():
        if name in options.named and _says_so(name, field.value):
            yield Finding(field.key_span, {"field": field.name})
            return


def _says_so(name: str, value: object) -> bool:
    text = str(value if value is not None else "").strip().casefold()
    if name in _TYPES:
        return text.endswith(_MADE)
    return text not in _NO
