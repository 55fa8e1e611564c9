"""A link whose text is its own address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.rows import Link

_SCHEME = re.compile(r"(?:https?:)?//(?:www\.)?", re.IGNORECASE)
_WRITTEN = ("inline", "reference", "html")
"""Links whose author could have given them a text. Autolinks and bare URLs are meant that way."""
_MACHINES = ("localhost", "127.", "0.0.0.0", "[::1]")  # noqa: S104  # compared, not listened on
"""How hosts begin that are the reader's own machine: such an address is typed, not followed."""


class UrlText(Options, frozen=True):
    """Which addresses may be shown."""

    copied: tuple[str, ...] = ()
    """How an address ends that readers copy into a terminal."""


@check("url-text", reads="links", options=UrlText, facts=("url",))
def url_text(rows: Sequence[Link], document: Document, options: UrlText) -> Iterator[Finding]:
    """Yield the links whose text is their own address, as one finding."""
    found = [row for row in rows if row.kind in _WRITTEN and _is_address(row, options.copied)]
    if found:
        yield from together((row.span for row in found), {"url": found[0].text.strip()})


def _is_address(row: Link, copied: tuple[str, ...]) -> bool:
    """Tell whether a link's text is its target, scheme, `www.` and a closing slash aside."""
    text = row.text.strip()
    scheme = _SCHEME.match(row.target)
    # Most texts are told from an address by a blank, or by the lack of a dot or a slash.
    if scheme is None or row.templated or " " in text or not ("." in text or "/" in text):
        return False
    written = _bare(text)
    if not written or written != _bare(row.target):
        return False
    if written.startswith(_MACHINES) or (copied and written.endswith(copied)):
        return False
    # `crt.sh` is what people call the site; `https://crt.sh` they do not.
    return "/" in written or _SCHEME.match(text) is not None


def _bare(url: str) -> str:
    start = _SCHEME.match(url)
    rest = unquote(url[start.end() if start else 0 :]).rstrip("/")
    rest = rest if start else re.sub(r"^www\.", "", rest, flags=re.IGNORECASE)
    host, slash, path = rest.partition("/")
    return f"{host.lower()}{slash}{path}"
