"""A URL that stands bare in the text, which its renderer links wrongly or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newslint.check import Edit, Finding, Fix, Options, check, together
from newslint.document import Document
from newslint.rows import HTML, Link
from newslint.source import Span

_JOINING = "gfm"
"""The dialect whose renderers link a bare URL up to the next blank, whatever the letters."""
_CUTTING = "goldmark"
"""The dialect whose renderer links a bare URL up to its first letter that is not ASCII."""
_URL = re.compile(r"https?://[!-~]*[A-Za-z0-9/=&_#+-]", re.IGNORECASE)
"""The part of a bare URL that is one beyond doubt: in ASCII, no punctuation at its end."""
_ATTRIBUTE = re.compile(rb"=[\"']\Z")
"""What stands before the value of an attribute."""


@check("bare-url", reads="links", facts=("url", "tail"), variants=("joined", "cut"))
def bare_url(rows: Sequence[Link], document: Document, _options: Options) -> Iterator[Finding]:
    """Yield the URLs that stay text, that take in what is joined to them, and that are cut."""
    # What renders a folder of Markdown that no generator makes a site of, nobody knows.
    if document.site.is_plain or document.dialect in ("html", "mdx"):
        return
    dead: list[Span] = []
    first = ""
    for row in rows:
        url = _URL.match(row.target) if row.kind == "bare" and not row.templated else None
        if url is None or _flags(document, row) & HTML:
            continue
        written = _balanced(url[0])
        rest = row.target[len(written) :]
        # A pattern of URLs is none, and the target of a link that went wrong is told elsewhere.
        if "{" in rest or document.source.data[row.span.start - 2 : row.span.start] == b"](":
            continue
        span = Span(row.span.start, row.span.start + len(written.encode()))
        if document.source.data[span.start - 1 : span.end + 1] == b"<%b>" % written.encode():
            # It is in brackets, whatever the parser thinks: after a bare CR it sees none.
            continue
        told = {"url": written, "tail": rest}
        joined = rest[:1].isalpha()
        if document.dialect == _JOINING:
            if joined and not written.endswith("/"):
                yield Finding(row.span, told, variant="joined", fix=_wrapped([span], document))
        elif document.dialect == _CUTTING:
            if joined and (written[-1] in "/=" or "/" in rest):
                yield Finding(row.span, told, variant="cut")
        else:
            dead.append(span)
            first = first or written
    yield from together(dead, {"url": first, "tail": ""}, fix=_wrapped(dead, document))


def _balanced(url: str) -> str:
    """Return a URL without what closes a parenthesis that it does not open."""
    at = url.find(")")
    return url if at == -1 or "(" in url else url[:at]


def _flags(document: Document, row: Link) -> int:
    """Return what the line of a link stands in."""
    flags: dict[int, int] = document.memo(
        "flags by line", lambda: {line.runs[0].line: line.flags for line in document.lines}
    )
    return flags.get(row.line, 0)


def _wrapped(spans: Sequence[Span], document: Document) -> Fix | None:
    """Return the edits that put URLs into angle brackets, which every renderer links."""
    data = document.source.data
    if any(set(data[span.start : span.end]) & set(b"<>\\ \t\r\n") for span in spans):
        return None
    edits = []
    for start, end in spans:
        # In what was to be a tag it would be none either.
        if not _ATTRIBUTE.search(data, max(0, start - 2), start):
            edits += [Edit(Span(start, start), "<"), Edit(Span(end, end), ">")]
    return Fix(tuple(edits), safe=True) if edits else None
