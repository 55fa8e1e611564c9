"""Folders and the files in them, each looked at once in a run, and what was looked at."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from newslint.config import NAMES as CONFIG_FILES
from newslint.config import PROJECT
from newslint.config_reader import has_table
from newslint.regular import read_regular, refuse_irregular
from newslint.site import CONFIG_NAMES, Settings, detect

_HEAD = 8
"""Bytes of a file that are read to see how it begins."""
_CONTENT_FOLDERS = ("_posts", "content")
TELLING = frozenset({*CONFIG_FILES, *CONFIG_NAMES, ".git", ".gitignore", *_CONTENT_FOLDERS})
"""The names that matter in the folders above a site: they tell where it begins."""


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
    """Folders that could not be walked, and configurations that could not be read, and why."""
    files: set[str] = field(default_factory=set)
    """The files that were read, or asked for and not there."""

    @property
    def listed(self) -> Mapping[str, tuple[os.DirEntry[str], ...]]:
        """The folders that were listed, with their entries; none for what is no folder."""
        return self._listings

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes; None if it cannot be read."""
        self.files.add(path)
        try:
            return read_regular(path)
        except OSError:
            return None

    def read_begun(self, path: str, marks: tuple[bytes, ...]) -> bytes | None:
        """Return the bytes of a file that begins with one of some marks; None of any other."""
        self.files.add(path)
        try:
            refuse_irregular(path)
            with open(path, "rb") as source:  # noqa: PTH123  # hundreds of them
                head = source.read(_HEAD)
                begins = head.removeprefix(codecs.BOM_UTF8).startswith(marks)
                return head + source.read() if begins else None
        except OSError:
            return None

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

    def _told(self, path: str) -> bytes | None:
        """Return a configuration's bytes; note one that may not be read: it decides on much."""
        self.files.add(path)
        try:
            return read_regular(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            self.unreadable[path] = error.strerror or type(error).__name__
            return None

    def settings(self, folder: str) -> Settings | None:
        """Return what a generator's configuration in a folder says; None if there is none."""
        if folder not in self._settings:
            names = set(self.entries(folder))
            self._settings[folder] = detect(names, lambda name: self._told(f"{folder}/{name}"))
        return self._settings[folder]

    def take_as_configured(self, folder: str) -> None:
        """Look at a folder as it will be once it has a configuration, which is not written yet."""
        self._configurations[folder] = CONFIG_FILES[0]

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
            if name != PROJECT or has_table(self._told(f"{folder}/{name}") or b""):
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
        ancestry = list(above(folder))
        configured = next((at for at in ancestry if self.configuration(at)), None)
        generator = next((at for at in ancestry if self.settings(at)), None)
        if configured is not None:
            inside = generator is not None and (generator + "/").startswith(configured + "/")
            return configured, generator if inside and generator else configured
        if generator is not None:
            return generator, generator
        worktree = next((at for at in ancestry if ".git" in self.entries(at)), None)
        if worktree is not None:
            return worktree, worktree
        holds = (at for at in ancestry if self.entries(at) & {*_CONTENT_FOLDERS})
        content = next(holds, folder)
        return content, content


def above(folder: str) -> Iterator[str]:
    """Yield a folder and all those that it lies in, from itself to the topmost."""
    path = Path(folder)
    yield path.as_posix()
    for parent in path.parents:
        yield parent.as_posix()
