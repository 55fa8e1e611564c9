"""Where rule posts come from: a folder of families, or of rules of one family."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from newslint.front_matter import UnparsableError, yaml
from newslint.program import rules_folder
from newslint.rule import Rule, RuleError, load

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Lists = Mapping[str, Any]
"""Word, host and signature lists, by `family/file.yaml`."""


class _Entry(NamedTuple):
    """A file of a pack."""

    family: str
    path: str
    """From the pack's folder."""
    file: Traversable


def load_folder(
    folder: Traversable,
    shared: Lists = MappingProxyType({}),
    *,
    name: str = "",
    label: str = "",
) -> list[Rule]:
    """Load the rule posts of a folder of families, or of one family; raise RuleError.

    Rules that lie in the folder itself are of the family `name`, or else of the folder's. The
    rules may name the lists of their family by file, and those of all families, the `shared` ones
    among them, by `family/file.yaml`. `label` is what errors call the folder.
    """
    label = label or folder.name
    entries = list(_entries(folder, name or folder.name, label))
    lists = {**shared, **_lists(entries, label)}
    rules: list[Rule] = []
    for family, path, file in entries:
        if _is_rule(file.name):
            own = {key.removeprefix(f"{family}/"): values for key, values in lists.items()}
            rule = load(family, file.name[:-3], file.read_bytes(), f"{label}/{path}", own)
            origin = str(file) if isinstance(file, Path) else ""
            rules.append(replace(rule, origin=origin))
    return rules


@cache
def shipped_lists() -> Lists:
    """Return the lists of the shipped rules; raise RuleError."""
    folder = rules_folder()
    return _lists(_entries(folder, folder.name, folder.name), folder.name)


def _entries(folder: Traversable, name: str, label: str) -> Iterator[_Entry]:
    """Yield the rules and lists of a folder, and of the families' folders in it."""
    for entry in _sorted(folder):
        if not entry.is_dir():
            yield from _file(_Entry(name, entry.name, entry), label)
            continue
        for inside in _sorted(entry):
            path = f"{entry.name}/{inside.name}"
            if not inside.is_dir():
                yield from _file(_Entry(entry.name, path, inside), label)
            elif any(_is_rule(below.name) for below in inside.iterdir()):
                raise RuleError(f"{label}/{path}: a family's folder holds no folders of rules")


def _file(entry: _Entry, label: str) -> Iterator[_Entry]:
    """Yield a rule or a list; raise RuleError for one that may never end, or leads nowhere."""
    if _is_rule(entry.file.name) or entry.file.name.endswith(".yaml"):
        if not entry.file.is_file():
            raise RuleError(f"{label}/{entry.path}: it is no regular file")
        yield entry


def _is_rule(name: str) -> bool:
    stem, _, extension = name.rpartition(".")
    return extension == "md" and stem.upper() != "README"


def _lists(entries: Iterable[_Entry], label: str) -> Lists:
    return {
        f"{family}/{file.name}": _list(file, f"{label}/{path}")
        for family, path, file in entries
        if file.name.endswith(".yaml")
    }


def _sorted(folder: Traversable) -> list[Traversable]:
    return sorted(folder.iterdir(), key=lambda entry: entry.name)


def _list(entry: Traversable, label: str) -> Any:
    text = entry.read_text(encoding="utf-8").removeprefix("---\n")
    try:
        fields = yaml.parse(f"list:\n{_indented(text)}", 0).fields
    except UnparsableError as error:
        raise RuleError(f"{label}: cannot be read: {error.reason}") from None
    return fields[0].value if fields else []


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())
