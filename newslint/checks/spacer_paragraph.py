"""Empty paragraphs and runs of line breaks that stand for a margin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from newslint.check import Edit, Finding, Fix, Options, check, together
from newslint.document import Document
from newslint.rows import Tag
from newslint.source import Span

_EMPTY = re.compile(rb"(?:\s|&nbsp;|&#160;|&#xa0;|\xc2\xa0|<br\s*/?>)*\Z", re.IGNORECASE)


class SpacerParagraph(Options, frozen=True):
    """What is a spacer."""

    breaks: Annotated[int, Meta(ge=2)] = 3
    """How many `<br>` in a row."""


@check("spacer-paragraph", reads="tags", options=SpacerParagraph)
def spacer_paragraph(
    rows: Sequence[Tag], document: Document, options: SpacerParagraph
) -> Iterator[Finding]:
    """Yield all spacers of a post as one finding."""
    data = document.source.data
    paragraphs: list[Span] = []
    runs: list[Span] = []
    run: list[Tag] = []
    opened: Tag | None = None
    for tag in rows:
        if tag.name == "br":
            if run and data[run[-1].span.end : tag.span.start].strip():
                run = []
            run.append(tag)
            if len(run) == options.breaks:
                runs.append(run[0].span)
            continue
        run = []
        if tag.name == "p" and tag.closing and opened is not None:
            if _EMPTY.match(data, opened.span.end, tag.span.start) and not _kept(opened):
                paragraphs.append(Span(opened.span.start, tag.span.end))
        opened = tag if tag.name == "p" and not tag.closing else None
    codes = [code.span for code in document.codes]
    paragraphs = [span for span in paragraphs if not _in_code(span, codes)]
    runs = [span for span in runs if not _in_code(span, codes)]
    lone = (document.source.lone_lines(span) for span in paragraphs)
    edits = tuple(Edit(lines, "") for lines in lone if lines)
    fix = Fix(edits, safe=True) if edits else None
    yield from together(sorted(paragraphs + runs), fix=fix)


def _in_code(span: Span, codes: list[Span]) -> bool:
    """Tell whether a spacer is a blank line of a listing."""
    return any(code.start <= span.start < code.end for code in codes)


def _kept(tag: Tag) -> bool:
    """Tell whether an empty paragraph is there for a script or a stylesheet to fill."""
    return tag.get("id") is not None or tag.get("class") is not None
