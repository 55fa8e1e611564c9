"""How long a run bears with a host: which waits it keeps, and when it gives up.

A run must end. A host that is down, or that wants to be left alone, is not asked for the rest of
its links: what it said to some is told of all.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from newslint.remote.client import Answer
from newslint.remote.faults import WHOLE_HOST, Fault
from newslint.remote.pace import wait_of

_SILENCES = 3
"""Failures in a row of a host that has never answered."""
_FAILURES = 10
"""Failures in a row of one that has: a part of it may be down."""
_LONGEST = 120.0
"""Seconds that a host may ask for at once and be waited for."""
_ALL = 300.0
"""Seconds for which a host is waited for in one run."""
_FIRST = 1.0
"""Seconds for which one is left alone that says 429 and not how long; twice as long each time."""
_BUSY = 429


class Patience:
    """With the hosts of one run."""

    def __init__(self) -> None:
        self.answered: set[str] = set()
        """The hosts that have answered anything."""
        self.shut: dict[str, Fault] = {}
        """The queues of which nothing more is asked, and why."""
        self._failures: Counter[str] = Counter()
        self._refusals: Counter[str] = Counter()
        self._waited: defaultdict[str, float] = defaultdict(float)

    def count(self, host: str, answer: Answer | Fault) -> Fault | None:
        """Count an answer; return what to tell of all that a host has, where it is given up."""
        if isinstance(answer, Answer):
            self.answered.add(host)
            if answer.status < 500:
                self._failures[host] = 0
                return None
            fault = Fault("server-fault", f"{answer.status} to all", answer.status)
        elif answer.cause in WHOLE_HOST or answer.cause == "timeout":
            fault = answer
        else:
            return None
        self._failures[host] += 1
        return fault if self._failures[host] >= self._limit(host) else None

    def try_again(self) -> None:
        """Give each host that was given up one more chance."""
        for host, failures in self._failures.items():
            self._failures[host] = min(failures, self._limit(host) - 1)

    def wait(self, queue: str, answer: Answer, held: float, now: float) -> float:
        """Return the seconds for which to leave a queue's hosts alone; the queue may then be `shut`.

        `held` are those for which they are left alone already; `now` is in seconds since 1970.
        """
        wait = wait_of(answer.status, answer.headers, now)
        if answer.status == _BUSY and not wait and held <= 0:
            wait = _FIRST * 2 ** self._refusals[queue]
            self._refusals[queue] += 1
        elif answer.status != _BUSY:
            self._refusals[queue] = 0
        longer = max(0.0, wait - max(0.0, held))
        self._waited[queue] += longer
        if wait > _LONGEST or (longer and self._waited[queue] > _ALL):
            evidence = f"asks to be left alone for {wait:.0f} s"
            self.shut[queue] = Fault("rate-limited", evidence, answer.status)
        return wait

    def _limit(self, host: str) -> int:
        return _FAILURES if host in self.answered else _SILENCES
