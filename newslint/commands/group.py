"""The group that the commands belong to; each is imported when it is called, not before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from newslint import __version__
from newslint.answer import stop_telling
from newslint.commands.help import LANGUAGE, Context, dressed
from newslint.commands.language import words

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = {
    "archive": (
        "archive",
        "Lint an archive of posts on Apache Spark; `newslint archive INPUT OUTPUT` runs it.",
    ),
    "baseline": ("baseline", "List what is there, so that only what is new is told."),
    "check": ("check", "Lint posts; without a path, the current folder."),
    "clean": ("index", "Remove the index of a site."),
    "completion": (
        "completion",
        "Print what makes a shell complete newslint's commands, options and rules.",
    ),
    "config": ("config", "Show what a configuration says, or may say."),
    "duplicates": ("duplicates", "Tell which posts of a whole site repeat each other."),
    "index": ("index", "Tell what the index of a site holds."),
    "init": ("init", "Write a configuration that fits the posts that are there."),
    "lock": ("lock", "Write what the links out of a site lead to into its links.lock."),
    "new-rule": ("rules", "Write the page of a new rule, to be filled in."),
    "rule": ("rules", "Print a rule's page, or list the rules of a family."),
    "rules": ("rules", "List the rules, those of the site's packs and plugins included."),
    "schema": (
        "config",
        "Print the JSON Schema of newslint.yaml, with the rules of the site here, or of the report.",
    ),
    "server": ("server", "Serve an editor, by the Language Server Protocol."),
    "test": ("rules", "Run the examples on the rules' pages."),
    "url": (
        "url",
        "Tell the URL of each source, and how it came about; of a whole site without a FILE.",
    ),
}
"""The commands: the module that each lives in, and what `--help` says of it."""


@contextmanager
def _as_long_as_it_is_read() -> Iterator[None]:
    """End where the reader of what is told has seen enough: no failure, as click has it."""
    try:
        yield
    except BrokenPipeError as error:
        if error.filename is not None:
            # A pipe that a report was to go to.
            raise click.ClickException(f"{error.filename}: {error.strerror}") from None
        stop_telling()
        raise click.exceptions.Exit(0) from None


class LazyGroup(click.Group):
    """A group that imports its commands when they are called.

    Its arguments mean `check` where they begin with no command.
    """

    context_class = Context

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `check` before arguments that name no command, and `--lang` behind one that is named."""
        if ctx.resilient_parsing and not args:
            # A shell asks what the first word may be.
            return super().parse_args(ctx, args)
        size = 2 if args[:1] == ["--lang"] else int("".join(args[:1]).startswith("--lang="))
        lang, rest = args[:size], args[size:]
        if rest[:1] in (["-h"], ["--help"], ["--version"]):
            return super().parse_args(ctx, rest)
        named = rest[:1] if rest[:1] and rest[0] in COMMANDS else []
        return super().parse_args(ctx, [*(named or ["check"]), *lang, *rest[len(named) :]])

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the first words of a command line; `--help` is answered here."""
        with _as_long_as_it_is_read():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        with _as_long_as_it_is_read():
            return super().invoke(ctx)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return what a first word may become: a command, or what `check` takes."""
        from click.shell_completion import CompletionItem

        named = [
            CompletionItem(name, help=words(about))
            for name, (_, about) in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        if not incomplete.startswith("-"):
            # Where no command begins so it is a path.
            return named or [CompletionItem(incomplete, type="file")]
        check = self.get_command(ctx, "check")
        return check.shell_complete(click.Context(check), incomplete)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002  # click's signature
        cmd_name: str,
    ) -> click.Command:
        """Return a command, imported; only those that there are get as far as this."""
        module = import_module(f"newslint.commands.{COMMANDS[cmd_name][0]}")
        found: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return dressed(found)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002  # as above
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the commands, none of which has to be imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])


@click.group(
    cls=LazyGroup, params=[LANGUAGE], context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, message="newslint %(version)s")
def newslint() -> None:
    """Lint the content of news posts: front matter, links, sources, markup, duplicates."""
