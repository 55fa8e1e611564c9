"""Files that are written whole or not at all, so that a kill or a full disk leaves no half."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

_NAME = 60
"""Code points of a file's name in that of its successor while that is written: names have limits."""


_PART = re.compile(rf"\..{{1,{_NAME}}}\.[0-9a-f]{{8}}", re.DOTALL)


def is_part(name: str) -> bool:
    """Tell by a file's name whether it is to be another's content, and is being written."""
    return _PART.fullmatch(name) is not None


def write_whole(
    path: Path, pieces: Iterable[bytes], still: Callable[[], bool] = lambda: True
) -> bool:
    """Replace a file's content in one step, or begin it; raise OSError that names it.

    A link stays one: what it leads to is replaced. Owner and mode stay. `still` is asked at the
    last moment whether it is to be replaced; tell whether it was. What is no regular file, a pipe
    or a terminal, is written to as it is.
    """
    try:
        path = path.resolve()
        if path.exists() and not path.is_file():
            with path.open("wb") as device:
                device.writelines(pieces)
            return True
        return _replaced(path, pieces, still)
    except OSError as error:
        # Not the name of a file that nobody has heard of, or none.
        raise OSError(error.errno, error.strerror, path.as_posix()) from error


def _replaced(path: Path, pieces: Iterable[bytes], still: Callable[[], bool]) -> bool:
    old = path.stat() if path.exists() else None
    part = path.with_name(f".{path.name[:_NAME]}.{os.urandom(4).hex()}")
    # Nobody else reads what may be private before it has the mode that it had.
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if old else 0o666)
    try:
        with os.fdopen(handle, "wb") as written:
            written.writelines(pieces)
            written.flush()
            os.fsync(written.fileno())
        if old:
            with suppress(PermissionError):
                # Not everybody may give a file away; the mode is set last, which this would clear.
                os.chown(part, old.st_uid, old.st_gid)
            part.chmod(old.st_mode)
        asked = still()
        if asked:
            part.replace(path)
        return asked
    finally:
        part.unlink(missing_ok=True)
