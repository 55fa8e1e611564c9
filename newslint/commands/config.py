"""`newslint config`: what holds for a file, and why; what a configuration may say."""

from __future__ import annotations

import json as stdlib
from pathlib import Path

import click

from newslint.catalog import shipped
from newslint.commands.help import text_or_json
from newslint.commands.here import catalog_here
from newslint.commands.language import locale, words
from newslint.commands.selection import config_option
from newslint.request import Request
from newslint.site_loading import config_at


@click.group()
def config() -> None:
    """Show what a configuration says, or may say."""


@config.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@config_option
@text_or_json
def show(file: str, config_file: str | None, output_format: str) -> None:
    """Tell what holds for a file, and why."""
    from newslint.holding import holding, holding_text

    config = config_at(config_file)
    found = holding(Path(file), shipped(), Request(locale=locale(), config=config))
    if output_format == "json":
        click.echo(stdlib.dumps(found, ensure_ascii=False, indent=2))
    else:
        click.echo(holding_text(found, words), nl=False)


@click.command()
@click.argument("name", type=click.Choice(["config", "report"]), default="config")
def schema(name: str) -> None:
    """Print the JSON Schema of newslint.yaml, with the rules of the site here, or of the report."""
    from importlib.resources import files

    from newslint.config_schema import schema_text

    if name == "config":
        text = schema_text(catalog_here())
    else:
        text = files("newslint.report").joinpath("newslint-report.schema.json").read_text("utf-8")
    click.echo(text, nl=False)


config.add_command(schema)
