"""Links of a post that could be its source."""

from __future__ import annotations

import re

from newslint.document import Document
from newslint.urls import is_home

_IMAGE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif|ico|bmp)$", re.IGNORECASE)
_SHARING = re.compile(
    r"(?:facebook\.com/(?:sharer|dialog|plugins)|(?:twitter|x)\.com/(?:intent|share)"
    r"|linkedin\.com/share|t\.me/share|story\.kakao\.com/share|band\.us/plugin/share"
    r"|pinterest\.com/pin/create|reddit\.com/submit)",
    re.IGNORECASE,
)


def has_deep_link(document: Document) -> bool:
    """Tell whether a post has a link that could be its source.

    Home pages, promotional footers, images and share links could not.
    """
    for link in document.links:
        target = link.target.strip()
        if not target or target.startswith(("#", "mailto:", "tel:", "javascript:")):
            continue
        if link.kind == "media" or _IMAGE.search(target.split("?")[0]) or _SHARING.search(target):
            continue
        if not is_home(target):
            return True
    return False
