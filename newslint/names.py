"""The names of a site's files, as links ask for them: all of them, or those that were asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from newslint.site.model import Site

Place = tuple[str, str, str]
"""Where a file lies, its extension, the digits of its name: all in lower case."""


class Ask(NamedTuple):
    """What is asked of the names."""

    kind: str
    """`file`, `folder`, `target` or `place`."""
    key: Hashable


class Names(Protocol):
    """The names of the files of a site, by path from its root."""

    @property
    def files(self) -> Container[str]:
        """The files."""

    @property
    def folders(self) -> Container[str]:
        """The folders that hold a file, at any depth."""

    def target(self, folded: str) -> str:
        """Return a root-relative target as it is written, by its case-folded form; '' for none."""

    def stems(self, place: Place) -> Mapping[str, str]:
        """Return the targets at a place by the stems of their case-folded names."""


class AllNames:
    """The names where all of them are at hand."""

    def __init__(self, site: Site, files: Collection[str]) -> None:
        self.site = site
        self.files = files

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder of the site that holds a file, at any depth."""
        found: set[str] = set()
        for path in self.files:
            for folder in folders_of(path):
                if folder in found:
                    break
                found.add(folder)
        return frozenset(found)

    def target(self, folded: str) -> str:
        """Return a target by its case-folded form."""
        return self._targets.get(folded, "")

    def stems(self, place: Place) -> Mapping[str, str]:
        """Return the targets at a place."""
        return self._places.get(place, {})

    @cached_property
    def _targets(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        prefixes = prefixes_of(self.site)
        for file in sorted(self.files):
            target = target_of(prefixes, file)
            if target:
                found.setdefault(target.casefold(), target)
        return found

    @cached_property
    def _places(self) -> Mapping[Place, Mapping[str, str]]:
        found: dict[Place, dict[str, str]] = {}
        for folded, target in self._targets.items():
            place, stem = place_of(folded)
            found.setdefault(place, {})[stem] = target
        return found


class KnownNames:
    """The names where some questions are answered, and all others are noted."""

    def __init__(self, answers: Iterable[tuple[Ask, Any]] = ()) -> None:
        """`answers` are true for files and folders, a target, or the stems of a place."""
        self.answers = dict(answers)
        self.asked: dict[Ask, None] = {}

    @property
    def files(self) -> Container[str]:
        """The files."""
        return _Known(self, "file")

    @property
    def folders(self) -> Container[str]:
        """The folders."""
        return _Known(self, "folder")

    def target(self, folded: str) -> str:
        """Return a target by its case-folded form."""
        found: str = self.answer(Ask("target", folded), "")
        return found

    def stems(self, place: Place) -> Mapping[str, str]:
        """Return the targets at a place."""
        found: Mapping[str, str] = self.answer(Ask("place", place), {})
        return found

    def answer(self, ask: Ask, otherwise: Any) -> Any:
        """Return what is known, or else what is said of what is not there."""
        self.asked[ask] = None
        found = self.answers.get(ask)
        return otherwise if found is None else found


class _Known:
    def __init__(self, names: KnownNames, kind: str) -> None:
        self.names = names
        self.kind = kind

    def __contains__(self, path: object) -> bool:
        return bool(self.names.answer(Ask(self.kind, path), otherwise=False))


def folders_of(path: str) -> Iterator[str]:
    """Yield the folders that a file lies in, the innermost first."""
    folder = path.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]


def prefixes_of(site: Site) -> list[str]:
    """Return the folders whose files are published at the root of a site, the longest first."""
    roots = sorted(site.settings.roots, key=len, reverse=True)
    return ["/".join(part for part in (site.base.strip("/"), root) if part) for root in roots]


def target_of(prefixes: Iterable[str], file: str) -> str:
    """Return a file as a root-relative target; '' for one that is in none of those folders."""
    for prefix in prefixes:
        if not prefix or file.startswith(f"{prefix}/"):
            return f"/{file[len(prefix) :].lstrip('/')}"
    return ""


def place_of(folded: str) -> tuple[Place, str]:
    """Return the place of a case-folded target, and the stem of its name."""
    folder, _, name = folded.rpartition("/")
    stem, _, extension = name.rpartition(".")
    # `photo-3` is not meant where `photo-1` is written: a near name has the same numbers.
    return (folder, extension, re.sub(r"\D", "", stem)), stem
