"""Links that a script handles: what they do, their address does not tell."""

from __future__ import annotations

import re

from newslint.html import RawTag, tokens
from newslint.rows import Link

_SCRIPTED = re.compile(r"on|data-|v-|x-|ng-|[@:]|role$")
"""Attributes by which a script finds a link, or is called by it."""


def opening(link: Link, data: bytes) -> RawTag:
    """Return the tag that opens an HTML link."""
    return next(tag for *_, tag in tokens(data, *link.span) if tag is not None)


def is_scripted(tag: RawTag) -> bool:
    """Tell whether a tag has an attribute by which a script finds it, or is called by it."""
    return any(_SCRIPTED.match(attribute.name) for attribute in tag.attributes)
