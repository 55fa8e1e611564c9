"""How long each rule takes: what `--timings` tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from newslint.catalog import ActiveRule

FILES = "parsing, phrases and places"
SITE = "places across the site"
OTHER = "everything else"


class Timings:
    """Seconds that each rule has taken so far, and each step that serves them all."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` returns seconds, from whatever beginning."""
        self.clock = clock
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._begun = clock()
        self._inside = 0.0
        """Seconds that what is timed now has spent in what is timed by itself."""

    def timed(self, active: ActiveRule) -> ActiveRule:
        """Return a rule whose check is timed, down to the last finding that it yields."""
        run = active.check.run
        spent = self.spending(active.rule.id, lambda *given: list(run(*given)))
        return replace(active, check=replace(active.check, run=lambda *given: iter(spent(*given))))

    def spending(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that does the same, and whose time is told under a name.

        What it calls that is timed by itself does not count.
        """

        def timed(*given: Any, **named: Any) -> Any:
            begun, outside, self._inside = self.clock(), self._inside, 0.0
            try:
                return work(*given, **named)
            finally:
                spent = self.clock() - begun
                self.seconds[name] += spent - self._inside
                self._inside = outside + spent

        return timed

    def table(self, say: Callable[[str], str]) -> str:
        """Return what has taken how long, the slowest first, with its share of the whole.

        `say` puts English into the reader's language.
        """
        whole = self.clock() - self._begun
        rows = sorted(self.seconds.items(), key=lambda row: (-row[1], row[0]))
        rows.append((OTHER, max(0.0, whole - sum(self.seconds.values()))))
        lines = [
            f"{1000 * spent:>10.1f} ms  {100 * spent / whole:>5.1f} %  {say(name)}\n"
            for name, spent in rows
        ]
        return "".join(lines) + f"{1000 * whole:>10.1f} ms  {say('in all')}\n"
