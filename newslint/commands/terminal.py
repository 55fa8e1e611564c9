"""What the commands ask of the terminal and of the environment, and tell people there."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

import click

from newslint.commands.language import reader
from newslint.diagnostic import safe_path
from newslint.words import spoken


def notice(text: str) -> None:
    """Tell people something that is no finding."""
    with suppress(OSError):
        # Where nobody reads it, the run goes on: it may be about to write what was asked for.
        click.echo(notice_text(text, reader()), err=True)


def notice_text(text: str, language: str) -> str:
    """Return a notice as people see it."""
    return f"newslint: {safe_path(spoken(text, language))}"


def processors() -> int:
    """Return how many processors there are for us."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def wants_colour(asked: str) -> bool:
    """Tell whether stdout takes colours: as asked, else as the environment or the terminal does."""
    if asked != "auto":
        return asked == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") != "0":
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
