"""The options that several commands have: which configuration, which of its rules, language, day."""

from __future__ import annotations

import click

from newslint.commands.offers import complete_rules
from newslint.words import LANGUAGES

config_option = click.option(
    "--config",
    "config_file",
    type=click.Path(exists=True, dir_okay=False),
    help="A configuration in place of the sites' own.",
)
select_option = click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    shell_complete=complete_rules,
    help="Only these rules or families.",
)
ignore_option = click.option(
    "--ignore",
    multiple=True,
    metavar="RULES",
    shell_complete=complete_rules,
    help="Not these rules or families.",
)
preview_option = click.option("--preview", is_flag=True, help="Use rules in preview too.")
lang_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), help="The language of what newslint says."
)
now_option = click.option("--now", metavar="DATE", help="The day against which dates are judged.")
