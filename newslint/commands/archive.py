"""`newslint archive`: posts by the million, linted on Apache Spark and asked about afterwards."""

from __future__ import annotations

import json as stdlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newslint.archive.session import SparkError
from newslint.commands.asked import day_of
from newslint.commands.help import text_or_json
from newslint.commands.language import locale, say
from newslint.commands.selection import (
    config_option,
    ignore_option,
    lang_option,
    now_option,
    preview_option,
    select_option,
)
from newslint.commands.terminal import notice
from newslint.diagnostic import safe
from newslint.request import Request
from newslint.site_loading import config_at
from newslint.width import width
from newslint.wish import Selection

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from newslint.archive.inputs import Input
    from newslint.archive.show import Answer

_QUESTIONS = ("rules", "worst", "file", "clusters", "sql")


class _Group(click.Group):
    """The group; its arguments mean `run` where they begin with none of its commands."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `run` before arguments that name no command."""
        named = not args or args[0] in {*self.commands, "-h", "--help"}
        return super().parse_args(ctx, args if named else ["run", *args])


@click.group(cls=_Group)
def archive() -> None:
    """Lint an archive of posts on Apache Spark; `newslint archive INPUT OUTPUT` runs it."""


@archive.command()
@click.argument("source", metavar="INPUT")
@click.argument("output", metavar="OUTPUT")
@click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False),
    help="Of posts that Spark reads: the folder with their site's configuration.",
)
@config_option
@select_option
@ignore_option
@preview_option
@lang_option
@now_option
@click.option(
    "--master", default="", metavar="URL", help="Spark's master; without it this machine's cores."
)
@click.option(
    "--conf",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="A setting of Spark; may be given several times.",
)
@click.option("-q", "--quiet", is_flag=True, help="Tell nothing of what was done.")
def run(  # noqa: PLR0913, PLR0917  # click hands over each option by name
    source: str,
    output: str,
    site: str | None,
    config_file: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    lang: str | None,
    now: str | None,
    master: str,
    settings: tuple[str, ...],
    *,
    preview: bool,
    quiet: bool,
) -> None:
    """Lint the posts of INPUT, and write what is found into the folder OUTPUT as Parquet.

    INPUT is a folder, @FILE with a path on each line, Parquet with the columns path and content, or
    a URL that Spark reads. What an earlier run has mapped, ended or not, is not mapped again.
    """
    from newslint.archive.driver import archive as run_over
    from newslint.archive.session import session

    request = Request(
        language=lang or "",
        locale=locale(),
        selection=Selection.of(select, ignore),
        preview=preview,
        config=config_at(config_file),
        today=day_of(now),
    )
    wanted = [_setting(text) for text in settings]
    begin = _input(source, site or "", request)
    try:
        done = run_over(begin(session(master, wanted)), output)
    except SparkError as error:
        raise click.ClickException(str(error)) from None
    if quiet:
        return
    for text in done.notices:
        notice(text)
    say(
        f"{output}: {done.files:,} posts and pages, {done.mapped:,} of them mapped now,"
        f" {done.findings:,} findings"
    )


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise click.UsageError(f"--conf {text}: write NAME=VALUE")
    return name, value


def _input(source: str, site: str, request: Request) -> Callable[[SparkSession], Input]:
    """Return what reads what is to be linted, once there is a session.

    What people have to mend is told before: raise ConfigError, RuleError, MissingPathError.
    """
    from newslint.archive.inputs import OnDisk, listed
    from newslint.archive.sites import sites_of
    from newslint.archive.stored import Stored, is_stored, stored_rows, stored_site

    if is_stored(source):
        own = stored_site(site, request)
        return lambda spark: Stored(spark, stored_rows(spark, source), own)
    if site:
        raise click.UsageError("--site is for posts that Spark reads; others lie in their site")
    paths = listed(Path(source[1:])) if source.startswith("@") else [source]
    # A site has its name from the folder that was asked for, or from where a list was read.
    inside = Path.cwd() if source.startswith("@") else Path(source).absolute()
    found = list(sites_of(paths, inside.as_posix(), request))
    if not found:
        raise click.UsageError(f"{source}: no post or page to lint")
    return lambda spark: OnDisk(spark, found)


@archive.command()
@click.argument("output", type=click.Path(exists=True, file_okay=False))
@click.argument("question", type=click.Choice(_QUESTIONS), default="rules")
@click.argument("about", required=False)
@click.option("--most", type=click.IntRange(min=1), default=20, help="How many rows are shown.")
@text_or_json
def show(output: str, question: str, about: str | None, most: int, output_format: str) -> None:
    """Answer a question about an archive: rules, worst, file PATH, clusters, sql QUERY.

    The tables that a query may ask are `findings` and `facts`; DuckDB answers, on this machine.
    """
    from newslint.archive.show import Shown

    if (question in {"file", "sql"}) != (about is not None):
        raise click.UsageError("name a PATH for `file`, a QUERY for `sql`, and nothing else")
    try:
        shown = Shown(Path(output))
        match question:
            case "rules":
                answer = shown.rules(most)
            case "worst":
                answer = shown.worst(most)
            case "clusters":
                answer = shown.clusters(most)
            case "file":
                answer = shown.file(about or "")
            case _:
                answer = shown.sql(about or "")
    except SparkError as error:
        raise click.ClickException(str(error)) from None
    if output_format == "json":
        rows = [dict(zip(answer.names, row, strict=True)) for row in answer.rows]
        click.echo(stdlib.dumps(rows, ensure_ascii=False, indent=2, default=str))
    else:
        click.echo("\n".join(_lines(answer)))


_WIDEST = 80
"""Columns of the terminal that a cell takes at most."""


def _lines(answer: Answer) -> Iterator[str]:
    """Yield the lines of a table: numbers to the right, texts to the left."""
    cells = [[_cell(value) for value in row] for row in answer.rows]
    sizes = [max(map(width, column)) for column in zip(answer.names, *cells, strict=True)]
    right = [isinstance(value, int) for value in (answer.rows or [answer.names])[0]]
    for row in ([*answer.names], *cells):
        yield "  ".join(map(_padded, row, sizes, right)).rstrip()


def _cell(value: object) -> str:
    text = f"{value:,}" if isinstance(value, int) else "" if value is None else str(value)
    text = " ".join(safe(text).split())
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _padded(text: str, size: int, right: bool) -> str:  # noqa: FBT001  # of a table's column
    blank = " " * (size - width(text))
    return blank + text if right else text + blank
