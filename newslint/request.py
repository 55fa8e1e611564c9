"""What a run is asked for, above any configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import msgspec

from newslint.config import Config
from newslint.timing import Timings
from newslint.wish import NO_SELECTION, Selection

if TYPE_CHECKING:
    # What asks git costs an import that most runs can do without.
    from newslint.git import Before
    from newslint.remote.desk import Desk


class Request(msgspec.Struct, frozen=True):
    """What a run is asked for, above any configuration."""

    language: str = ""
    """The language of the messages; '' for the site's, else the locale's."""
    locale: str = ""
    fail_on: str = ""
    max_warnings: int | None = None
    selection: Selection = NO_SELECTION
    preview: bool = False
    config: Config | None = None
    """A configuration to use in place of every site's own."""
    only: frozenset[str] | None = None
    """Of the files that the paths mean only these, by absolute path; None for all."""
    added: Mapping[str, Sequence[range]] | None = None
    """Of these files, by absolute path, only findings with a place on these lines are told."""
    before: Before | None = None
    """What was before the change that the run is about; None where it is about none."""
    baseline: str | None = ""
    """The file that lists what was there before, absolute; '' for each site's own, None for none."""
    ratchet: Callable[[str], bytes | None] | None = None
    """Where a baseline may only shrink: gives a file, by absolute path, as it was before."""
    today: date = msgspec.field(default_factory=lambda: datetime.now(UTC).date())
    """The day against which dates are judged."""
    cache: bool = False
    """Whether what files give is kept in the site's index, and taken from there."""
    workers: int = 1
    """Processes that may share the work; the answer is the same with any number."""
    interrupts: bool = False
    """Whether a signal may interrupt what takes too long: for who has the process to itself."""
    desk: Desk | None = None
    """What asks for the links that lead out of the sites; None where they are left alone."""
    site_dir: str = ""
    """A folder with the site as its generator has built it, which settles what is undecidable."""
    about: bool = False
    """Whether reports want to know what posts tell of themselves."""
    timings: Timings | None = None
    """What is told how long each rule takes; all is worked out anew then, in one process."""
    progress: Callable[[int, int], None] | None = None
    """Told, now and then, how many files of a site are done, of how many."""
