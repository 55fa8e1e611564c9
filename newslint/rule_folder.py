"""Where rule posts come from: a folder of families, or of rules of one family."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from newslint.front_matter import UnparsableError, yaml
from newslint.rule import Rule, RuleError, load


def rules_folder() -> Traversable:
    """Return the shipped rules: inside the package, or the working tree's, if it runs there."""
    inside = files("newslint") / "rules"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "rules"


Lists = Mapping[str, Any]
"""Word, host and signature lists, by `family/file.yaml`."""


def load_folder(
    folder: Traversable, shared: Lists = MappingProxyType({}), name: str = ""
) -> list[Rule]:
    """Load the rule posts of a folder of families, or of one family; raise RuleError.

    Rules that lie in the folder itself are of the family `name`, or else of the folder's. The rules may name the lists beside them by file, and those of all families, the `shared` ones
    among them, by `family/file.yaml`.
    """
    name = name or folder.name
    families = _families(folder, name)
    lists = {**shared, **_lists(families)}
    rules: list[Rule] = []
    for family, entries in families.items():
        own = {name.removeprefix(f"{family}/"): values for name, values in lists.items()}
        for entry in entries:
            if _is_rule(entry.name):
                file = entry.name if family == name else f"{family}/{entry.name}"
                origin = str(entry) if isinstance(entry, Path) else ""
                raw = entry.read_bytes()
                rule = load(family, entry.name[:-3], raw, f"{name}/{file}", own)
                rules.append(replace(rule, origin=origin))
    return rules


@cache
def shipped_lists() -> Lists:
    """Return the lists of the shipped rules; raise RuleError."""
    folder = rules_folder()
    return _lists(_families(folder, folder.name))


def _families(folder: Traversable, name: str) -> dict[str, list[Traversable]]:
    """Return the entries of each family; those of `name` lie in the folder itself."""
    entries = _entries(folder)
    found = {entry.name: _entries(entry) for entry in entries if entry.is_dir()}
    if any(_is_rule(entry.name) for entry in entries):
        found[name] = entries
    return found


def _is_rule(name: str) -> bool:
    stem, _, extension = name.rpartition(".")
    return extension == "md" and stem.upper() != "README"


def _lists(families: Mapping[str, list[Traversable]]) -> Lists:
    return {
        f"{family}/{entry.name}": _list(entry)
        for family, entries in families.items()
        for entry in entries
        if entry.name.endswith(".yaml")
    }


def _entries(folder: Traversable) -> list[Traversable]:
    return sorted(folder.iterdir(), key=lambda entry: entry.name)


def _list(entry: Traversable) -> Any:
    text = entry.read_text(encoding="utf-8")
    try:
        fields = yaml.parse(f"list:\n{_indented(text)}", 0).fields
    except UnparsableError as error:
        raise RuleError(f"{entry.name}: {error.detail}") from None
    return fields[0].value


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())
