"""What `newslint check` does with the fixes of a report, and with comments that silence what is found."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from newslint.answer import tell
from newslint.commands.output import Output, write_files
from newslint.commands.terminal import notice
from newslint.outcome import Report
from newslint.report import Look
from newslint.request import Request
from newslint.shown import shown

if TYPE_CHECKING:
    from newslint.mend import Settled

Lint: TypeAlias = Callable[[Mapping[str, bytes]], Report]
"""Lints with other texts in the place of files, by absolute path."""


def fixing(
    lint: Lint, piped: Mapping[str, bytes], *, unsafe: bool, quiet: bool
) -> Callable[[Report], Settled]:
    """Return what applies the fixes of a report, lints again and tells what is left."""
    return partial(_fixed, lint, piped, unsafe=unsafe, quiet=quiet)


def _fixed(
    lint: Lint, piped: Mapping[str, bytes], report: Report, *, unsafe: bool, quiet: bool
) -> Settled:
    from newslint.mend import settled

    found = settled(report, lint, piped, unsafe=unsafe)
    if not (unsafe or quiet):
        _tell_unsafe(found.report)
    return found


def silencing(
    lint: Lint, request: Request, reason: str, severity: str
) -> Callable[[Report], Settled]:
    """Return what writes comments for a report's findings from a severity on, and lints again."""
    return partial(_silenced, lint, request, reason, severity)


def _silenced(lint: Lint, request: Request, reason: str, severity: str, report: Report) -> Settled:
    from newslint.silence import silenced

    return silenced(report, lint, request, reason, Look(min_severity=severity).shows)


def show_difference(report: Report, found: Settled, wanted: Sequence[Output], look: Look) -> int:
    """Print what --fix would change, in place of a report; other files get theirs all the same.

    Return the exit code.
    """
    from newslint.mend import difference

    _tell_left(found.left)
    if not (found.files or found.left or look.quiet):
        notice("nothing to change")
    tell((difference(found.files),), b"", sys.stdout)
    write_files(report, wanted, look)
    return report.exit_code or bool(found.files)


def write_fixed(found: Settled, *, quiet: bool) -> None:
    """Write the files that have changed, and tell how many."""
    from newslint.mend import write

    left = [*found.left, *write(found.files)]
    changed = len(found.files.keys() - {*left})
    _tell_left(left)
    if not quiet:
        notice(f"{changed} file{'' if changed == 1 else 's'} changed")


def _tell_left(paths: Iterable[str]) -> None:
    """Tell which files somebody else has changed while they were looked at."""
    for path in paths:
        notice(f"{shown(path)}: changed meanwhile, so left alone; run it again")


def _tell_unsafe(report: Report) -> None:
    """Tell how many fixes there are that were not asked for."""
    fixes = (row.fix for file in report.files for row in file.diagnostics if row.fix)
    count = sum(not fix.safe for fix in fixes)
    if count:
        notice(f"unsafe fixes left out: {count}; --diff --unsafe-fixes shows them")
