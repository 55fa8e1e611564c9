"""A link whose text says nothing of where it leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.check import Finding, Options, check
from newslint.document import Document
from newslint.facts import normalised
from newslint.rows import Link, Text


class LinkText(Options, frozen=True):
    """Which texts say nothing."""

    words: tuple[str, ...] = ()
    alone: int = 15
    """Code points of other text on a link's line up to which the link stands alone."""


@check("link-text", reads="links", options=LinkText, facts=("text",), variants=("in-sentence",))
def link_text(rows: Sequence[Link], document: Document, options: LinkText) -> Iterator[Finding]:
    """Yield generic links that stand alone, each; those in sentences as one finding."""
    generic = {normalised(word) for word in options.words}
    found = [
        row
        for row in rows
        if row.kind in ("inline", "reference", "html") and normalised(row.text) in generic
    ]
    if not found:
        return
    inside: list[Link] = []
    for row in found:
        if _others(document, row) <= options.alone:
            yield Finding(row.span, {"text": row.text.strip()})
        else:
            inside.append(row)
    if inside:
        spans = tuple(row.span for row in inside)
        yield Finding(
            spans[0],
            {"text": inside[0].text.strip()},
            spans if len(spans) > 1 else (),
            variant="in-sentence",
        )


def _others(document: Document, link: Link) -> int:
    """Return how many code points, blanks aside, share a link's line."""
    runs: dict[int, list[Text]] = document.memo("runs by line", lambda: _by_line(document))
    line = runs.get(link.line, [])
    return sum(_visible(run.text) for run in line) - _visible(link.text)


def _visible(text: str) -> int:
    return len("".join(text.split()))


def _by_line(document: Document) -> dict[int, list[Text]]:
    runs: dict[int, list[Text]] = {}
    for run in document.texts:
        runs.setdefault(run.line, []).append(run)
    return runs
