"""The commands, as click declares them: a module a command, or a few that belong together."""

from __future__ import annotations

from newslint.commands.group import COMMANDS, newslint

__all__ = ["COMMANDS", "newslint"]
