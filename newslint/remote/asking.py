"""The run: every URL asked for once, politely, and what failed again at the end.

Each request waits for its turn in its host's queue (`schedule.py`); each answer goes to its URL's
trail, which says what to ask next (`trail.py`); where that ends, the answer is judged (`judge.py`).
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from ipaddress import IPv4Address, IPv6Address

from msgspec.structs import replace

from newslint.remote.client import Answer, Client
from newslint.remote.faults import RETRIED, Fault
from newslint.remote.guard import is_service
from newslint.remote.job import Job, jobs_of
from newslint.remote.manners import Manners
from newslint.remote.names import Names
from newslint.remote.patience import Patience
from newslint.remote.schedule import Line, Schedule
from newslint.remote.settings import Settings
from newslint.remote.surroundings import Surroundings
from newslint.remote.verdict import Asked, Cause, Verdict, Wanted

_FIRST_PAUSE = 1.0
"""Seconds before the first round of repetitions; each further one waits twice as long."""
_ABSENT: Cause = "no-such-host"
_HOSTS_ENOUGH = 3
"""Names that cannot all be wrong."""


def ask(
    wanted: Sequence[Wanted],
    settings: Settings,
    *,
    surroundings: Surroundings | None = None,
    on_verdict: Callable[[Verdict], object] = lambda _: None,
) -> Asked:
    """Ask for URLs, each once; see the package's docstring.

    `on_verdict` is called with each verdict as soon as it is final, in no order. It may raise, which
    ends the run.
    """
    run = Run(wanted, settings, surroundings or Surroundings(), on_verdict)
    try:
        with _seldom_collecting():
            asyncio.run(run.all())
    except KeyboardInterrupt:
        run.interrupted = True
        run.settle()
    return run.asked()


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Collect garbage less often: requests leave little in cycles, and it takes a sixth of all time."""
    before = gc.get_threshold()
    gc.set_threshold(10_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


class Run:
    """One run; `all` is its work, and `asked` what is known of it at any time."""

    def __init__(
        self,
        wanted: Sequence[Wanted],
        settings: Settings,
        surroundings: Surroundings,
        on_verdict: Callable[[Verdict], object],
    ) -> None:
        self.interrupted = False
        self._settings = settings
        self._surroundings = surroundings
        self._on_verdict = on_verdict
        self._wanted = tuple(dict.fromkeys(one.url for one in wanted))
        self._manners = Manners(settings)
        self._jobs, self._malformed = jobs_of(wanted, self._manners, settings)
        self._verdicts: dict[str, Verdict] = {}
        self._schedule: Schedule[Job] = Schedule()
        self._failed: list[Job] = []
        """What is asked again, after everything else."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._crash: BaseException | None = None
        """What `on_verdict` raised."""
        self._patience = Patience()
        self._names = Names(surroundings.look_up, self._may_ask)
        self._requests = 0
        self._seconds = 0.0
        self._began = 0.0
        self._answers = 0

    async def all(self) -> None:
        """Ask for everything, for as long as the budget lasts."""
        loop = asyncio.get_running_loop()
        self._began = loop.time()
        client = Client(self._names, self._may_ask, self._settings.timeout, self._surroundings.tls)
        try:
            async with client:
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._settings.budget):
                        await self._rounds(client)
        finally:
            self._requests = client.requests
            self._seconds = loop.time() - self._began
        self.settle()

    def settle(self) -> None:
        """Tell what is known of those that would have been asked again."""
        for job in self._jobs:
            self._tell(job)
        self._failed.clear()

    def asked(self) -> Asked:
        """Return what is known."""
        lines = self._schedule.lines.values()
        return Asked(
            verdicts={url: self._verdicts[url] for url in self._wanted if url in self._verdicts},
            unasked=tuple(url for url in self._wanted if url not in self._verdicts),
            interrupted=self.interrupted,
            requests=self._requests,
            seconds=self._seconds,
            bound=max(((line.begun - 1) * line.interval for line in lines), default=0.0),
        )

    async def _rounds(self, client: Client) -> None:
        for verdict in self._malformed:
            self._keep(verdict)
        for job in self._jobs:
            self._queue(job)
        try:
            await self._drain(client)
            for again in range(self._settings.retries):
                if not self._failed:
                    return
                self._queue_again(_FIRST_PAUSE * 2**again)
                await self._drain(client)
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            await self._names.close()

    def _queue(self, job: Job) -> None:
        job.begin(self._surroundings.now())
        self._schedule.add(job, self._line(job), new=job.is_new)

    def _queue_again(self, pause: float) -> None:
        """Queue what failed; each host is left alone for a while, not all for the same one."""
        now = asyncio.get_running_loop().time()
        failed, self._failed = self._failed, []
        self._names.forget_failures()
        self._patience.try_again()
        for line in {self._line(job) for job in failed}:
            line.hold(now + pause * (1 + self._surroundings.chance()))
        for job in failed:
            if self._line(job).name not in self._patience.shut:
                self._queue(job)

    async def _drain(self, client: Client) -> None:
        """Send what is queued, and what comes of it, until nothing is left."""
        loop = asyncio.get_running_loop()
        while self._schedule.waiting or self._tasks:
            self._wake.clear()
            due: float | None = None
            while len(self._tasks) < self._settings.concurrency:
                due = self._kept_until(loop.time())
                taken = self._schedule.take(loop.time()) if due is None else None
                if taken is None:
                    due = due or self._schedule.next_at()
                    break
                task = asyncio.create_task(self._send(client, *taken))
                self._tasks.add(task)
                task.add_done_callback(self._sent)
                due = None
            timer = loop.call_at(due, self._wake.set) if due is not None else None
            await self._wake.wait()
            if timer is not None:
                timer.cancel()
            if self._crash is not None:
                raise self._crash

    def _kept_until(self, now: float) -> float | None:
        """Return until when the last free place is kept; None where anybody may have it.

        It is kept for the queue that the end of the run waits for, whose next turn is near: were it
        taken for each turn by another, that queue would fall behind by as much as they take.
        """
        if not self._tasks or len(self._tasks) < self._settings.concurrency - 1:
            return None
        line = self._schedule.longest()
        if line is None or not line.may_begin:
            return None
        pace = (now - self._began) / max(1, self._answers)
        if line.free_at <= now or line.waiting * line.interval <= self._schedule.waiting * pace:
            return None
        return line.free_at

    def _sent(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._crash = self._crash or (None if task.cancelled() else task.exception())
        self._wake.set()

    async def _send(self, client: Client, job: Job, line: Line[Job]) -> None:
        """Send the next request of a URL, and do what its answer asks for."""
        loop, trail = asyncio.get_running_loop(), job.trail
        host, began = trail.address.host, loop.time()
        answer = await client.answer(trail.request())
        job.seconds += loop.time() - began
        self._answers += 1
        trail.take(answer)
        self._schedule.done(line)
        self._bear_with(host, line, answer, loop.time())
        if trail.end is not None:
            self._end(job, trail.end)
            return
        following = self._line(job)
        if following.name in self._patience.shut:
            self._set_aside(job, self._patience.shut[following.name])
        else:
            self._schedule.add(job, following, new=job.is_new, ahead=True)

    def _bear_with(self, host: str, line: Line[Job], answer: Answer | Fault, now: float) -> None:
        """Leave a host alone for as long as it asks to be, or give it up."""
        fault = self._patience.count(host, answer)
        if fault is not None:
            self._withdraw(line, lambda job: _host_of(job) == host, fault)
        if isinstance(answer, Answer):
            held = line.free_at - line.interval - now
            wait = self._patience.wait(line.name, answer, held, self._surroundings.now())
            if wait:
                line.hold(now + wait)
        if line.name in self._patience.shut:
            self._withdraw(line, lambda _: True, self._patience.shut[line.name])

    def _withdraw(self, line: Line[Job], which: Callable[[Job], bool], fault: Fault) -> None:
        for job in self._schedule.withdraw(line, which):
            self._set_aside(job, fault)

    def _set_aside(self, job: Job, fault: Fault) -> None:
        """Take a URL as answered, for now, by what its host said to others."""
        job.attempts -= 1
        job.known = job.known or job.verdicts(fault, is_own=False)
        self._failed.append(job)

    def _end(self, job: Job, end: Answer | Fault) -> None:
        """Tell the verdict, or keep the URL for another attempt."""
        job.known = job.verdicts(end)
        cause = job.known[0].cause
        # Whether a name is missing or the network is, only the end of the run tells.
        if cause in RETRIED and (job.attempts <= self._settings.retries or cause == _ABSENT):
            self._failed.append(job)
        else:
            self._tell(job)

    def _tell(self, job: Job) -> None:
        for verdict in job.drop():
            if verdict.cause == _ABSENT and self._is_offline:
                self._keep(replace(verdict, outcome="unreachable", cause="no-network"))
            else:
                self._keep(verdict)

    @property
    def _is_offline(self) -> bool:
        """Tell whether it is the network that is missing, and not the names."""
        if self._names.found or self._patience.answered:
            return False
        return len(self._names.absent) >= _HOSTS_ENOUGH or not self._surroundings.has_route()

    def _keep(self, verdict: Verdict) -> None:
        self._verdicts[verdict.url] = verdict
        self._on_verdict(verdict)

    def _line(self, job: Job) -> Line[Job]:
        host = _host_of(job)
        return self._schedule.line(
            self._settings.queue(host), self._manners.interval(host), self._manners.at_once(host)
        )

    def _may_ask(self, address: IPv4Address | IPv6Address) -> bool:
        if is_service(address):
            return False
        return self._settings.allow_private or self._surroundings.is_public(address)


def _host_of(job: Job) -> str:
    """Return whom the next request goes to."""
    return job.trail.address.host
