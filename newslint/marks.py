"""What tells that a file has changed without reading it, and where newslint keeps what it knows."""

from __future__ import annotations

import os
import stat
from typing import NamedTuple

FOLDER = ".newslint_cache"
"""The folder at a site's root in which newslint keeps what it has worked out."""
RACY = 2_000_000_000
"""Nanoseconds between a change and its note within which another change could go unseen."""


class Mark(NamedTuple):
    """What a file looks like from outside."""

    text: str
    """Its size, times, inode and device."""
    changed: int
    """When it was changed last, by whichever of its times is later, in nanoseconds since 1970."""


def mark(file: str) -> Mark | None:
    """Return what a file looks like; None where it is not there or no regular file."""
    try:
        found = os.stat(file)  # noqa: PTH116  # hot
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    size, modified, changed = found.st_size, found.st_mtime_ns, found.st_ctime_ns
    text = f"{size} {modified} {changed} {found.st_ino} {found.st_dev}"
    return Mark(text, max(modified, changed))
