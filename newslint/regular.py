"""Reading files that may be anything: a pipe or a device may never end, and a file may be huge."""

from __future__ import annotations

import errno
import os
import stat

LARGEST = 100_000_000
"""Bytes of what is read besides posts: configurations, layouts, data, lists of URLs."""


class TooLargeError(OSError):
    """A file of more bytes than are read."""

    def __init__(self, size: int) -> None:
        """`size` is how many it has."""
        super().__init__(errno.EFBIG, os.strerror(errno.EFBIG))
        self.size = size


def refuse_irregular(path: str, most: int = LARGEST) -> None:
    """Raise OSError for what is no regular file, TooLargeError for one of more bytes than `most`."""
    looks = os.stat(path)  # noqa: PTH116  # hot
    if not stat.S_ISREG(looks.st_mode):
        raise OSError(errno.EINVAL, "it is no regular file")
    if looks.st_size > most:
        raise TooLargeError(looks.st_size)


def read_regular(path: str, most: int = LARGEST) -> bytes:
    """Return the bytes of a file; raise as `refuse_irregular` does."""
    refuse_irregular(path, most)
    with open(path, "rb") as file:  # noqa: PTH123  # hot
        raw = file.read()
    if len(raw) > most:
        # It has grown meanwhile.
        raise TooLargeError(len(raw))
    return raw
