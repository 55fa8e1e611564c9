"""Patterns in .gitignore's language, and which paths they mean.

pathspec knows the language. Where all patterns are plain names and paths, as those of generators'
configurations mostly are, they are compared with a path's own parts: to load pathspec and to ask
it of 5,000 posts takes longer than to lint the one that has changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

_PLAIN = re.compile(r"/?(?!\.\.?(?:/|\Z))[\w.@+~=-]+(?:/(?!\.\.?(?:/|\Z))[\w.@+~=-]+)*/?")
"""A pattern in which no character means anything but itself, and no part `.` or `..`."""

Verdict = Callable[[str], bool | None]
"""Tells of a path whether the patterns mean it; None if none of them speaks of it.

That of a folder ends in a slash.
"""


def verdict_of(patterns: Iterable[str]) -> Verdict:
    """Return what tells the paths that patterns mean; raise ValueError for what is no pattern.

    Of several patterns that speak of a path the last decides, and `!` begins one that takes a path
    out again (gitignore(5)).
    """
    lines = [line for line in patterns if line.strip() and not line.startswith("#")]
    if all(_PLAIN.fullmatch(line) for line in lines):
        return _plain(lines)
    from pathspec import GitIgnoreSpec

    try:
        spec = GitIgnoreSpec.from_lines(lines)
    except re.error as error:
        raise ValueError(str(error)) from None
    return lambda path: spec.check_file(path).include


def _plain(lines: Iterable[str]) -> Verdict:
    """Return what tells the paths of plain patterns, and all that lies in such a folder."""
    names: set[str] = set()
    paths: set[str] = set()
    for line in lines:
        # With a slash before its end, a pattern speaks of one path; else of a name anywhere.
        (paths if "/" in line[:-1] else names).add(line.removeprefix("/"))
    folders: dict[str, bool] = {"": False}

    def means(path: str) -> bool:
        return path in paths or path.rpartition("/")[2] in names

    def lies_inside(folder: str) -> bool:
        if folder not in folders:
            parent, _, name = folder.rpartition("/")
            folders[folder] = (
                lies_inside(parent) or means(folder) or f"{folder}/" in paths or f"{name}/" in names
            )
        return folders[folder]

    def verdict(path: str) -> bool | None:
        if path.endswith("/"):
            return lies_inside(path.rstrip("/")) or None
        return lies_inside(path.rpartition("/")[0]) or means(path) or None

    return verdict
