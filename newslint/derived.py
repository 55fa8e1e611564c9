"""What is derived of each post by itself, held as long as its site stays in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeAlias

from newslint.facts import Facts


class Each(NamedTuple):
    """What is made of each post."""

    make: Callable[[Facts], Any]
    found: dict[str, Any]
    """By path."""
    pages: bool = False

    def turn(self, before: Facts, after: Facts) -> None:
        """Let one post be another."""
        self.found[before.path] = self.make(after)


class Tallied(NamedTuple):
    """How often values come in all posts together."""

    values: Callable[[Facts], Iterable[Any]]
    found: Counter[Any]
    pages: bool

    def turn(self, before: Facts, after: Facts) -> None:
        """Let one post be another."""
        # A mapping's values would be taken for counts.
        self.found.subtract(iter(self.values(before)))
        self.found.update(iter(self.values(after)))


Kept: TypeAlias = dict[str, Each | Tallied]
"""What is held, by the name that it was asked for under."""


def turn(kept: Kept, before: Facts, after: Facts) -> None:
    """Let one post be another in all that is held."""
    for key, row in [*kept.items()]:
        if after.kind == "post" or row.pages:
            try:
                row.turn(before, after)
            except Exception:  # noqa: BLE001  # the rule that asks for it next meets the fault
                del kept[key]
