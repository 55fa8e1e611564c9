"""What lints for the server: the sites of the open texts in memory, and the texts as they are now.

One thread works here. What a question needs of a site is read when it is first asked, and again
when something has changed that a look at the one file cannot tell.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from newslint.catalog import Catalog, shipped
from newslint.config import ConfigError
from newslint.corpus import Group
from newslint.discover import NEVER_WALKED
from newslint.document import Document, parse
from newslint.folders import TELLING, Folders
from newslint.lone_text import Judged, LoneText
from newslint.mend import settled
from newslint.outcome import FileReport, Report
from newslint.rule import RuleError
from newslint.server.settings import Settings
from newslint.site import Site
from newslint.site_run import SiteRun
from newslint.source import Source
from newslint.told import Crash
from newslint.warm_site import WarmSite


class Judgement(NamedTuple):
    """What is said of one version of an open text."""

    source: Source
    report: FileReport
    catalog: Catalog
    language: str
    """The language of the messages."""
    root: str
    """The root of its site; '' for a text that is of none."""
    kind: str
    site: Site
    crashes: tuple[Crash, ...] = ()
    matters: bool = False
    """True where it is other than it was for the rules that look across posts."""

    @property
    def is_mendable(self) -> bool:
        """Whether a finding has a safe fix."""
        return any(row.fix is not None and row.fix.safe for row in self.report.diagnostics)

    @property
    def document(self) -> Document:
        """The text, parsed."""
        return parse(self.source, self.kind, self.site)


class Desk:
    """What lints for the server."""

    def __init__(self, settings: Settings, locale: str, tell: Callable[[str], None]) -> None:
        """`locale` is the editor's language; `tell` is told what its user should know."""
        self.settings = settings
        self.locale = locale
        self.workspace: frozenset[str] = frozenset()
        """The folders that the editor has open: what lies in them is of a site."""
        self._tell = tell
        self._told = ""
        self._texts: dict[str, bytes] = {}
        self._sites: dict[str, WarmSite] = {}
        self._stale: set[str] = set()
        """The roots of sites that have to be read again."""
        self._roots: dict[str, tuple[str, str] | None] = {}
        self._lone: LoneText | None = None

    def judge(self, path: str, raw: bytes) -> Judgement | None:
        """Lint an open text against its site; None where it is neither a post nor a page.

        A path that is not absolute is the name of a text that is no file yet.
        """
        root = self._root_of(path)
        site = self._site(root) if root else None
        if site is None:
            return None if root else self._alone(path, raw)
        self._texts[path] = raw
        inside = site.run.path_of(Path(path))
        kind = site.kind_of(inside)
        if kind is None:
            return None
        before = site.facts_of(inside)
        try:
            judged = site.lint(inside, kind)
        except ConfigError as error:
            # A baseline that cannot be read: what is new is not known.
            self._tell_once(error)
            return None
        return _judgement(judged, site, kind, matters=site.facts_of(inside) != before)

    def judge_at_once(self, path: str, raw: bytes) -> Judgement | None:
        """Lint a text by itself, if its site is yet to be read; else None."""
        root = self._root_of(path)
        if root is None or root[0] in self._sites:
            return None
        self._texts[path] = raw
        site = self._begun(root)
        inside = site.run.path_of(Path(path)) if site else ""
        kind = site.kind_of(inside) if site else None
        if site is None or kind is None:
            return None
        try:
            return _judgement(site.lint_alone(inside, kind), site, kind)
        except ConfigError:
            # As above, where it is told.
            return None

    def close(self, path: str) -> None:
        """Let a text be what it is on disk."""
        if self._texts.pop(path, None) is None:
            return
        root = self._roots.get(path.rpartition("/")[0])
        site = self._sites.get(root[0]) if root else None
        if site is not None:
            self._renew(site, path)

    def change(self, paths: list[str], *, content_only: bool) -> bool:
        """Take in that files have changed, or come or gone; tell whether that may matter."""
        if not content_only:
            # A folder may be a site now, or part of another.
            self._roots.clear()
        told = [self._changed(path, content_only=content_only) for path in paths]
        return any(told)

    def _changed(self, path: str, *, content_only: bool) -> bool:
        matters = False
        for root, site in self._sites.items():
            inside = path.startswith(f"{root.rstrip('/')}/")
            around = f"{root}/".startswith(f"{path.rpartition('/')[0]}/")
            if inside and not _is_output(site, path) and not (content_only and path in self._texts):
                known = content_only and site.knows(site.run.path_of(Path(path)))
                matters |= self._renew(site, path) if known else True
                self._stale |= set() if known else {root}
            elif around and not inside and path.rpartition("/")[2] in TELLING:
                self._stale.add(root)
                matters = True
        return matters

    def reset(self) -> None:
        """Read every site again before it is asked the next time."""
        self._stale |= self._sites.keys()
        self._roots.clear()
        self._lone = None

    def settle(self, path: str) -> None:
        """Tell anew what a text's site publishes, if its front matter may have changed that."""
        root = self._root_of(path)
        site = self._sites.get(root[0]) if root else None
        if site is not None:
            site.settle()

    def mended(self, path: str, raw: bytes) -> bytes:
        """Return a text after all of its safe fixes."""

        def lint(texts: dict[str, bytes]) -> Report:
            found = self.judge(path, texts[path])
            return Report((_named(found, path),) if found else ())

        key = Path(path).absolute().as_posix()
        first = lint({path: raw})
        done = settled(first, lambda texts: lint({path: texts[key]}), {key: raw}, unsafe=False)
        self.judge(path, raw)
        return done.files[key].after if key in done.files else raw

    def _alone(self, path: str, raw: bytes) -> Judgement | None:
        lone = self._lone = self._lone or LoneText(shipped(), self.settings.request(self.locale))
        judged = lone.lint(path, raw)
        return Judgement(
            judged.source,
            judged.report,
            lone.catalog,
            lone.plans.wanted.language,
            "",
            "post",
            lone.site,
            judged.crashes,
        )

    def _site(self, root: tuple[str, str]) -> WarmSite | None:
        """Return a site as it is now; as it was, where its configuration cannot be read."""
        name = root[0]
        have = self._sites.get(name)
        today = datetime.now(UTC).date()
        if have is not None and name not in self._stale and have.run.request.today == today:
            return have
        self._stale.discard(name)
        found = self._begun(root)
        if found is not None:
            found.read()
            self._sites[name] = found
        return found or have

    def _begun(self, root: tuple[str, str]) -> WarmSite | None:
        request = self.settings.request(self.locale)
        try:
            run = SiteRun(Group(*root), Folders(), shipped(), request, self._texts)
        except (ConfigError, RuleError) as error:
            self._tell_once(error)
            return None
        self._told = ""
        return WarmSite(run)

    def _tell_once(self, error: ConfigError | RuleError) -> None:
        if str(error) != self._told:
            self._told = str(error)
            self._tell(self._told)

    def _root_of(self, path: str) -> tuple[str, str] | None:
        """Return the root of a file's site; None for a file that is of none.

        A lone file in a folder of any files would have all of them read.
        """
        folder = path.rpartition("/")[0]
        if not os.path.isabs(path):  # noqa: PTH117  # texts that are no files have no Path
            return None
        if folder not in self._roots:
            folders = Folders()
            root, base = folders.site_of(folder)
            is_site = (
                root != folder
                or folders.configuration(root)
                or folders.settings(base)
                or ".git" in folders.entries(root)
                or any(f"{folder}/".startswith(f"{top.rstrip('/')}/") for top in self.workspace)
            )
            self._roots[folder] = (root, base) if is_site else None
        return self._roots[folder]

    def _renew(self, site: WarmSite, path: str) -> bool:
        """Look at a file of a site again; tell whether that may matter to others."""
        inside = site.run.path_of(Path(path))
        try:
            return site.knows(inside) and site.renew(inside)
        except OSError:
            self._stale.add(site.run.site.root)
            return True


def _judgement(judged: Judged, site: WarmSite, kind: str, *, matters: bool = False) -> Judgement:
    run = site.run
    return Judgement(
        judged.source,
        judged.report,
        run.catalog,
        run.plans.wanted.language,
        run.site.root,
        kind,
        run.site,
        judged.crashes,
        matters,
    )


def _named(judgement: Judgement, path: str) -> FileReport:
    from msgspec.structs import replace

    return replace(judgement.report, path=path)


def _is_output(site: WarmSite, path: str) -> bool:
    """Tell whether a file is a generator's or a program's, which posts have nothing to do with."""
    inside = site.run.path_of(Path(path))
    return not NEVER_WALKED.isdisjoint(inside.split("/")) or site.run.excluded(inside)
