"""Which release of Hugo builds a site."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

_NAMES = frozenset(
    "netlify.toml vercel.json .gitlab-ci.yml .tool-versions mise.toml wrangler.toml".split()
)
_WORKFLOWS = ".github/workflows/"
_TOLD = re.compile(
    rb"hugo[-_]?version\b[\"']?\s*[:=]\s*[\"']?v?(0\.\d+(?:\.\d+)?)"
    rb"|^hugo(?:-extended)?[ \t]+(?:extended_)?v?(0\.\d+)",
    re.IGNORECASE | re.MULTILINE,
)


def release_of(read: Callable[[str], bytes | None], files: Collection[str]) -> str | None:
    """Return the release that a site's own automation asks for; None where it names none."""
    for path in sorted(files):
        if path in _NAMES or path.startswith(_WORKFLOWS):
            told = _TOLD.search(read(path) or b"")
            if told:
                return (told[1] or told[2]).decode()
    return None
