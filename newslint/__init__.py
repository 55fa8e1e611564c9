"""newslint: a content-quality linter for news posts.

`lint_text`, `lint_file` and `lint_site` are the library; `Options` says how. They are imported when
they are asked for, so that `newslint --version` loads next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newslint.api import Options, lint_file, lint_site, lint_text, rules
    from newslint.check import Related
    from newslint.config import ConfigError
    from newslint.diagnostic import Diagnostic
    from newslint.discover import MissingPathError
    from newslint.outcome import FileReport, LinkCounts, Report
    from newslint.place import Place
    from newslint.rule import RuleError
    from newslint.source import Position
    from newslint.tally import SiteFinding

__version__ = "0.1.0"

__all__ = [
    "ConfigError",
    "Diagnostic",
    "FileReport",
    "LinkCounts",
    "MissingPathError",
    "Options",
    "Place",
    "Position",
    "Related",
    "Report",
    "RuleError",
    "SiteFinding",
    "__version__",
    "lint_file",
    "lint_site",
    "lint_text",
    "rules",
]

_HOMES = {
    **dict.fromkeys(("Options", "lint_file", "lint_site", "lint_text", "rules"), "api"),
    "Related": "check",
    "Diagnostic": "diagnostic",
    **dict.fromkeys(("FileReport", "LinkCounts", "Report"), "outcome"),
    "SiteFinding": "tally",
    "ConfigError": "config",
    "MissingPathError": "discover",
    "Place": "place",
    "Position": "source",
    "RuleError": "rule",
}
"""The modules that the public names live in."""


if not TYPE_CHECKING:  # pragma: no branch - a type checker shall know which names there are

    def __getattr__(name: str) -> object:
        home = _HOMES.get(name)
        if home is None:
            raise AttributeError(f"module `newslint` has no attribute `{name}`")
        from importlib import import_module

        return getattr(import_module(f"newslint.{home}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
