"""`--baseline`, `--no-baseline` and `--ratchet`: what a run takes for known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from newslint.git import Before


def baseline_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options to a command, which gets `baseline`, `no_baseline` and `ratchet`."""
    existing = click.Path(exists=True, dir_okay=False)
    for option in (
        click.option("--ratchet", is_flag=True, help="A baseline may only shrink."),
        click.option("--no-baseline", is_flag=True, help="Tell what a baseline lists, too."),
        click.option(
            "--baseline",
            type=existing,
            metavar="FILE",
            help="What it lists is known, and not told.",
        ),
    ):
        command = option(command)
    return command


def baseline_of(file: str | None, *, none: bool) -> str | None:
    """Return the baseline as a request has it: absolute, '' for the site's own, None for none."""
    if none and file:
        raise click.UsageError("--baseline and --no-baseline ask two things; choose one")
    return None if none else Path(file).absolute().as_posix() if file else ""


def ratchet_of(before: Before | None, *, asked: bool) -> Callable[[str], bytes | None] | None:
    """Return what gives a file as it was before, where a baseline may only shrink.

    That is as it was before the change that the run is about, or in the last commit; outside of a
    repository there is nothing before.
    """
    if not asked:
        return None
    if before is None:
        from newslint import git

        try:
            before = git.committed()
        except git.GitError:
            return lambda _: None
    then = before

    def read(path: str) -> bytes | None:
        whole = Path(path).resolve().as_posix()
        return then.read([whole]).get(whole)

    return read
