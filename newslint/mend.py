"""Fixes on disk: what `--fix` writes and `--diff` shows."""

from __future__ import annotations

import difflib
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from newslint.fix import apply
from newslint.run import Report
from newslint.site_loading import shown
from newslint.source import Source


def mended(report: Report, texts: Mapping[str, bytes], *, unsafe: bool) -> dict[str, bytes]:
    """Return the files that a report's fixes change, by absolute path, with their new bytes.

    `texts` has the bytes of files that earlier fixes have changed, not yet on disk.
    """
    changed = {}
    for file in report.files:
        if not any(row.fix for row in file.diagnostics):
            continue
        path = Path(file.path).absolute().as_posix()
        before = texts[path] if path in texts else Path(path).read_bytes()
        source = Source.read(file.path, before)
        if source.encoding.likely is None:
            after = apply(source, file.diagnostics, unsafe=unsafe)
            if after != before:
                changed[path] = after
    return changed


def write(texts: Mapping[str, bytes]) -> None:
    """Write changed files, each whole or not at all."""
    for path, data in texts.items():
        _write(Path(path), data)


def difference(texts: Mapping[str, bytes]) -> str:
    """Return what `write` would change, as a unified diff."""
    parts: list[str] = []
    for path, after in sorted(texts.items()):
        names = f"a/{shown(path)}", f"b/{shown(path)}"
        before = Path(path).read_bytes()
        parts += difflib.unified_diff(_lines(before), _lines(after), *names)
    return "".join(part if part.endswith("\n") else f"{part}\n{_NO_NEWLINE}" for part in parts)


_NO_NEWLINE = "\\ No newline at end of file\n"


def _lines(data: bytes) -> list[str]:
    """Return lines with their ends; only a newline ends one, as for `patch`."""
    return [line for line in re.split(r"(?<=\n)", data.decode(errors="replace")) if line]


def _write(path: Path, data: bytes) -> None:
    """Replace a file's content in one step, so that a kill leaves the old or the new one."""
    path = path.resolve()
    mode = path.stat().st_mode
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
