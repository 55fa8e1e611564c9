"""One run: from paths to a report. The only module that reads posts from disk."""

from __future__ import annotations

import errno
import os
import stat
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec

from newslint.catalog import ActiveRule, Catalog
from newslint.config import Config
from newslint.config_reader import LANGUAGES
from newslint.corpus import Group, Kinds, corpus_of, excluder, targets_of
from newslint.diagnostic import Diagnostic
from newslint.digest import digest_of
from newslint.discover import EXTENSIONS, Folders, Found, find, site_files
from newslint.facts import Facts
from newslint.index import Index
from newslint.lint import Crash, Mapped, lint_file, lint_site, unreadable_diagnostic
from newslint.mapping import FEWEST, Item, Keeper, map_files
from newslint.outcome import FileReport, LinkCounts, Report, file_report
from newslint.plan import Plan, Plans, Wanted
from newslint.plugins import catalog_of
from newslint.sending import Sent, across_received, across_sent, received, sent
from newslint.shown import current, shown
from newslint.site_loading import load_config, site_at
from newslint.source import Source
from newslint.wish import NO_SELECTION, Selection


@dataclass(frozen=True)
class Request:
    """What a run is asked for, above any configuration."""

    language: str = ""
    """The language of the messages; '' for the site's, else the locale's."""
    locale: str = ""
    fail_on: str = ""
    max_warnings: int | None = None
    selection: Selection = NO_SELECTION
    preview: bool = False
    config: Config | None = None
    """A configuration to use in place of every site's own."""
    only: frozenset[str] | None = None
    """Of the files that the paths mean only these, by absolute path; None for all."""
    added: Mapping[str, Sequence[range]] | None = None
    """Of these files, by absolute path, only findings with a place on these lines are told."""
    today: date = field(default_factory=lambda: datetime.now(UTC).date())
    """The day against which dates are judged."""
    cache: bool = False
    """Whether what files give is kept in the site's index, and taken from there."""
    workers: int = 1
    """Processes that may share the work; the answer is the same with any number."""


def run(
    paths: Iterable[str],
    catalog: Catalog,
    request: Request,
    texts: Mapping[str, bytes] | None = None,
) -> Report:
    """Lint what paths mean; raise ConfigError, RuleError and MissingPathError.

    `texts` are files, by absolute path, whose bytes are to be taken from here, not from disk.
    """
    texts = texts or {}
    folders = Folders()
    groups: dict[tuple[str, str], Group] = {}
    for found in find(paths, folders, texts):
        if request.only is not None and found.path not in request.only:
            continue
        site = folders.site_of(os.path.dirname(found.path))  # noqa: PTH120  # hot
        groups.setdefault(site, Group(*site)).found.append(found)
    reports = [
        SiteRun(group, folders, catalog, request, texts).report() for group in groups.values()
    ]
    files = sorted((file for report in reports for file in report.files), key=_path)
    notices = list(dict.fromkeys(notice for report in reports for notice in report.notices))
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
        request.max_warnings,
        _rules(reports),
    )


def site_run(file: Path, catalog: Catalog, request: Request) -> SiteRun:
    """Return the run over the site of one file; raise ConfigError and RuleError."""
    folders = Folders()
    path = file.absolute().as_posix()
    group = Group(*folders.site_of(path.rpartition("/")[0] or "/"), [Found(path, named=True)])
    return SiteRun(group, folders, catalog, request, {})


def _rules(reports: Iterable[Report]) -> tuple[ActiveRule, ...]:
    found = {rule.rule.id: rule for report in reports for rule in report.rules}
    return tuple(found[name] for name in sorted(found))


def _path(file: FileReport) -> str:
    return file.path


_MISNAMED = frozenset({"newslint.yml", ".newslint.yml", "newslint.toml", ".newslint.toml"})
_TEXT = tuple(f".{extension}" for extension in EXTENSIONS)


