"""Files and sites: what the paths of a command line mean."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.config import NAMES as CONFIG_FILES
from newslint.config import PROJECT
from newslint.config_reader import has_table
from newslint.site import Settings, detect

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

EXTENSIONS = frozenset("md markdown mdown mkd mdx html htm".split())
NEVER_WALKED = frozenset(
    ".git .hg .svn node_modules .jekyll-cache .newslint_cache .sass-cache _site .venv"
    " __pycache__".split()
)
"""Folders that hold neither posts nor what posts link to."""
NEVER_LINTED = frozenset({"vendor", "public"})
"""Folders that may hold what posts link to, but no posts."""
_GENERATED = "resources/_gen"
_CONTENT_FOLDERS = ("_posts", "content")


class MissingPathError(Exception):
    """A path that does not exist."""


@dataclass(frozen=True)
class Found:
    """A file to lint."""

    path: str
    """Absolute, with `/`."""
    named: bool
    """True where the command line names the file itself."""


@dataclass
class Folders:
    """What is known of folders: their entries, their configuration, the site they belong to.

    Looks at each folder once in a run.
    """

    _listings: dict[str, tuple[os.DirEntry[str], ...]] = field(default_factory=dict)
    _entries: dict[str, frozenset[str]] = field(default_factory=dict)
    _settings: dict[str, Settings | None] = field(default_factory=dict)
    _roots: dict[str, tuple[str, str]] = field(default_factory=dict)
    _configurations: dict[str, str] = field(default_factory=dict)
    _errors: dict[str, str] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)
    """Folders that could not be walked, and why."""

    def entries(self, folder: str) -> frozenset[str]:
        """Return the names in a folder; none if it cannot be listed."""
        if folder not in self._entries:
            self._entries[folder] = frozenset(entry.name for entry in self.listing(folder))
        return self._entries[folder]

    def listing(self, folder: str) -> tuple[os.DirEntry[str], ...]:
        """Return what is in a folder, sorted by name; nothing if it cannot be listed."""
        if folder not in self._listings:
            try:
                found = sorted(os.scandir(folder), key=lambda entry: entry.name)
            except OSError as error:
                found = []
                self._errors[folder] = error.strerror or type(error).__name__
            self._listings[folder] = tuple(found)
        return self._listings[folder]

    def tell_unreadable(self, folder: str) -> None:
        """Note that a folder whose posts were to be linted could not be listed, if so."""
        self.listing(folder)
        # A folder that is not there, of a post that is not there yet, hides nothing.
        if folder in self._errors and os.path.lexists(folder):
            self.unreadable[folder] = self._errors[folder]

    def settings(self, folder: str) -> Settings | None:
        """Return what a generator's configuration in a folder says; None if there is none."""
        if folder not in self._settings:
            names = set(self.entries(folder))
            self._settings[folder] = detect(names, lambda name: read_file(f"{folder}/{name}"))
        return self._settings[folder]

    def configuration(self, folder: str) -> str:
        """Return the name of the configuration in a folder; '' if there is none."""
        if folder not in self._configurations:
            self._configurations[folder] = self._find_configuration(folder)
        return self._configurations[folder]

    def _find_configuration(self, folder: str) -> str:
        for name in CONFIG_FILES:
            if name not in self.entries(folder):
                continue
            # A project's file is a configuration of newslint's only where it says so.
            if name != PROJECT or has_table(read_file(f"{folder}/{name}") or b""):
                return name
        return ""

    def site_of(self, folder: str) -> tuple[str, str]:
        """Return the root of a folder's site, and where its generator's configuration lies.

        The latter is the root, too, where there is none.
        """
        if folder not in self._roots:
            self._roots[folder] = self._find_site(folder)
        return self._roots[folder]

    def _find_site(self, folder: str) -> tuple[str, str]:
        above = list(_ancestors(folder))
        configured = next((at for at in above if self.configuration(at)), None)
        generator = next((at for at in above if self.settings(at)), None)
        if configured is not None:
            inside = generator is not None and (generator + "/").startswith(configured + "/")
            return configured, generator if inside and generator else configured
        if generator is not None:
            return generator, generator
        worktree = next((at for at in above if ".git" in self.entries(at)), None)
        if worktree is not None:
            return worktree, worktree
        holds = (at for at in above if self.entries(at) & {*_CONTENT_FOLDERS})
        content = next(holds, folder)
        return content, content


