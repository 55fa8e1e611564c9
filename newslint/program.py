"""What newslint itself is made of: its rules, its code, and what it is built on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

_ENDS = (".py", ".md", ".yaml")
_LIBRARIES = ("pyromark", "yaml", "ahocorasick_rs", "bs4", "msgspec")
"""What reads Markdown, front matter, phrases and HTML, and what keeps them."""


def rules_folder() -> Path:
    """Return the shipped rules: inside the package, or the working tree's, if it runs there."""
    inside = Path(__file__).parent / "rules"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "rules"


def own_files(*folders: Path) -> Iterator[Path]:
    """Yield newslint's code, rules and lists, or those of other folders."""
    for folder in folders or (Path(__file__).parent, rules_folder()):
        for inside, below, names in os.walk(folder):
            below.sort()
            yield from (Path(inside, name) for name in sorted(names) if name.endswith(_ENDS))


def library_files() -> Iterator[Path]:
    """Yield a file of each library that Facts and findings depend on, new in each release."""
    for name in _LIBRARIES:
        found = find_spec(name)
        yield Path(found.origin if found and found.origin else name)
