"""The commands, as click declares them: a module a command, or a few that belong together."""

from __future__ import annotations

from newslint.commands.check import check
from newslint.commands.config import config
from newslint.commands.group import newslint
from newslint.commands.index import clean, index
from newslint.commands.rules import new_rule, rule, rules, test

__all__ = ["newslint"]

for command in (check, rules, rule, test, new_rule, config, index, clean):
    newslint.add_command(command)
