"""What several tests share: little trees of files, and a meter of work."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FrameType

import pytest

from newslint.cli import main

# Heeded by what tests start, too: a job in a shell's background is told to ignore it.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let snapshots be rewritten, to be read in the diff."""
    parser.addoption("--update-snapshots", action="store_true", help="rewrite examples/site.*")


Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]
Work = Callable[[Callable[[], object]], int]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write files below the test's folder, which stands alone: no worktree is above it."""

    def write_files(files: Mapping[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write_files


@pytest.fixture
def work() -> Work:
    """Count the calls, of Python and of C, that something takes: work without a clock."""

    def count(run: Callable[[], object]) -> int:
        calls = 0

        def meter(_frame: FrameType, event: str, _argument: object) -> None:
            nonlocal calls
            calls += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(meter)
        try:
            run()
        finally:
            sys.setprofile(before)
        return calls

    return count


@pytest.fixture
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what the environment tells newslint."""
    for name in (
        "NO_COLOR",
        "FORCE_COLOR",
        "LC_ALL",
        "LC_MESSAGES",
        "GITHUB_ACTIONS",
        "SOURCE_DATE_EPOCH",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C")
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def run(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    plain_surroundings: None,
) -> Run:
    """Run newslint in the test's folder; return its code and what it wrote."""
    monkeypatch.chdir(tmp_path)

    def invoke(*argv: str) -> tuple[int, str, str]:
        code = main(argv)
        written = capsys.readouterr()
        return code, written.out, written.err

    return invoke


_CAPABILITIES_3 = 0x20080522
_READS_ALL = 0b110
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: whoever has them may read all (capabilities(7))."""


@pytest.fixture
def heeding_rights() -> Iterator[None]:
    """Let the rights of files and folders hold for root, too."""
    if not hasattr(os, "geteuid"):
        pytest.skip("rights are others elsewhere")
    if os.geteuid() != 0:
        yield
        return
    if not sys.platform.startswith("linux"):
        pytest.skip("root may read all")
    libc = ctypes.CDLL(None)
    head = (ctypes.c_uint32 * 2)(_CAPABILITIES_3, 0)
    known, fewer = (ctypes.c_uint32 * 6)(), (ctypes.c_uint32 * 6)()
    libc.capget(head, known)
    libc.capget(head, fewer)
    fewer[0] &= ~_READS_ALL
    libc.capset(head, fewer)
    yield
    libc.capset(head, known)
