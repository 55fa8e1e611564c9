"""What the commands ask of the terminal and of the environment, and tell people there."""

from __future__ import annotations

import os
import sys

import click

from newslint.diagnostic import safe_path


def notice(text: str) -> None:
    """Tell people something that is no finding."""
    click.echo(notice_text(text), err=True)


def notice_text(text: str) -> str:
    """Return a notice as people see it."""
    return f"newslint: {safe_path(text)}"


def locale() -> str:
    """Return the language of the environment; '' if it tells none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return value.partition("_")[0].partition(".")[0].lower()
    return ""


def wants_colour(asked: str) -> bool:
    """Tell whether stdout takes colours: as asked, else as the environment or the terminal does."""
    if asked != "auto":
        return asked == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") != "0":
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
