"""What several tests share: little trees of files, and a meter of work."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let snapshots be rewritten, to be read in the diff."""
    parser.addoption("--update-snapshots", action="store_true", help="rewrite examples/site.*")


Write = Callable[[Mapping[str, str | bytes]], Path]
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
