"""The data that an Eleventy template has: of its folders, its layout and its own front matter.

After Eleventy 3's `TemplateData`. A data file that is a program is read for plain values; what it
computes is Computed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import join
from typing import Any

from newslint.site.configuration import values
from newslint.site.eleventy_program import Told
from newslint.site.javascript_values import SPREAD, Computed, Program
from newslint.site.published import Entry

_SUFFIXES = (".json", ".11tydata.json", ".11tydata.mjs", ".11tydata.cjs", ".11tydata.js")
"""Ends of data files' names, the weaker first."""
_MATTER = re.compile(r"\ufeff?---[ \t]*+(\w*)[ \t]*\r?\n(.*?)\r?\n---", re.DOTALL)
_PLACING = ("permalink", "pagination", "eleventyComputed", "permalinkBypassOutputDir")
"""The data that decide on URLs."""
_GIVING = ("require", "import", "layout")


@dataclass(frozen=True)
class Cascade:
    """The data of a site."""

    told: Told
    read: Callable[[str], bytes | None]
    files: Collection[str]
    _files: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _layouts: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def of(self, entry: Entry, stem: str) -> dict[str, Any]:
        """Return the data of a template; `stem` is its path without extension."""
        data: dict[str, Any] = {}
        for path in self._paths(stem):
            _merge(data, self._file(path))
        own = {str(key): value for key, value in entry.fields.items()}
        layout = own.get("layout", data.get("layout", self.told.layout))
        whole = dict(self._layout(layout))
        _merge(whole, data)
        _merge(whole, own)
        computed = whole.get("eleventyComputed")
        for key in computed if isinstance(computed, Mapping) else ():
            if key != "permalink" and key in whole:
                whole[key] = Computed()
        return whole

    def _paths(self, stem: str) -> Iterator[str]:
        """Yield the data files of a template that are there, the weaker first."""
        root = self.told.folders["input"]
        folder = stem.rpartition("/")[0]
        parts = folder[len(root) :].strip("/").split("/") if folder != root else []
        above = [
            root,
            *("/".join((*([root] if root else []), *parts[: at + 1])) for at in range(len(parts))),
        ]
        bases = [join(own, own.rpartition("/")[2]) for own in above if own]
        for base in (*bases, stem):
            for suffix in self._suffixes:
                if base + suffix in self.files:
                    yield base + suffix

    @property
    def _suffixes(self) -> tuple[str, ...]:
        """The ends of data files' names, the weaker first."""
        own = sorted(self.told.data_extensions)
        ends = (f"{start}.{extension}" for extension in own for start in ("", ".11tydata"))
        return (*ends, *_SUFFIXES)

    def _file(self, path: str) -> Mapping[str, Any]:
        if path not in self._files:
            text = (self.read(path) or b"").decode(errors="replace")
            self._files[path] = _of_file(text, path.rpartition(".")[2])
        return self._files[path]

    def _layout(self, name: object) -> Mapping[str, Any]:
        """Return the data of a layout and of those that it lies in."""
        if name in (None, "", False) or not self._decides:
            return {}
        if not isinstance(name, str) or name == "?":
            return {"permalink": Computed()}
        if name not in self._layouts:
            self._layouts[name] = {}
            path = self._layout_path(self.told.aliases.get(name, name))
            data = self._matter(path) if path else {"permalink": Computed()}
            whole = dict(self._layout(data.get("layout")))
            _merge(whole, data)
            whole.pop("layout", None)
            self._layouts[name] = whole
        return self._layouts[name]

    def _layout_path(self, name: str) -> str:
        folder = self._layout_folder
        ends = ("", *(f".{extension}" for extension in sorted(self.told.formats)))
        return next((path for end in ends if (path := join(folder, name) + end) in self.files), "")

    @property
    def _layout_folder(self) -> str:
        return self.told.folders.get("layouts") or self.told.folders["includes"]

    @property
    def _decides(self) -> bool:
        """Whether any layout has a say in URLs."""
        if "" not in self._layouts:
            folder = f"{self._layout_folder}/"
            matters = [self._matter(path) for path in self.files if path.startswith(folder)]
            self._layouts[""] = {
                "decides": any(key in data for data in matters for key in _PLACING)
            }
        return bool(self._layouts[""]["decides"])

    def _matter(self, path: str) -> Mapping[str, Any]:
        if path not in self._files:
            text = (self.read(path) or b"").decode(errors="replace")
            found = _MATTER.match(text)
            self._files[path] = _of_matter(found[1], found[2]) if found else {}
        return self._files[path]


def is_data(path: str) -> bool:
    """Tell whether a file may be the data of a folder or of a template, or a layout."""
    folder, _, name = path.rpartition("/")
    if re.search(r"\.11tydata\.\w+$", name) or name.endswith(".json"):
        return True
    return any(part.startswith("_") for part in folder.split("/")) and "." in name


def _of_matter(form: str, text: str) -> Mapping[str, Any]:
    if form in ("js", "javascript"):
        return {"permalink": Computed()}
    return values(text.encode(), "json" if form == "json" else "yml")


def _of_file(text: str, extension: str) -> Mapping[str, Any]:
    if extension == "json":
        return _of_json(text)
    if extension in ("js", "cjs", "mjs"):
        return _of_program(text)
    # A reader of the site's own makes of it what it will.
    is_told = not any(key in text for key in (*_PLACING, "layout"))
    return {} if is_told else {"permalink": Computed()}


def _of_json(text: str) -> Mapping[str, Any]:
    try:
        data = json.loads(text or "{}")
    except ValueError:
        # Eleventy stops at it: where the pages of the folder go is not known.
        return {"permalink": Computed()}
    return data if isinstance(data, dict) else {}


def _of_program(text: str) -> Mapping[str, Any]:
    """Return the plain data of a program; of one that may give more, that its permalink may be any."""
    program = Program(text)
    data = program.exported()
    if isinstance(data, dict) and SPREAD not in data:
        return data
    more = {"permalink": Computed()} if program.has_name(*_PLACING, *_GIVING) else {}
    return {**(data if isinstance(data, dict) else {}), **more}


def _merge(into: dict[str, Any], data: Mapping[str, Any]) -> None:
    """Lay data over others; objects one into the other."""
    for key, given in data.items():
        known, value = into.get(key), given
        if isinstance(known, Mapping) and isinstance(value, Mapping):
            value = {**known, **value}
        into[key] = value
