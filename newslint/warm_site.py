"""A site that stays in memory between questions about its files, as an editor asks them.

A run reads a site's configuration, compiles its rules, takes what is known of each file from the
index on disk and tells what is published. Here that is done once; a question about a file then
costs one look at that file, and one across the site from its side.
"""

from __future__ import annotations

from msgspec.structs import replace

from newslint.document import Document, parse
from newslint.facts import Facts
from newslint.index import Index
from newslint.lint import Mapped
from newslint.lone_text import Judged
from newslint.outcome import file_report
from newslint.site.links import Links
from newslint.site_index import whole_index
from newslint.site_report import cover
from newslint.site_run import SiteRun
from newslint.source import Source

_PARSED = 64
"""Other posts that are held parsed: a post is compared with the same few at every change."""


class WarmSite:
    """A site in memory. What it is asked is answered by one thread at a time."""

    def __init__(self, run: SiteRun) -> None:
        """Begin with nothing read but the configuration.

        The `texts` of the run may change from one question to the next: `renew` is told which.
        """
        self.run = run
        self._links: Links | None = None
        self.index = Index(run.site, {}, frozenset(), run.request.today)
        self._documents: dict[str, Document] = {}
        self.unsettled = False
        """True where a change of front matter may have changed what the site publishes."""

    def read(self) -> None:
        """Read the site, from its index on disk where it has one; nothing is linted yet."""
        index = whole_index(self.run)
        # The index on disk is closed by now, and others may write it meanwhile.
        self.run.keeper = None
        self._links = index.links
        self.index = replace(index, parsed=self._parsed, links_of=self._told_links, stays=True)

    def kind_of(self, path: str) -> str | None:
        """Return post or page; None for what is neither, and for what is left out."""
        return None if self.run.excluded(path) else self.run.kinds.kind_of(path)

    def knows(self, path: str) -> bool:
        """Tell whether a file is one of the posts and pages that others are held against."""
        return path in self.index.facts

    def facts_of(self, path: str) -> Facts | None:
        """Return what the site remembers of a file; None of one that it does not hold."""
        return self.index.facts.get(path)

    def lint_alone(self, path: str, kind: str) -> Judged:
        """Lint a file by itself, before the site is read; raise OSError."""
        source = self.run.source(path)
        return self._judged(source, kind, self.run.lint(source, kind))

    def lint(self, path: str, kind: str) -> Judged:
        """Lint a file against its site; raise OSError.

        Links are judged by what was published when the site was read, or settled last.
        """
        source = self.run.source(path)
        mapped = self.run.lint(source, kind)
        if mapped.facts is not None:
            self._take(mapped.facts)
            # A file that the site does not hold is judged beside it.
            index = self.index if self.knows(path) else self.index.beside(mapped.facts)
            looked = self.run.lint_across(index, {path: mapped}, lambda _: source)
            _, mapped = next(iter(looked))
        return self._judged(source, kind, mapped)

    def renew(self, path: str) -> bool:
        """Look at a file again that has changed; tell whether that may matter to others.

        Raise OSError where it cannot be read.
        """
        before = self.index.facts[path]
        source = self.run.source(path)
        mapped = self.run.lint(source, before.kind, report=False)
        if mapped.facts is not None:
            self._take(mapped.facts)
        return mapped.facts != before

    def settle(self) -> None:
        """Tell anew what the site publishes, which takes a while on a large one."""
        if self.unsettled:
            self.unsettled = False
            self._links = self.run.sources(self.index.facts, self.index.files).links()

    def _take(self, facts: Facts) -> None:
        """Let the site know what one of its files is now."""
        self._documents.pop(facts.path, None)
        before = self.facts_of(facts.path)
        if before is not None:
            self.index = self.index.turned(facts)
            self.unsettled = self.unsettled or _publishing(before) != _publishing(facts)

    def _judged(self, source: Source, kind: str, mapped: Mapped) -> Judged:
        facts = {source.path: mapped.facts} if mapped.facts else {}
        covering = cover(self.run, facts, [source.path])
        if covering is not None:
            told = covering.told(source.path, mapped.diagnostics, mapped, lambda: source)
            mapped = replace(mapped, diagnostics=told)
        fail_on = self.run.request.fail_on or self.run.config.fail_on
        report = file_report(source.path, kind, self.run.site.root, mapped, fail_on)
        return Judged(source, report, mapped.crashes)

    def _told_links(self) -> Links | None:
        return self._links

    def _parsed(self, path: str) -> Document | None:
        """Return one of the site's files, parsed; None if it cannot be read any more."""
        if path not in self._documents:
            try:
                found = parse(self.run.source(path), self.index.facts[path].kind, self.run.site)
            except OSError:
                return None
            if len(self._documents) >= _PARSED:
                del self._documents[next(iter(self._documents))]
            self._documents[path] = found
        return self._documents[path]


def _publishing(facts: Facts) -> tuple[object, ...]:
    """Return what decides whether and where a file is published."""
    return facts.form, facts.readable, facts.matter
