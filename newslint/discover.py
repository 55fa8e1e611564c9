"""Files and sites: what the paths of a command line mean."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

import msgspec

from newslint.folders import Folders
from newslint.ignores import Ignores

EXTENSIONS = frozenset("md markdown mdown mkd mdx html htm".split())
NEVER_WALKED = frozenset(
    ".git .hg .svn node_modules .jekyll-cache .newslint_cache .sass-cache _site .venv"
    " __pycache__".split()
)
"""Folders that hold neither posts nor what posts link to."""
NEVER_LINTED = frozenset({"vendor", "public"})
"""Folders that may hold what posts link to, but no posts."""
_GENERATED = "resources/_gen"


class MissingPathError(Exception):
    """A path that does not exist."""


class Found(msgspec.Struct, frozen=True):
    """A file to lint."""

    path: str
    """Absolute, with `/`."""
    named: bool
    """True where the command line names the file itself."""


def find(
    paths: Iterable[str], folders: Folders, known: Container[str] = frozenset()
) -> list[Found]:
    """Return the files that paths mean, sorted, each once; raise MissingPathError.

    Raise PermissionError where it lies in a folder that may not be looked into.
    `known` are absolute paths of files that need not be on disk.
    """
    found: dict[str, Found] = {}
    for written in paths:
        path = Path(os.path.abspath(written)).as_posix()  # noqa: PTH100  # resolve() follows links
        if os.path.isdir(path):  # noqa: PTH112  # a str in, a str out
            for file in walk(path, folders):
                found.setdefault(file, Found(file, named=False))
        elif path in known or os.path.lexists(path):
            found[path] = Found(path, named=True)
        else:
            raise _missing(path, written)
    return [found[path] for path in sorted(found)]


def _missing(path: str, written: str) -> Exception:
    """Return what is wrong with a path that cannot be found; one may not be allowed to look."""
    try:
        os.lstat(path)
    except PermissionError as error:
        return PermissionError(error.errno, error.strerror, written)
    except (OSError, ValueError):
        pass
    return MissingPathError(written)


def walk(top: str, folders: Folders) -> Iterator[str]:
    """Yield the files below a folder that could be posts or pages."""
    for folder, names in _tree(top, folders, linted=True):
        extensions = EXTENSIONS
        extra = folders.settings(folders.site_of(folder)[1])
        if extra and extra.extensions:
            extensions = EXTENSIONS | {*extra.extensions}
        for name in names:
            stem, _, extension = name.rpartition(".")
            if stem and extension.lower() in extensions and not name.startswith("."):
                yield f"{folder}/{name}"


def site_files(root: str, folders: Folders) -> frozenset[str]:
    """Return every file of a site by its path from the root, links to files included."""
    return frozenset(_inside(root, folders))


def _inside(root: str, folders: Folders) -> Iterator[str]:
    for folder, names in _tree(root, folders, linted=False):
        inside = folder[len(root) :].strip("/")
        prefix = f"{inside}/" if inside else ""
        yield from (prefix + name for name in names)


def _tree(top: str, folders: Folders, *, linted: bool) -> Iterator[tuple[str, list[str]]]:
    """Yield folders and the files in them, without what is never walked."""
    ignores = Ignores(folders)
    followed: set[str] = set()
    pending = [top]
    while pending:
        folder = pending.pop()
        names, below = [], []
        if linted:
            folders.tell_unreadable(folder)
        for entry in folders.listing(folder):
            dead = entry.is_symlink() and not os.path.exists(entry.path)  # noqa: PTH110  # hot
            if not dead and entry.is_dir(follow_symlinks=not linted):
                new = not entry.is_symlink() or _is_new(entry.path, followed)
                if new and not _skipped(entry.path, entry.name, folders, ignores, linted=linted):
                    below.append(Path(entry.path).as_posix())
            elif not linted:
                names += [entry.name] if not dead and entry.is_file() else []
            # A link that leads nowhere is a post that cannot be read; any other one is read
            # where it leads to.
            elif dead or entry.is_file(follow_symlinks=False):
                names += [] if ignores.match(entry.path, is_folder=False) else [entry.name]
        yield folder, names
        pending += reversed(below)


def _is_new(link: str, followed: set[str]) -> bool:
    """Tell whether a link leads to a folder that is neither above it nor followed already."""
    real = os.path.realpath(link)
    if real in followed or f"{link}/".startswith(f"{real}/"):
        return False
    followed.add(real)
    return True


def _skipped(path: str, name: str, folders: Folders, ignores: Ignores, *, linted: bool) -> bool:
    if name in NEVER_WALKED or path.endswith(f"/{_GENERATED}"):
        return True
    if not linted:
        return False
    if name in NEVER_LINTED or name.startswith("."):
        return True
    return ignores.match(path, is_folder=True)


class Heads(msgspec.Struct, frozen=True, dict=True):
    """Which files of a folder begin with front matter, for folders no generator speaks of."""

    folder: str
    names: frozenset[str]
    texts: Mapping[str, bytes] = msgspec.field(default_factory=dict)
    """Files, by absolute path, that are not to be read from disk."""

    @cached_property
    def with_front_matter(self) -> frozenset[str]:
        """The files that begin as front matter does."""
        return frozenset(name for name in self.names if self._begins(f"{self.folder}/{name}"))

    def _begins(self, path: str) -> bool:
        return begins_as_post(self.texts[path] if path in self.texts else _head(path))

    def is_post(self, name: str) -> bool:
        """Tell whether a file is a post: it has front matter, or most of the folder's have."""
        has = self.with_front_matter
        return name in has or 2 * len(has) > len(self.names)


def begins_as_post(content: bytes) -> bool:
    """Tell whether a file begins as front matter does."""
    return _FRONT_MATTER.match(content[:_HEAD]) is not None


_FRONT_MATTER = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:(?:---|\+\+\+|;;;)[ \t]*[a-z]*\r?\n|\{\s*\")"
    rb"|(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)\b"
    rb"|(?:\xef\xbb\xbf)?(?:title|date|slug|eventdate|author):[ \t]",
    re.IGNORECASE,
)


_HEAD = 256
"""Bytes of a file that tell."""


def _head(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123  # thousands of them
            return file.read(_HEAD)
    except OSError:
        return b""
