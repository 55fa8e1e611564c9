"""newslint from Python: lint a text, a file, a site. `import newslint` offers these names.

    import newslint

    report = newslint.lint_text(text, "2026-03-02-pier.md", newslint.Options(language="ko"))
    for finding in report.diagnostics:
        print(finding.place.start.line, finding.rule, finding.message)

What is not listed in `newslint.__all__` may change from one release to the next.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from newslint.catalog import Catalog, shipped
from newslint.config import Config
from newslint.lone_text import LoneText
from newslint.outcome import FileReport, Report
from newslint.plugins import catalog_of
from newslint.request import Request
from newslint.run import run
from newslint.site_loading import config_at
from newslint.wish import Selection
from newslint.words import LANGUAGES


@dataclass(frozen=True, kw_only=True)
class Options:
    """How to lint; what is left out is as the site's configuration or its defaults have it."""

    config: str | os.PathLike[str] | None = None
    """A configuration file to use in place of the site's own."""
    language: str = ""
    """The language of the messages: `en` or `ko`; '' for the site's, else English."""
    select: Iterable[str] = ()
    """Only these rules or families."""
    ignore: Iterable[str] = ()
    """Not these rules or families."""
    preview: bool = False
    today: date | None = None
    """The day against which dates are judged; None for the day it is in UTC."""

    def __post_init__(self) -> None:
        """Raise TypeError and ValueError for what is no option's value."""
        if isinstance(self.select, str) or isinstance(self.ignore, str):
            raise TypeError("`select` and `ignore` are collections of names, not one text")
        if self.today is not None and not isinstance(self.today, date):
            raise TypeError("`today` is a datetime.date")
        if self.language not in ("", *LANGUAGES):
            raise ValueError(f"`language` is one of {', '.join(LANGUAGES)}, or empty")

    def request(self) -> Request:
        """Return what a run is asked for; raise ConfigError."""
        return Request(
            language=self.language,
            selection=Selection(frozenset(self.select), frozenset(self.ignore)),
            preview=self.preview,
            config=config_at(self.config),
            today=self.today or datetime.now(UTC).date(),
        )


_DEFAULTS = Options()


def lint_text(
    text: str | bytes, path: str | os.PathLike[str] = "post.md", options: Options = _DEFAULTS
) -> FileReport:
    """Lint one post by itself: no site is looked for, and nothing but a configuration is read.

    `path` tells what the text is by its extension, and is what the report calls it. Bytes may be
    in any encoding. Raise ConfigError for wishes that cannot be met, RuleError for a rule that
    cannot be used.
    """
    name = os.fspath(path)
    raw = text if isinstance(text, bytes) else text.encode()
    return LoneText(shipped(), options.request()).lint(name, raw).report


def lint_file(path: str | os.PathLike[str], options: Options = _DEFAULTS) -> Report:
    """Lint one file against the whole of its site.

    Raise MissingPathError, ConfigError and RuleError.
    """
    return lint_site([path], options)


def lint_site(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    options: Options = _DEFAULTS,
) -> Report:
    """Lint a folder, or several files and folders, each file against the whole of its site.

    Raise MissingPathError, ConfigError and RuleError.
    """
    named = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    return run([os.fspath(path) for path in named], shipped(), options.request())


def rules(config: str | os.PathLike[str] | None = None) -> Catalog:
    """Return newslint's rules, and those of a configuration's packs and plugins."""
    return catalog_of(config_at(config) or Config(), shipped())
