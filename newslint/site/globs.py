"""Globs as programs in JavaScript write them (minimatch, picomatch): `*`, `**`, `?` and `{a,b}`."""

from __future__ import annotations

import re

_PIECE = re.compile(r"\*\*/|\*\*|\*|\?|\{[^{}]*\}|[^*?{]+|\{", re.DOTALL)
_HOLES = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
_MAGIC = re.compile(r"[*?{\[]|[!@+]\(")
_UNREAD = re.compile(r"\[|[!@+?*]\(|^!")


def is_glob(pattern: str) -> bool:
    """Tell whether a path is a pattern."""
    return _MAGIC.search(pattern) is not None


def glob_pattern(glob: str) -> str | None:
    """Return a glob as a regular expression of the whole path; None for forms that are not read."""
    if _UNREAD.search(glob) or glob.count("*") > _MOST:
        return None
    return "".join(_piece(found[0]) for found in _PIECE.finditer(glob))


_MOST = 8
"""Stars of a glob that is read: each more makes the search longer."""


def _piece(piece: str) -> str:
    if piece in _HOLES:
        return _HOLES[piece]
    if piece.startswith("{") and piece.endswith("}"):
        choices = (glob_pattern(choice) or "" for choice in piece[1:-1].split(","))
        return f"(?:{'|'.join(choices)})"
    return re.escape(piece)
