"""The loops of an automaton that can go on over the same word: what makes a pattern take long."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import partial
from itertools import product
from typing import Any, NamedTuple, TypeVar

from newslint.growth.automaton import START, Automaton
from newslint.growth.ways import TooMuchError

MOST = 1_000_000
"""Steps that are looked at for one pattern; what needs more is not proven."""

State = TypeVar("State", bound=Hashable)


class Growth(NamedTuple):
    """How a pattern's time grows."""

    kind: str
    """`linear`, `polynomial`, `exponential`; `unproven` where there is too much to look at."""
    word: str = ""
    """What a text repeats for which it does so."""


def growth_of(pattern: re.Pattern[Any], *, everywhere: bool = True, whole: bool = False) -> Growth:
    """Return how the time grows that a pattern takes for a text.

    `everywhere`: whether it is looked for at each place of the text, as `search`, `finditer`, `sub`
    and `split` do, and not only at one, as `match` and `fullmatch` do. `whole`: whether the match must
    end where the text does, as that of `fullmatch`.
    """
    try:
        loops = _Loops(Automaton(pattern), whole=whole)
        if word := loops.doubled():
            return Growth("exponential", word)
        if word := loops.chained() or (loops.entered() if everywhere else ""):
            return Growth("polynomial", word)
    except TooMuchError:
        return Growth("unproven")
    return Growth("linear")


class _Move(NamedTuple):
    to: int
    letters: int
    """By which symbols."""
    ways: int
    endless: bool


