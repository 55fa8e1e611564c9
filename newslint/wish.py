"""Wishes: what a site wants of a rule or a family, and how one layer of them lies over another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec


class Wish(msgspec.Struct, frozen=True):
    """What is wanted of a rule or a family."""

    severity: str | None = None
    """A severity, `off`, or None where it stays as it is."""
    options: Mapping[str, Any] = msgspec.field(default_factory=dict)
    fix: str | None = None
    """What is made of the rule's fixes: off, safe, unsafe, or None where they stay as they are."""
    family: str = ""
    """The family that the rule is written with; '' where it stands alone."""
    place: str = ""
    """Where it is written: `file:line`."""
    places: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Where each option is written."""

    def over(self, below: Wish) -> Wish:
        """Return this wish where it says something, the one below where it does not."""
        return Wish(
            below.severity if self.severity is None else self.severity,
            laid_over(below.options, self.options),
            below.fix if self.fix is None else self.fix,
            self.family or below.family,
            self.place,
            {**below.places, **self.places},
        )


MORE = "+"
"""What ends an option's name where something is added to its list or mapping."""


def laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of two wishes: what is added above is added to what is added below."""
    found = dict(below)
    for name, value in above.items():
        if name.endswith(MORE):
            found[name] = more(found.get(name), value)
        else:
            found.pop(name + MORE, None)
            found[name] = value
    return found


def more(have: Any, value: Any) -> Any:
    """Return a list or a mapping with more in it; the new value where there is none yet."""
    if isinstance(have, list | tuple) and isinstance(value, list | tuple):
        return [*have, *value]
    if isinstance(have, Mapping) and isinstance(value, Mapping):
        return {**have, **value}
    return value


FIXES = ("off", "safe", "unsafe")
"""What a site can make of a rule's fixes: none is offered, all are safe, all are unsafe."""


Layer = Mapping[str, Wish]
"""Wishes by the name of the rule or the family. Of one layer a family's comes first, the rule's
own after it."""


def merged(below: Layer, above: Layer) -> Layer:
    """Return one layer of two, rule by rule and option by option."""
    found = dict(below)
    for name, wish in above.items():
        found[name] = wish.over(below[name]) if name in below else wish
    return found


class Selection(NamedTuple):
    """Which rules a command line wants to hear of, by rule, family or `all`."""

    select: frozenset[str] = frozenset()
    """Empty where nothing is selected: then the configuration decides."""
    ignore: frozenset[str] = frozenset()

    @classmethod
    def of(cls, select: Iterable[str], ignore: Iterable[str]) -> Selection:
        """Return what is written: names, and lists of names parted by commas."""
        return cls(_names(select), _names(ignore))

    def wants(self, names: tuple[str, ...]) -> bool | None:
        """Tell whether a rule is wanted; None where nothing is said of it.

        `names` are the rule's own, its family's and `all`: the nearer one decides, and of one
        name that is both selected and ignored the latter (as ruff does).
        """
        for name in names:
            if name in self.ignore:
                return False
            if name in self.select:
                return True
        return False if self.select else None


def _names(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(name.strip() for part in listed for name in part.split(",") if name.strip())


NO_SELECTION = Selection()
