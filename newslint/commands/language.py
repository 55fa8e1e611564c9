"""The language of whoever reads what the commands say."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextvars import ContextVar

import click

from newslint.words import language_of, spoken

_READER: ContextVar[str] = ContextVar("reader", default="")


def locale() -> str:
    """Return the language of the environment; '' if it tells none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return value.partition("_")[0].partition(".")[0].lower()
    return ""


def meet(args: Sequence[str]) -> None:
    """Learn the reader's language: what `--lang` says, wherever it stands, or the environment."""
    asked = ""
    for number, word in enumerate(args):
        if word == "--":
            break
        if word == "--lang":
            asked = "".join(args[number + 1 : number + 2])
        elif word.startswith("--lang="):
            asked = word.partition("=")[2]
    _READER.set(language_of(asked, locale()))


def reader() -> str:
    """Return the language of whoever reads this."""
    return _READER.get()


def words(text: str) -> str:
    """Return a text in the reader's language."""
    return spoken(text, reader())


def say(text: str) -> None:
    """Tell a text in the reader's language."""
    click.echo(words(text))
