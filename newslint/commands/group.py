"""The group that the commands belong to."""

from __future__ import annotations

import click

from newslint import __version__


class DefaultToCheck(click.Group):
    """A group whose arguments mean `check` where they begin with no command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `check` before arguments that name no command."""
        if not args or (args[0] not in self.commands and args[0] not in ("--help", "--version")):
            args = ["check", *args]
        return super().parse_args(ctx, args)


@click.group(cls=DefaultToCheck, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="newslint %(version)s")
def newslint() -> None:
    """Lint the content of news posts: front matter, links, sources, markup, duplicates."""
