"""What takes how long, and that someone who waits sees how far it is."""

from __future__ import annotations

import os
import pty
import re
import sys
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Self

import pytest

from newslint.cli import main
from newslint.commands import progress
from newslint.commands.progress import Bar, wants_progress
from newslint.marks import FOLDER
from newslint.timing import Timings

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]


def posts(number: int) -> dict[str, str | bytes]:
    return {
        f"_posts/2026-03-02-{n}.md": f'---\ntitle: 글 {n}\n---\n<a href="/{n}" rel="dofollow">a</a>\n'
        for n in range(number)
    }


def test_what_is_timed_inside_counts_for_itself_alone() -> None:
    now = count()
    timings = Timings(lambda: next(now))
    inner = timings.spending("inner", lambda: None)
    timings.spending("outer", lambda: (inner(), inner()))()
    # Each look at the clock takes one second: the inner ones take one each.
    assert timings.seconds == {"inner": 2, "outer": 3}


def test_time_is_told_though_the_work_fails() -> None:
    now = count()
    timings = Timings(lambda: next(now))
    with pytest.raises(ZeroDivisionError):
        timings.spending("work", lambda: 1 / 0)()
    assert timings.seconds == {"work": 1}


def test_timings_say_what_they_time_and_change_nothing(write: Write, run: Run) -> None:
    root = write({"newslint.yaml": "", **posts(60)})
    plain = run("-q", "--no-cache")
    code, out, err = run("-q", "--timings")
    assert (code, out) == plain[:2]
    rows = re.findall(r"^ +([\d.]+) ms(?: +([\d.]+) %)?  (.+)$", err, re.MULTILINE)
    assert len(rows) == len(err.splitlines())
    names = [name for _, _, name in rows]
    assert {"links/invalid-rel", "duplicates/duplicate-title", "everything else"} <= {*names}
    assert names[-1] == "in all"
    assert sum(float(share) for _, share, _ in rows if share) == pytest.approx(100, abs=3)
    assert not (root / FOLDER).exists()


class Screen:
    """A terminal that stderr is, from when it is asked for on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.end, line = pty.openpty()
        self.stderr = os.fdopen(line, "w", encoding="utf-8")
        monkeypatch.setattr(sys, "stderr", self.stderr)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stderr.close()
        os.close(self.end)

    def seen(self) -> str:
        """Return what has been shown."""
        self.stderr.write(".")
        self.stderr.flush()
        shown = b""
        while not shown.endswith(b"."):
            shown += os.read(self.end, 4096)
        return shown.decode()


@pytest.fixture
def surroundings(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """What a person at a terminal has."""
    for name, value in (("TERM", "xterm"), ("COLUMNS", "80"), ("LINES", "24")):
        monkeypatch.setenv(name, value)
    for name in ("CI", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    monkeypatch.setattr(progress, "_PAUSE", 0)
    return monkeypatch


def test_a_bar_is_shown_to_who_waits(surroundings: pytest.MonkeyPatch) -> None:
    with Screen(surroundings) as screen:
        with Bar() as bar:
            bar(10, 40)
            bar(30, 40)
            bar(1, 7)
        shown = screen.seen()
    assert [number for number in ("10/40", "30/40", "1/7") if number not in shown] == []


def test_a_bar_is_not_shown_before(surroundings: pytest.MonkeyPatch) -> None:
    surroundings.setattr(progress, "_PATIENCE", 3600)
    with Screen(surroundings) as screen:
        with Bar() as bar:
            bar(10, 40)
        assert screen.seen() == "."


@pytest.mark.parametrize(("name", "value"), [("CI", "true"), ("TERM", "dumb")])
def test_nobody_looks(surroundings: pytest.MonkeyPatch, name: str, value: str) -> None:
    with Screen(surroundings):
        assert wants_progress(quiet=False)
        assert not wants_progress(quiet=True)
        surroundings.setenv(name, value)
        assert not wants_progress(quiet=False)


def test_a_bar_in_a_whole_run(write: Write, surroundings: pytest.MonkeyPatch) -> None:
    root = write({"newslint.yaml": "", **posts(60)})
    # One look is enough, and a terminal takes only so much unread.
    surroundings.setattr(progress, "_PAUSE", 3600)
    with Screen(surroundings) as screen:
        assert main(["--no-cache", "--output", f"json={root}/out.json", str(root)]) == 0
        assert "/60" in screen.seen()
