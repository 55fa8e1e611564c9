"""Fixes on disk: what `--fix` writes and `--diff` shows."""

from __future__ import annotations

import difflib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from newslint.fix import apply
from newslint.run import Report
from newslint.source import Source


def mend(report: Report, *, unsafe: bool) -> set[str]:
    """Write the fixed files, each whole or not at all; return those that have changed."""
    changed = set()
    for path, before, after in _changes(report, unsafe=unsafe):
        if before != after:
            _write(Path(path), after)
            changed.add(path)
    return changed


def difference(report: Report, *, unsafe: bool) -> str:
    """Return what `mend` would change, as a unified diff."""
    parts: list[str] = []
    for path, before, after in _changes(report, unsafe=unsafe):
        names = f"a/{path}", f"b/{path}"
        parts += difflib.unified_diff(_lines(before), _lines(after), *names)
    return "".join(part if part.endswith("\n") else f"{part}\n{_NO_NEWLINE}" for part in parts)


_NO_NEWLINE = "\\ No newline at end of file\n"


def _lines(data: bytes) -> list[str]:
    """Return lines with their ends; only a newline ends one, as for `patch`."""
    return [line for line in re.split(r"(?<=\n)", data.decode(errors="replace")) if line]


def _changes(report: Report, *, unsafe: bool) -> Iterator[tuple[str, bytes, bytes]]:
    for file in report.files:
        if any(row.fix for row in file.diagnostics):
            raw = Path(file.path).read_bytes()
            source = Source.read(file.path, raw)
            if source.encoding.likely is None:
                yield file.path, raw, apply(source, file.diagnostics, unsafe=unsafe)


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
