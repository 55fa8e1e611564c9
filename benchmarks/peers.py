"""newslint beside other linters, on generated sites: ratios of medians.

    python benchmarks/peers.py [--posts 1000 5000] [--runs 3] [--shape both] [--only NAME…]

Every command runs as a whole process, in turn, so that what else the machine does meets all of
them alike. The peers are found on the PATH: rumdl, yamllint, proselint and pymarkdown (PyPI),
markdownlint-cli2 (npm); one that is absent is left out and said so. They look at other things than
newslint does; the figures tell how long a person waits, no more. With several sizes, what a post
costs at each is told beside the first.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from posts import SHAPES, write


class Cost(NamedTuple):
    """What one run of a command took."""

    wall: float
    cpu: float
    memory: int
    """Kilobytes, of the largest process."""


class Entry(NamedTuple):
    """A command, and what is done before each of its runs."""

    name: str
    command: Sequence[str]
    before: Callable[[], object] = lambda: None


OWN = (
    "newslint, no cache",
    "newslint, cold",
    "newslint, nothing changed",
    "newslint, one changed post",
)
RATIOS = (
    ("newslint, no cache", "rumdl, no cache"),
    ("newslint, cold", "rumdl, no cache"),
    ("newslint, nothing changed", "rumdl, nothing changed"),
)


def main() -> None:
    """Measure, and print a table for each size of site."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, nargs="+", default=[5000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--shape", choices=SHAPES, default="both")
    parser.add_argument("--only", nargs="*", default=[])
    args = parser.parse_args()
    first: dict[str, float] = {}
    for posts in args.posts:
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder)
            write(site, posts, shape=args.shape)
            entries = [entry for entry in _entries(site) if _wanted(entry, args.only)]
            costs = _measured(entries, site, args.runs)
        print(f"\n{posts:,} posts, shape {args.shape}, medians of {args.runs}")
        _print(costs, entries)
        for name in OWN[:2]:
            if name in costs:
                spent = costs[name].cpu / posts
                whole = first.setdefault(name, spent)
                print(
                    f"{name}: {1000 * spent:.2f} ms of CPU a post, {spent / whole:.2f} × the first"
                )


def _measured(entries: Sequence[Entry], site: Path, runs: int) -> dict[str, Cost]:
    found: dict[str, list[Cost]] = {entry.name: [] for entry in entries}
    for _ in range(runs):
        for entry in entries:
            entry.before()
            found[entry.name].append(_cost(entry.command, site))
    return {name: _median(costs) for name, costs in found.items()}


def _wanted(entry: Entry, only: Sequence[str]) -> bool:
    if only and not any(name in entry.name for name in only):
        return False
    if shutil.which(entry.command[0]) is None:
        print(f"{entry.name}: {entry.command[0]} is not here, left out")
        return False
    return True


def _entries(site: Path) -> list[Entry]:
    newslint = [sys.executable, "-m", "newslint", "check", "-q", "--fail-on", "never"]
    concise = [*newslint, "--output-format", "concise"]
    post = site / "_posts" / "2015-01-01-0.md"

    def change() -> None:
        post.write_text(post.read_text(encoding="utf-8") + "\n한 줄 더.\n", encoding="utf-8")

    return [
        Entry("newslint, no cache", [*concise, "--no-cache", "."]),
        Entry("newslint, cold", [*concise, "."], lambda: _remove(site / ".newslint_cache")),
        Entry("newslint, nothing changed", [*concise, "."]),
        Entry("newslint, one changed post", [*concise, str(post)], change),
        Entry("newslint --version", [sys.executable, "-m", "newslint", "--version"]),
        Entry("python -c pass", [sys.executable, "-c", "pass"]),
        Entry("rumdl, no cache", ["rumdl", "check", "--no-cache", "."]),
        Entry("rumdl, nothing changed", ["rumdl", "check", "."]),
        Entry("yamllint", ["yamllint", "-f", "parsable", "_posts"]),
        Entry("markdownlint-cli2", ["markdownlint-cli2", "_posts/*.md"]),
        Entry("pymarkdown", ["pymarkdown", "scan", "_posts"]),
        Entry("proselint", ["proselint", "check", "_posts"]),
    ]


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _cost(command: Sequence[str], site: Path) -> Cost:
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=site, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, _, usage = os.wait4(process.pid, 0)
    return Cost(time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


def _print(costs: dict[str, Cost], entries: Sequence[Entry]) -> None:
    print(f"{'':<28} {'wall s':>8} {'cpu s':>8} {'MB':>6}   how it was called")
    for entry in entries:
        cost = costs[entry.name]
        called = " ".join(Path(word).name if "/" in word else word for word in entry.command)
        memory = cost.memory // 1024
        print(f"{entry.name:<28} {cost.wall:>8.2f} {cost.cpu:>8.2f} {memory:>6}   {called}")
    for own, peer in RATIOS:
        if own in costs and peer in costs:
            wall, cpu = costs[own].wall / costs[peer].wall, costs[own].cpu / costs[peer].cpu
            print(f"{own} : {peer} = {wall:.2f} in wall time, {cpu:.2f} in CPU time")


def _median(costs: Sequence[Cost]) -> Cost:
    wall, cpu, memory = zip(*costs, strict=True)
    return Cost(statistics.median(wall), statistics.median(cpu), max(memory))


if __name__ == "__main__":
    main()
