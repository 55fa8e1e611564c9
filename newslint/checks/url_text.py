"""A link whose text is its own address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.rows import QUOTE, Link

_SCHEME = re.compile(r"(?:https?:)?//(?:www\.)?", re.IGNORECASE)
_WRITTEN = ("inline", "reference", "html")
"""Links whose author could have given them a text. Autolinks and bare URLs are meant that way."""
_MACHINES = ("localhost", "127.", "0.0.0.0", "[::1]")  # noqa: S104  # compared, not listened on
"""How hosts begin that are the reader's own machine: such an address is typed, not followed."""


_REPOSITORY = re.compile(r"(?:https?:)?//(?:(?:svn|git)\.|[^?#]*/(?:svn|repos)/)", re.IGNORECASE)
"""Addresses that are typed after `svn checkout` and its like."""
_POINTS = re.compile(r"\b(?:URLs?|URIs?|address(?:es)?)\b|주소|网址|網址", re.IGNORECASE)
"""Words by which a sentence points to an address as an address."""
_NEAR = 12
"""Characters before a link in which it does."""
_ITEM = re.compile(r"\n\s{0,8}(?:[-*+>]|\d+[.)]|\n)")
"""Where another item or paragraph begins, of which the sentence does not speak alone."""
_LABEL = re.compile(
    r"\W{0,8}(?:home\s?page|web\s?site|URL|홈페이지|누리집|주소)\s{0,2}[:：]\W{0,8}", re.IGNORECASE
)
"""What stands before an address that has a line of its own, as on a card."""


class UrlText(Options, frozen=True):
    """Which addresses may be shown."""

    copied: tuple[str, ...] = ()
    """How an address ends that readers copy into a terminal."""


@check("url-text", reads="links", options=UrlText, facts=("url",))
def url_text(rows: Sequence[Link], document: Document, options: UrlText) -> Iterator[Finding]:
    """Yield the links whose text is their own address, as one finding."""
    found = [
        row
        for row in rows
        if row.kind in _WRITTEN
        and _is_address(row, options.copied)
        and not _is_meant(row, document)
    ]
    if found:
        yield from together((row.span for row in found), {"url": found[0].text.strip()})


def _is_address(row: Link, copied: tuple[str, ...]) -> bool:
    """Tell whether a link's text is its target, scheme, `www.` and a closing slash aside."""
    text = row.text.strip()
    # Most texts are told from an address by a blank, or by the lack of a dot or a slash.
    if row.templated or " " in text or not ("." in text or "/" in text):
        return False
    if _SCHEME.match(row.target) is None:
        return False
    written = _bare(text)
    if not written or written != _bare(row.target):
        return False
    if written.startswith(_MACHINES) or (copied and written.endswith(copied)):
        return False
    # `crt.sh` is what people call the site; `https://crt.sh` they do not.
    return "/" in written or _SCHEME.match(text) is not None


def _is_meant(row: Link, document: Document) -> bool:
    """Tell whether the address is what is spoken of, or somebody else's words."""
    if _REPOSITORY.match(row.target):
        return True
    start = row.span.start
    before = document.source.data[max(0, start - 4 * _NEAR) : start].decode(errors="ignore")
    if _POINTS.search(_ITEM.split(before[-_NEAR:])[-1]):
        return True
    looks, lines = document.memo("lines and looks of texts", lambda: _lines(document))
    if looks.get(row.block, 0) & QUOTE:
        return True
    left, link, right = lines.get(row.line, "").partition(row.text.strip())
    return bool(link) and _LABEL.fullmatch(left) is not None and not right.strip(" .")


def _lines(document: Document) -> tuple[dict[int, int], dict[int, str]]:
    """Return what each block stands in, and the text of each line."""
    looks: dict[int, int] = {}
    lines: dict[int, list[str]] = {}
    for run in document.texts:
        looks[run.block] = looks.get(run.block, 0) | run.flags
        lines.setdefault(run.line, []).append(run.text)
    return looks, {line: "".join(texts) for line, texts in lines.items()}


def _bare(url: str) -> str:
    start = _SCHEME.match(url)
    rest = unquote(url[start.end() if start else 0 :]).rstrip("/")
    rest = rest if start else re.sub(r"^www\.", "", rest, flags=re.IGNORECASE)
    host, slash, path = rest.partition("/")
    return f"{host.lower()}{slash}{path}"
