r"""A pattern as an automaton: its places that take one character, and which may follow which.

The construction is Glushkov's. An edge stands for one way to get from one character to the next,
and says what those two may be, so that `\b`, `^`, `$` and assertions about one character are held
to exactly. An assertion of more is a way that ends nowhere: it costs time, and what follows it is
tried as if it held. So an automaton has all the ways that Python's engine may try, and a few more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from re import _constants as c  # type: ignore[attr-defined]  # there is no other way to read one
from re import _parser as parser  # type: ignore[attr-defined]  # as above
from typing import Any, NamedTuple

from newslint.growth.symbols import NEWLINE, ONE, WORD, Alphabet, letters_of, one_letter
from newslint.growth.ways import (
    MANY,
    Guard,
    Part,
    Places,
    TooMuchError,
    Ways,
    added,
    both,
    either,
    passed,
    product,
)

START = -1
"""The place before the first character of a match."""
_COPIES = 16
"""Places that a bounded repeat is written out to; a longer one is a loop that ends some time."""
_MOST = 20_000
"""Edges that are looked at; a list of a thousand words inside a repeat has a million."""


class Edge(NamedTuple):
    """A way from one place to another."""

    to: int
    guard: Guard
    endless: bool
    """Whether it may be part of a loop that has no bound."""


class _How(NamedTuple):
    """What holds for a part of a pattern."""

    flags: int
    endless: bool
    """Whether it is inside a repeat without a bound."""


class Automaton:
    """A pattern's places, its edges, and the places from which a match can no longer fail."""

    def __init__(self, pattern: re.Pattern[Any]) -> None:
        """Read a pattern as Python's own parser does; raise TooMuchError for one too large."""
        tree = parser.parse(pattern.pattern, pattern.flags)
        # Of bytes, `\w` knows ASCII only, and the parser does not say so.
        flags = pattern.flags | (re.ASCII if isinstance(pattern.pattern, bytes) else 0)
        self.alphabet = Alphabet([WORD, NEWLINE, *letters_of(tree, flags)])
        self.takes: list[int] = []
        """What each place takes: a set of symbols."""
        self.edges: dict[int, dict[Edge, int]] = {START: {}}
        """The edges from each place, and in how many ways each is gone."""
        self._groups: dict[int, tuple[Any, int]] = {}
        self._keeps: set[int] = set()
        self._joined = 0
        self._free = (self.alphabet.all, self.alphabet.all)
        self._readers: dict[Any, Callable[[Any, _How], Part]] = {
            c.SUBPATTERN: self._group,
            c.BRANCH: lambda given, how: either(self._sequence(way, how) for way in given[1]),
            c.GROUPREF_EXISTS: lambda given, how: either(
                self._sequence(way or (), how) for way in given[1:]
            ),
            c.MAX_REPEAT: self._repeat,
            c.MIN_REPEAT: self._repeat,
            c.POSSESSIVE_REPEAT: self._kept,
            c.ATOMIC_GROUP: self._atomic,
            c.GROUPREF: self._again,
            c.AT: self._at,
            c.ASSERT: self._assertion,
            c.ASSERT_NOT: self._denial,
            c.FAILURE: lambda _given, _how: Part({}, {}, {}),
        }
        whole = self._sequence(tree, _How(flags, endless=False))
        self._join({(START, self._free): 1}, whole.first, endless=False)
        self.sure = frozenset(at for at, guard in whole.last if self._ends_well(at, guard))
        """The places after which the whole matches, whatever comes."""

    def _ends_well(self, at: int, guard: Guard) -> bool:
        # What a possessive repeat does not take comes after it in any case.
        taken = self.takes[at] if at in self._keeps else 0
        return (guard[0], guard[1] | taken) == self._free

    # -- Parts ---------------------------------------------------------------------------

    def _sequence(self, rows: Iterable[Any], how: _How) -> Part:
        made = Part({}, {}, {self._free: 1})
        for op, given in rows:
            if op in ONE:
                part = self._place(self.alphabet.of(one_letter(op, given, how.flags)))
            else:
                part = self._readers[op](given, how)
            made = self._after(made, part)
        return made

    def _place(self, letters: int) -> Part:
        self.takes.append(letters)
        at = len(self.takes) - 1
        self.edges[at] = {}
        return Part({(at, self._free): 1}, {(at, self._free): 1}, {})

    def _after(self, one: Part, two: Part) -> Part:
        """Return a part and what follows it."""
        self._join(one.last, two.first, endless=True)
        return Part(
            added(one.first, passed(one.empty, two.first)),
            added(two.last, passed(two.empty, one.last)),
            product(one.empty, two.empty),
        )

    def _join(self, ends: Places, starts: Places, *, endless: bool) -> None:
        self._joined += len(ends) * len(starts)
        if self._joined > _MOST:
            raise TooMuchError
        for (at, asked), ways in ends.items():
            for (to, told), others in starts.items():
                guard = both(asked, told)
                taken = self._free[0] if at == START else self.takes[at]
                if guard[0] & taken and guard[1] & self.takes[to]:
                    edge = Edge(to, guard, endless)
                    self.edges[at][edge] = min(MANY, self.edges[at].get(edge, 0) + ways * others)

    def _group(self, given: Any, how: _How) -> Part:
        number, more, less, rows = given
        how = how._replace(flags=(how.flags | more) & ~less)
        self._groups[number] = (rows, how.flags)
        return self._sequence(rows, how)

    def _again(self, number: int, how: _How) -> Part:
        """Return what a group has taken: as if it were the group once more."""
        rows, flags = self._groups[number]
        return self._sequence(rows, how._replace(flags=flags | how.flags & re.IGNORECASE))

    # -- Repeats -------------------------------------------------------------------------

    def _repeat(self, given: Any, how: _How) -> Part:
        least, most, rows = given
        endless = how.endless or most is c.MAXREPEAT
        before = len(self.takes)
        made = self._sequence(rows, how._replace(endless=endless))
        if most is not c.MAXREPEAT and most * (len(self.takes) - before) <= _COPIES:
            self._forget(before)
            return self._copies(given, how)
        if most > 1:
            self._join(made.last, made.first, endless=endless)
        return made if least else self._perhaps(made)

    def _copies(self, given: Any, how: _How) -> Part:
        """Return a part as often as it may be there, each written out: a{1,3} is a(a(a)?)?."""
        least, most, rows = given
        whole = Part({}, {}, {self._free: 1})
        for number in range(most, 0, -1):
            whole = self._after(self._sequence(rows, how), whole)
            if number > least:
                whole = self._perhaps(whole)
        return whole

    def _perhaps(self, part: Part) -> Part:
        return either((part, Part({}, {}, {self._free: 1})))

    def _kept(self, given: Any, how: _How) -> Part:
        """Return a possessive repeat: it gives nothing back, so what follows is none of its own."""
        made = self._repeat(given, how)
        _, most, rows = given
        if most is not c.MAXREPEAT or len(rows) != 1 or rows[0][0] not in ONE:
            return made
        self._keeps.update(at for at, _ in made.last)
        op, one = rows[0]
        taken = self.alphabet.of(one_letter(op, one, how.flags))
        others: Ways = {(self.alphabet.all, self.alphabet.all & ~taken): 1}
        return Part(made.first, passed(others, made.last), product(others, made.empty))

    def _atomic(self, rows: Any, how: _How) -> Part:
        if len(rows) == 1 and rows[0][0] is c.MAX_REPEAT:
            return self._kept(rows[0][1], how)
        return self._sequence(rows, how)

    # -- What takes no character ---------------------------------------------------------

    def _at(self, where: Any, how: _How) -> Part:
        every, word, line = self._free[0], self.alphabet.of(WORD), self.alphabet.of(NEWLINE)
        other = every & ~word
        ways: dict[Any, list[Guard]] = {
            c.AT_BEGINNING: [(line if how.flags & re.MULTILINE else 0, every)],
            c.AT_BEGINNING_STRING: [(0, every)],
            c.AT_END: [(every, line)],
            c.AT_END_STRING: [(every, 0)],
            c.AT_BOUNDARY: [(word, other), (other, word)],
            c.AT_NON_BOUNDARY: [(word, word), (other, other)],
        }
        return Part({}, {}, dict.fromkeys(ways[where], 1))

    def _assertion(self, given: Any, how: _How) -> Part:
        direction, rows = given
        before = len(self.takes)
        body = self._sequence(rows, how)
        places = body.last if direction < 0 else body.first
        return self._asked(
            given, body, before, self._free[0] if body.empty else self._meant(places)
        )

    def _denial(self, given: Any, how: _How) -> Part:
        before = len(self.takes)
        body = self._sequence(given[1], how)
        one = given[1].getwidth() == (1, 1)
        plain = all(guard == self._free for _, guard in (*body.first, *body.last))
        denied = self._meant(body.first) if one and plain else 0
        return self._asked(given, body, before, self._free[0] & ~denied)

    def _asked(self, given: Any, body: Part, before: int, letters: int) -> Part:
        """Return what asks for a character before or behind, and may read on from there."""
        looped = any(
            edge.to <= at for at in range(before, len(self.takes)) for edge in self.edges[at]
        )
        if not looped:
            self._forget(before)
        guard = (letters, self._free[1]) if given[0] < 0 else (self._free[0], letters)
        return Part(body.first if looped else {}, {}, {guard: 1})

    def _meant(self, places: Places) -> int:
        letters = 0
        for at, _ in places:
            letters |= self.takes[at]
        return letters

    def _forget(self, before: int) -> None:
        for at in range(before, len(self.takes)):
            del self.edges[at]
        del self.takes[before:]
