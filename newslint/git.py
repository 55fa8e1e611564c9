"""What git says has changed: which files, on which lines, and what of them is staged.

Asks the `git` on the PATH about the worktree of the current folder; changes nothing there.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_DIFF = ("diff", "--no-color", "--no-ext-diff", "--no-renames", "--diff-filter=d")


class GitError(Exception):
    """Git cannot tell: the text says why."""


@dataclass(frozen=True)
class Changes:
    """The files that have changed, by absolute path."""

    files: frozenset[str]
    added: Mapping[str, tuple[range, ...]]
    """The lines that are new or changed; a file that is new as a whole is not among the keys."""
    staged: Mapping[str, bytes] = field(default_factory=dict)
    """What is staged of files whose worktree says something else."""


def staged() -> Changes:
    """Return what is staged for the next commit; raise GitError."""
    top = _top()
    names = _names(top, *_DIFF, "--cached", "--name-only", "-z")
    unstaged = {*_names(top, *_DIFF, "--name-only", "-z")}
    return Changes(
        frozenset(f"{top}/{name}" for name in names),
        _added(top, names, "--cached"),
        {f"{top}/{name}": _ask(top, "show", f":{name}") for name in names if name in unstaged},
    )


def changed() -> Changes:
    """Return what is not committed, files that git does not know included; raise GitError."""
    top = _top()
    try:
        base = _ask(top, "rev-parse", "--verify", "-q", "HEAD")
    except GitError:
        # Before the first commit all is new.
        base = _ask(top, "hash-object", "-t", "tree", "/dev/null")
    return _against(top, base.decode().strip())


def since(ref: str) -> Changes:
    """Return what has changed since a branch left `ref`, committed or not; raise GitError."""
    top = _top()
    base = _ask(top, "merge-base", "--end-of-options", ref, "HEAD").decode().strip()
    return _against(top, base)


def _against(top: str, base: str) -> Changes:
    names = _names(top, *_DIFF, "--name-only", "-z", base)
    new = _names(top, "ls-files", "--others", "--exclude-standard", "-z")
    return Changes(frozenset(f"{top}/{name}" for name in (*names, *new)), _added(top, names, base))


def _added(top: str, names: list[str], against: str) -> dict[str, tuple[range, ...]]:
    found = {}
    for name in names:
        patch = _ask(top, *_DIFF, "-U0", against, "--", f":(literal){name}")
        # A file without an old side is new as a whole.
        if not re.search(rb"^--- /dev/null\r?$", patch, re.MULTILINE):
            hunks = ((int(h[1]), int(h[2] or 1)) for h in _HUNK.finditer(patch))
            found[f"{top}/{name}"] = tuple(range(at, at + count) for at, count in hunks if count)
    return found


def _top() -> str:
    return Path(os.fsdecode(_ask(".", "rev-parse", "--show-toplevel")).rstrip("\n")).as_posix()


def _names(top: str, *args: str) -> list[str]:
    return [os.fsdecode(name) for name in _ask(top, *args).split(b"\0") if name]


def _ask(folder: str, *args: str) -> bytes:
    """Run git in a folder and return what it says; raise GitError."""
    command = ["git", "-C", folder, *args]
    try:
        # The command is git's name and words of ours; what a user writes follows --end-of-options.
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror}") from None
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().splitlines()
        raise GitError(told[-1].removeprefix("fatal: ") if told else f"git {args[0]} failed")
    return done.stdout
