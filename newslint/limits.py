"""What a file and a site may take: bytes, the processor's time; and the guard that ends what takes more.

Where a process is newslint's own, a signal interrupts what is at work, a pattern inside Python's
`re` included. Elsewhere (in an editor's server and in programs that use newslint, where signals are
their owner's; on Windows, which has none) time is looked at from one rule to the next.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple, Self

import msgspec

from newslint.check import Options
from newslint.overrun import Overrun

_TICK = 0.25
"""Seconds of the processor's time from one look at what is at work to the next."""

_Seconds = Annotated[float, msgspec.Meta(gt=0)]


_TOGETHER = 3
"""How much more than one of them all rules that look across posts may take."""
_PER_POSTS = 10_000


class Time(NamedTuple):
    """What something may take of the processor's time, and which limits say so."""

    rule: float
    """Seconds for one rule."""
    whole: float
    """Seconds for all of them together: those that have not looked by then do not."""
    rule_limit: str = "rule-seconds"
    whole_limit: str = "file-seconds"


class Limits(Options, frozen=True):
    """What a file may take, and what a site's posts together."""

    size: Annotated[int, msgspec.Meta(ge=1)] = 5_000_000
    """Bytes: a larger file is not read."""
    rule_seconds: _Seconds = 10
    """Seconds of the processor's time for one rule: one that takes longer is stopped."""
    file_seconds: _Seconds = 30
    """The same for all of them together: those that have not looked by then do not."""
    site_seconds: _Seconds = 60
    """The same for one rule that looks across posts, for every 10,000 of them begun; three times as
    much for all such rules together."""

    def of_file(self) -> Time:
        """Return what one file may take."""
        return Time(self.rule_seconds, self.file_seconds)

    def of_site(self, posts: int) -> Time:
        """Return what looking across a site's posts may take."""
        seconds = self.site_seconds * max(1, -(-posts // _PER_POSTS))
        return Time(seconds, _TOGETHER * seconds, "site-seconds", "site-seconds")


class Guard:
    """Tells when a file or a site has taken too long, looking from one rule to the next."""

    def __init__(self, clock: Callable[[], float] = time.thread_time) -> None:
        """`clock` returns seconds that count, from whatever beginning."""
        self._clock = clock
        self._time = Limits().of_file()
        self._whole = self._rule = 0.0
        """When all that is at work, and the rule that is, began."""

    def begin(self, time: Time) -> None:
        """Begin with what may take so much."""
        self._time = time
        self._whole = self._rule = self._clock()

    def turn(self) -> None:
        """Begin with a rule; raise Overrun where there is no time left."""
        now = self._rule = self._clock()
        if now - self._whole > self._time.whole:
            raise Overrun(self._time.whole_limit)

    def end(self) -> None:
        """End with a rule, or with all: until the next turn nothing is raised."""

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

    def begin(self, time: Time) -> None:
        """Begin with what may take so much, which may be interrupted from here on."""
        if self._rings and not signal.getitimer(signal.ITIMER_PROF)[0]:
            # A fork takes the handler over, and not the timer (POSIX, fork).
            self._start()
        super().begin(time)
        self._at_work = True

    def turn(self) -> None:
        """Begin with a rule; raise Overrun where there is no time left."""
        super().turn()
        self._at_work = True

    def end(self) -> None:
        """End with a rule, or with all: until the next turn nothing is raised."""
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
        if now - self._rule >= self._time.rule:
            raise Overrun(self._time.rule_limit)
        if now - self._whole >= self._time.whole:
            raise Overrun(self._time.whole_limit)


UNGUARDED = Guard(lambda: 0.0)
"""For what is linted without a limit: its clock stands still."""


def guard(*, interrupts: bool) -> Guard:
    """Return a guard, one that interrupts if that is wanted and this thread can."""
    is_main = threading.current_thread() is threading.main_thread()
    return Alarm() if interrupts and is_main and hasattr(signal, "setitimer") else Guard()
