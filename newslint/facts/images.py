"""The hosts from which a post shows images."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newslint.document import Document
from newslint.facts.targets import Target, field_targets
from newslint.site.model import host_of
from newslint.source import Span


class Shown(NamedTuple):
    """An image that is shown from a host: its name, and where the URL stands."""

    host: str
    span: Span
    is_page: bool
    """Whether the post links that URL too, and it does not end as an image's does."""


def image_hosts(document: Document) -> Iterator[Shown]:
    """Yield the images whose URL has a host."""
    shown = [
        Target("image", row.target, *row.place, row.templated)
        for row in document.images
        if row.kind != "media"
    ]
    linked: set[str] | None = None
    for row in (*shown, *field_targets(document)):
        if row.kind == "image" and not row.templated and _REMOTE.match(row.target):
            host = host_of(row.target)
            if host and len(host) <= _LONGEST_HOST:
                if linked is None:
                    linked = {link.target for link in document.links if link.kind != "media"}
                is_page = row.target in linked and not _IMAGE_END.search(row.target)
                yield Shown(host, row.span, is_page)


_IMAGE_END = re.compile(
    r"\.(?:apng|avif|bmp|gif|heic|ico|jfif|jpe?g|png|svgz?|tiff?|webp)(?:[?#]|$)", re.IGNORECASE
)
_LONGEST_HOST = 253
"""Of a name in DNS (RFC 1035, 2.3.4): what is longer is none."""
_REMOTE = re.compile(r"(?:https?:)?//[^/]+/.", re.IGNORECASE)
"""A URL with a host and a path: a home page is no image."""
