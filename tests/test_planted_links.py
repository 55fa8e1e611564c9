"""A generated site of which every broken link is known (`benchmarks/links.py`)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("style", ["default", "custom"])
def test_planted_links_are_told_and_no_others(style: str) -> None:
    command = [sys.executable, "benchmarks/links.py", "--posts", "40", "--style", style]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert "found 170, missed 0, wrongly told 0" in done.stdout
    assert done.returncode == 0
