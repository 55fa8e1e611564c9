"""The desk: which links of a run are to be asked for, what is known of them, what came of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
from msgspec.structs import replace

from newslint.facts import Facts
from newslint.outcome import OutsideCounts
from newslint.outgoing import Answered, Outgoing
from newslint.remote import lock
from newslint.remote.added import Added, Change
from newslint.remote.kept import Kept, open_kept
from newslint.remote.known import known_hosts
from newslint.remote.record import Record, after, is_fresh, newer
from newslint.remote.settings import Settings
from newslint.remote.verdict import Asked, Verdict, Wanted
from newslint.shown import shown
from newslint.source import Source

_OFFLINE = "no-network"
"""The cause that says nothing of a URL."""
Ask = Callable[[Sequence[Wanted], Settings, Callable[[Verdict], None]], Asked]
"""Asks for URLs, and tells each verdict as soon as it is final."""


class Linking(msgspec.Struct, frozen=True):
    """A file of a site, with the links that lead out of it."""

    facts: Facts
    file: str
    """Its absolute path."""
    source: Source
    links: tuple[Outgoing, ...]


class Answers(msgspec.Struct, frozen=True):
    """What came of a site's links."""

    rows: tuple[Answered, ...]
    counts: OutsideCounts


@dataclass
class Desk:
    """What a run knows of the links that lead out of its sites: each is asked for once."""

    ask: Ask | None
    """None where the network is not to be asked: links.lock answers alone."""
    clock: Callable[[], float]
    """Tells the seconds since 1970."""
    budget: float | None = None
    """Seconds for all sites together; None for what each one's configuration says."""
    change: Change | None = None
    """Where a run is about a change only the links that it adds are asked for."""
    progress: Callable[[int, int], None] | None = None
    """Told how many links of a site are done, of how many."""
    cache: bool = True
    """Whether verdicts are stored, and those of earlier runs taken for granted."""
    sites: dict[str, dict[str, Record | None]] = field(default_factory=dict)
    """By root the links that were wanted, with what is known of each now."""
    _fresh: dict[str, Record] = field(default_factory=dict)
    """What this run has asked for itself."""
    _spent: float = 0.0
    """Seconds of the budget."""
    _interrupted: bool = False

    def answers(
        self, root: str, settings: Settings, files: Sequence[Linking], notices: list[str]
    ) -> Answers:
        """Return what came of the links of a site's files, those that are not known asked for."""
        # What a site says of a host replaces what newslint knows of it.
        settings = replace(settings, hosts={**known_hosts(), **settings.hosts})
        added = Added(self.change) if self.change is not None else None
        linked = [
            (row, link, added is not None and added.has(row.file, row.source, link))
            for row in files
            for link in row.links
            if settings.selects(link.url)
        ]
        if added is not None:
            linked = [told for told in linked if told[2]]
        wanted: dict[str, bool] = {}
        for _, link, is_new in linked:
            wanted[link.url] = wanted.get(link.url, False) or is_new
        known = self._known(root, settings, wanted, notices)
        self.sites[root] = {url: known.get(url) for url in wanted}
        rows = tuple(
            Answered(row.facts, link, record.verdict, is_new, record.strikes)
            for row, link, is_new in linked
            if (record := known.get(link.url)) is not None
        )
        ends = [record.verdict.in_the_end for record in known.values()]
        counts = OutsideCounts(
            links=len(wanted),
            asked=sum(url in self._fresh for url in wanted),
            broken=ends.count("broken"),
            undecidable=ends.count("unknown"),
            unasked=tuple(url for url in wanted if url not in known),
            interrupted=self._interrupted,
        )
        return Answers(rows, counts)

    def _known(
        self, root: str, settings: Settings, wanted: Mapping[str, bool], notices: list[str]
    ) -> dict[str, Record]:
        """Return what is known of URLs once those were asked for that had to be."""
        told = _locked(root, notices, needed=self.ask is None)
        if self.ask is None:
            return {url: told[url] for url in wanted if url in told}
        kept = open_kept(root, notices) if wanted and self.cache else None
        try:
            earlier = self._earlier(wanted, told, kept)
            now = self.clock()
            known = {
                url: record
                for url, record in earlier.items()
                if url in self._fresh or (self.cache and is_fresh(record, now))
            }
            due = _in_order((url for url in wanted if url not in known), wanted, earlier)
            keep = self._keeper(known, earlier, kept, len(wanted))
            verdicts = self._asked(due, settings, keep)
        finally:
            if kept:
                kept.close()
        if any(verdict.cause == _OFFLINE for verdict in verdicts):
            notices.append("nothing at all could be reached: is there a network?")
        return known

    def _earlier(
        self, wanted: Iterable[str], told: Mapping[str, Record], kept: Kept | None
    ) -> dict[str, Record]:
        """Return what is known of URLs from this run, from earlier ones or from links.lock."""
        stored = kept.get(list(wanted)) if kept else {}
        found = (
            (url, self._fresh.get(url) or newer(stored.get(url), told.get(url))) for url in wanted
        )
        return {url: record for url, record in found if record is not None}

    def _keeper(
        self,
        known: dict[str, Record],
        earlier: Mapping[str, Record],
        kept: Kept | None,
        whole: int,
    ) -> Callable[[Verdict], None]:
        """Return what takes in each verdict as it comes."""

        def keep(verdict: Verdict) -> None:
            if verdict.cause != _OFFLINE:
                # What is malformed was judged here and now.
                verdict = replace(verdict, asked_at=verdict.asked_at or int(self.clock()))
                record = after(earlier.get(verdict.url), verdict)
                self._fresh[verdict.url] = known[verdict.url] = record
                if kept:
                    kept.keep(verdict.url, record)
            if self.progress:
                self.progress(len(known), whole)

        return keep

    def _asked(
        self, due: Sequence[Wanted], settings: Settings, keep: Callable[[Verdict], None]
    ) -> Collection[Verdict]:
        """Ask for what is due, in what is left of the budget, unless somebody has had enough."""
        if not due or self.ask is None or self._interrupted:
            return ()
        budget = settings.budget if self.budget is None else self.budget
        left = None if budget is None else max(0.0, budget - self._spent)
        began = self.clock()
        asked = self.ask(due, replace(settings, budget=left), keep)
        self._spent += max(0.0, self.clock() - began)
        self._interrupted = asked.interrupted
        return asked.verdicts.values()


