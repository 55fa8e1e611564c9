"""Fixes on disk: what `--fix` writes and `--diff` shows."""

from __future__ import annotations

import difflib
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from newslint.fix import apply
from newslint.outcome import Report
from newslint.shown import shown
from newslint.source import Source

_ROUNDS = 10
"""How often the fixed text is linted and fixed again, at most."""


def settled(
    report: Report,
    lint: Callable[[Mapping[str, bytes]], Report],
    texts: Mapping[str, bytes],
    *,
    unsafe: bool,
) -> tuple[Report, dict[str, bytes]]:
    """Apply a report's fixes, lint what comes of them, and go on until nothing changes.

    A fix that touches another's text waits for the next round. Return the last report and the
    files that are changed, by absolute path; `texts` are those that are not on disk.
    """
    changed: dict[str, bytes] = {}
    for _ in range(_ROUNDS):
        more = mended(report, {**texts, **changed}, unsafe=unsafe)
        if not more:
            break
        changed |= more
        report = lint(changed)
    return report, changed


def mended(report: Report, texts: Mapping[str, bytes], *, unsafe: bool) -> dict[str, bytes]:
    """Return the files that a report's fixes change, by absolute path, with their new bytes.

    `texts` has the bytes of files that are otherwise on disk, or not there at all.
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


def difference(changed: Mapping[str, bytes], texts: Mapping[str, bytes]) -> str:
    """Return what `write` would change, as a unified diff; `texts` are not on disk."""
    parts: list[str] = []
    for path, after in sorted(changed.items()):
        names = f"a/{shown(path)}", f"b/{shown(path)}"
        before = texts[path] if path in texts else Path(path).read_bytes()
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
