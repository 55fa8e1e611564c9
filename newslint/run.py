"""One run: from paths to a report. The only module that reads posts from disk."""

from __future__ import annotations

import errno
import os
import stat
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from newslint.catalog import Catalog
from newslint.config import Config
from newslint.corpus import Group, Kinds, corpus_of, excluder, targets_of
from newslint.diagnostic import Diagnostic
from newslint.discover import EXTENSIONS, Folders, find, site_files
from newslint.facts import Facts
from newslint.index import Index
from newslint.lint import Crash, Plan, lint_file, lint_site, unreadable_diagnostic
from newslint.rule import SEVERITIES
from newslint.site import Site
from newslint.site_loading import load_config, shown, site_at
from newslint.source import Source


@dataclass(frozen=True)
class FileReport:
    """What is said about one file."""

    path: str
    """From the current directory, where the file lies below it; else absolute."""
    kind: str
    diagnostics: tuple[Diagnostic, ...]
    fails: bool = False
    """True where a finding is at or above its site's `fail-on`."""


@dataclass(frozen=True)
class LinkCounts:
    """How the links inside the linted files' sites were judged."""

    checked: int = 0
    broken: int = 0
    undecidable: int = 0


@dataclass(frozen=True)
class Report:
    """What a run says."""

    files: tuple[FileReport, ...] = ()
    links: LinkCounts = LinkCounts()
    crashes: tuple[Crash, ...] = ()
    notices: tuple[str, ...] = ()
    """What people should know that is no finding."""

    @property
    def counts(self) -> Mapping[str, int]:
        """How many findings there are of each severity."""
        found = Counter(row.severity for file in self.files for row in file.diagnostics)
        return {severity: found[severity] for severity in reversed(SEVERITIES)}

    @property
    def exit_code(self) -> int:
        """0 nothing at or above `fail-on`, 1 findings, 2 newslint could not do its job."""
        if self.crashes:
            return 2
        return 1 if any(file.fails for file in self.files) else 0


@dataclass(frozen=True)
class Wishes:
    """What a command line asks for, above any configuration."""

    language: str = ""
    fail_on: str = ""
    preview: bool = False
    config: Config | None = None
    """A configuration to use in place of every site's own."""
    today: date = field(default_factory=lambda: datetime.now(UTC).date())
    """The day against which dates are judged."""


def run(
    paths: Iterable[str],
    catalog: Catalog,
    wishes: Wishes,
    locale: str = "",
    texts: Mapping[str, bytes] | None = None,
) -> Report:
    """Lint what paths mean; raise ConfigError and MissingPathError.

    `texts` are files, by absolute path, whose bytes are to be taken from here, not from disk.
    """
    folders = Folders()
    groups: dict[tuple[str, str], Group] = {}
    for found in find(paths, folders):
        site = folders.site_of(os.path.dirname(found.path))  # noqa: PTH120  # hot
        groups.setdefault(site, Group(*site)).found.append(found)
    asked = _Asked(catalog, wishes, locale, texts or {})
    reports = [_run_site(group, folders, asked) for group in groups.values()]
    files = sorted((file for report in reports for file in report.files), key=_path)
    notices = [notice for report in reports for notice in report.notices]
    unseen = [
        Crash("engine/unreadable-file", shown(folder), reason)
        for folder, reason in sorted(folders.unreadable.items())
    ]
    if not files and not notices:
        notices.append("no post or page to lint")
    return Report(
        tuple(files),
        LinkCounts(
            sum(report.links.checked for report in reports),
            sum(report.links.broken for report in reports),
            sum(report.links.undecidable for report in reports),
        ),
        (*unseen, *(crash for report in reports for crash in report.crashes)),
        tuple(notices),
    )


def _path(file: FileReport) -> str:
    return file.path


@dataclass(frozen=True)
class _Asked:
    """What a run is asked for, the same for each of its sites."""

    catalog: Catalog
    wishes: Wishes
    locale: str
    texts: Mapping[str, bytes]


