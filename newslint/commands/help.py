"""`--help` in the reader's language, and the options that many commands take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from newslint.commands.language import reader
from newslint.width import width
from newslint.words import LANGUAGES, spoken

LANGUAGE = click.Option(
    ["--lang"],
    type=click.Choice(LANGUAGES),
    help="The language of what newslint says.",
    # `language.meet` has read it before there was a command.
    expose_value=False,
)

"""What every command takes."""
text_or_json = click.option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="For people, or for programs.",
)
"""What commands take that list something."""


class Formatter(click.HelpFormatter):
    """Writes help in the reader's language, in lines that a terminal has the columns for."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, args, prefix or f"{spoken('Usage:', reader())} ")

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        super().write_heading(spoken(heading, reader()))

    def write_text(self, text: str) -> None:
        """Write a text of one or more paragraphs."""
        super().write_text(_lines(text, self.width - self.current_indent))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write options or commands, with what each is for."""
        listed = list(rows)
        first = min(max(len(name) for name, _ in listed), col_max) + col_spacing
        room = self.width - first - 2
        super().write_dl([(name, _lines(about, room)) for name, about in listed], col_max)


def dressed(command: click.Command) -> click.Command:
    """Return a command that takes `--lang` and tells its help in the reader's language."""
    command.context_class = Context
    if not any("--lang" in option.opts for option in command.params):
        command.params.append(LANGUAGE)
    if isinstance(command, click.Group):
        for inside in command.commands.values():
            # Else click shortens it, and then it is in no table.
            inside.short_help = inside.short_help or (inside.help or "").partition("\n\n")[0]
            dressed(inside)
    return command


class Context(click.Context):
    """A call of a command, whose help is written so."""

    formatter_class = Formatter


def _lines(text: str, room: int) -> str:
    """Return a text in the reader's language, its lines broken where click would not break them.

    click counts letters, of which Hangul takes two columns each.
    """
    paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
    told = [spoken(part, reader()) for part in paragraphs]
    if all(part.isascii() for part in told):
        return "\n\n".join(told)
    # click lets stand what a line with a backspace precedes.
    return "\n\n".join("\b\n" + "\n".join(_broken(part.split(), room)) for part in told)


def _broken(words: Iterable[str], room: int) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".lstrip()
        if line and width(longer) > room:
            yield line
            longer = word
        line = longer
    yield line
