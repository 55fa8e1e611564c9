"""`check --watch`, as it runs in a terminal: a process, a folder, and Ctrl-C."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]

PATIENCE = 240
"""Seconds after which a line that has not come is missed: never reached where all is well."""
CLEAN = """\
---
title: 북쪽 부두, 일요일에 다시 연다
excerpt: 보수가 끝나 여객선이 일요일 아침부터 다닌다.
---
항만사무소는 2일 북쪽 부두를 일요일에 다시 연다고 밝혔다.

출처: [안내문](https://port.example/notice/1) 항만사무소
"""
BAD = CLEAN.replace("다시 연다\n", "다시 연다!\n", 1)


_PROGRAM = """
import signal, sys
from newslint.cli import main
# Where the tests run in the background, a shell has Ctrl-C ignored by all that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(main())
"""


class Watch:
    """A run with --watch, whose lines are read as they come."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, "check", "--watch", "--lang", "en", *options],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONUNBUFFERED": "1", "GITHUB_ACTIONS": ""},
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as stream:
            for line in stream:
                self._lines.put(line)

    def until(self, *parts: str) -> list[str]:
        """Wait for a line with all these parts; return the lines up to it."""
        found: list[str] = []
        while not found or not all(part in found[-1] for part in parts):
            try:
                found.append(self._lines.get(timeout=PATIENCE))
            except queue.Empty:
                pytest.fail(f"no {parts} in {found}")
        return found

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def site(write: Write) -> Path:
    return write(
        {
            "_config.yml": "title: 해담소리\n",
            ".gitignore": "drafts/\n",
            "_posts/2026-03-02-pier.md": CLEAN,
            "_posts/2026-03-03-ferry.md": CLEAN.replace("북쪽 부두", "여객선 항로"),
            "drafts/a.md": CLEAN,
        }
    )


@pytest.fixture
def watch(site: Path) -> Iterator[Watch]:
    found = Watch(site, "--output-format", "concise", "--select", "exclaiming-title")
    try:
        found.until("watching")
        yield found
        assert found.end() == 130
    finally:
        if found.process.poll() is None:
            found.process.kill()
            found.process.wait()


def test_each_change_is_a_story(site: Path, watch: Watch) -> None:
    pier, ferry = site / "_posts/2026-03-02-pier.md", site / "_posts/2026-03-03-ferry.md"
    pier.write_text(BAD, encoding="utf-8")
    told = watch.until("exclaiming-title")
    assert "_posts/2026-03-02-pier.md changed" in told[0]
    ferry.write_text(BAD, encoding="utf-8")
    told = watch.until("ferry.md:2", "exclaiming-title")
    # What was said before, and stands in another post, is not said again.
    assert not [line for line in told if "pier.md" in line]
    pier.write_text(CLEAN, encoding="utf-8")
    watch.until("_posts/2026-03-02-pier.md changed")


def test_what_is_no_post_may_matter_to_all(site: Path, watch: Watch) -> None:
    (site / "_posts/2026-03-02-pier.md").write_text(BAD, encoding="utf-8")
    watch.until("warning", "exclaiming-title")
    config = site / "newslint.yaml"
    config.write_text("rules: {exclaiming-title: error}\n", encoding="utf-8")
    watch.until("pier.md", "error", "exclaiming-title")
    config.write_text("rulez: {}\n", encoding="utf-8")
    watch.until("newslint.yaml:1")
    config.write_text("rules: {exclaiming-title: warning}\n", encoding="utf-8")
    watch.until("pier.md", "warning", "exclaiming-title")


def test_what_a_run_passes_over_is_passed_over(site: Path, watch: Watch) -> None:
    for name in ("drafts/a.md", "_site/a.html", ".newslint_cache/x", "_posts/.#a.md", "a.md~"):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text(BAD, encoding="utf-8")
    # There are four looks in a second: one sees these alone.
    time.sleep(1)
    (site / "_posts/2026-03-04-new.md").write_text(BAD, encoding="utf-8")
    told = watch.until("new.md:2")
    first = next(line for line in told if "changed" in line)
    assert first.endswith("2026-03-04-new.md changed\n")
    (site / "_posts/2026-03-04-new.md").unlink()
    watch.until("2026-03-04-new.md changed")


def test_a_post_that_is_gone_may_come_back(site: Path) -> None:
    pier = site / "_posts/2026-03-02-pier.md"
    found = Watch(site, "--select", "exclaiming-title", "_posts/2026-03-02-pier.md")
    found.until("watching")
    pier.unlink()
    found.until("newslint: _posts/2026-03-02-pier.md: no such file or folder")
    pier.write_text(BAD, encoding="utf-8")
    found.until("exclaiming-title")
    assert found.end() == 130


def test_its_own_report_is_no_change(site: Path) -> None:
    found = Watch(site, "--output", "json=report.json", "--select", "exclaiming-title")
    found.until("watching")
    (site / "_posts/2026-03-02-pier.md").write_text(BAD, encoding="utf-8")
    found.until("exclaiming-title")
    assert "exclaiming-title" in (site / "report.json").read_text(encoding="utf-8")
    (site / "_posts/2026-03-02-pier.md").write_text(CLEAN, encoding="utf-8")
    told = found.until("pier.md changed")
    assert not [line for line in told if "report.json" in line]
    assert found.end() == 130


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--fix"], "leave --fix out"),
        (["--diff"], "leave --diff out"),
        (["--add-ignore"], "leave --add-ignore out"),
        (["-"], "stdin is read once"),
        (["-", "--stdin-filename", "a.md"], "leave --stdin-filename out"),
        (["none.md"], "none.md: no such file"),
    ],
)
def test_what_is_about_one_moment_is_refused(run: Run, options: list[str], told: str) -> None:
    code, _, err = run("check", "--watch", *options)
    assert code == 2
    assert told in err
