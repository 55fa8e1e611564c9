"""The run over one site: its files mapped, what looks across them asked. Reads posts from disk."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from newslint.answer import Basis, listing_digest
from newslint.bundles import Bundles
from newslint.catalog import Catalog
from newslint.check import CHANGE, OUTSIDE
from newslint.config import BASELINE
from newslint.corpus import Group, Kinds, corpus_of, excluder, targets_of
from newslint.diagnostic import Diagnostic
from newslint.digest import digest_of
from newslint.discover import Found, site_files
from newslint.document import Document, parse
from newslint.facts import Facts
from newslint.folders import TELLING, Folders
from newslint.index import Before, Index
from newslint.limits import guard
from newslint.lint import Mapped, lint_file, lint_site
from newslint.mapper import map_file, map_unreadable
from newslint.mapping import FEWEST, Item, Keeper, map_files
from newslint.marks import mark
from newslint.outcome import FileReport, LinkCounts, Report, file_report
from newslint.plan import Plan, Plans, Wanted
from newslint.plugins import catalog_of
from newslint.publishing import Sources, lists_of
from newslint.regular import TooLargeError, read_regular
from newslint.request import Request
from newslint.rule import STALE
from newslint.sending import (
    Received,
    Seen,
    Sent,
    packed,
    received,
)
from newslint.shown import current, shown
from newslint.site_loading import load_config, site_at
from newslint.source import Source
from newslint.tally import Files
from newslint.timing import FILES, SITE
from newslint.told import Crash
from newslint.words import LANGUAGES, language_of

if TYPE_CHECKING:
    from newslint.about import About
    from newslint.baseline import Known
    from newslint.covering import Covering
    from newslint.earlier import Change
    from newslint.remote.desk import Answers


def site_run(file: Path, catalog: Catalog, request: Request) -> SiteRun:
    """Return the run over the site of one file; raise ConfigError and RuleError."""
    folders = Folders()
    path = file.absolute().as_posix()
    group = Group(*folders.site_of(path.rpartition("/")[0] or "/"), [Found(path, named=True)])
    return SiteRun(group, folders, catalog, request, {})


def site_run_at(folder: Path, catalog: Catalog, request: Request) -> SiteRun:
    """Return the run over the site that a folder belongs to; raise ConfigError and RuleError."""
    folders = Folders()
    group = Group(*folders.site_of(folder.absolute().as_posix()))
    return SiteRun(group, folders, catalog, request, {})


_MISNAMED = frozenset({"newslint.yml", ".newslint.yml", "newslint.toml", ".newslint.toml"})


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
        # An English locale is what machines are set up with, and tells nothing of who reads.
        reader = "" if language_of(request.locale) == LANGUAGES[0] else request.locale
        wishes = (request.language, self.config.messages, reader, self.site.language)
        wanted = Wanted(language_of(*wishes), request.selection, request.preview)
        timings = request.timings
        self.plans = Plans(self.config, self.catalog, wanted, timings.timed if timings else None)
        self.guard = guard(interrupts=request.interrupts)
        self._lint_file = timings.spending(FILES, lint_file) if timings else lint_file
        # Timed down to the last finding that it yields.
        whole = timings and timings.spending(SITE, lambda *given: [*lint_site(*given)])
        self._lint_site = whole or lint_site
        self.excluded = excluder(self.config, self.site)
        """Tells the files that are left out, by their paths from the site's root."""
        self.kinds = Kinds(self.site, folders, self.config.packs, texts)
        self.facts: dict[str, Facts] = {}
        self.mapped: dict[str, Mapped] = {}
        """What the targets have given, without what was found in each by itself."""
        self.alone = Bundles()
        """What was found in each target by itself."""
        self.across = Bundles()
        """What was found in each by looking across the site."""
        self.abouts: dict[str, About] = {}
        """What the targets tell of themselves, where that is asked for."""
        self._here = current()
        self.keeper: Keeper | None = None
        """The site's index, once it is asked."""
        self.crashes: list[Crash] = []
        """Of files that are no targets: what looks across posts could not see them."""
        self.notices: list[str] = []
        self.troubles: list[str] = []
        """What went wrong with the index, which is no concern of the next run."""
        self._read = lru_cache(maxsize=64)(self.source)
        self._outside: Answers | None = None
        self.covering: Covering | None = None
        """The site's baseline, once files have been linted; None where there is none."""
        self.is_cut = False
        """True where a file took too long: the next run may tell more of it."""
        self.is_whole = False
        """True where every post and page of the site was linted."""
        self.known: dict[str, Known] | None = None
        """By what the targets are known under other names, where somebody wants to know."""

    def report(self) -> Report:
        """Return what is said of the group's files."""
        targets, notices = targets_of(self.group, self.kinds, self.excluded)
        for name in sorted(_MISNAMED & self.folders.entries(self.site.root)):
            notices.append(f"{self._shown(name)} is not read; call it newslint.yaml")
        if not targets:
            return Report(notices=tuple(notices), language=self.plans.wanted.language)
        for file in lists_of(self.config.urls):
            if self.folders.read(file) is None:
                name = shown(file, self._here)
                notices.append(f"{name}: cannot be read; mend `urls` of `site`, which names it")
        corpus = self._corpus()
        self._map_all({**corpus, **targets}, targets)
        index = self._reduce(targets, corpus)
        self._close({**corpus, **targets})
        self.is_whole = corpus.keys() <= targets.keys()
        self.covering = self.cover(self.facts, targets)
        old = (
            self.covering.remark(targets, self.across.of, self.exists)
            if self.covering and self.is_whole
            else ""
        )
        told = {path: mapped for path in targets if (mapped := self.mapped.get(path))}
        fail_on = self.request.fail_on or self.config.fail_on
        counts = _count_links(index)
        if self.request.about:
            from newslint.about import about_of

            generator = self.site.settings.generator
            self.abouts = {
                path: about_of(self.facts[path], generator) for path in told if path in self.facts
            }
        # What was remembered has done its work: a large site's takes more room than its report.
        self.facts.clear()
        self.mapped = {path: replace(mapped, facts=None) for path, mapped in told.items()}
        return Report(
            Files(
                (shown_path, partial(self._told, shown_path, path, kind, fail_on))
                for path, kind in targets.items()
                if path in told and (shown_path := self._shown(path))
            ),
            counts,
            tuple(
                replace(crash, path=self._shown(crash.path))
                for crash in (*self.crashes, *(c for row in told.values() for c in row.crashes))
            ),
            (
                *self.config.notices(self.catalog, preview=self.request.preview),
                *notices,
                *self.notices,
                *self._unanswered(),
                *self.troubles,
                *([old] if old else []),
            ),
            rules=self.plans.rules,
            outdated=bool(old and self.request.ratchet),
            outside=self._outside.counts if self._outside else None,
            basis=self._basis({**corpus, **targets}) if len(told) >= FEWEST else None,
            language=self.plans.wanted.language,
        )

    def _unanswered(self) -> Iterator[str]:
        """Tell of rules that are selected by name, and that this run could not ask."""
        request = self.request
        for active in self.plans.rules:
            rule, reads = active.rule, active.check.reads
            if request.selection.select.isdisjoint((rule.name, rule.id)):
                continue
            if reads == OUTSIDE and request.desk is None:
                yield f"`{rule.name}` tells what other sites answer: add --online or --replay"
            if reads == CHANGE and request.before is None:
                yield f"`{rule.name}` tells of a change: add --since, --staged or --changed"

    def _basis(self, paths: Iterable[str]) -> Basis | None:
        """Return what the answer depends on, where it is on disk and the rest of it is known."""
        config, folders = self.config, self.folders
        if self.keeper is None or self.troubles or self.crashes or self.is_cut or self.texts:
            return None
        request = self.request
        if config.packs or config.plugins or request.config or request.site_dir or request.ratchet:
            return None
        root = self.site.root.rstrip("/")
        parents = {parent.as_posix() for parent in Path(self.site.root).parents}
        above = tuple(folder for folder in folders.listed if folder in parents)
        links = (
            entry.path for row in folders.listed.values() for entry in row if entry.is_symlink()
        )
        return Basis(
            root,
            {
                folder: listing_digest(entries)
                for folder, entries in folders.listed.items()
                if folder not in above
            },
            above,
            tuple(sorted(TELLING)),
            tuple({*folders.files, *links, *(f"{root}/{path}" for path in paths)}),
        )

    def _told(self, shown_path: str, path: str, kind: str, fail_on: str) -> FileReport:
        """Return what is said about a target."""
        mapped, about = self._on_added_lines(path), self.abouts.get(path)
        return file_report(shown_path, kind, self.root, mapped, fail_on, about)

    def _on_added_lines(self, path: str) -> Mapped:
        """Return what a target gives, without what has no place on the lines asked for."""
        mapped, found = self.mapped[path], self.found(path)
        if self.covering is not None:
            found = self.covering.told(path, found, mapped, partial(self._read, path))
        mapped = replace(mapped, diagnostics=found)
        lines = (self.request.added or {}).get(f"{self._inside}{path}")
        if lines is None:
            return mapped
        kept = (row for row in mapped.diagnostics if _is_on(row, lines))
        return replace(mapped, diagnostics=tuple(kept))

    def found(self, path: str) -> tuple[Diagnostic, ...]:
        """Return what is found in a target, whatever a baseline lists."""
        return (*self.alone.of(path), *self.across.of(path))

    def exists(self, path: str) -> bool:
        """Tell whether the site has a file of some path, linted or not."""
        file = f"{self._inside}{path}"
        return file in self.texts or os.path.lexists(file)

    @property
    def baseline_file(self) -> str:
        """The absolute path of the site's baseline, be it there or not."""
        return self.request.baseline or self.config.baseline or f"{self._inside}{BASELINE}"

    def cover(self, facts: Mapping[str, Facts], targets: Collection[str]) -> Covering | None:
        """Return the site's baseline, laid over the files that are linted; None without one."""
        request, file = self.request, self.baseline_file
        raw = None if request.baseline is None else self.texts.get(file, self.folders.read(file))
        if self.known is None and raw is None:
            if self.config.baseline and request.baseline == "":
                told = f"{shown(file, self._here)}: not there; `newslint baseline create` makes it"
                # A site in memory is asked again and again.
                self.notices += [told] if told not in self.notices else []
            return None
        from newslint.baseline import Baseline
        from newslint.covering import Covering, known_of

        if self.known is not None:
            self.known |= {path: known_of(facts[path]) for path in targets if path in facts}
        told = shown(file, self._here)
        earlier = request.ratchet(file) if request.ratchet else None
        covering = Covering(
            Baseline(raw or b"", told),
            self.catalog,
            request.today,
            Baseline(earlier, f"{told} as it was") if earlier else None,
            ratchet=request.ratchet is not None,
        )
        covering.look_at(facts, targets, self.exists)
        return covering

    def looked_at(self, path: str) -> tuple[Index, Plan, str]:
        """Return the index of the site, and of one of its files the plan and the kind."""
        kind = self.kinds.kind_of(path) or ""
        mapped = self.lint(self.source(path), kind, report=False)
        return self.whole(), mapped.plan, kind

    def lint(self, source: Source, kind: str, *, report: bool = True) -> Mapped:
        """Lint one file by itself. With `report` false only its Facts are wanted."""
        self.guard.begin(self.plans.limits_of(source.path))
        return self._lint_file(
            source, kind, self.site, self.plans.of, report=report, guard=self.guard
        )

    def whole(self) -> Index:
        """Return the index of the site, with nothing linted."""
        corpus = self._corpus()
        self._map_all(corpus, ())
        index = self._reduce((), corpus)
        # Told before the index on disk is closed, so that it is kept.
        _ = index.links
        self._close(corpus)
        return index

    @cached_property
    def root(self) -> str:
        """The site's root, as people are shown it."""
        return shown(self.site.root, self._here)

    def _shown(self, path: str) -> str:
        return shown(f"{self.site.root}/{path}", self._here)

    def path_of(self, file: Path) -> str:
        """Return a file's path from the site's root."""
        return file.absolute().as_posix().removeprefix(self._inside)

    def _corpus(self) -> dict[str, str]:
        return corpus_of(self.site, self.group, self.folders, self.kinds, self.excluded)

    def _map_all(self, kinds: Mapping[str, str], targets: Collection[str]) -> None:
        """Lint files by themselves; of those that are no targets only the Facts are kept."""
        items = [Item(path, kinds[path], path in targets) for path in sorted(kinds)]
        cache = self.request.cache and not self.request.timings
        self.keeper = self._keeper() if cache and len(items) >= FEWEST else None
        workers = 1 if self.request.timings else self.request.workers
        with self.guard:
            found = map_files(items, self._map, self.keeper, workers)
            for number, (item, given) in enumerate(found):
                if self.request.progress:
                    self.request.progress(number, len(items))
                self._take(item, given)

    def _take(self, item: Item, given: Sent) -> None:
        """Take in what one file has given."""
        self.notices += [given.notice] if given.notice else []
        facts, mapped, packed = self._received(item, given)
        if facts is not None:
            self.facts[item.path] = facts
        if mapped is None:
            return
        self.is_cut = self.is_cut or bool(mapped.cut)
        if item.is_target:
            self.mapped[item.path] = mapped
            self.alone.add(item.path, packed)
        else:
            self.crashes += mapped.crashes

    def _close(self, paths: Iterable[str]) -> None:
        """Write what is new into the site's index."""
        if self.keeper is not None:
            self.keeper.store.close(paths)

    def _received(self, item: Item, given: Sent) -> Received:
        try:
            return received(item.path, given, self.plans)
        except msgspec.MsgspecError:
            # What the index had is none of ours.
            return received(item.path, self._map(item), self.plans)

    def _keeper(self) -> Keeper | None:
        from newslint import fingerprint
        from newslint.store import open_store

        program = fingerprint.of_program()
        site = fingerprint.of_site(self.site, program)
        store = open_store(self.site.root, self.troubles, program, site)
        if store is None:
            return None
        plans = fingerprint.of_plans(self.plans, site)
        piped = frozenset(self.texts)
        return Keeper(store, site, plans, self.site.root, self._bytes, piped)

    def _map(self, item: Item) -> Sent:
        """Lint one file by itself, in whatever process."""
        seen = None
        try:
            file = f"{self._inside}{item.path}"
            looks, noted = None if file in self.texts else mark(file), time.time_ns()
            raw = self._bytes(item.path)
            if self.keeper is not None:
                seen = Seen(looks.text if looks else "", noted, digest_of(raw))
        except OSError as error:
            return map_unreadable(item, error, self.plans.of)
        given = map_file(item, raw, self._shown(item.path), self.lint)
        return given._replace(seen=None if given.notice else seen)

    def _reduce(self, targets: Collection[str], corpus: Collection[str]) -> Index:
        """Let the rules that look across posts speak; return the index of the site."""
        files = site_files(self.site.root, self.folders)
        own = {path: self.facts[path] for path in sorted(corpus) if path in self.facts}
        sources = self.sources(own, files)
        self._outside = self._asked_outside(targets)
        change = self.request.before
        before = self._before(sources, change) if change else None
        index = Index(
            self.site,
            own,
            files,
            self.request.today,
            frozenset(targets),
            sources.links,
            before,
            self._outside.rows if self._outside else None,
            self._parsed,
        )
        self._across_kept(index, [path for path in targets if path in own], sources)
        for path in targets:
            # A file that the site does not hold is judged beside it, and changes nothing for others.
            if path not in own and path in self.facts:
                self._across(index.beside(self.facts[path]), [path])
        return index

    def sources(self, own: Mapping[str, Facts], files: Collection[str]) -> Sources:
        """Return what the site is published from: its posts and pages, and all its files."""
        return Sources(
            self.site,
            self.folders,
            own,
            files,
            self.request.today,
            self.keeper,
            self.config.urls,
            self.request.site_dir,
        )

    def _asked_outside(self, targets: Collection[str]) -> Answers | None:
        """Ask for the links of targets that lead out of the site, if that is wanted."""
        desk = self.request.desk
        if desk is None:
            return None
        from newslint.outgoing import outgoing
        from newslint.remote.desk import Linking
        from newslint.remote.settings import Settings

        files = []
        for path in targets:
            mapped = self.mapped.get(path)
            document = self._parsed(path) if mapped and mapped.plan.outside else None
            if document is not None:
                row = (self.facts[path], f"{self._inside}{path}", document.source)
                files.append(Linking(*row, outgoing(document)))
        settings = self.config.online or Settings()
        return desk.answers(self.site.root, settings, files, self.notices)

    def _before(self, sources: Sources, change: Change) -> Before:
        """Return what the site was before the change that the run is about."""
        from newslint.earlier import Earlier

        def facts_of(source: Source) -> Facts | None:
            return self.lint(source, "post", report=False).facts

        return Earlier(sources, change, facts_of, self._read).before()

    def _across_kept(self, index: Index, paths: Sequence[str], sources: Sources) -> None:
        """Look across the site, unless that was done when it was in this very state."""
        keeper = self.keeper
        # Only of a whole site: one post is answered faster than the answers for all are read.
        if (
            keeper is None
            or index.before is not None
            or index.outside is not None
            or self.request.site_dir
            or not (len(paths) == len(index.facts) == len(keeper.seen))
        ):
            self._across(index, paths)
            return
        state = digest_of(
            self.request.today.isoformat().encode(),
            sources.state,
            *(path.encode(errors="surrogateescape") for path in sorted(index.files)),
            *(keeper.seen[path] for path in sorted(keeper.seen)),
        )
        kept = Bundles.received(keeper.look_whole("findings", state))
        if kept is not None:
            self.across = kept
            return
        crashes = sum(len(self.mapped[path].crashes) for path in paths)
        self._across(index, paths)
        if not self.is_cut and crashes == sum(len(self.mapped[path].crashes) for path in paths):
            keeper.keep_whole("findings", state, self.across.sent())

    def _across(self, index: Index, paths: Iterable[str]) -> None:
        """Let the rules that look across posts speak of some."""
        targets = {path: self.mapped[path] for path in paths}
        for path, mapped in self._lint_site(index, targets, self._read, self.catalog):
            self.mapped[path] = replace(mapped, diagnostics=())
            self.is_cut = self.is_cut or bool(mapped.cut)
            if mapped.diagnostics:
                self.across.add(path, packed(mapped.diagnostics))

    def _parsed(self, path: str) -> Document | None:
        """Return one of the site's files, parsed once more; None if it cannot be read any more."""
        facts = self.facts.get(path)
        try:
            return parse(self._read(path), facts.kind, self.site) if facts else None
        except OSError:
            return None

    def source(self, path: str) -> Source:
        """Return one of the site's files as it is now, by its path from the root; raise OSError.

        One that is larger than its limit is not read.
        """
        return Source.read(path, self._bytes(path))

    def _bytes(self, path: str) -> bytes:
        absolute = f"{self._inside}{path}"
        most = self.plans.limits_of(path).size
        raw = self.texts.get(absolute)
        if raw is None:
            return read_regular(absolute, most)
        if len(raw) > most:
            raise TooLargeError(len(raw))
        return raw

    @cached_property
    def _inside(self) -> str:
        """The site's root with a slash, as the absolute paths of its files begin."""
        return f"{self.site.root.rstrip('/')}/"


def _is_on(row: Diagnostic, lines: Sequence[range]) -> bool:
    """Tell whether a finding has a place on some lines; what could not be done is on all."""
    if row.rule.partition("/")[2] in ("internal-error", "limit-exceeded", "unreadable-file", STALE):
        return True
    return any(place.line in span for place in row.places for span in lines)


def _count_links(index: Index) -> LinkCounts:
    judged = index.judged
    whole, undecidable = judged.counts.total(), judged.counts["undecidable"]
    return LinkCounts(
        whole, whole - judged.counts["exists"] - undecidable, undecidable, judged.causes
    )
