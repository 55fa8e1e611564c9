"""Linted files, read once more: for reports that show more of a text than its findings hold."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.digest import digest_of
from newslint.source import Source

if TYPE_CHECKING:
    from newslint.outcome import FileReport


def reread(texts: Mapping[str, bytes], file: FileReport) -> Source | None:
    """Return the source of a file as it was linted; None where it is not to be had any more.

    `texts` are the bytes of files that are not on disk, by absolute path.
    """
    path = Path(file.path).absolute()
    raw = texts.get(path.as_posix())
    try:
        source = Source.read(file.path, path.read_bytes() if raw is None else raw)
    except OSError:
        return None
    return source if digest_of(source.data) == file.digest else None
