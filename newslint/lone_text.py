"""One text linted by itself: no site is looked for, and no other file is read."""

from __future__ import annotations

from typing import NamedTuple

from newslint.catalog import Catalog
from newslint.config import Config
from newslint.index import Index
from newslint.limits import Guard
from newslint.lint import Mapped, lint_file, lint_site
from newslint.outcome import FileReport, file_report
from newslint.plan import Plans, Wanted
from newslint.plugins import catalog_of
from newslint.regular import TooLargeError
from newslint.request import Request
from newslint.site import Settings, Site
from newslint.source import Source
from newslint.told import Crash
from newslint.unlinted import unread
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
        self._guard = Guard()

    def lint(self, path: str, raw: bytes) -> Judged:
        """Lint a text, whose path tells what it is by its extension."""
        limits = self.plans.limits_of(path)
        if len(raw) > limits.size:
            return self._unread(path, TooLargeError(len(raw)))
        source = Source.read(path, raw)
        self._guard.begin(limits.of_file())
        mapped = lint_file(source, "post", self.site, self.plans.of, guard=self._guard)
        facts = {path: mapped.facts} if mapped.facts else {}
        index = Index(self.site, facts, frozenset(facts), self.request.today)
        if facts:
            looked = lint_site(index, {path: mapped}, lambda _: source, self.catalog, alone=True)
            _, mapped = next(looked)
        return self._judged(source, mapped)

    def _unread(self, path: str, error: TooLargeError) -> Judged:
        plan = self.plans.of(path, "post")
        return self._judged(
            Source.read(path, b""), Mapped(plan, None, (unread(path, error, plan),))
        )

    def _judged(self, source: Source, mapped: Mapped) -> Judged:
        report = file_report(source.path, "post", "", mapped, self._fail_on)
        return Judged(source, report, mapped.crashes)


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
