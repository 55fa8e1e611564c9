"""How Eleventy is called on a site, and the programs that configure it.

Calls stand in `package.json` and in the workflows of the host; nothing of them is executed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from newslint.site.javascript_values import Program, resolved

CONFIGURATIONS = (
    ".eleventy.js",
    "eleventy.config.js",
    "eleventy.config.mjs",
    "eleventy.config.cjs",
)
"""In the order in which Eleventy looks for them."""
_Read = Callable[[str], bytes | None]
_MOST_MODULES = 100
_FLAG = re.compile(r"--(input|output|pathprefix|formats|config)(?:=|\s+)[\"']?([^\s\"'&|;]+)")
_CALL = re.compile(r"(?<![\w-])eleventy(?![\w.-])(?!.{0,500}\binstall\b)")
_SERVES = re.compile(r"--(?:serve|watch)\b|\bnpm (?:i|ci|install)\b")
_BUILDER = re.compile(
    r"(?:webpack|vite|rollup|esbuild|postcss|gulpfile|tailwind)[\w.-]*\.[cm]?[jt]s"
)
"""The configurations of programs that build parts of a site."""


class Called(NamedTuple):
    """How a site is built."""

    start: str
    """The configuration; '' where there is none."""
    programs: Mapping[str, Program]
    """The configuration and the site's own modules that it loads, by path."""
    flags: Mapping[str, tuple[str, ...]]
    """The options that Eleventy is called with; '' among the values where a call leaves one out."""
    lines: tuple[str, ...]
    """The lines that call programs, and the texts in other builders' configurations."""


def called(read: _Read, files: Collection[str]) -> Called:
    """Return how a site is built; `read` gives a file of it."""
    known = frozenset(files)
    start = next((name for name in CONFIGURATIONS if name in known), "")
    lines = _lines(read, known)
    calls = [line for line in lines if _CALL.search(line)]
    flagged = dict(_FLAG.findall(calls[0])).get("config", "") if calls and not start else ""
    start = start or flagged.removeprefix("./")
    programs = _programs(start, read, known) if start else {}
    return Called(start, programs, _flags(calls, start), tuple(lines))


def _lines(read: _Read, files: frozenset[str]) -> list[str]:
    """Return the lines that call programs, and the texts in other builders' configurations."""
    lines: list[str] = []
    try:
        package = json.loads(read("package.json") or b"{}")
    except ValueError:
        package = {}
    scripts = package.get("scripts") if isinstance(package, dict) else None
    lines += [str(line) for line in scripts.values()] if isinstance(scripts, dict) else []
    for path in sorted(files):
        if path.startswith(".github/workflows/"):
            lines += (read(path) or b"").decode(errors="replace").splitlines()
        if _BUILDER.fullmatch(path):
            lines += Program((read(path) or b"").decode(errors="replace")).strings
    return lines


def _flags(calls: Iterable[str], start: str) -> dict[str, tuple[str, ...]]:
    """Return the options with which Eleventy is called; '' where a call leaves one out."""
    told = [dict(_FLAG.findall(line)) for line in calls if not _SERVES.search(line)]
    own = [row for row in told if row.get("config", start).removeprefix("./") == start]
    names = {name for row in own for name in row} - {"config"}
    return {name: tuple(dict.fromkeys(row.get(name, "") for row in own)) for name in names}


def _programs(start: str, read: _Read, files: frozenset[str]) -> dict[str, Program]:
    """Return the configuration and the site's own modules that it loads, by path."""
    found: dict[str, Program] = {}
    pending = [start]
    while pending and len(found) < _MOST_MODULES:
        path = pending.pop()
        if path in found or path.endswith(".json"):
            continue
        found[path] = Program((read(path) or b"").decode(errors="replace"))
        modules = found[path].modules.values()
        pending += filter(None, (resolved(module, path, files) for module in modules))
    return found
