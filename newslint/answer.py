"""A whole answer, given again: what a command said, where nothing that it depends on has changed.

What it depends on is looked at once more, the program itself included: the names in every folder
that was listed, and size, times and inode of every file that was read. The command line, the
folder it was called in, the day and what of the environment changes a report are part of the name
an answer is kept under. Nothing here can fail a run: what cannot be read or kept is passed over.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TextIO

from newslint import __version__
from newslint.digest import digest_of
from newslint.marks import FOLDER, RACY, mark
from newslint.program import library_files, own_files

PREFIX = "answer-"
"""How the names of the files begin that answers are kept in."""
_MOST = 8
"""Answers that a site keeps."""
_LARGEST = 32_000_000
"""Bytes of an answer that is kept."""
_VARIABLES = (
    "CI CLICOLOR CLICOLOR_FORCE COLUMNS FORCE_COLOR GITHUB_ACTIONS GITHUB_STEP_SUMMARY LANG LANGUAGE"
    " LC_ALL LC_MESSAGES NO_COLOR PYTHONIOENCODING PYTHONUTF8 SOURCE_DATE_EPOCH TERM"
    " _NEWSLINT_COMPLETE"
).split()
"""What of the environment a report may depend on."""


class Basis(NamedTuple):
    """What the answer about one site depends on."""

    root: str
    folders: Mapping[str, bytes]
    """The folders that were listed, with the digests of their listings."""
    above: tuple[str, ...]
    """Folders that the site lies in, of which only some names matter."""
    names: tuple[str, ...]
    """Those names."""
    files: tuple[str, ...]
    """The files that were read, or would have been."""


class Answer(NamedTuple):
    """What a command says."""

    out: bytes
    err: bytes
    code: int


def tell(pieces: Iterable[bytes], err: bytes, stream: TextIO) -> bytes | None:
    """Write what is said: pieces for stdout to a stream as they come, the rest to stderr.

    Return the pieces as one; None where they are more than is kept, or than was read. Raise OSError.
    """
    told: list[bytes] = []
    room = _LARGEST
    try:
        for piece in pieces:
            stream.buffer.write(piece)
            room -= len(piece)
            if room >= 0:
                told.append(piece)
            else:
                told.clear()
        stream.flush()
    except BrokenPipeError:
        # The reader has seen enough, which changes nothing of what there is to say.
        stop_telling(stream)
        room = -1
    if err:
        sys.stderr.buffer.write(err)
    return b"".join(told) if room >= 0 else None


def stop_telling(stream: TextIO | None = None) -> None:
    """Let what is still to be written to a stream, stdout without one, lead nowhere.

    Else it would fail once more.
    """
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), (stream or sys.stdout).fileno())


def listing_digest(entries: Iterable[os.DirEntry[str]]) -> bytes:
    """Return the digest of what is in a folder: names, and what kind of thing each is."""
    rows = sorted(
        f"{entry.name}\0{entry.is_dir(follow_symlinks=False):d}{entry.is_symlink():d}"
        for entry in entries
        if entry.name not in _OURS
    )
    return digest_of("\0".join(rows).encode(errors="surrogateescape"))


_OURS = frozenset({FOLDER, "__pycache__"})
"""What comes and goes without changing an answer."""


def find(args: Sequence[str]) -> Answer | None:
    """Return the answer to a command line that is still good, if there is one."""
    # The folder that newslint is called in may be gone.
    with suppress(OSError, ValueError, KeyError, TypeError):
        name = _name(args)
        for top in ("", *args):
            folder = _kept_in(top, name)
            if folder is not None:
                return _read(folder / name)
    return None


def keep(args: Sequence[str], basis: Basis, started: int, answer: Answer) -> None:
    """Keep an answer to a command line, if nothing that it depends on has changed since.

    `started` is when the command began, in nanoseconds since 1970.
    """
    basis = _with_program(basis)
    if _listings(basis.folders) != _joined(basis.folders.values()):
        return
    state = _state(basis.above, basis.names, basis.files, before=started - RACY)
    if state is None:
        return
    import json

    body = answer.out + answer.err
    head = {
        "folders": list(basis.folders),
        "above": basis.above,
        "names": basis.names,
        "files": basis.files,
        "state": digest_of(_joined(basis.folders.values()), state).hex(),
        "body": digest_of(body).hex(),
        "out": len(answer.out),
        "code": answer.code,
    }
    with suppress(OSError):
        _write(Path(basis.root, FOLDER), _name(args), json.dumps(head).encode() + b"\n" + body)


def forget(folder: Path) -> bool:
    """Remove what is kept in an index's folder; tell whether there was anything. Raise OSError."""
    kept = list(folder.glob(f"{PREFIX}*"))
    for file in kept:
        file.unlink(missing_ok=True)
    return bool(kept)


