"""Whose turn it is: a queue for each host, and which of the hosts is asked next.

Nothing here waits or reads a clock: it is told the time, in seconds from whatever beginning, and
says who may be asked now, or when somebody may be.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

Job = TypeVar("Job")
_CAUGHT_UP = 0.5
"""The share of an interval by which a request may begin late and leave the next one where it was.
Else a busy machine would be late by that each time, and a queue of thousands by minutes."""


class Line(Generic[Job]):
    """The queue before a host."""

    def __init__(self, name: str, interval: float, limit: int) -> None:
        """`interval` in seconds between the beginnings of two requests; `limit` at once."""
        self.name = name
        self.interval = interval
        self.limit = limit
        self.new: deque[Job] = deque()
        self.old: deque[Job] = deque()
        self.under_way = 0
        self.free_at = 0.0
        """When the next request may begin."""
        self.length = 0
        """How many jobs have come to it: hosts with the most are begun first."""
        self.begun = 0
        """How many requests have begun."""
        self.was_idle = True
        """Whether nobody waited when the next one came."""
        self.is_filed = False

    @property
    def waiting(self) -> int:
        """Return how many jobs wait."""
        return len(self.new) + len(self.old)

    @property
    def may_begin(self) -> bool:
        """Tell whether another request may begin, as soon as it is time."""
        return self.waiting > 0 and self.under_way < self.limit

    @property
    def rank(self) -> tuple[bool, int]:
        """Return by what it comes before others: new URLs, then the longest queue."""
        return not self.new, -self.length

    def hold(self, until: float) -> None:
        """Begin nothing before a time."""
        self.free_at = max(self.free_at, until)


class Schedule(Generic[Job]):
    """The queues before all hosts."""

    def __init__(self) -> None:
        self.lines: dict[str, Line[Job]] = {}
        self._ready: list[tuple[tuple[bool, int], int, Line[Job]]] = []
        self._later: list[tuple[float, int, Line[Job]]] = []
        self._filed = 0
        self.waiting = 0
        """Jobs in all queues."""
        self._longest: Line[Job] | None = None
        self._half = 0
        self._turns = 0

    def line(self, name: str, interval: float, limit: int) -> Line[Job]:
        """Return the queue of a host, made when it is first asked for."""
        if name not in self.lines:
            self.lines[name] = Line(name, interval, limit)
        return self.lines[name]

    def add(self, job: Job, line: Line[Job], *, new: bool = False, ahead: bool = False) -> None:
        """Queue a job; `ahead` of the others where it is half done, as a redirect is."""
        line.was_idle = line.was_idle or not line.waiting
        queue = line.new if new else line.old
        if ahead:
            queue.appendleft(job)
        else:
            queue.append(job)
            line.length += 1
        self.waiting += 1
        self._file(line)

    def take(self, now: float) -> tuple[Job, Line[Job]] | None:
        """Return a job that may begin now, with its queue, to be told when it is `done`."""
        while True:
            while self._later and self._later[0][0] <= now:
                line = heapq.heappop(self._later)[2]
                heapq.heappush(self._ready, (line.rank, self._next(), line))
            if not self._ready:
                return None
            rank, _, line = heapq.heappop(self._ready)
            line.is_filed = False
            if line.free_at <= now and rank == line.rank and line.may_begin:
                return self._begun(line, now), line
            # Something has changed since it was filed.
            self._file(line)

    def done(self, line: Line[Job]) -> None:
        """Say that a job's request is over."""
        line.under_way -= 1
        self._file(line)

    def next_at(self) -> float | None:
        """Return when the next job may begin, as far as time decides it; None where it does not."""
        return self._later[0][0] if self._later else None

    def longest(self) -> Line[Job] | None:
        """Return the queue that takes the longest to empty, roughly; None where none waits."""
        line = self._longest
        # There may be many: it is looked for when it is half as long, and not at every turn.
        if line is None or (line.waiting <= self._half and self._turns >= len(self.lines)):
            line = max(self.lines.values(), key=_time_of, default=None)
            self._longest, self._half = line, line.waiting // 2 if line else 0
            self._turns = 0
        return line if line and line.waiting else None

    def withdraw(self, line: Line[Job], which: Callable[[Job], bool]) -> list[Job]:
        """Take some of the jobs that wait out of a queue, and return them."""
        withdrawn: list[Job] = []
        for queue in (line.new, line.old):
            jobs = list(queue)
            queue.clear()
            for job in jobs:
                (withdrawn if which(job) else queue).append(job)
        self.waiting -= len(withdrawn)
        return withdrawn

    def _begun(self, line: Line[Job], now: float) -> Job:
        job = line.new.popleft() if line.new else line.old.popleft()
        self.waiting -= 1
        self._turns += 1
        line.under_way += 1
        line.begun += 1
        due = now if line.was_idle else max(line.free_at, now - line.interval * _CAUGHT_UP)
        line.free_at = due + line.interval
        line.was_idle = False
        self._file(line)
        return job

    def _file(self, line: Line[Job]) -> None:
        """Put a queue where it belongs, unless it is there or cannot move on by time alone."""
        if line.is_filed or not line.may_begin:
            return
        line.is_filed = True
        # All go through `_later`: what is due comes out of it at once, in its rank.
        heapq.heappush(self._later, (line.free_at, self._next(), line))

    def _next(self) -> int:
        self._filed += 1
        return self._filed


def _time_of(line: Line[Job]) -> float:
    """Return the seconds for which a queue lasts at least."""
    return line.waiting * line.interval
