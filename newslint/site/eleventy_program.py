"""What an Eleventy site's program says in plain values, and which of its parts may publish more.

After Eleventy 3's `UserConfig` and `ProjectDirectories`. Nothing is executed: what a program
computes is told as an Unknown, by the name of the part that computes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from posixpath import join, normpath
from typing import NamedTuple

from newslint.site.eleventy_calls import Called, called
from newslint.site.eleventy_makers import makers
from newslint.site.javascript_values import SPREAD, Call, Computed, Program
from newslint.site.published import EVERYTHING, Unknown

_Read = Callable[[str], bytes | None]
_FOLDERS = {
    "setInputDirectory": "input",
    "setIncludesDirectory": "includes",
    "setLayoutsDirectory": "layouts",
    "setDataDirectory": "data",
    "setOutputDirectory": "output",
}
_FILTERS = (
    "addFilter addLiquidFilter addNunjucksFilter addAsyncFilter addNunjucksAsyncFilter"
    " registerFilter".split()
)
_DEFAULT_FORMATS = frozenset({"liquid", "md", "njk", "html", "11ty.js"})


class Copy(NamedTuple):
    """Files that are copied as they are."""

    source: str
    """A file, a folder or a glob, from the folder of the configuration."""
    target: str | None
    """From the output folder; None where it follows from the source."""


@dataclass(frozen=True)
class Told:
    """All that is known of a site's program."""

    folders: Mapping[str, str]
    """input, includes, data, output, and layouts where there is one; '' for the whole site."""
    prefix: str = ""
    """The path that the whole site lies under: '' or `/gazette`."""
    formats: frozenset[str] = _DEFAULT_FORMATS
    copies: tuple[Copy, ...] = ()
    ignores: tuple[str, ...] = ()
    """Globs of templates that are left out."""
    uses_gitignore: bool = True
    filters: frozenset[str] = frozenset()
    """The filters that the program defines itself."""
    engines: Mapping[str, str] = field(default_factory=dict)
    """By which engine Markdown and HTML are filled in; '' for none."""
    layout: str = ""
    """The layout of all that names none; `?` for one that is computed."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Other names of layouts."""
    drops_drafts: bool = False
    """True where the program speaks of drafts."""
    compiled: frozenset[str] = frozenset()
    """Extensions that the program has a compiler of its own for."""
    data_extensions: frozenset[str] = frozenset()
    """Extensions of data files that the program reads itself."""
    unknown: tuple[Unknown, ...] = ()

    def is_input(self, path: str) -> bool:
        """Tell whether a file lies where Eleventy looks for templates, and for files of its formats."""
        root = self.folders["input"]
        if (root and not path.startswith(f"{root}/")) or "node_modules" in path.split("/"):
            return False
        apart = (self.folders.get(name) for name in ("includes", "layouts", "data", "output"))
        return not any(folder and path.startswith(f"{folder}/") for folder in apart)


def folders_of(read: _Read, files: Collection[str]) -> Mapping[str, str]:
    """Return the folders that a site's program names (see Told)."""
    return _Reading(called(read, files)).folders()


def told_by(read: _Read, files: Collection[str]) -> Told:
    """Return what a site's program says; `read` gives a file of the site."""
    reading = _Reading(called(read, files))
    told = reading.told()
    whole = reading.called
    more = makers(whole.programs, frozenset(files), told.folders["output"], whole.lines)
    return replace(told, unknown=tuple(dict.fromkeys((*reading.unknown, *more))))


