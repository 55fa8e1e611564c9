"""The run over one site: what it has been told, and its files, each linted by itself.

What looks across them is asked in `site_index.py`, what is said of them put together in
`site_report.py`. Reads posts from disk.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from newslint.bundles import Bundles
from newslint.catalog import Catalog
from newslint.config import BASELINE
from newslint.corpus import Group, Kinds, corpus_of, excluder
from newslint.diagnostic import Diagnostic
from newslint.digest import digest_of
from newslint.discover import Found
from newslint.document import Document, parse
from newslint.facts import Facts
from newslint.folders import Folders
from newslint.index import Index
from newslint.limits import guard
from newslint.lint import Mapped, lint_file, lint_site
from newslint.mapper import map_file, map_unreadable
from newslint.mapping import FEWEST, Item, Keeper, map_files
from newslint.marks import mark
from newslint.plan import Plans, Wanted
from newslint.plugins import catalog_of
from newslint.publishing import Sources
from newslint.regular import TooLargeError, read_regular
from newslint.request import Request
from newslint.sending import Received, Seen, Sent, received
from newslint.shown import current, shown
from newslint.site_loading import load_config, site_at
from newslint.source import Source
from newslint.timing import FILES, SITE
from newslint.told import Crash
from newslint.words import LANGUAGES, language_of

if TYPE_CHECKING:
    from newslint.about import About
    from newslint.baseline import Known
    from newslint.covering import Covering


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
        whole = timings and timings.spending(
            SITE, lambda *given, **named: [*lint_site(*given, **named)]
        )
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
        self.read = lru_cache(maxsize=64)(self.source)
        """Returns a file as `source` does, the last ones without reading them again."""
        self.covering: Covering | None = None
        """The site's baseline, once files have been linted; None where there is none."""
        self.is_cut = False
        """True where a file took too long: the next run may tell more of it."""
        self.is_whole = False
        """True where every post and page of the site was linted."""
        self.known: dict[str, Known] | None = None
        """By what the targets are known under other names, where somebody wants to know."""

    def found(self, path: str) -> tuple[Diagnostic, ...]:
        """Return what is found in a target, whatever a baseline lists."""
        return (*self.alone.of(path), *self.across.of(path))

    def lint(self, source: Source, kind: str, *, report: bool = True) -> Mapped:
        """Lint one file by itself. With `report` false only its Facts are wanted."""
        self.guard.begin(self.plans.limits_of(source.path).of_file())
        return self._lint_file(
            source, kind, self.site, self.plans.of, report=report, guard=self.guard
        )

    def lint_across(
        self, index: Index, targets: Mapping[str, Mapped], read: Callable[[str], Source]
    ) -> Iterator[tuple[str, Mapped]]:
        """Lint files across their site: yield what each gives. `read` gives a file's source again."""
        self.begin_across(index)
        return self._lint_site(index, targets, read, self.catalog, guard=self.guard)

    def begin_across(self, index: Index) -> None:
        """Begin with what looks across the site, which may take so much of the processor's time."""
        self.guard.begin(self.plans.limits_of("").of_site(len(index.facts)))

    def corpus(self) -> dict[str, str]:
        """Return the kind of each post and page of the site, by path."""
        return corpus_of(self.site, self.group, self.folders, self.kinds, self.excluded)

    def map_all(self, kinds: Mapping[str, str], targets: Collection[str]) -> None:
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

    def close(self, paths: Iterable[str]) -> None:
        """Write what is new into the site's index on disk; of other files than these it forgets all."""
        if self.keeper is not None:
            self.keeper.store.close(paths)

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
            file = self.file(item.path)
            looks, noted = None if file in self.texts else mark(file), time.time_ns()
            raw = self._bytes(item.path)
            if self.keeper is not None:
                seen = Seen(looks.text if looks else "", noted, digest_of(raw))
        except OSError as error:
            return map_unreadable(item, error, self.plans.of)
        given = map_file(item, raw, self.shown(item.path), self.lint)
        return given._replace(seen=None if given.notice else seen)

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

    def parsed(self, path: str) -> Document | None:
        """Return one of the site's files, parsed once more; None if it cannot be read any more."""
        facts = self.facts.get(path)
        try:
            return parse(self.read(path), facts.kind, self.site) if facts else None
        except OSError:
            return None

    def source(self, path: str) -> Source:
        """Return one of the site's files as it is now, by its path from the root; raise OSError.

        One that is larger than its limit is not read.
        """
        return Source.read(path, self._bytes(path))

    def _bytes(self, path: str) -> bytes:
        file = self.file(path)
        most = self.plans.limits_of(path).size
        raw = self.texts.get(file)
        if raw is None:
            return read_regular(file, most)
        if len(raw) > most:
            raise TooLargeError(len(raw))
        return raw

    def exists(self, path: str) -> bool:
        """Tell whether the site has a file of some path, linted or not."""
        file = self.file(path)
        return file in self.texts or os.path.lexists(file)

    @property
    def baseline_file(self) -> str:
        """The absolute path of the site's baseline, be it there or not."""
        return self.request.baseline or self.config.baseline or self.file(BASELINE)

    @cached_property
    def root(self) -> str:
        """The site's root, as people are shown it."""
        return self.told(self.site.root)

    def shown(self, path: str) -> str:
        """Return a file's path from the site's root as people are shown it."""
        return self.told(f"{self.site.root}/{path}")

    def told(self, path: str) -> str:
        """Return an absolute path as people are shown it."""
        return shown(path, self._here)

    def path_of(self, file: Path) -> str:
        """Return a file's path from the site's root."""
        return file.absolute().as_posix().removeprefix(self._inside)

    def file(self, path: str) -> str:
        """Return the absolute path of a file, by its path from the site's root."""
        return f"{self._inside}{path}"

    @cached_property
    def _inside(self) -> str:
        """The site's root with a slash, as the absolute paths of its files begin."""
        return f"{self.site.root.rstrip('/')}/"
