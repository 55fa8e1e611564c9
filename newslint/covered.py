"""What is found in a file, held against what its site's baseline lists, place by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from msgspec.structs import replace

from newslint.baseline import Entry
from newslint.diagnostic import Diagnostic
from newslint.place import Place
from newslint.recognition import headings as headings_of
from newslint.recognition import own, place, sections, split
from newslint.source import Source, Span

Key = tuple[str, str]
"""A rule's id and a print."""
_UNLISTED = frozenset(
    f"engine/{name}"
    for name in "internal-error limit-exceeded unreadable-file stale-baseline".split()
)
"""What tells that newslint could not look, or that a baseline is old: no baseline silences it."""


@dataclass(frozen=True)
class Covered:
    """What is found in a file, told apart by what its baseline lists."""

    diagnostics: tuple[Diagnostic, ...]
    """What is told, and as silenced what is listed."""
    left: tuple[Entry, ...] = ()
    """What is listed and not there any more, each with how often."""
    held: Sequence[tuple[str, Sequence[str], Sequence[Entry | None]]] = ()
    """Of each finding the rule, the prints, and the entry for each of them."""

    @cached_property
    def entries(self) -> Mapping[Key, Entry]:
        """The entry for each offence that is listed, by what it is known by now."""
        return {
            (rule, mark): entry
            for rule, marks, hold in self.held
            for mark, entry in zip(marks, hold, strict=True)
            if entry is not None
        }

    @cached_property
    def times(self) -> Mapping[Key, int]:
        """How often each is there and listed."""
        return Counter(
            (rule, mark)
            for rule, marks, hold in self.held
            for mark, entry in zip(marks, hold, strict=True)
            if entry is not None
        )


def covered(
    diagnostics: Sequence[Diagnostic],
    entries: Iterable[Entry],
    read: Callable[[], Source],
    today: date,
    headings: AbstractSet[str] | None = None,
) -> Covered:
    """Hold what is found in a file against the entries for it.

    An offence is listed where an entry has its rule and its print. Where one has its rule and words,
    it may have been given another heading: if the file has no more the one it had, or had not the
    one it has; `headings` are those that it had, None if nobody knows. `read` gives the file, where it is asked for.
    """
    stock = _Stock(entries, headings)
    listed = [(row, split(row.prints)) for row in diagnostics if may_be_listed(row)]
    held = [(row, marks, stock.take_all(row.rule, marks)) for row, marks in listed]
    for row, marks, hold in held:
        if None in hold:
            for number, mark in enumerate(marks):
                hold[number] = hold[number] or stock.take_renamed((row.rule, mark), read)
    holds = {id(row): hold for row, _, hold in held}
    rows = (
        part for row in diagnostics for part in _parts(row, holds.get(id(row), []), read, today)
    )
    return Covered(tuple(rows), stock.left, [(row.rule, marks, hold) for row, marks, hold in held])


def may_be_listed(row: Diagnostic) -> bool:
    """Tell whether a baseline may list a finding."""
    return row.suppressed is None and row.rule not in _UNLISTED


class _Stock:
    """The entries of a file, as they are used up."""

    def __init__(self, entries: Iterable[Entry], headings: AbstractSet[str] | None) -> None:
        self._entries: dict[Key, Entry] = {}
        self._left: dict[Key, int] = {}
        for entry in entries:
            for where, times in entry.places.items():
                key = (entry.rule, entry.words + where)
                self._entries[key], self._left[key] = entry, times
        self._headings = headings
        self._marks: tuple[frozenset[str], frozenset[str]] | None = None

    def take_all(self, rule: str, marks: Iterable[str]) -> list[Entry | None]:
        """Return the entry of each print, where one is not used up."""
        left, entries = self._left, self._entries
        found: list[Entry | None] = []
        for mark in marks:
            key = (rule, mark)
            count = left.get(key, 0)
            if count:
                left[key] = count - 1
            found.append(entries[key] if count else None)
        return found

    def take_renamed(self, key: Key, read: Callable[[], Source]) -> Entry | None:
        """Return an entry for the same words whose field or heading has another name now."""
        for other in self._by_words.get((key[0], own(key[1])), ()):
            if self._left[other]:
                there, new = self._renamed(read)
                if place(other[1]) not in there or place(key[1]) in new:
                    self._left[other] -= 1
                    return self._entries[other]
        return None

    @cached_property
    def _by_words(self) -> Mapping[tuple[str, str], Sequence[Key]]:
        found: dict[tuple[str, str], list[Key]] = {}
        for rule, mark in self._left:
            found.setdefault((rule, own(mark)), []).append((rule, mark))
        return found

    def _renamed(self, read: Callable[[], Source]) -> tuple[frozenset[str], frozenset[str]]:
        """Return the places that the file has, and those of headings that it had not."""
        if self._marks is None:
            source = read()
            marks = frozenset(mark.hex() for mark in sections(source.data).marks)
            known = marks if self._headings is None else self._headings
            self._marks = marks, headings_of(source) - known
        return self._marks

    @property
    def left(self) -> tuple[Entry, ...]:
        """What is not used up."""
        if not any(self._left.values()):
            return ()
        found: dict[tuple[str, str], Entry] = {}
        for (rule, mark), left in self._left.items():
            if left:
                entry = found.get((rule, own(mark)))
                places = {**(entry.places if entry else {}), place(mark): left}
                found[rule, own(mark)] = self._entries[rule, mark]._replace(places=places)
        return tuple(found.values())


def _parts(
    row: Diagnostic, hold: Sequence[Entry | None], read: Callable[[], Source], today: date
) -> Iterator[Diagnostic]:
    """Yield a finding; or what of it is told and what is silenced, where it has both."""
    if (
        hold
        and None not in hold
        and not any(entry.until or entry.reason for entry in hold if entry)
    ):
        yield replace(row, suppressed="", baselined=True)
        return
    silent = [n for n, entry in enumerate(hold) if entry is not None and not _is_over(entry, today)]
    if not silent:
        yield row
        return
    reasons = dict.fromkeys(entry.reason for n in silent if (entry := hold[n]) and entry.reason)
    told = [number for number in range(len(hold)) if number not in {*silent}]
    mute = row if not told else replace(_part(row, silent, read), fix=None, edits=())
    yield replace(mute, suppressed="; ".join(reasons), baselined=True)
    if told:
        places = [row.places[number] for number in silent]
        touches = any(_overlap(edit, spot) for edit, _ in row.edits for spot in places)
        kept = _part(row, told, read)
        yield replace(kept, fix=None, edits=()) if touches else kept


def _is_over(entry: Entry, today: date) -> bool:
    return entry.until is not None and entry.until < today


def _part(row: Diagnostic, numbers: Sequence[int], read: Callable[[], Source]) -> Diagnostic:
    """Return a finding with some of its places only."""
    marks = split(row.prints)
    first = row.places[numbers[0]]
    moved = first != row.place
    source = read() if moved else None
    return replace(
        row,
        place=first,
        span=_span(first, source) if source else row.span,
        line=source.line(first.line) if source else row.line,
        places=tuple(row.places[number] for number in numbers),
        count=len(numbers),
        prints=bytes.fromhex("".join(marks[number] for number in numbers)),
    )


def _span(spot: Place, source: Source) -> Span:
    return Span(_offset(*spot.start, source), _offset(*spot.end, source))


def _offset(line: int, column: int, source: Source) -> int:
    start = max(source.line_starts[line - 1], source.start if line == 1 else 0)
    return start + len(source.line(line)[: column - 1].encode(errors="replace"))


def _overlap(one: Place, other: Place) -> bool:
    return one.start < other.end and other.start < one.end
