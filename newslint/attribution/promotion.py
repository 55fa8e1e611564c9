"""What a post advertises: promotional footers.

A promotional footer is one of the last blocks, short, that ends with one link to a home page
whose text is the bare host or URL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newslint.attribution.wording import Wording, is_statement
from newslint.document import Document
from newslint.facts.closing import Closing, closings

_FOOTER = 120
"""Code points that a promotional footer has at most."""
_CALL = re.compile(r"[^\w.,;:。]*")
"""What may follow the host in a call to go there."""
_HTTP = re.compile(r"^https?://")


def promotional_hosts(document: Document, words: Wording) -> frozenset[str]:
    """Return the hosts that the last blocks of a post advertise; a source is no advertisement."""
    return document.memo(f"promoted {words.key}", lambda: frozenset(_promoted(document, words)))


def _promoted(document: Document, words: Wording) -> Iterator[str]:
    for closing in closings(document):
        host = promoted(closing, words)
        if host and is_footer(closing, host):
            yield host


def promoted(closing: Closing, words: Wording) -> str:
    """Return the host whose home page a closing block advertises; '' if it is named as a source."""
    if any(is_statement(line, words) for line in closing.text.split("\n")):
        return ""
    return closing.host


def is_footer(closing: Closing, host: str) -> bool:
    """Tell whether a block that leads to a host's home page is short, and ends with the bare host.

    A sentence goes on after the host, or ends with a full stop.
    """
    label = closing.label.strip()
    if len(closing.text) > _FOOTER or not _names_host(label, host):
        return False
    return _CALL.fullmatch(closing.text.rpartition(label)[2]) is not None


def _names_host(text: str, host: str) -> bool:
    bare = _HTTP.sub("", text.strip().lower()).removeprefix("www.").rstrip("/")
    return bare == host
