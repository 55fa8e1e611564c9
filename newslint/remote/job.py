"""A URL on its way to a verdict, and the verdicts that come of it, one for each fragment."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newslint.remote.address import Address, address_of
from newslint.remote.client import Answer
from newslint.remote.faults import Fault, one_line
from newslint.remote.judge import judged, page_of
from newslint.remote.manners import Manners
from newslint.remote.page import is_place
from newslint.remote.settings import Settings
from newslint.remote.trail import Trail
from newslint.remote.verdict import Verdict, Wanted

_FILE = re.compile(
    r"\.(?:pdf|jpe?g|png|gif|webp|avif|svg|ico|zip|gz|7z|mp[34]|m4a|mov|webm|hwpx?|docx?|xlsx?|pptx?|csv|css|js)$",
    re.IGNORECASE,
)
"""Paths of what has no title."""


class Job:
    """All that is wanted of one page: the same URL with whatever fragments."""

    def __init__(
        self, address: Address, wanted: Sequence[Wanted], manners: Manners, settings: Settings
    ) -> None:
        self.address = address
        self.wanted = tuple(wanted)
        self.is_new = any(one.new for one in wanted)
        """Whether the change adds a link to it."""
        self.is_seen = all(one.seen for one in wanted)
        self.attempts = 0
        self.seconds = 0.0
        """That the requests of this attempt have taken."""
        self.known: tuple[Verdict, ...] = ()
        """What the last attempt gave, where another is to follow."""
        self._manners = manners
        self._settings = settings
        self._asked_at = 0
        self.trail = self._way()
        """Of the last attempt."""

    def begin(self, now: float) -> None:
        """Begin an attempt; `now` in seconds since 1970."""
        if self.attempts:
            self.trail = self._way()
        self.attempts += 1
        self._asked_at = int(now)
        self.seconds = 0.0

    def drop(self) -> tuple[Verdict, ...]:
        """Return what is known, and forget it, with the page, which takes room."""
        known, self.known, self.trail.end = self.known, (), None
        return known

    def verdicts(self, end: Answer | Fault, *, is_own: bool = True) -> tuple[Verdict, ...]:
        """Return what an end of its way means for each URL that is wanted.

        An end that is not its own is what its host had for others: it was not asked itself.
        """
        trail = self.trail
        hops = tuple(trail.hops) if is_own else ()
        page = page_of(end)
        host = self._settings.host(trail.address.host)
        verdicts = []
        for wanted in self.wanted:
            fragment = _fragment(wanted.url) if trail.fragment is None else trail.fragment
            judgement = judged(hops, end, page, fragment, host)
            verdicts.append(
                Verdict(
                    url=wanted.url,
                    outcome=judgement.outcome,
                    cause=judgement.cause,
                    status=end.status,
                    method=trail.method if hops else "",
                    hops=hops,
                    evidence=judgement.evidence,
                    moved_to=_with(trail.address, fragment) if judgement.cause == "moved" else "",
                    asked_at=self._asked_at,
                    seconds=round(self.seconds, 3),
                    attempts=self.attempts if is_own else 0,
                )
            )
        return tuple(verdicts)

    def _way(self) -> Trail:
        """Return an attempt not yet begun. After one in vain, GET is used, as a browser would."""
        is_page = not _FILE.search(self.address.path)
        placed = self._settings.host(self.address.host).fragments and any(
            is_place(_fragment(wanted.url) or "") for wanted in self.wanted
        )
        return Trail(
            self.address,
            self._manners,
            titled=is_page and (self.attempts > 0 or not self.is_seen),
            placed=is_page and placed,
        )


def jobs_of(
    wanted: Sequence[Wanted], manners: Manners, settings: Settings
) -> tuple[list[Job], list[Verdict]]:
    """Return the pages that are wanted, each once, and the verdicts on what is no URL."""
    new = {one.url for one in wanted if one.new}
    unseen = {one.url for one in wanted if not one.seen}
    pages: dict[str, tuple[Address, list[Wanted]]] = {}
    malformed: list[Verdict] = []
    for url in dict.fromkeys(one.url for one in wanted):
        try:
            address = address_of(url)
        except ValueError as error:
            evidence = one_line(str(error))
            malformed.append(Verdict(url, "dead", "malformed", evidence=evidence, attempts=0))
            continue
        pages.setdefault(address.url, (address, []))[1].append(
            Wanted(url, url in new, url not in unseen)
        )
    return [Job(address, urls, manners, settings) for address, urls in pages.values()], malformed


def _fragment(url: str) -> str | None:
    _, hashed, fragment = url.partition("#")
    return fragment if hashed else None


def _with(address: Address, fragment: str | None) -> str:
    return address.url if fragment is None else f"{address.url}#{fragment}"
