"""What newslint itself is made of: its rules, its code, and what it is built on."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path


def rules_folder() -> Traversable:
    """Return the shipped rules: inside the package, or the working tree's, if it runs there."""
    inside = package_files("newslint") / "rules"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "rules"


def own_files(*folders: Path) -> Iterator[Path]:
    """Yield newslint's code, rules and lists, or those of other folders."""
    for folder in folders or (Path(__file__).parent, Path(str(rules_folder()))):
        for end in ("*.py", "*.md", "*.yaml"):
            yield from sorted(folder.rglob(end))


def parser_file() -> Path:
    """Return the file of the Markdown parser, which Facts and findings depend on."""
    found = find_spec("pyromark")
    return Path(found.origin if found and found.origin else "pyromark")
