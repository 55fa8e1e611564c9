"""One text linted by itself: no site is looked for, and no other file is read."""

from __future__ import annotations

from typing import NamedTuple

from newslint.catalog import Catalog
from newslint.config import Config
from newslint.index import Index
from newslint.lint import Crash, lint_file, lint_site
from newslint.outcome import FileReport, file_report
from newslint.plan import Plans, Wanted
from newslint.plugins import catalog_of
from newslint.request import Request
from newslint.site import Settings, Site
from newslint.source import Source
from newslint.words import language_of


class Judged(NamedTuple):
    """What is said of one text."""

    source: Source
    report: FileReport
    crashes: tuple[Crash, ...] = ()


class LoneText:
    """What a text that belongs to no site is linted by; raise ConfigError and RuleError."""

    def __init__(self, shipped: Catalog, request: Request) -> None:
        """Make it of the rules that newslint comes with, and what is asked for."""
        config = request.config or Config()
        self.catalog = catalog_of(config, shipped)
        language = language_of(request.language, config.messages, config.language, request.locale)
        wanted = Wanted(language, request.selection, request.preview)
        self.plans = Plans(config, self.catalog, wanted)
        self.site = _site_of(config)
        self.request = request
        self._fail_on = config.fail_on

    def lint(self, source: Source) -> Judged:
        """Lint a text, whose path tells what it is by its extension."""
        path = source.path
        mapped = lint_file(source, "post", self.site, self.plans.of)
        facts = {path: mapped.facts} if mapped.facts else {}
        index = Index(self.site, facts, frozenset(facts), self.request.today)
        if facts:
            looked = lint_site(index, {path: mapped}, lambda _: source, self.catalog, alone=True)
            _, mapped = next(looked)
        return Judged(source, file_report(path, "post", "", mapped, self._fail_on), mapped.crashes)


def _site_of(config: Config) -> Site:
    """Return the site that a configuration alone describes."""
    return Site(
        root="/",
        # No file is looked for, so none can be called missing.
        settings=Settings(generator="", language=config.language, programmed=True),
        hosts=frozenset(config.hosts),
        sisters=frozenset(config.sisters),
        names=(config.name,) if config.name else (),
    )
