"""The parts of an automaton while it is built: where each begins, where it ends, how it is passed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

MANY = 2
"""Two ways, or more: how many more makes no difference."""


class TooMuchError(Exception):
    """A pattern of more places, or more ways, than are looked at."""


Guard = tuple[int, int]
"""What the character before and the one behind may be: two sets of symbols."""
Ways = dict[Guard, int]
"""How many ways there are, by what they ask of the characters around."""
Places = dict[tuple[int, Guard], int]
"""How many ways lead to a place, or out of it, by the place and what they ask."""


class Part(NamedTuple):
    """A part of a pattern: the places where it begins and ends, and how it takes nothing."""

    first: Places
    last: Places
    empty: Ways


def both(one: Guard, two: Guard) -> Guard:
    """Return what asks for what two guards ask for."""
    return one[0] & two[0], one[1] & two[1]


def added(one: Places, two: Places) -> Places:
    """Return the places of two parts."""
    return {key: min(MANY, one.get(key, 0) + two.get(key, 0)) for key in one | two}


def passed(ways: Ways, places: Places) -> Places:
    """Return places as they are reached, or left, by ways that take nothing."""
    found: Places = {}
    for (at, told), others in places.items():
        for asked, number in ways.items():
            key = (at, both(asked, told))
            found[key] = min(MANY, found.get(key, 0) + number * others)
    return found


def product(one: Ways, two: Ways) -> Ways:
    """Return the ways that take nothing through one part and then through another."""
    found: Ways = {}
    for asked, number in one.items():
        for told, others in two.items():
            guard = both(asked, told)
            found[guard] = min(MANY, found.get(guard, 0) + number * others)
    return found


def either(parts: Iterable[Part]) -> Part:
    """Return what is one of several parts."""
    whole = Part({}, {}, {})
    for part in parts:
        empty = dict(whole.empty)
        for guard, number in part.empty.items():
            empty[guard] = min(MANY, empty.get(guard, 0) + number)
        whole = Part(added(whole.first, part.first), added(whole.last, part.last), empty)
    return whole
