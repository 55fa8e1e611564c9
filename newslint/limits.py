"""What a file may take: bytes, and the processor's time; and the guard that ends what takes more.

Where a process is newslint's own, a signal interrupts what is at work, a pattern inside Python's
`re` included. Elsewhere (in an editor's server and in programs that use newslint, where signals are
their owner's; on Windows, which has none) time is looked at from one rule to the next.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from typing import Annotated, Any, Self

import msgspec

from newslint.check import Options

_TICK = 0.25
"""Seconds of the processor's time from one look at what is at work to the next."""

_Seconds = Annotated[float, msgspec.Meta(gt=0)]


class Limits(Options, frozen=True):
    """What a file may take."""

    size: Annotated[int, msgspec.Meta(ge=1)] = 5_000_000
    """Bytes: a larger file is not read."""
    rule_seconds: _Seconds = 10
    """Seconds of the processor's time for one rule: one that takes longer is stopped."""
    file_seconds: _Seconds = 30
    """The same for all of them together: those that have not looked by then do not."""


class Overrun(BaseException):
    """A file has taken more time than it may. A check that catches what fails does not hold it up."""

    def __init__(self, limit: str) -> None:
        """`limit` is the one that was passed: `rule-seconds` or `file-seconds`."""
        super().__init__(limit)
        self.limit = limit


class Guard:
    """Tells when a file has taken too long, looking from one rule to the next."""

    def __init__(self, clock: Callable[[], float] = time.thread_time) -> None:
        """`clock` returns seconds that count, from whatever beginning."""
        self._clock = clock
        self._limits = Limits()
        self._file = self._rule = 0.0
        """When the file and the rule that are at work began."""

    def begin(self, limits: Limits) -> None:
        """Begin with a file."""
        self._limits = limits
        self._file = self._rule = self._clock()

    def turn(self) -> None:
        """Begin with a rule; raise Overrun where the file has no time left."""
        now = self._rule = self._clock()
        if now - self._file > self._limits.file_seconds:
            raise Overrun("file-seconds")

    def end(self) -> None:
        """End with the file: from here on nothing is raised."""

    def __enter__(self) -> Self:
        """Begin to guard."""
        return self

    def __exit__(self, *_: object) -> None:
        """Guard no more."""


class Alarm(Guard):
    """A guard that interrupts what takes too long, in this process and in those forked from it."""

    def __init__(self) -> None:
        """Begin at rest."""
        super().__init__(lambda: self._ticks * _TICK)
        self._ticks = 0
        self._at_work = False
        self._rings = False
        self._before: Any = None
        """What answered the signal before."""

    def begin(self, limits: Limits) -> None:
        """Begin with a file."""
        if self._rings and not signal.getitimer(signal.ITIMER_PROF)[0]:
            # A fork takes the handler over, and not the timer (POSIX, fork).
            self._start()
        super().begin(limits)
        self._at_work = True

    def end(self) -> None:
        """End with the file: from here on nothing is raised."""
        self._at_work = False

    def __enter__(self) -> Self:
        """Let the processor's time ring."""
        self._before = signal.signal(signal.SIGPROF, self._ring)
        self._rings = True
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        """Let it ring no more."""
        signal.setitimer(signal.ITIMER_PROF, 0)
        # None stands for a handler that is not Python's, and cannot be had back.
        signal.signal(signal.SIGPROF, self._before or signal.SIG_DFL)
        self._rings = False

    @staticmethod
    def _start() -> None:
        # Again and again: where Python cannot raise, as in a destructor, the next one is heard.
        signal.setitimer(signal.ITIMER_PROF, _TICK, _TICK)

    def _ring(self, _number: int, _frame: object) -> None:
        self._ticks += 1
        if not self._at_work:
            return
        # What began just before a tick has not taken all of it.
        now = self._clock() - _TICK
        if now - self._rule >= self._limits.rule_seconds:
            raise Overrun("rule-seconds")
        if now - self._file >= self._limits.file_seconds:
            raise Overrun("file-seconds")


UNGUARDED = Guard(lambda: 0.0)
"""For what is linted without a limit: its clock stands still."""


def guard(*, interrupts: bool) -> Guard:
    """Return a guard, one that interrupts if that is wanted and this thread can."""
    is_main = threading.current_thread() is threading.main_thread()
    return Alarm() if interrupts and is_main and hasattr(signal, "setitimer") else Guard()
