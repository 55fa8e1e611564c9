"""What git says has changed: which files, on which lines, and what of them is staged.

Asks the `git` on the PATH about the worktree of the current folder; changes nothing there.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_DIFF = ("diff", "--no-color", "--no-ext-diff", "--no-renames", "--diff-filter=d")
_RENAMES = ("diff", "--no-color", "--no-ext-diff", "--find-renames", "--name-status", "-z")
_AT_ONCE = 500
"""Names on one command line."""


class GitError(Exception):
    """Git cannot tell: the text says why."""


@dataclass(frozen=True)
class Before:
    """What a change has made other than it was, and what was there before; paths are absolute."""

    names: Mapping[str, str]
    """What the files that are there now were called before; '' for those that are new."""
    gone: frozenset[str]
    """The files that are there no more, those that have another name now included."""
    _top: str
    _base: str

    @cached_property
    def touched(self) -> frozenset[str]:
        """Every file that is other than it was, is new or is gone."""
        return self.gone | self.names.keys()

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the bytes that files had, by what they were called then, of those there were."""
        # A name that would end its line is asked for by nobody.
        wanted = [path for path in paths if "\n" not in path]
        asked = "".join(f"{self._base}:{path[len(self._top) + 1 :]}\n" for path in wanted)
        told = _ask(self._top, "cat-file", "--batch", given=os.fsencode(asked))
        found, at = {}, 0
        for path in wanted:
            # `OID blob SIZE`, and so many bytes; or `… missing`.
            end = told.index(b"\n", at)
            kind, _, size = told[at:end].rpartition(b" ")
            at = end + 1
            if kind.endswith(b" blob"):
                found[path] = told[at : at + int(size)]
            if size != b"missing":
                at += int(size) + 1
        return found


@dataclass(frozen=True)
class Changes:
    """The files that have changed, by absolute path."""

    files: frozenset[str]
    added: Mapping[str, tuple[range, ...]]
    """The lines that are new or changed; a file that is new as a whole is not among the keys."""
    before: Before
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
        _before(top, _head(top), "--cached"),
        {f"{top}/{name}": _ask(top, "show", f":{name}") for name in names if name in unstaged},
    )


def changed() -> Changes:
    """Return what is not committed, files that git does not know included; raise GitError."""
    top = _top()
    return _against(top, _head(top))


def since(ref: str) -> Changes:
    """Return what has changed since a branch left `ref`, committed or not; raise GitError."""
    top = _top()
    base = _ask(top, "merge-base", "--end-of-options", ref, "HEAD").decode().strip()
    return _against(top, base)


def committed() -> Before:
    """Return what the last commit holds, as that was before nothing at all; raise GitError."""
    top = _top()
    return Before({}, frozenset(), top, _head(top))


def _against(top: str, base: str) -> Changes:
    names = _names(top, *_DIFF, "--name-only", "-z", base)
    new = _names(top, "ls-files", "--others", "--exclude-standard", "-z")
    with _knowing(top, new) as index:
        before = _before(top, base, index=index)
    files = frozenset(f"{top}/{name}" for name in (*names, *new))
    return Changes(files, _added(top, names, base), before)


def _head(top: str) -> str:
    """Return the last commit; the empty tree before the first one, when all is new."""
    try:
        found = _ask(top, "rev-parse", "--verify", "-q", "HEAD")
    except GitError:
        found = _ask(top, "hash-object", "-t", "tree", "/dev/null")
    return found.decode().strip()


def _before(top: str, base: str, *against: str, index: str = "") -> Before:
    """Return what was before a change; `index` is the file of another index than git's own."""
    told = _names(top, *_RENAMES, *against, base, index=index)
    names: dict[str, str] = {}
    gone = set()
    words = iter(told)
    for status in words:
        was = now = f"{top}/{next(words)}"
        if status.startswith(("R", "C")):
            now = f"{top}/{next(words)}"
        if status.startswith(("R", "D")):
            gone.add(was)
        if not status.startswith("D"):
            names[now] = "" if status.startswith("A") else was
    return Before(names, frozenset(gone), top, base)


@contextmanager
def _knowing(top: str, new: list[str]) -> Iterator[str]:
    """Make an index that has heard of files that git does not know; '' where there are none.

    Only so does git see that such a file is another one under a new name. Its own index and
    its objects stay as they are.
    """
    own = Path(top, os.fsdecode(_ask(top, "rev-parse", "--git-path", "index")).rstrip("\n"))
    files = [name for name in new if not name.endswith("/")]
    if not files or not own.is_file():
        yield ""
        return
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder, "index")
        index.write_bytes(own.read_bytes())
        try:
            for at in range(0, len(files), _AT_ONCE):
                some = (f":(top,literal){name}" for name in files[at : at + _AT_ONCE])
                _ask(top, "add", "--intent-to-add", "--", *some, index=str(index))
        except GitError:
            # What it could not take in stays new.
            pass
        yield str(index)


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


def _names(top: str, *args: str, index: str = "") -> list[str]:
    return [os.fsdecode(name) for name in _ask(top, *args, index=index).split(b"\0") if name]


def _ask(folder: str, *args: str, index: str = "", given: bytes = b"") -> bytes:
    """Run git in a folder and return what it says; raise GitError. `given` is what it reads."""
    command = ["git", "-C", folder, *args]
    environment = {**os.environ, "GIT_INDEX_FILE": index} if index else None
    try:
        # The command is git's name and words of ours; what a user writes follows --end-of-options.
        done = subprocess.run(  # noqa: S603
            command, input=given, capture_output=True, check=False, env=environment
        )
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror}") from None
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().splitlines()
        raise GitError(told[-1].removeprefix("fatal: ") if told else f"git {args[0]} failed")
    return done.stdout
