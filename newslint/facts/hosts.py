"""The hosts that a post links by `http:` and by `https:`, as little of them as has to be kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from zlib import crc32

import msgspec

from newslint.source import Span

if TYPE_CHECKING:
    from newslint.document import Document

_URL = re.compile(
    # A name (RFC 1123, 2.1) whose last label is no number, which it would be in an IP address.
    r"http(s?)://((?:[a-z0-9-]{1,63}\.){1,8}[a-z][a-z0-9-]{0,62})(?=[/?#]|$)",
    re.IGNORECASE,
)
"""A URL whose host has a name, and which names no port: what a port speaks goes with its scheme."""


class Hosts(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The hosts that a post links, in lower case and with `www.`: a certificate may be for one only."""

    secure: tuple[int, ...]
    """The checksums (see `sum_of`) of those linked by `https:`, each once."""
    insecure: tuple[tuple[str, tuple[int, ...]], ...]
    """Those linked by `http:`, with the offset of each URL, which stands there up to its host."""


NO_HOSTS = Hosts((), ())


def sum_of(host: str) -> int:
    """Return the checksum of a host, by which it is compared: CRC-32."""
    return crc32(host.encode())


def host_by_https(url: str) -> str:
    """Return the host of an `https:` URL; '' for any other."""
    found = _URL.match(url)
    return found[2].lower() if found and found[1] else ""


def hosts_of(document: Document) -> Hosts:
    """Return the hosts that a document links."""
    secure: dict[int, None] = {}
    insecure: dict[str, dict[int, None]] = {}
    for target, place in _linked(document):
        found = _URL.match(target)
        if found is None:
            continue
        host = found[2].lower()
        if found[1]:
            secure[sum_of(host)] = None
            continue
        written = document.source.place_of(found[0], place)
        if written:
            insecure.setdefault(host, {})[written.start] = None
    if not secure and not insecure:
        return NO_HOSTS
    return Hosts(tuple(secure), tuple((host, tuple(starts)) for host, starts in insecure.items()))


def _linked(document: Document) -> Iterator[tuple[str, Span]]:
    """Yield the targets of the links with the places of each; a definition that is used is one."""
    labelled = set()
    for row in document.links:
        if row.kind == "reference":
            labelled.add(row.target)
        elif row.kind != "bare" and not row.templated:
            yield row.target, row.place
    for definition in document.references if labelled else ():
        if definition.target in labelled and not document.is_templated(definition.span):
            start, end = definition.span
            # The label may be a URL as well.
            target = document.source.data.find(b"]:", start, end)
            yield definition.target, Span(max(start, target), end)
