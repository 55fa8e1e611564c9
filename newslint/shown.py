"""Paths as people are shown them: so that a terminal or an editor can open them."""

from __future__ import annotations

from pathlib import Path


def shown(path: str) -> str:
    """Return a path as people are shown it: from the current directory, if it is below."""
    here = Path.cwd().as_posix().rstrip("/")
    return "." if path == here else path.removeprefix(f"{here}/")
