"""`newslint archive` held against `newslint check`: the same findings, its cost, and what it sends.

    python benchmarks/archive.py FOLDER [--posts 20000] [--sizes 5000,10000,20000]

FOLDER is made and takes the sites. Every twentieth post is another's copy, every twentieth another's
with a few words changed, and one footer stands in all. Time is the processors', of all processes that
a run begins, so that it may be told on a machine that is not idle; Spark has two cores.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from posts import title_of, write

_FOOTER = (
    "\n더 많은 소식은 해담소리 누리집에서 볼 수 있습니다. 아래 단추를 눌러 편지를 받아 보세요.\n"
)
_NOW = ("--now", "2026-03-02", "--lang", "en")
_COPIES, _COPIED = 20, (7, 14)
"""Of so many posts these repeat others, the first with a few words changed."""
_TICK = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--posts", type=int, default=20_000)
    parser.add_argument("--sizes", default="5000,10000,20000")
    args = parser.parse_args()
    for size in map(int, args.sizes.split(",")):
        made = _archived(args.folder, size)
        print(
            f"{size:>6,} posts: {made.cpu:6.0f} s in all, map {made.mapped:5.0f} s,"
            f" {made.sent / size:,.0f} bytes sent a post, {made.facts / size:,.0f} of Facts"
        )
        if size == args.posts:
            _compare(args.folder, size, made)


class Run(NamedTuple):
    """What a run has taken."""

    cpu: float
    """Seconds of the processors."""
    wall: float
    mapped: float = 0
    """Those of the map."""
    sent: int = 0
    """Bytes that were written to be sent from worker to worker."""
    facts: int = 0
    """Bytes of the Facts, packed."""


def _archived(folder: Path, size: int) -> Run:
    site, output, log = (folder / f"{name} {size}" for name in ("site", "found", "log"))
    _plant(site, size)
    log.mkdir(exist_ok=True)
    settings = {
        "spark.eventLog.enabled": "true",
        "spark.eventLog.dir": log.resolve().as_uri(),
        "spark.eventLog.compress": "false",
        "spark.driver.memory": "3g",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "8",
    }
    more = [f"--conf={name}={value}" for name, value in settings.items()]
    command = ["archive", str(site), str(output), "--master", "local[2]", *_NOW, *more]
    samples, wall = _run(command, folder / f"told {size}")
    begun, ended, sent = _logged(log)
    mapped = _at(samples, ended) - _at(samples, begun)
    return Run(_whole(samples), wall, mapped, sent, _asked(output, "octet_length(facts)", "map"))


def _compare(folder: Path, size: int, made: Run) -> None:
    """Hold an archive's findings and cost against those of a check."""
    site, told = folder / f"site {size}", folder / f"checked {size}.json"
    command = ["check", str(site), "--no-cache", "--fail-on", "never", "-q", *_NOW]
    samples, wall = _run([*command, "--output", f"json={told}"], folder / "said")
    checked = _whole(samples)
    own = sorted(_of_check(told, site))
    others = sorted(_rows(folder / f"found {size}"))
    print(f"        check: {checked:.0f} s of the processors, {wall:.0f} s by the clock")
    print(f"        the map takes {checked / made.mapped:.2f} × the throughput of check")
    print(
        f"        findings: {len(own):,} of check, {len(others):,} of archive,"
        f" {len({*own} ^ {*others}):,} apart"
    )


def _plant(site: Path, size: int) -> None:
    """Write posts of which some repeat others."""
    if site.exists():
        return
    write(site, size)
    files = sorted((site / "_posts").iterdir(), key=lambda file: int(file.stem.split("-")[-1]))
    for number, file in enumerate(files):
        dice = random.Random(number)  # noqa: S311  # no secret
        text = file.read_text(encoding="utf-8")
        if number > _COPIES and number % _COPIES in _COPIED:
            mark = "\n## " if "\n## " in text else "\n<h2"
            other = files[number - 2 * dice.randrange(1, number // 2)].read_text(encoding="utf-8")
            body = other.removesuffix(_FOOTER).partition(mark)[2]
            if number % _COPIES == _COPIED[0]:
                body = body.replace("해담", title_of(dice, number)[:2], 2)
            text = text.partition(mark)[0] + mark + body
        file.write_text(text + _FOOTER, encoding="utf-8")


def _run(command: Sequence[str], told: Path) -> tuple[list[tuple[float, float]], float]:
    """Run a command of newslint; return what it had taken at which times, and its seconds."""
    begun, samples = time.time(), []
    with told.open("wb") as out:
        running = subprocess.Popen(
            [sys.executable, "-m", "newslint", *command],
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
        while running.poll() is None:
            samples.append((time.time(), _taken(running.pid)))
            time.sleep(0.1)
    if running.returncode:
        sys.exit(told.read_text(encoding="utf-8"))
    return samples, time.time() - begun


def _taken(session: int) -> float:
    """Return the seconds of the processors that the processes of a session have taken so far."""
    ticks = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = file.read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            ticks += sum(map(int, fields[11:15]))
    return ticks / _TICK


def _whole(samples: list[tuple[float, float]]) -> float:
    # What has ended tells no more what it has taken.
    return max(taken for _, taken in samples)


def _at(samples: list[tuple[float, float]], moment: float) -> float:
    return max((taken for told, taken in samples if told <= moment), default=0)


def _logged(log: Path) -> tuple[float, float, int]:
    """Return when the first stage, the map, began and ended, and the bytes that all have sent."""
    begun = ended = 0.0
    sent = 0
    for event in _events(log):
        if event["Event"] == "SparkListenerStageCompleted" and event["Stage Info"]["Stage ID"] == 0:
            begun = event["Stage Info"]["Submission Time"] / 1000
            ended = event["Stage Info"]["Completion Time"] / 1000
        if event["Event"] == "SparkListenerTaskEnd":
            metrics = event["Task Metrics"]["Shuffle Write Metrics"]
            sent += metrics["Shuffle Bytes Written"]
    return begun, ended, sent


def _events(log: Path) -> Iterator[dict[str, Any]]:
    for file in sorted(log.rglob("*")):
        if file.is_file() and not file.name.endswith(".crc"):
            yield from (json.loads(line) for line in file.open(encoding="utf-8") if line.strip())


def _asked(output: Path, what: str, table: str) -> int:
    import duckdb

    with duckdb.connect() as connection:
        query = f"SELECT sum({what}) FROM read_parquet('{output}/{table}/**/*.parquet')"  # noqa: S608
        return int(connection.execute(query).fetchall()[0][0])


def _rows(output: Path) -> Iterator[tuple[Any, ...]]:
    import duckdb

    columns = 'path, rule, line, "column", message, count'
    with duckdb.connect() as connection:
        query = f"SELECT {columns} FROM read_parquet('{output}/findings/*.parquet')"  # noqa: S608
        yield from connection.execute(f"{query} WHERE suppressed IS NULL").fetchall()


def _of_check(report: Path, site: Path) -> Iterator[tuple[Any, ...]]:
    root = site.absolute()
    for file in json.loads(report.read_bytes())["files"]:
        path = str(Path(file["path"]).absolute().relative_to(root))
        names = ("rule", "line", "column", "message", "count")
        yield from (
            (path, *(row[name] for name in names))
            for row in file["findings"]
            if not row["suppressed"]
        )


if __name__ == "__main__":
    main()
