"""The index: the Facts of every post of one site, and what the site teaches through them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import msgspec
from msgspec.structs import replace

from newslint.facts import Facts, Target, Told
from newslint.site import Site
from newslint.site.links import Links, Verdict, Way
from newslint.site.resolve import resolve
from newslint.source import Source, Span

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.outgoing import Answered

_T = TypeVar("_T")
_TEMPLATED = Way("undecidable", cause="a template makes it")
_LAID_OUT = Way("undecidable", cause="a layout makes a link of it")


class Judged(NamedTuple):
    """Where links lead."""

    rows: dict[Verdict, list[tuple[Facts, Target, Way]]]
    """Those that there may be something to say of, by verdict."""
    counts: Counter[Verdict]
    causes: Counter[str]
    """Why links could not be judged."""


class Led(NamedTuple):
    """Where a link of a file leads, that may stand in it many times."""

    facts: Facts
    target: Target
    """One of those that are written so; one that the file does not spell, if there is such."""
    way: Way
    spans: dict[Span, None]
    """Its places, each once, in their order."""


class _Each(NamedTuple):
    make: Callable[[Facts], Any]
    found: dict[str, Any]

    def turn(self, before: Facts, after: Facts) -> None:
        self.found[before.path] = self.make(after)


class _Tally(NamedTuple):
    values: Callable[[Facts], Iterable[Any]]
    found: Counter[Any]

    def turn(self, before: Facts, after: Facts) -> None:
        # A mapping's values would be taken for counts.
        self.found.subtract(iter(self.values(before)))
        self.found.update(iter(self.values(after)))


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
    stays: bool = False
    """True where it will be turned: what is made of each post is held for that, much as it is."""
    _memo: dict[str, Any] = msgspec.field(default_factory=dict)
    _kept: dict[str, _Each | _Tally] = msgspec.field(default_factory=dict)

    def earlier(self, before: Before) -> Index:
        """Return the index as far as links go, as it was before a change."""
        return replace(self, links_of=before.links_of, before=None, _memo={}, _kept={})

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
        if facts.kind == "post" and facts != before:
            for key, row in [*kept.items()]:
                try:
                    row.turn(before, facts)
                except Exception:  # noqa: BLE001  # the rule that asks for it next meets the fault
                    del kept[key]
        asked = {**self.facts, facts.path: facts}
        return replace(self, facts=asked, asked=(facts.path,), _memo={}, _kept=kept)

    def memo(self, key: str, make: Callable[[], _T]) -> _T:
        """Return what several findings derive from this index, made once."""
        if key not in self._memo:
            self._memo[key] = make()
        value: _T = self._memo[key]
        return value

    def each(self, key: str, make: Callable[[Facts], _T]) -> Mapping[str, _T]:
        """Return what is made of each post by itself, by path, in the order of the posts.

        In an index that stays it is made once, and of a post that changes once more: of its Facts,
        of what the key tells, and of what stays the same for all, as the files of the site.
        """
        kept = self._kept.get(key)
        if kept is None:
            kept = _Each(make, {facts.path: make(facts) for facts in self.posts})
            if self.stays:
                self._kept[key] = kept
        found: Any = kept.found
        return cast("Mapping[str, _T]", found)

    def tally(self, key: str, values: Callable[[Facts], Iterable[_T]]) -> Counter[_T]:
        """Return how often the values come that are made of each post by itself.

        They are made as with `each`. Those that come no more may still be there, with 0.
        """
        key = f"tally of {key}"
        if key not in self._kept:
            self._kept[key] = _Tally(values, Counter(chain.from_iterable(map(values, self.posts))))
        found: Any = self._kept[key].found
        return cast("Counter[_T]", found)

    @cached_property
    def links(self) -> Links | None:
        """The links of what the site publishes, told when the first is asked about."""
        return self.links_of()

    def way(self, path: str, target: Target) -> Way:
        """Tell where a link of a file of the site leads."""
        written = target.target
        links = self.links
        if links is None:
            if target.templated:
                return _TEMPLATED
            return Way(resolve(self.site, self.files, self.directories, path, written))
        if target.templated:
            told = links.expanded(path.removeprefix(self.site.base), written)
            if told.target is None:
                return Way("unnamed", cause=told.broken) if told.broken else _TEMPLATED
            written = told.target
        way = links.way(path.removeprefix(self.site.base), written)
        if target.in_field and way.verdict == "missing" and not written.startswith("/"):
            # A layout may well put it behind the site's own path.
            from_root = links.way("", f"/{written}")
            way = from_root if from_root.verdict == "exists" else _LAID_OUT
        elif target.in_field and way.verdict == "outside":
            way = _LAID_OUT
        if way.source:
            return way._replace(source=self.site.base + way.source)
        return way

    @cached_property
    def judged(self) -> Judged:
        """The links of the files asked for: each is followed once."""
        found = Judged({}, Counter(), Counter())
        for facts in self.asked_files:
            for target in facts.targets:
                way = self.way(facts.path, target)
                found.counts[way.verdict] += 1
                if way.verdict == "undecidable":
                    found.causes[way.cause] += 1
                elif way.verdict != "exists" or way.fragment:
                    found.rows.setdefault(way.verdict, []).append((facts, target, way))
        return found

    def led(self, verdict: Verdict, kinds: Collection[str] = ("link", "image")) -> Iterator[Led]:
        """Yield the links that are judged so, the same ones of a file as one.

        Of those that are right only the ones with a fragment.
        """
        found: dict[tuple[str, str], Led] = {}
        for facts, target, way in self.judged.rows.get(verdict, ()):
            if target.kind in kinds:
                key = (facts.path, target.target)
                led = found.get(key) or Led(facts, target, way, {})
                led.spans[target.span] = None
                # Where one is not spelt at its place, no fix can mend them all.
                found[key] = led if target.is_spelt else led._replace(target=target)
        yield from found.values()

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

    @cached_property
    def asked_posts(self) -> tuple[Facts, ...]:
        """The posts among them."""
        return tuple(facts for facts in self.asked_files if facts.kind == "post")

    @cached_property
    def folders(self) -> Mapping[str, tuple[Facts, ...]]:
        """The posts of each folder."""
        grouped: dict[str, list[Facts]] = {}
        for facts in self.posts:
            grouped.setdefault(folder_of(facts.path), []).append(facts)
        return {folder: tuple(posts) for folder, posts in grouped.items()}

    @cached_property
    def key_counts(self) -> Counter[str]:
        """How many of the site's posts have each front-matter key."""
        return +self.tally("keys", lambda facts: facts.keys if facts.readable else ())

    @cached_property
    def directories(self) -> frozenset[str]:
        """Every folder of the site that holds a file, at any depth."""
        found: set[str] = set()
        for path in self.files:
            folder = folder_of(path)
            while folder and folder not in found:
                found.add(folder)
                folder = folder_of(folder)
        return frozenset(found)

    def alike(self, names: Iterable[str]) -> Iterator[list[tuple[Facts, Told]]]:
        """Yield the posts that may say the same in the first of these fields that each has.

        Two at least, one of which findings are wanted of; what they say has to be compared still,
        since their keys alone are known to be equal.
        """
        names = tuple(names)
        rows = self.each(f"first of {names}", lambda facts: _first(facts, names)).values()
        told = [(facts, first) for facts, first in zip(self.posts, rows, strict=True) if first]
        asked = self.asked
        keys = {row.key for facts, row in told if asked is None or facts.path in asked}
        grouped: dict[int, list[tuple[Facts, Told]]] = {}
        for facts, row in told:
            if row.key in keys:
                grouped.setdefault(row.key, []).append((facts, row))
        yield from (posts for posts in grouped.values() if len(posts) > 1)


def _first(facts: Facts, names: tuple[str, ...]) -> Told | None:
    """Return the first of some fields that a post has."""
    for name in names:
        if name in facts.fields:
            return facts.fields[name]
    return None


def folder_of(path: str) -> str:
    """Return the folder of a path; '' at the root."""
    return path.rpartition("/")[0]