def _locked(root: str, notices: list[str], *, needed: bool) -> dict[str, Record]:
    """Return what links.lock tells of a site's links; a word where it cannot be used as it is."""
    name = shown(f"{root}/{lock.NAME}")
    try:
        found = lock.read(root)
    except OSError as error:
        notices.append(f"{name}: {error.strerror or error}")
        return {}
    if found is None:
        if needed:
            notices.append(f"{name}: there is none; `newslint lock` makes it")
        return {}
    if found.unreadable:
        count = found.unreadable
        notices.append(
            f"{name}: {count} line{'' if count == 1 else 's'} cannot be read; `newslint lock` mends it"
        )
    return found.records


def _in_order(
    due: Iterable[str], wanted: Mapping[str, bool], earlier: Mapping[str, Record]
) -> list[Wanted]:
    """Return what is due: the new links first, then those never asked for, then the oldest."""

    def age(url: str) -> tuple[bool, int]:
        record = earlier.get(url)
        return not wanted[url], record.verdict.asked_at if record else 0

    def is_seen(url: str) -> bool:
        verdict = earlier[url].verdict if url in earlier else None
        return verdict is not None and verdict.in_the_end == "works" and verdict.method == "GET"

    return [Wanted(url, new=wanted[url], seen=is_seen(url)) for url in sorted(due, key=age)]
