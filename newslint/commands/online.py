"""What `--online`, `--replay` and `--budget` ask for: a desk, or none."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from newslint.remote.added import Change
    from newslint.remote.desk import Desk
    from newslint.remote.settings import Settings
    from newslint.remote.verdict import Asked, Verdict, Wanted


if TYPE_CHECKING:
    _Type = click.ParamType[float]
else:
    _Type = click.ParamType  # takes no type before click 8.4


class Duration(_Type):
    """A duration on the command line, in seconds: `20s`, `2m`, or a number of milliseconds."""

    name = "duration"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return seconds; raise BadParameter."""
        from newslint.remote.settings import duration

        try:
            return duration(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def desk_of(
    *,
    online: bool,
    replay: bool,
    cache: bool,
    budget: float | None,
    change: Change | None,
    progress: Callable[[int, int], None] | None,
) -> Desk | None:
    """Return what asks for links that lead out of the sites; None where that is not wanted."""
    if online and replay:
        raise click.UsageError("--online asks the network, --replay does not; choose one")
    if budget is not None and not online:
        raise click.UsageError("--budget is for --online")
    if not (online or replay):
        return None
    from newslint.remote.desk import Desk

    return Desk(asker() if online else None, time.time, budget, change, progress, cache=cache)


def asker() -> Callable[[Sequence[Wanted], Settings, Callable[[Verdict], None]], Asked]:
    """Return what asks the network; a word where what it needs is not installed."""
    try:
        from newslint.remote.asking import ask
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"to ask the network takes {error.name}; pip install 'newslint[online]'"
        ) from None
    return lambda wanted, settings, keep: ask(wanted, settings, on_verdict=keep)