def _ancestors(folder: str) -> Iterator[str]:
    path = Path(folder)
    yield path.as_posix()
    for parent in path.parents:
        yield parent.as_posix()


def read_file(path: str) -> bytes | None:
    """Return a file's bytes; None if it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError:
        return None


def find(
    paths: Iterable[str], folders: Folders, known: Container[str] = frozenset()
) -> list[Found]:
    """Return the files that paths mean, sorted, each once; raise MissingPathError.

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
            raise MissingPathError(written)
    return [found[path] for path in sorted(found)]


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
    found: set[str] = set()
    for folder, names in _tree(root, folders, linted=False):
        inside = folder[len(root) :].strip("/")
        prefix = f"{inside}/" if inside else ""
        found.update(prefix + name for name in names)
    return frozenset(found)


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


class Ignores:
    """What .gitignore files, and generators' excludes and output folders, keep from a walk."""

    def __init__(self, folders: Folders) -> None:
        """Begin with no pattern read."""
        self.folders = folders
        self._specs: dict[str, GitIgnoreSpec | None] = {}
        self._above: dict[str, tuple[str, ...]] = {}

    def match(self, path: str, *, is_folder: bool) -> bool:
        """Tell whether a path is kept from the walk."""
        shown = f"{path}/" if is_folder else path
        for folder in self._guards(os.path.dirname(path)):  # noqa: PTH120  # hot
            spec = self._spec(folder)
            verdict = spec.check_file(shown[len(folder) + 1 :]).include if spec else None
            if verdict is not None:
                # The nearest .gitignore that names a path decides (gitignore(5)).
                return verdict
        return False

    def _guards(self, folder: str) -> tuple[str, ...]:
        """Return a folder and those above it, nearest first, up to its worktree's top.

        Outside a worktree they end at the site's root.
        """
        if folder not in self._above:
            above = list(_ancestors(folder))
            tops = [at for at in above if ".git" in self.folders.entries(at)]
            top = tops[0] if tops else self.folders.site_of(folder)[0]
            self._above[folder] = tuple(at for at in above if len(at) >= len(top))
        return self._above[folder]

    def _spec(self, folder: str) -> GitIgnoreSpec | None:
        if folder not in self._specs:
            self._specs[folder] = self._compile(folder)
        return self._specs[folder]

    def _compile(self, folder: str) -> GitIgnoreSpec | None:
        lines: list[str] = []
        if ".gitignore" in self.folders.entries(folder):
            raw = read_file(f"{folder}/.gitignore") or b""
            lines += raw.decode(errors="replace").splitlines()
        settings = self.folders.settings(folder)
        if settings:
            lines += [f"/{output}/" for output in settings.output if output]
            lines += settings.excludes
        lines = [line for line in lines if line.strip() and not line.startswith("#")]
        if not lines:
            return None
        from pathspec import GitIgnoreSpec

        try:
            return GitIgnoreSpec.from_lines(lines)
        except (ValueError, re.error):
            # git passes over a line that is no pattern.
            return GitIgnoreSpec.from_lines([line for line in lines if _is_pattern(line)])


def _is_pattern(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class Heads:
    """Which files of a folder begin with front matter, for folders no generator speaks of."""

    folder: str
    names: frozenset[str]
    texts: Mapping[str, bytes] = field(default_factory=dict)
    """Files, by absolute path, that are not to be read from disk."""

    @cached_property
    def with_front_matter(self) -> frozenset[str]:
        """The files that begin as front matter does."""
        return frozenset(name for name in self.names if self._begins(f"{self.folder}/{name}"))

    def _begins(self, path: str) -> bool:
        head = self.texts[path][:_HEAD] if path in self.texts else _head(path)
        return _FRONT_MATTER.match(head) is not None

    def is_post(self, name: str) -> bool:
        """Tell whether a file is a post: it has front matter, or most of the folder's have."""
        has = self.with_front_matter
        return name in has or 2 * len(has) > len(self.names)


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