class _Loops:
    """The loops without a bound of an automaton in which a match may still fail."""

    def __init__(self, automaton: Automaton, *, whole: bool) -> None:
        self._letters = automaton.alphabet.letters
        self._takes = automaton.takes
        self._moves = {
            (at, bit): moves
            for at in automaton.edges
            for bit in _bits(automaton.alphabet.all if at == START else automaton.takes[at])
            if (moves := _moves(automaton, at, bit)) or at == START
        }
        # Of what ends in a match anyhow, nothing is tried again.
        sure = frozenset() if whole else automaton.sure
        self._unsure = frozenset(automaton.edges) - sure
        self._loops = list(self._components(automaton))
        self._heads = {
            edge.to
            for at, edges in automaton.edges.items()
            for edge in edges
            if edge.endless and edge.to <= at
        }
        self._looked_at = 0

    def _components(self, automaton: Automaton) -> Iterator[frozenset[int]]:
        """Yield the sets of places that lead to each other, without end."""
        graph = {
            at: {edge.to for edge in edges if edge.endless and edge.to in self._unsure}
            for at, edges in automaton.edges.items()
            if at in self._unsure
        }
        reached = {at: _reached(graph, at) for at in graph}
        done: set[int] = set()
        for at in graph:
            if at in reached[at] and at not in done:
                loop = frozenset(to for to in reached[at] if at in reached[to])
                done |= loop
                yield loop

    # -- Three kinds of ambiguity ----------------------------------------------------------

    def doubled(self) -> str:
        """Return a word that leads around a loop in two ways; '' if there is none."""
        for loop, head in self._headed():
            journeys = [
                ((head, head, False, bit), (head, head, True, bit))
                for bit in _bits(self._takes[head])
            ]
            if word := self._word(journeys, partial(self._two_ways, loop=loop)):
                return word
        return ""

    def _two_ways(
        self, state: tuple[int, int, bool, int], loop: frozenset[int]
    ) -> Iterator[tuple[tuple[int, int, bool, int], int]]:
        one, two, apart, bit = state
        ones = self._inside(one, bit, loop)
        for number, first in enumerate(ones):
            for second in ones[number:] if one == two else self._inside(two, bit, loop):
                same = first is second
                parted = apart or first.to != second.to or not same or first.ways > 1
                for letter in _bits(first.letters & second.letters):
                    yield (first.to, second.to, parted, letter), letter

    def chained(self) -> str:
        """Return a word that leads around a loop, around a later one, and from one to the other."""
        for (later, head), loop in product(self._headed(), self._loops):
            for at in sorted(loop) if loop != later else ():
                journeys = [
                    ((at, at, head, bit), (at, head, head, bit))
                    for bit in _bits(self._takes[at] & self._takes[head])
                ]
                if word := self._word(journeys, partial(self._both_loops, loops=(loop, later))):
                    return word
        return ""

    def _both_loops(
        self, state: tuple[int, int, int, int], loops: tuple[frozenset[int], frozenset[int]]
    ) -> Iterator[tuple[tuple[int, int, int, int], int]]:
        at, between, later, bit = state
        for first in self._inside(at, bit, loops[0]):
            for second in self._inside(later, bit, loops[1]):
                shared = first.letters & second.letters
                for middle in self._moves.get((between, bit), ()) if shared else ():
                    if middle.to in self._unsure:
                        for letter in _bits(shared & middle.letters):
                            yield (first.to, middle.to, second.to, letter), letter

    def entered(self) -> str:
        """Return a word that leads from the start into a loop, and around it."""
        for loop, head in self._headed():
            journeys = [((START, head, bit), (head, head, bit)) for bit in _bits(self._takes[head])]
            if word := self._word(journeys, partial(self._from_start, loop=loop)):
                return word
        return ""

    def _from_start(
        self, state: tuple[int, int, int], loop: frozenset[int]
    ) -> Iterator[tuple[tuple[int, int, int], int]]:
        at, later, bit = state
        for second in self._inside(later, bit, loop):
            if at == START:
                for letter in _bits(second.letters):
                    yield (START, second.to, letter), letter
            for first in self._moves.get((at, bit), ()):
                for letter in _bits(first.letters & second.letters):
                    yield (first.to, second.to, letter), letter

    # -- Ways ------------------------------------------------------------------------------

    def _headed(self) -> list[tuple[frozenset[int], int]]:
        """Return each loop with each of its places to which a repeat goes back."""
        return [(loop, head) for loop in self._loops for head in sorted(loop & self._heads)]

    def _inside(self, at: int, bit: int, loop: frozenset[int]) -> list[_Move]:
        return [row for row in self._moves.get((at, bit), ()) if row.endless and row.to in loop]

    def _word(
        self,
        journeys: Iterable[tuple[State, State]],
        onward: Callable[[State], Iterable[tuple[State, int]]],
    ) -> str:
        """Return the word of the first journey, from a state to another, that there is."""
        for start, end in journeys:
            came: dict[State, tuple[State, int]] = {}
            queue = [start]
            for state in queue:
                for reached, letter in onward(state):
                    self._looked_at += 1
                    if self._looked_at > MOST:
                        raise TooMuchError
                    if reached not in came:
                        came[reached] = (state, letter)
                        queue.append(reached)
                if end in came:
                    return self._spelt(came, start, end)
        return ""

    def _spelt(self, came: dict[State, tuple[State, int]], start: State, end: State) -> str:
        found = ""
        state = end
        while state != start or not found:
            state, letter = came[state]
            found = self._letters[letter] + found
        return found


def _moves(automaton: Automaton, at: int, bit: int) -> list[_Move]:
    return [
        _Move(edge.to, letters, ways, edge.endless)
        for edge, ways in automaton.edges[at].items()
        if edge.guard[0] >> bit & 1 and (letters := edge.guard[1] & automaton.takes[edge.to])
    ]


def _bits(letters: int) -> list[int]:
    return [bit for bit in range(letters.bit_length()) if letters >> bit & 1]


def _reached(graph: dict[int, set[int]], at: int) -> set[int]:
    found: set[int] = set()
    queue = [at]
    while queue:
        for to in graph.get(queue.pop(), ()):
            if to not in found:
                found.add(to)
                queue.append(to)
    return found
