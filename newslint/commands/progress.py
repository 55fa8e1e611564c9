"""A progress bar for what takes longer than a second, on a terminal that someone looks at."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE = 1.0
"""Seconds after which the bar is shown."""
_PAUSE = 0.1
"""Seconds between two looks of it."""


def wants_progress(*, quiet: bool) -> bool:
    """Tell whether someone looks: not where output is gathered, as in CI."""
    ci = os.environ.get("CI", "").lower() not in ("", "0", "false")
    dumb = os.environ.get("TERM") in ("dumb", "unknown")
    return sys.stderr.isatty() and not quiet and not ci and not dumb


class Bar:
    """A bar on stderr, gone when all is done."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _PATIENCE
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __call__(self, done: int, whole: int) -> None:
        """Show how many files of a site are done; cheap between two looks."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PAUSE
        progress = self._shown()
        if self._task is None or progress.tasks[0].total != whole:
            if self._task is not None:
                progress.remove_task(self._task)
            self._task = progress.add_task("newslint", total=whole)
        progress.update(self._task, completed=done)
        progress.refresh()

    def __enter__(self) -> Self:
        """Return the bar, which is shown when a second has gone by."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()

    def _shown(self) -> Progress:
        if self._progress is None:
            # Imported when a second has gone by: most runs are over before.
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

            self._progress = Progress(
                "[progress.description]{task.description}",
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
                auto_refresh=False,
            )
            self._progress.start()
        return self._progress
