"""The index: the Facts of every post of one site, and what the site teaches through them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import msgspec
from msgspec.structs import replace

from newslint.derived import Each, Kept, Tallied, turn
from newslint.facts import Facts
from newslint.facts.targets import Target
from newslint.facts.values import Told
from newslint.led import Judged, judged, way
from newslint.names import AllNames, KnownNames, Names
from newslint.overrun import Overrun
from newslint.site import Site
from newslint.site.links import Links, Way
from newslint.source import Source
from newslint.sums import KEYS, POSTS, First, Spread, Sums, Tally

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.outgoing import Answered

_T = TypeVar("_T")


class Before(NamedTuple):
    """What a site was before a change."""

    moved: Mapping[str, Facts]
    """Of the posts and pages whose path, or whose fields that decide on their URL, are others now,
    what they were, by their path now."""
    links_of: Callable[[], Links | None]
    """Returns the links of what the site published; None where its sources do not tell that."""
    read: Callable[[str], Source]
    """Returns a file of the site as it is now, by its path."""


class Index(msgspec.Struct, frozen=True, dict=True):
    """What a check over the whole site reads."""

    site: Site
    facts: Mapping[str, Facts]
    """By path."""
    files: frozenset[str]
    """Every file of the site, what is not a post included, by path from its root."""
    today: date
    """The day of the run, the same for every file of it: what is in the future is told by it."""
    asked: Collection[str] | None = None
    """The files that findings are wanted of; None for all. What is found in others goes unheard."""
    links_of: Callable[[], Links | None] = lambda: None
    """Returns the links of what the site publishes; None where its sources do not tell that."""
    before: Before | None = None
    """What the site was; None in a run that is about no change."""
    outside: tuple[Answered, ...] | None = None
    """What came of asking for the links that lead out of the site; None in a run that has no
    answers."""
    parsed: Callable[[str], Document | None] = lambda _: None
    """Parses a file of the site once more, for what is in no Facts; None if it cannot be read."""
    sums: Sums | None = None
    """What is summed up over the whole site, where the Facts are those of a part of it."""
    only: Collection[Hashable] | None = None
    """Of such a part the keys that its posts were gathered by: what they share besides is told in
    other parts. None where all is told."""
    known: KnownNames | None = None
    """Where names of files are too many to be held: those that links of the part ask for."""
    stays: bool = False
    """True where it will be turned: what is made of each post is held for that, much as it is."""
    _memo: dict[str, Any] = msgspec.field(default_factory=dict)
    _standing: dict[str, Any] = msgspec.field(default_factory=dict)
    _kept: Kept = msgspec.field(default_factory=dict)

    def earlier(self, before: Before) -> Index:
        """Return the index as far as links go, as it was before a change."""
        fresh: dict[str, Any] = {"_memo": {}, "_kept": {}, "_standing": {}}
        return replace(self, links_of=before.links_of, before=None, **fresh)

    def beside(self, facts: Facts) -> Index:
        """Return the index as it is with one file more, the one that findings are wanted of."""
        more = {**self.facts, facts.path: facts}
        return replace(self, facts=more, asked=(facts.path,), _memo={}, _kept={})

    def turned(self, facts: Facts) -> Index:
        """Return the index as it is with other Facts of one of its files, which is asked about.

        What is derived of each post by itself goes over to it: this index is no more to be asked.
        """
        before = self.facts[facts.path]
        kept = self._kept if before.kind == facts.kind else {}
        if facts != before:
            turn(kept, before, facts)
        asked = {**self.facts, facts.path: facts}
        fresh: dict[str, Any] = {"_memo": {}, "_kept": kept, "_standing": {}}
        return replace(self, facts=asked, asked=(facts.path,), **fresh)

    def part(
        self,
        facts: Mapping[str, Facts],
        asked: Collection[str],
        sums: Sums,
        only: Collection[Hashable] | None = None,
        parsed: Callable[[str], Document | None] = lambda _: None,
    ) -> Index:
        """Return the index of a part of the site that this one is of, given sums over all of it."""
        told: dict[str, Any] = {"sums": sums, "only": only, "parsed": parsed}
        return replace(self, facts=facts, asked=asked, **told, _memo={}, _kept={})

    def knowing(self, known: KnownNames) -> Index:
        """Return the index with some names of files, of too many to be held."""
        return replace(self, known=known, _memo={}, _kept={})

    def memo(self, key: str, make: Callable[[], _T]) -> _T:
        """Return what several findings derive from this index, made once."""
        return _made(self._memo, key, make)

    def standing(self, key: str, make: Callable[[], _T]) -> _T:
        """Return what is derived from the names of the files and from what is published alone.

        It is made once for all parts of a site.
        """
        return _made(self._standing, key, make)

    def each(self, key: str, make: Callable[[Facts], _T]) -> Mapping[str, _T]:
        """Return what is made of each post by itself, by path, in the order of the posts.

        In an index that stays it is made once, and of a post that changes once more: of its Facts,
        of what the key tells, and of what stays the same for all, as the files of the site.
        """
        kept = self._kept.get(key)
        if kept is None:
            kept = Each(make, {facts.path: make(facts) for facts in self.posts})
            if self.stays:
                self._kept[key] = kept
        found: Any = kept.found
        return cast("Mapping[str, _T]", found)

    def tally(self, tally: Tally) -> Counter[Any]:
        """Return how often the values come that a tally counts.

        They are made as with `each`. Those that come no more may still be there, with 0; of a part
        of a site those that do not matter are left out.
        """
        if self.sums is not None:
            return self.sums.tallies[tally.name]
        key = f"tally of {tally.name}"
        if key not in self._kept:
            files = self.facts.values() if tally.pages else self.posts
            found = Counter(chain.from_iterable(map(tally.values, files)))
            self._kept[key] = Tallied(tally.values, found, tally.pages)
        return cast("Counter[Any]", self._kept[key].found)

    def total(self, tally: Tally) -> int:
        """Return how many values a tally has counted, those that do not matter too."""
        return self.sums.totals[tally.name] if self.sums else self.tally(tally).total()

    def first(self, first: First, value: Hashable = "") -> str | None:
        """Return the path of the first post that has a value; None where none has."""
        if self.sums is not None:
            return self.sums.firsts[first.name].get(value)
        having = (facts.path for facts in self.posts if value in first.values(facts))
        return next(having, None)

    def spread(self, spread: Spread) -> Mapping[Any, int]:
        """Return how many different values come together with each."""
        if self.sums is not None:
            return self.sums.spreads[spread.name]
        return self.memo(f"spread of {spread.name}", lambda: self._spread(spread))

    def _spread(self, spread: Spread) -> Counter[Any]:
        pairs = {pair for facts in self.facts.values() for pair in spread.pairs(facts)}
        return Counter(one for one, _ in pairs)

    @property
    def post_count(self) -> int:
        """How many posts the site has."""
        return self.sums.totals[POSTS.name] if self.sums else len(self.posts)

    @property
    def links(self) -> Links | None:
        """The links of what the site publishes, told when the first is asked about."""
        return self.standing("links", self.links_of)

    def way(self, path: str, target: Target) -> Way:
        """Tell where a link of a file of the site leads."""
        return way(self.site, self.links, lambda: self.names, path, target)

    @cached_property
    def judged(self) -> Judged:
        """The links of the files asked for: each is followed once."""
        return judged(self.asked_files, self.way)

    @cached_property
    def posts(self) -> tuple[Facts, ...]:
        """The Facts of the posts, in the order of their paths."""
        return tuple(facts for facts in self.facts.values() if facts.kind == "post")

    @cached_property
    def asked_files(self) -> tuple[Facts, ...]:
        """The Facts of the files that findings are wanted of, in the order of their paths."""
        if self.asked is None:
            return tuple(self.facts.values())
        return tuple(self.facts[path] for path in sorted(self.asked) if path in self.facts)

    def asks(self, path: str) -> bool:
        """Tell whether findings are wanted of a file, and its Facts are at hand."""
        return path in self.facts and (self.asked is None or path in self.asked)

    @cached_property
    def asked_posts(self) -> tuple[Facts, ...]:
        """The posts among them."""
        return tuple(facts for facts in self.asked_files if facts.kind == "post")

    @cached_property
    def key_counts(self) -> Counter[str]:
        """How many of the site's posts have each front-matter key."""
        return +self.tally(KEYS)

    @property
    def names(self) -> Names:
        """The names of the site's files, as links ask for them."""
        if self.known is not None:
            return self.known
        return self.standing("names", lambda: AllNames(self.site, self.files))

    def alike(self, names: Iterable[str]) -> Iterator[list[tuple[Facts, Told]]]:
        """Yield the posts that may say the same in the first of these fields that each has.

        Two at least, one of which findings are wanted of; what they say has to be compared still,
        since their keys alone are known to be equal.
        """
        names = tuple(names)
        rows = self.each(f"first of {names}", lambda facts: _first(facts, names))
        told = [(self.facts[path], first) for path, first in rows.items() if first]
        asked = self.asked
        keys = {row.key for facts, row in told if asked is None or facts.path in asked}
        grouped: dict[int, list[tuple[Facts, Told]]] = {}
        for facts, row in told:
            if row.key in keys:
                grouped.setdefault(row.key, []).append((facts, row))
        yield from (posts for posts in grouped.values() if len(posts) > 1)


def alike_keys(facts: Facts, names: Iterable[str]) -> tuple[int, ...]:
    """Return the key of what a post says in the first of some fields that it has (see `alike`)."""
    told = _first(facts, names)
    return (told.key,) if told else ()


def _made(known: dict[str, Any], key: str, make: Callable[[], _T]) -> _T:
    """Return what is known under a key, made once; nobody tries again what has taken too long."""
    if key not in known:
        try:
            known[key] = make()
        except Overrun as error:
            known[key] = error
    value: _T | Overrun = known[key]
    if isinstance(value, Overrun):
        raise Overrun(value.limit)
    return value


def _first(facts: Facts, names: Iterable[str]) -> Told | None:
    """Return the first of some fields that a post has."""
    for name in names:
        if name in facts.fields:
            return facts.fields[name]
    return None


def folder_of(path: str) -> str:
    """Return the folder of a path; '' at the root."""
    return path.rpartition("/")[0]
