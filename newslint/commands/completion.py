"""`newslint completion`: what makes a shell complete words."""

from __future__ import annotations

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

from newslint.commands.language import words

VARIABLE = "_NEWSLINT_COMPLETE"
"""What a shell sets to ask for completions."""


class _Zsh(ZshComplete):
    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        return [_told(item) for item in super().get_completions(args, incomplete)]


class _Fish(FishComplete):
    # A word, and what is said of it, may hold commas; click's function ends them there.
    source_template = FishComplete.source_template.replace("string split", "string split -m 1")

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        return [_told(item) for item in super().get_completions(args, incomplete)]


def _told(item: CompletionItem) -> CompletionItem:
    return CompletionItem(item.value, item.type, words(item.help or ""))


SHELLS: dict[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": _Zsh, "fish": _Fish}


@click.command()
@click.argument("shell", type=click.Choice([*SHELLS]))
def completion(shell: str) -> None:
    """Print what makes a shell complete newslint's commands, options and rules.

    For bash, in ~/.bashrc: eval "$(newslint completion bash)". For zsh the same in ~/.zshrc. For
    fish, in ~/.config/fish/config.fish: newslint completion fish | source
    """
    program = click.get_current_context().find_root().command
    click.echo(SHELLS[shell](program, {}, "newslint", VARIABLE).source())


def adapt() -> None:
    """Let the shells that show what a word is for show it in the reader's language."""
    for name, shell in SHELLS.items():
        add_completion_class(shell, name)
