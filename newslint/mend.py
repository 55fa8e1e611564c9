"""Fixes on disk: what `--fix` writes and `--diff` shows."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from newslint.digest import digest_of
from newslint.fix import apply
from newslint.outcome import Report
from newslint.shown import shown
from newslint.source import Source
from newslint.whole import write_whole

_ROUNDS = 10
"""How often the fixed text is linted and fixed again, at most."""


class Mended(NamedTuple):
    """A file that fixes change."""

    before: bytes
    """What was linted, and what the file holds as long as nobody else writes it."""
    after: bytes


class Settled(NamedTuple):
    """What has come of a report's fixes."""

    report: Report
    """What is said of the files as they are after them."""
    files: dict[str, Mended]
    """The files that are changed, by absolute path."""
    left: tuple[str, ...]
    """The files, by absolute path, that were another's to change while they were looked at."""


def settled(
    report: Report,
    lint: Callable[[Mapping[str, bytes]], Report],
    texts: Mapping[str, bytes],
    *,
    unsafe: bool,
) -> Settled:
    """Apply a report's fixes, lint what comes of them, and go on until nothing changes.

    A fix that touches another's text waits for the next round. `texts` are the bytes of files that
    are not on disk, by absolute path.
    """
    files: dict[str, Mended] = {}
    left: dict[str, None] = {}
    for _ in range(_ROUNDS):
        again = False
        for file in report.files:
            path = Path(file.path).absolute().as_posix()
            if path in left or not any(row.fix for row in file.diagnostics):
                continue
            was = files.get(path)
            before = was.after if was else texts[path] if path in texts else _read(path)
            source = Source.read(file.path, before or b"")
            if before is None or digest_of(source.data) != file.digest:
                left[path] = None
                continue
            if source.encoding.likely is not None:
                continue
            after = apply(source, file.diagnostics, unsafe=unsafe)
            if after != before:
                files[path] = Mended(was.before if was else before, after)
                again = True
        if not again:
            break
        report = lint({path: file.after for path, file in files.items()})
    return Settled(report, files, tuple(left))


def write(files: Mapping[str, Mended]) -> list[str]:
    """Write changed files, each whole or not at all; return those left alone, by absolute path.

    A file that holds something else than was linted has been changed by somebody, and is theirs.
    """
    left = []
    for name, file in files.items():
        path = Path(name)
        if not write_whole(path, (file.after,), lambda: _read(name) == file.before):  # noqa: B023  # called at once
            left.append(name)
    return left


def difference(files: Mapping[str, Mended]) -> bytes:
    """Return what `write` would change, as a unified diff that `git apply` takes."""
    parts: list[bytes] = []
    for path, file in sorted(files.items()):
        names = _named("a", shown(path)), _named("b", shown(path))
        before, after = _lines(file.before), _lines(file.after)
        parts += difflib.diff_bytes(difflib.unified_diff, before, after, *names)
    return b"".join(part if part.endswith(b"\n") else part + _NO_NEWLINE for part in parts)


_NO_NEWLINE = b"\n\\ No newline at end of file\n"
_QUOTED = re.compile(rb'["\\\x00-\x1f\x7f]')
_LETTERS = {b'"': b'\\"', b"\\": b"\\\\", b"\t": b"\\t", b"\n": b"\\n", b"\r": b"\\r"}


def _named(side: str, path: str) -> bytes:
    """Return a path as git names it in a diff.

    In quotation marks where it holds a control character, one of them or a backslash (as
    `core.quotePath` has it when it is off).
    """
    name = f"{side}/{path}".encode(errors="surrogateescape")
    if not _QUOTED.search(name):
        # A tab ends a name that has blanks in it.
        return name + b"\t" * (b" " in name)
    inner = _QUOTED.sub(lambda found: _LETTERS.get(found[0], b"\\%03o" % found[0][0]), name)
    return b'"' + inner + b'"'


def _lines(data: bytes) -> list[bytes]:
    """Return lines with their ends; only a newline ends one, as for `patch`."""
    return re.findall(rb"[^\n]+\n?|\n", data)


def _read(path: str) -> bytes | None:
    try:
        return Path(path).read_bytes()
    except OSError:
        return None
