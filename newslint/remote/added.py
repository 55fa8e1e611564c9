"""The links that a change adds: on lines of its own, and not there before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from newslint.outgoing import Outgoing
from newslint.source import Source


class Before(Protocol):
    """What was before a change, as git tells it (see `git.Before`); paths are absolute."""

    @property
    def names(self) -> Mapping[str, str]:
        """What the files that are there now were called; '' for those that are new."""

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the bytes that files had, by what they were called then."""


class Change(Protocol):
    """The change that a run is about (see `git.Changes`)."""

    @property
    def added(self) -> Mapping[str, Sequence[range]]:
        """The lines that are new or changed; a file that is new as a whole is not among the keys."""

    @property
    def before(self) -> Before:
        """What was before it."""


@dataclass
class Added:
    """What a change adds. A file is known by its absolute path."""

    change: Change
    _before: dict[str, bytes] = field(default_factory=dict)

    def has(self, file: str, source: Source, link: Outgoing) -> bool:
        """Tell whether the change adds a link to a file.

        A paragraph is a line, and a renamed file all new: a link that the file had already, under
        whatever name, is an old one.
        """
        lines = self.change.added.get(file)
        if lines is not None:
            own = (source.position(place.span.start).line for place in link.places)
            if not any(line in some for line in own for some in lines):
                return False
        spellings = {place.spelling for place in link.places} - {""} or {link.url}
        before = self._text_before(file)
        return not any(spelling.encode() in before for spelling in spellings)

    def _text_before(self, file: str) -> bytes:
        """Return what a file was before the change; nothing for a new one."""
        if file not in self._before:
            name = self.change.before.names.get(file, "")
            found = self.change.before.read([name]) if name else {}
            self._before[file] = found.get(name, b"")
        return self._before[file]
