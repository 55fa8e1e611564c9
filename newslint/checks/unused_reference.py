"""Link reference definitions that no link of the post uses, or that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newslint.check import Edit, Finding, Fix, Options, check, together
from newslint.document import Document
from newslint.references import brings_in, is_made, same
from newslint.rows import Image, Link, Reference
from newslint.source import Span

_BRACKETS = re.compile(rb"\[([^\[\]]*+)\]")
_REMARKS = frozenset({"//", "#", "_", "comment", "note", "todo"})
"""Labels that hide a remark: `[//]: # (draft)`."""
_REST = re.compile(rb"[ \t]*\r?(?:\n|\Z)")


@check(
    "unused-reference",
    reads="references",
    facts=("label",),
    variants=("again", "differs", "missed"),
)
def unused_reference(
    rows: Sequence[Reference], document: Document, options: Options
) -> Iterator[Finding]:
    """Yield the definitions that nothing uses, those that stand twice, and the links that miss one.

    Each as one finding.
    """
    used = _labels(rows, document)
    # What a template brings in, or makes, may use any of them.
    if brings_in(document.templates) or any("{{" in label or "{%" in label for label in used):
        return
    data = document.source.data
    rows = [row for row in rows if not _is_remark(row) and not is_made(row, data)]
    unused = [row for row in rows if same(row.label) not in used]
    missing = _missing(unused, document)
    missed = {same(link.target) for link in missing}
    unused = [row for row in unused if same(row.label) not in missed]
    first: dict[str, Reference] = {}
    alike: list[Reference] = []
    differing: list[Reference] = []
    for row in rows:
        earlier = first.setdefault(same(row.label), row)
        if same(row.label) in used and earlier is not row:
            found = alike if _rest(row, document) == _rest(earlier, document) else differing
            found.append(row)
    if missing:
        facts = {"label": missing[0].target}
        yield from together(
            (link.span for link in missing), facts, "missed", _brackets(missing, document)
        )
    # Somebody wrote each for a link, which may be there still, and broken.
    yield from _together(unused, "", _fix(_unnamed(unused, document), document, safe=False))
    yield from _together(alike, "again", _fix(alike, document, safe=True))
    # Generators disagree which of two counts.
    yield from _together(differing, "differs", None)


def _together(found: list[Reference], variant: str, fix: Fix | None) -> Iterator[Finding]:
    if found:
        facts = {"label": found[0].label}
        yield from together((row.span for row in found), facts, variant, fix)


def _labels(rows: Sequence[Reference], document: Document) -> frozenset[str]:
    """Return what stands in brackets anywhere in the body, but for the definitions themselves.

    What is no link to this parser, in HTML or in code, may be one to the generator's.
    """
    own = {row.span.start for row in rows}
    found = _BRACKETS.finditer(document.source.data, document.body.start)
    texts = {match[1] for match in found if match.start() not in own}
    return frozenset(same(text.decode(errors="replace")) for text in texts)


def _is_remark(row: Reference) -> bool:
    """Tell whether a definition hides a remark, or has a label with brackets of its own."""
    return "\\" in row.label or row.label.casefold() in _REMARKS or row.target in ("", "#")


def _rest(row: Reference, document: Document) -> str:
    """Return a definition's target and title, as they are written."""
    return document.source.slice(row.span).partition("]:")[2].strip()


def _missing(unused: Sequence[Reference], document: Document) -> list[Link | Image]:
    """Return the links whose address is the label of a definition that nothing uses."""
    labels = {same(row.label) for row in unused}
    targets: tuple[Link | Image, ...] = (*document.links, *document.images) if labels else ()
    found = (row for row in targets if row.kind == "inline" and not row.templated)
    return sorted((row for row in found if same(row.target) in labels), key=lambda row: row.span)


def _brackets(missing: Sequence[Link | Image], document: Document) -> Fix | None:
    """Return the fix that makes `[text](label)` `[text][label]`."""
    edits: list[Edit] = []
    for row in missing:
        around = Span(row.place.start - 1, row.place.end + 1)
        if document.source.slice(around) == f"({row.target})":
            edits.append(Edit(around, f"[{row.target}]"))
    return Fix(tuple(edits), safe=False) if edits else None


def _unnamed(unused: list[Reference], document: Document) -> list[Reference]:
    """Return the definitions whose labels are no words of the text: there, a link lost its brackets."""
    if not unused:
        return []
    text = same(" ".join(run.text for run in document.texts))
    return [row for row in unused if not _is_word(same(row.label), text)]


def _is_word(label: str, text: str) -> bool:
    return any(
        # What follows a Korean word is a particle, and belongs to it.
        (not text[end : end + 1].isalnum() or not label[-1:].isascii())
        and not text[max(0, at - 1) : at].isalnum()
        for at, end in (match.span() for match in re.finditer(re.escape(label), text))
    )


def _fix(gone: list[Reference], document: Document, *, safe: bool) -> Fix | None:
    edits = tuple(_removals(gone, document))
    return Fix(edits, safe=safe) if edits else None


def _removals(gone: Sequence[Reference], document: Document) -> Iterator[Edit]:
    """Yield the edits that take definitions out where nothing around them can come to touch.

    A definition keeps two lists apart, or a list and indented text. So one may go where another
    stays beside it, or where nothing but blanks follows.
    """
    data = document.source.data
    leaving = {row.span for row in gone}
    body = data[document.body.start :]
    begin = document.body.start + len(body) - len(body.lstrip())
    end = len(data.rstrip())
    for group in reversed(_groups(document)):
        lines = [line for span, line in group if span in leaving]
        first, last = group[0][1].start, group[-1][1].end
        if len(lines) < len(group):
            yield from (Edit(line, "") for line in lines)
        elif last >= end and first > begin:
            # The blank lines before it go too: none shall end the file.
            end = first
            while data[end - 1] in b" \t\r\n":
                end -= 1
            yield Edit(Span(data.index(b"\n", end) + 1, last), "")


def _groups(document: Document) -> list[list[tuple[Span, Span]]]:
    """Return the definitions that have lines of their own, with these; together what touches."""
    data = document.source.data
    groups: list[list[tuple[Span, Span]]] = []
    for row in document.references:
        start = data.rfind(b"\n", 0, row.span.start) + 1
        rest = _REST.match(data, row.span.end)
        # An indented one may belong to a list.
        if start != row.span.start or rest is None:
            continue
        line = Span(start, rest.end())
        if not groups or groups[-1][-1][1].end != start:
            groups.append([])
        groups[-1].append((row.span, line))
    return groups