def _run_site(group: Group, folders: Folders, asked: _Asked) -> Report:
    wishes = asked.wishes
    config = wishes.config or load_config(group.root)
    site = site_at(group.root, group.base, folders, config)
    language = wishes.language or config.messages or site.language or asked.locale or "en"
    plan = Plan(tuple(config.active(asked.catalog, preview=wishes.preview)), language)
    excluded = excluder(config, site)
    kinds = Kinds(site, folders)
    targets, notices = targets_of(group, kinds, excluded)
    if not targets:
        return Report(notices=tuple(notices))
    corpus = corpus_of(site, group, folders, kinds, excluded)
    mapped = _Mapped(site, plan, asked.texts)
    for path in sorted({*corpus, *targets}):
        kind = targets.get(path) or corpus[path]
        mapped.add(path, kind, report=path in targets)
    files = site_files(site.root, folders)
    index = Index(
        site,
        {path: mapped.facts[path] for path in corpus if path in mapped.facts},
        files,
        wishes.today,
    )
    mapped.across(index, [path for path in targets if path in corpus])
    for path in targets:
        # A file that the site does not hold is judged beside it, and changes nothing for others.
        if path not in corpus and path in mapped.facts:
            own = {**index.facts, path: mapped.facts[path]}
            mapped.across(Index(site, own, files, wishes.today), [path])
    fail_on = wishes.fail_on or config.fail_on
    reports = [
        _file_report(site, path, kind, mapped.diagnostics.get(path, ()), fail_on)
        for path, kind in targets.items()
        if path in mapped.facts or path in mapped.diagnostics
    ]
    links = _count_links(index, [mapped.facts[path] for path in targets if path in mapped.facts])
    return Report(tuple(reports), links, tuple(mapped.crashes), (*notices, *mapped.notices))


def _file_report(
    site: Site, path: str, kind: str, diagnostics: Iterable[Diagnostic], fail_on: str
) -> FileReport:
    ordered = tuple(sorted(diagnostics, key=lambda row: row.order))
    fails = fail_on != "never" and any(
        SEVERITIES.index(row.severity) >= SEVERITIES.index(fail_on) for row in ordered
    )
    return FileReport(shown(f"{site.root}/{path}"), kind, ordered, fails)


_TEXT = tuple(f".{extension}" for extension in EXTENSIONS)


class _Mapped:
    """What the files of one site have given so far."""

    def __init__(self, site: Site, plan: Plan, texts: Mapping[str, bytes]) -> None:
        self.site = site
        self.texts = texts
        self.plan = plan
        self.facts: dict[str, Facts] = {}
        self.diagnostics: dict[str, list[Diagnostic]] = {}
        self.crashes: list[Crash] = []
        self.notices: list[str] = []
        self._read = lru_cache(maxsize=64)(self._source)

    def add(self, path: str, kind: str, *, report: bool) -> None:
        try:
            source = self._source(path)
        except OSError as error:
            if report:
                reason = error.strerror or type(error).__name__
                found = unreadable_diagnostic(path, reason, self.plan)
                self.diagnostics.setdefault(path, []).append(found)
            return
        if b"\0" in source.data[:8192] and not path.lower().endswith(_TEXT):
            self.notices.append(f"{path}: not a text, not linted")
            return
        mapped = lint_file(source, kind, self.site, self.plan, report=report)
        if mapped.facts is not None:
            self.facts[path] = mapped.facts
        self.crashes += mapped.crashes
        if mapped.diagnostics:
            self.diagnostics.setdefault(path, []).extend(mapped.diagnostics)

    def across(self, index: Index, targets: Sequence[str]) -> None:
        found, crashes = lint_site(index, self.plan, targets, self._read)
        self.crashes += crashes
        for row in found:
            self.diagnostics.setdefault(row.path, []).append(row)

    def _source(self, path: str) -> Source:
        absolute = Path(self.site.root, path)
        raw = self.texts.get(absolute.as_posix())
        if raw is None:
            if not stat.S_ISREG(absolute.stat().st_mode):
                # A pipe or a device may never end.
                raise OSError(errno.EINVAL, "it is no regular file")
            raw = absolute.read_bytes()
        return Source.read(path, raw)


def _count_links(index: Index, linted: Iterable[Facts]) -> LinkCounts:
    verdicts = Counter(
        "undecidable" if target.templated else index.verdict(facts.path, target.target)
        for facts in linted
        for target in facts.targets
    )
    return LinkCounts(verdicts.total(), verdicts["missing"], verdicts["undecidable"])
