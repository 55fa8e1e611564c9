"""What a command line asks about: the day, what is piped in, what git says has changed."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from newslint.git import Changes

STDIN = "-"
"""Stands for stdin as a path, for stdout as a file."""


def day_of(now: str | None) -> date:
    """Return the day of the run: as asked, as the environment says, or today.

    SOURCE_DATE_EPOCH counts seconds since 1970 (reproducible-builds.org).
    """
    try:
        if now:
            return date.fromisoformat(now)
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        if epoch:
            return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        asked = f"--now {now}" if now else "SOURCE_DATE_EPOCH"
        raise click.UsageError(f"`{asked}` is no day; write it as 2026-03-02") from None
    return datetime.now(UTC).date()


def piped_in(paths: Sequence[str], filename: str | None) -> dict[str, bytes]:
    """Return the post that stdin holds, by the absolute path that it stands for; or nothing."""
    if STDIN not in paths:
        if filename:
            raise click.UsageError("--stdin-filename is for `-`, which reads a post from stdin")
        return {}
    if len(paths) > 1:
        raise click.UsageError("`-` stands alone: it is the one post to lint")
    path = Path(os.path.abspath(filename or "stdin.md")).as_posix()  # noqa: PTH100  # as in find
    if os.path.isdir(path):  # noqa: PTH112  # as above
        raise click.UsageError(f"--stdin-filename {filename} is a folder; name a file")
    return {path: sys.stdin.buffer.read()}


def changes_of(
    since: str | None, *, staged: bool, changed: bool, diff_lines: bool
) -> Changes | None:
    """Return what git says has changed, if that is asked."""
    asked = [
        name for name, on in (("staged", staged), ("changed", changed), ("since", since)) if on
    ]
    if len(asked) > 1:
        raise click.UsageError(f"--{asked[0]} and --{asked[1]} ask two things; choose one")
    if not asked:
        if diff_lines:
            raise click.UsageError("--diff-lines is for --staged, --changed and --since")
        return None
    from newslint import git

    try:
        if since is not None:
            return git.since(since)
        return git.staged() if staged else git.changed()
    except git.GitError as error:
        raise click.ClickException(f"--{asked[0]}: {error}") from None
