"""Paths as people are shown them: so that a terminal or an editor can open them."""

from __future__ import annotations

from pathlib import Path


def current() -> str:
    """Return the current directory, as `shown` takes it for many paths."""
    return Path.cwd().as_posix().rstrip("/")


def shown(path: str, here: str = "") -> str:
    """Return a path as people are shown it: from the current directory, if it is below."""
    here = here or current()
    return "." if path == here else path.removeprefix(f"{here}/")