class SiteRun:
    """The run over the files of one site."""

    def __init__(
        self,
        group: Group,
        folders: Folders,
        catalog: Catalog,
        request: Request,
        texts: Mapping[str, bytes],
    ) -> None:
        self.group = group
        self.folders = folders
        self.request = request
        self.texts = texts
        self.config = request.config or load_config(group.root, folders)
        self.catalog = catalog_of(self.config, catalog)
        self.site = site_at(group.root, group.base, folders, self.config)
        language = request.language or self.config.messages or self.site.language
        language = (language or request.locale).partition("-")[0]
        # A language that has no messages gets the one that every rule has.
        language = language if language in LANGUAGES else "en"
        wanted = Wanted(language, request.selection, request.preview)
        self.plans = Plans(self.config, self.catalog, wanted)
        self.excluded = excluder(self.config, self.site)
        """Tells the files that are left out, by their paths from the site's root."""
        self.kinds = Kinds(self.site, folders, self.config.packs, texts)
        self.facts: dict[str, Facts] = {}
        self.mapped: dict[str, Mapped] = {}
        """What the targets have given so far."""
        self._here = current()
        self.keeper: Keeper | None = None
        """The site's index, once it is asked."""
        self.crashes: list[Crash] = []
        """Of files that are no targets: what looks across posts could not see them."""
        self.notices: list[str] = []
        self._read = lru_cache(maxsize=64)(self._source)

    def report(self) -> Report:
        """Return what is said of the group's files."""
        targets, notices = targets_of(self.group, self.kinds, self.excluded)
        for name in sorted(_MISNAMED & self.folders.entries(self.site.root)):
            notices.append(f"{self._shown(name)} is not read; call it newslint.yaml")
        if not targets:
            return Report(notices=tuple(notices))
        corpus = self._corpus()
        self._map_all({**corpus, **targets}, targets)
        index = self._reduce(targets, corpus)
        self._close({**corpus, **targets})
        told = {path: mapped for path in targets if (mapped := self.mapped.get(path))}
        fail_on = self.request.fail_on or self.config.fail_on
        return Report(
            tuple(
                file_report(self._shown(path), kind, self.root, self._on_added_lines(path), fail_on)
                for path, kind in targets.items()
                if path in told
            ),
            _count_links(index, [mapped.facts for mapped in told.values() if mapped.facts]),
            tuple(
                replace(crash, path=self._shown(crash.path))
                for crash in (*self.crashes, *(c for row in told.values() for c in row.crashes))
            ),
            (
                *self.config.notices(self.catalog, preview=self.request.preview),
                *notices,
                *self.notices,
            ),
            rules=self.plans.rules,
        )

    def _on_added_lines(self, path: str) -> Mapped:
        """Return what a target gives, without what has no place on the lines asked for."""
        mapped = self.mapped[path]
        lines = (self.request.added or {}).get(f"{self.site.root.rstrip('/')}/{path}")
        if lines is None:
            return mapped
        kept = (row for row in mapped.diagnostics if _is_on(row, lines))
        return replace(mapped, diagnostics=tuple(kept))

    def looked_at(self, path: str) -> tuple[Index, Plan, str]:
        """Return the index of the site, and of one of its files the plan and the kind."""
        kind = self.kinds.kind_of(path) or ""
        source = self._source(path)
        mapped = lint_file(source, kind, self.site, self.plans.of, report=False)
        corpus = self._corpus()
        self._map_all(corpus, ())
        index = self._reduce((), corpus)
        self._close(corpus)
        return index, mapped.plan, kind

    @cached_property
    def root(self) -> str:
        """The site's root, as people are shown it."""
        return shown(self.site.root, self._here)

    def _shown(self, path: str) -> str:
        return shown(f"{self.site.root}/{path}", self._here)

    def path_of(self, file: Path) -> str:
        """Return a file's path from the site's root."""
        return file.absolute().as_posix().removeprefix(f"{self.site.root.rstrip('/')}/")

    def _corpus(self) -> dict[str, str]:
        return corpus_of(self.site, self.group, self.folders, self.kinds, self.excluded)

    def _map_all(self, kinds: Mapping[str, str], targets: Collection[str]) -> None:
        """Lint files by themselves; of those that are no targets only the Facts are kept."""
        items = [Item(path, kinds[path], path in targets) for path in sorted(kinds)]
        self.keeper = self._keeper() if self.request.cache and len(items) >= FEWEST else None
        for item, given in map_files(items, self._map, self.keeper, self.request.workers):
            self.notices += [given.notice] if given.notice else []
            facts, mapped = self._received(item, given)
            if facts is not None:
                self.facts[item.path] = facts
            if mapped is not None and item.is_target:
                self.mapped[item.path] = mapped
            elif mapped is not None:
                self.crashes += mapped.crashes

    def _close(self, paths: Iterable[str]) -> None:
        """Write what is new into the site's index."""
        if self.keeper is not None:
            self.keeper.store.close(paths)

    def _received(self, item: Item, given: Sent) -> tuple[Facts | None, Mapped | None]:
        try:
            return received(given, self.plans)
        except msgspec.MsgspecError:
            # What the index had is none of ours.
            return received(self._map(item), self.plans)

    def _keeper(self) -> Keeper | None:
        from newslint import fingerprint
        from newslint.store import open_store

        store = open_store(self.site.root, self.notices)
        if store is None:
            return None
        site = fingerprint.of_site(self.site)
        plans = fingerprint.of_plans(self.plans, site)
        piped = frozenset(self.texts)
        return Keeper(store, site, plans, self.site.root, self._bytes, piped)

    def _map(self, item: Item) -> Sent:
        """Lint one file by itself, in whatever process."""
        try:
            source = Source.read(item.path, self._bytes(item.path))
        except OSError as error:
            if not item.is_target:
                return Sent()
            reason = error.strerror or type(error).__name__
            plan = self.plans.of(item.path, item.kind)
            found = unreadable_diagnostic(item.path, reason, plan)
            return sent(Mapped(plan, None, (found,)), report=True)
        if b"\0" in source.data[:8192] and not item.path.lower().endswith(_TEXT):
            return Sent(notice=f"{self._shown(item.path)}: not a text, not linted")
        report = item.is_target
        mapped = lint_file(source, item.kind, self.site, self.plans.of, report=report)
        return sent(mapped, report=report)

    def _reduce(self, targets: Collection[str], corpus: Collection[str]) -> Index:
        """Let the rules that look across posts speak; return the index of the site."""
        files = site_files(self.site.root, self.folders)
        own = {path: self.facts[path] for path in corpus if path in self.facts}
        index = Index(self.site, own, files, self.request.today)
        self._across_kept(index, [path for path in targets if path in own])
        for path in targets:
            # A file that the site does not hold is judged beside it, and changes nothing for others.
            if path not in own and path in self.facts:
                facts = {**own, path: self.facts[path]}
                self._across(Index(self.site, facts, files, self.request.today), [path])
        return index

    def _across_kept(self, index: Index, paths: Sequence[str]) -> None:
        """Look across the site, unless that was done when it was in this very state."""
        keeper = self.keeper
        # Only of a whole site: one post is answered faster than the answers for all are read.
        if keeper is None or not (len(paths) == len(index.facts) == len(keeper.seen)):
            self._across(index, paths)
            return
        state = digest_of(
            self.request.today.isoformat().encode(),
            *(path.encode(errors="surrogateescape") for path in sorted(index.files)),
            *(keeper.seen[path] for path in sorted(keeper.seen)),
        )
        kept = across_received(keeper.look_across(state))
        if kept is not None:
            for path, found in kept.items():
                mapped = self.mapped[path]
                self.mapped[path] = replace(mapped, diagnostics=(*mapped.diagnostics, *found))
            return
        before = {path: len(self.mapped[path].diagnostics) for path in paths}
        crashes = sum(len(self.mapped[path].crashes) for path in paths)
        self._across(index, paths)
        if crashes == sum(len(self.mapped[path].crashes) for path in paths):
            new = {path: self.mapped[path].diagnostics[count:] for path, count in before.items()}
            keeper.keep_across(state, across_sent({p: found for p, found in new.items() if found}))

    def _across(self, index: Index, paths: Iterable[str]) -> None:
        targets = {path: self.mapped[path] for path in paths}
        self.mapped |= lint_site(index, targets, self._read, self.catalog)

    def _source(self, path: str) -> Source:
        return Source.read(path, self._bytes(path))

    def _bytes(self, path: str) -> bytes:
        absolute = Path(self.site.root, path)
        raw = self.texts.get(absolute.as_posix())
        if raw is None:
            if not stat.S_ISREG(absolute.stat().st_mode):
                # A pipe or a device may never end.
                raise OSError(errno.EINVAL, "it is no regular file")
            raw = absolute.read_bytes()
        return raw


def _is_on(row: Diagnostic, lines: Sequence[range]) -> bool:
    """Tell whether a finding has a place on some lines; what could not be done is on all."""
    if row.rule.partition("/")[2] in ("internal-error", "unreadable-file"):
        return True
    return any(place.line in span for place in row.places for span in lines)


def _count_links(index: Index, linted: Iterable[Facts]) -> LinkCounts:
    verdicts = Counter(
        "undecidable" if target.templated else index.verdict(facts.path, target.target)
        for facts in linted
        for target in facts.targets
    )
    return LinkCounts(verdicts.total(), verdicts["missing"], verdicts["undecidable"])
