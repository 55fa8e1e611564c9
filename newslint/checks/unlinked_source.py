"""A source that is named and not linked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from newslint.attribution import (
    SourceOptions,
    Statement,
    label_phrases,
    linked,
    statements,
)
from newslint.check import Edit, Finding, Fix, check, together
from newslint.document import Document
from newslint.rows import HTML, Link
from newslint.scan import Hit
from newslint.source import Span

_URL = re.compile(r"https?://[!#%-;=?-~]*[\w/=#+-]", re.IGNORECASE | re.ASCII)
"""The part of a bare URL that is one beyond doubt, and that an attribute takes as it is."""
_LONGEST = 80
"""Code points of a source's name at most: what is longer is prose."""


@check(
    "unlinked-source",
    reads="document",
    options=SourceOptions,
    facts=("name",),
    variants=("dead",),
    phrases=label_phrases,
)
def unlinked_source(
    rows: Sequence[Hit], document: Document, options: SourceOptions
) -> Iterator[Finding]:
    """Yield the names without a link as one finding, and the URLs that are dead text as one."""
    if not rows:
        return
    names: dict[Span, str] = {}
    dead: dict[Span, Link] = {}
    for statement in statements(document, options.wording, rows):
        if statement.templated:
            continue
        if not statement.links:
            if _is_name(statement) and not _has_link_below(statement, document):
                names[statement.span] = statement.text
        elif _is_html(statement, document) and not any(linked(document, statement)):
            dead |= {link.span: link for link, _ in statement.abroad}
    if names:
        yield from together(names, {"name": next(iter(names.values()))})
    if dead:
        first = next(iter(dead.values()))
        yield from together(dead, {"name": first.target}, "dead", _fix(dead.values(), document))


def _is_name(statement: Statement) -> bool:
    text = statement.text
    return not statement.is_unfilled and len(text) <= _LONGEST and any(map(str.isalpha, text))


def _has_link_below(statement: Statement, document: Document) -> bool:
    """Tell whether the next line is a link: the name stands above it."""
    end = document.source.data.find(b"\n\n", statement.span.end)
    end = len(document.source.data) if end == -1 else end
    return any(statement.span.end <= link.span.start < end for link in document.links)


def _is_html(statement: Statement, document: Document) -> bool:
    """Tell whether no renderer looks at the line: in Markdown, bare-url tells what it does."""
    return bool(statement.flags & HTML) or document.dialect == "html"


def _fix(links: Iterable[Link], document: Document) -> Fix | None:
    """Return the edits that make links of URLs; None where one has no scheme, or is spelt oddly."""
    edits = []
    for link in links:
        url = _URL.match(link.target)
        spelt = document.source.place_of(url[0], link.span) if url else None
        if spelt is None:
            return None
        text = document.source.slice(spelt)
        edits.append(Edit(spelt, f'<a href="{text}">{text}</a>'))
    return Fix(tuple(edits), safe=True)
