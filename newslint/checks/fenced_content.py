"""A text that a generator handed over in a code fence, and that was published with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Annotated

from msgspec import Meta

from newslint.check import Edit, Finding, Fix, Options, check
from newslint.document import Document
from newslint.rows import Code
from newslint.scan import IN_FIELD, Hit, Phrase, field_of
from newslint.source import Span

_FENCE = "```"
_TAG = re.compile(r"<[^<>]{1,300}>")
_SENTENCE = re.compile(r"\w{2}[.!?。][\s\"”’)]*(?:\s|\Z)")
_SENTENCES = 3
_WORDS = 120
"""Letters and digits that a wrapped text has at least; a sample of code seldom says as much."""
_OPENER = re.compile(rb"[ \t]*(?:`{3}|~{3})[^\n]*\n")
_CLOSER = re.compile(rb"\n[ \t]*(?:`{3,}|~{3,})[ \t]*\r?\n?\Z")


class FencedContent(Options, frozen=True):
    """Which fences wrap a text."""

    languages: tuple[str, ...] = ("html", "xhtml", "markdown", "md")
    """What is written behind the opening fence, in lower case."""
    share: Annotated[float, Meta(ge=0, le=1)] = 0.5
    """Share of the body, by bytes, that such a fence has at least."""
    fields: tuple[str, ...] = ("title", "excerpt", "description", "summary", "feature_text")
    """Front-matter fields that must not begin with a fence."""

    @cached_property
    def shown(self) -> frozenset[str]:
        """The fields as they are compared."""
        return frozenset(name.lower() for name in self.fields)


def _phrases(options: FencedContent) -> Iterable[Phrase]:
    names = "|".join(re.escape(name) for name in options.languages)
    # A value may stand behind the mark of a block.
    yield Phrase("field", _FENCE, rf"\A[\s\"'>|+-]*`{{3,}}\s*(?:{names}|\w*)\b", "field")


@check(
    "fenced-content",
    reads="document",
    options=FencedContent,
    phrases=_phrases,
    facts=("language", "field"),
    variants=("field",),
)
def fenced_content(
    rows: Sequence[Hit], document: Document, options: FencedContent
) -> Iterator[Finding]:
    """Yield the fences that wrap the body, and those that a field begins with."""
    for row in rows:
        field = field_of(row.span, document) if row.line == IN_FIELD else None
        if field and field.name.lower() in options.shown:
            mark = row.text[row.text.index(_FENCE) :]
            place = Span(row.span.end - len(mark.encode()), row.span.end)
            facts = {"field": field.name, "language": mark.strip("` ")}
            yield Finding(place, facts, variant="field")
    least = options.share * (document.body.end - document.body.start)
    for code in document.codes:
        if code.kind != "fenced" or code.span.end - code.span.start < least:
            continue
        if code.language.lower() in options.languages and _is_text(
            document.source.slice(code.span)
        ):
            opener = _OPENER.match(document.source.data, code.span.start, code.span.end)
            end = opener.end() if opener else code.span.start
            place = Span(code.span.start, max(code.span.start, end - 1))
            facts = {"field": "", "language": code.language}
            yield Finding(place, facts, fix=_without(code, document))


def _is_text(raw: str) -> bool:
    """Tell whether what a fence holds is sentences, and not a sample of code."""
    text = _TAG.sub(" ", raw)
    words = sum(map(str.isalnum, text))
    return words >= _WORDS and len(_SENTENCE.findall(text)) >= _SENTENCES


def _without(code: Code, document: Document) -> Fix | None:
    """Return the fix that deletes the fence's two lines; none where it does not end."""
    raw = document.source.data[code.span.start : code.span.end]
    opener, closer = _OPENER.match(raw), _CLOSER.search(raw)
    if not opener or not closer:
        return None
    start = code.span.start
    return Fix(
        (
            Edit(Span(start, start + opener.end()), ""),
            Edit(Span(start + closer.start() + 1, code.span.end), ""),
        ),
        safe=False,
    )
