"""Hugo's globs: `*` within a folder, `**` across, `?`, `{a,b}`, `[a-z]` (github.com/gobwas/glob)."""

from __future__ import annotations

import re
from functools import lru_cache

_PART = re.compile(r"\*\*|[*?{},]|\[!?[^\]]{0,1000}\]|\\.|.", re.DOTALL)
_MARKS = {"**": ".*", "*": "[^/]*", "?": "[^/]", "{": "(?:", "}": ")"}


def matches(pattern: str, text: str) -> bool:
    """Tell whether a text matches a glob; an empty one matches everything."""
    return not pattern or _compiled(pattern).fullmatch(text) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    made: list[str] = []
    depth = 0
    for match in _PART.finditer(pattern):
        part = match[0]
        depth += (part == "{") - (part == "}")
        if part == "," and depth > 0:
            made.append("|")
        elif part[0] == "[" and len(part) > 1:
            made.append(f"[^{part[2:]}" if part[1] == "!" else part)
        else:
            made.append(_MARKS.get(part) or re.escape(part.removeprefix("\\") or part))
    try:
        return re.compile("".join(made), re.DOTALL)
    except re.error:
        return re.compile(re.escape(pattern))