@dataclass(frozen=True)
class _Reading:
    """The reading of the programs of one site."""

    called: Called
    unknown: list[Unknown] = field(default_factory=list)

    def told(self) -> Told:
        """Return what the programs say, the unknown aside."""
        prefix = (self._prefix() or "").strip("/")
        return Told(
            self.folders(),
            prefix and f"/{prefix}",
            self._formats(),
            tuple(self._copies()),
            tuple(self._ignores()),
            uses_gitignore=not any(call.first is False for call in self._calls("setUseGitIgnore")),
            filters=self._filters(),
            engines={name: self._engine(f"{key}TemplateEngine") for name, key in _ENGINE_KEYS},
            layout=self._layout(),
            aliases=self._aliases(),
            drops_drafts=any(row.has_name("draft", "drafts", "isDraft") for row in self._programs),
            compiled=self._extensions("addExtension") | self._plugged(),
            data_extensions=self._extensions("addDataExtension"),
        )

    @property
    def _programs(self) -> Collection[Program]:
        return self.called.programs.values()

    def _calls(self, method: str) -> Iterator[Call]:
        for program in self._programs:
            yield from program.calls(method)

    def _keyed(self, key: str) -> list[object]:
        return [value for program in self._programs for value in program.keyed(key)]

    def _computes(self, what: str) -> None:
        self.unknown.append(Unknown(EVERYTHING, f"{what} that {self.called.start} computes"))

    def folders(self) -> dict[str, str]:
        """Return the folders that the programs name."""
        raw = dict(self._named_folders())
        found: dict[str, str] = {}
        for name, usual in (("input", "."), ("output", "_site")):
            found[name] = self._folder(raw.get(name, usual))
        for name, usual in (("includes", "_includes"), ("data", "_data"), ("layouts", "")):
            value = raw.get(name, usual)
            if value or name != "layouts":
                found[name] = self._folder(value, found["input"])
        return found

    def _named_folders(self) -> Iterator[tuple[str, object]]:
        """Yield folders by what they are for, the weaker word first."""
        for told in self._keyed("dir"):
            if isinstance(told, Computed) or (isinstance(told, dict) and SPREAD in told):
                self._computes("folders")
            yield from told.items() if isinstance(told, dict) else ()
        for method, name in _FOLDERS.items():
            for call in self._calls(method):
                yield name, call.first
        for name in ("input", "output"):
            given = self.called.flags.get(name, ("",))
            if given[0]:
                yield name, given[0]
            if len(given) > 1:
                self._computes(f"--{name}")

    def _folder(self, value: object, parent: str = "") -> str:
        if not isinstance(value, str):
            self._computes("folders")
            return parent
        path = normpath(join(parent, value.strip("/") or "."))
        return "" if path == "." else path

    def _prefix(self) -> str | None:
        """Return the path that the site lies under; None where there is none."""
        given = self.called.flags.get("pathprefix", ())
        if len(given) == 1:
            return given[0]
        for told in filter(None, (value.strip("/") for value in given)):
            self.unknown.append(Unknown(f"/{re.escape(told)}/.*", f"--pathprefix={told}"))
        values = self._keyed("pathPrefix")
        if not all(isinstance(value, str) for value in values):
            self._computes("pathPrefix")
        return next((value for value in values if isinstance(value, str)), None)

    def _engine(self, key: str) -> str:
        values = self._keyed(key)
        if not values:
            return "liquid"
        return value if isinstance(value := values[0], str) else "" if value is False else "?"

    def _formats(self) -> frozenset[str]:
        given = self.called.flags.get("formats", ("",))[0]
        named: list[object] = [given] if given else []
        named = named or [call.first for call in self._calls("setTemplateFormats")]
        named = named or self._keyed("templateFormats")
        found: set[str] = set() if named else set(_DEFAULT_FORMATS)
        named += [call.first for call in self._calls("addTemplateFormats")]
        for value in named:
            found |= {*_names(value)}
            parts = value if isinstance(value, list) else [value]
            if any(isinstance(part, Computed) for part in parts):
                self._computes("template formats")
        return frozenset(found)

    def _extensions(self, method: str) -> frozenset[str]:
        calls = list(self._calls(method))
        if any(isinstance(call.first, Computed) for call in calls):
            self._computes(method)
        return frozenset(name for call in calls for name in _names(call.first))

    def _plugged(self) -> frozenset[str]:
        """Return the extensions that plugins compile."""
        modules = {name for program in self._programs for name in program.modules.values()}
        return frozenset({"webc"} if "@11ty/eleventy-plugin-webc" in modules else ())

    def _copies(self) -> Iterator[Copy]:
        for call in self._calls("addPassthroughCopy"):
            value = call.first
            options = call.arguments[1] if len(call.arguments) > 1 else None
            if isinstance(value, str) and isinstance(options, dict) and options.get("mode"):
                self.unknown.append(Unknown(r".*\.\w+", "files that are copied beside their page"))
            elif isinstance(value, str):
                yield Copy(value, None)
            elif isinstance(value, dict) and all(isinstance(row, str) for row in value.values()):
                # An empty target is none.
                yield from (Copy(source, str(target) or None) for source, target in value.items())
            else:
                self._computes("copies")

    def _ignores(self) -> Iterator[str]:
        """Yield what `config.ignores.add` is called with, come what may."""
        for program in self._programs:
            for call in program.calls("add", of="ignores"):
                if isinstance(call.first, str) and not call.is_conditional:
                    yield call.first

    def _filters(self) -> frozenset[str]:
        names = [call.first for method in _FILTERS for call in self._calls(method)]
        # Of a filter whose name is computed any one may be.
        every = ("slug", "slugify", "date", "downcase", "lower", "safe")
        computed = any(not isinstance(name, str) for name in names) or any(
            program.uncalled(frozenset(_FILTERS)) for program in self._programs
        )
        dates = ("date",) if any(self._calls("addDateParsing")) else ()
        return frozenset((*map(str, names), *(every if computed else ()), *dates))

    def _layout(self) -> str:
        for call in self._calls("addGlobalData"):
            if call.first == "layout" and len(call.arguments) > 1:
                return value if isinstance(value := call.arguments[1], str) else "?"
        return ""

    def _aliases(self) -> dict[str, str]:
        calls = (call.arguments for call in self._calls("addLayoutAlias"))
        return {str(name): str(path) for name, path in (row[:2] for row in calls if len(row) > 1)}


_ENGINE_KEYS = (("md", "markdown"), ("html", "html"))


def _names(value: object) -> tuple[str, ...]:
    """Return the extensions in a list, or in a text with commas."""
    parts = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else ()
    return tuple(part.strip() for part in parts if isinstance(part, str) and part.strip())