def _name(args: Sequence[str]) -> str:
    """Return what the answer to a command line is called, here and today."""
    try:
        width = str(tuple(os.get_terminal_size(sys.__stdout__.fileno()))) if sys.__stdout__ else ""
    except (OSError, ValueError):
        width = ""
    told = [
        *(f"{name}={os.environ.get(name)}" for name in _VARIABLES),
        width,
        str(sys.stdout.isatty()),
        str(time.time() // 86_400),
        sys.version,
        __version__,
        str(Path.cwd()),
        *args,
    ]
    return PREFIX + digest_of(*(part.encode(errors="surrogateescape") for part in told)).hex()


def _kept_in(top: str, name: str) -> Path | None:
    """Return the folder of the index at or above a path that keeps an answer of a name."""
    start = Path(top).absolute()
    # Unlike pathlib's, these take what is too long for a name, or may not be looked at, for absent.
    if top.startswith("-") or not os.path.exists(start):  # noqa: PTH110
        return None
    kept = (folder / FOLDER for folder in (start, *start.parents))
    return next((folder for folder in kept if os.path.isfile(folder / name)), None)  # noqa: PTH113


def _read(file: Path) -> Answer | None:
    """Read an answer; None if what it depends on has changed. Raise what is raised for no answer."""
    import json

    head, _, body = file.read_bytes().partition(b"\n")
    told = json.loads(head)
    state = _state(told["above"], told["names"], told["files"])
    if state is None or digest_of(_listings(told["folders"]), state).hex() != told["state"]:
        return None
    if digest_of(body).hex() != told["body"]:
        return None
    return Answer(body[: told["out"]], body[told["out"] :], int(told["code"]))


def _state(
    above: Iterable[str], names: Sequence[str], files: Iterable[str], before: int | None = None
) -> bytes | None:
    """Return the digest of names and files as they are; None if a file is younger than `before`."""
    whole = [f"{folder}\0{name}" for folder in above for name in _of(folder, names)]
    for file in files:
        found = mark(file)
        if found is None:
            whole.append(f"{file}\0{os.path.lexists(file)}")
            continue
        if before is not None and found.changed >= before:
            return None
        whole.append(found.text)
    return digest_of("\n".join(whole).encode(errors="surrogateescape"))


def _of(folder: str, names: Sequence[str]) -> Iterator[str]:
    return (name for name in names if os.path.lexists(f"{folder}/{name}"))


def _listings(folders: Iterable[str]) -> bytes:
    """Return what is in folders, as it is."""
    return _joined(_listing(folder) for folder in folders)


def _listing(folder: str) -> bytes:
    try:
        with os.scandir(folder) as entries:
            return listing_digest(entries)
    except OSError:
        return listing_digest(())


def _joined(parts: Iterable[bytes]) -> bytes:
    return digest_of(*parts)


def _with_program(basis: Basis) -> Basis:
    """Add newslint's own files, and the folder that names the versions of what it uses."""
    libraries = list(library_files())
    files = [*own_files(), *libraries]
    # Beside the libraries lie the folders that name their versions.
    folders = {str(file.parent) for file in files}
    folders.update(str(file.parent.parent) for file in libraries)
    return basis._replace(
        folders={**basis.folders, **{folder: _listing(folder) for folder in folders}},
        files=(*basis.files, *map(str, files)),
    )


def _write(folder: Path, name: str, content: bytes) -> None:
    """Write an answer, all of it or nothing, and let go of the oldest."""
    part = folder / f".{name}.{os.getpid()}"
    try:
        part.write_bytes(content)
        part.replace(folder / name)
    finally:
        part.unlink(missing_ok=True)
    kept = sorted(folder.glob(f"{PREFIX}*"), key=lambda file: file.stat().st_mtime_ns)
    for file in kept[:-_MOST]:
        file.unlink(missing_ok=True)
