"""`newslint init`: a first configuration, from the posts that are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newslint.catalog import shipped
from newslint.commands.language import words
from newslint.commands.terminal import notice
from newslint.config import BASELINE, NAMES, PROJECT
from newslint.folders import Folders
from newslint.shown import shown
from newslint.whole import write_whole

if TYPE_CHECKING:
    from newslint.starter import Starter

_EXAMPLES = 2
"""How many of the posts that lack a field are named."""


@click.command()
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False))
@click.option("--dry-run", is_flag=True, help="Print it; write nothing.")
@click.option("--force", is_flag=True, help="Replace the configuration that is there.")
@click.option("--baseline", is_flag=True, help="List what is there, so that only news is told.")
@click.pass_context
def init(context: click.Context, folder: str, *, dry_run: bool, force: bool, baseline: bool) -> int:
    """Write a configuration that fits the posts that are there.

    It is written at the root of the site that FOLDER belongs to, and says what it was made from:
    which fields the posts have, which values, which hosts and languages. The same posts give the
    same file. With --baseline `newslint baseline create` follows.
    """
    from newslint.starter import starter_text
    from newslint.surveying import starter_of

    folders = Folders()
    root = folders.site_of(Path(folder).absolute().as_posix())[0]
    present = folders.configuration(root)
    if present and not (force or dry_run):
        where = shown(f"{root}/{present}")
        raise click.ClickException(f"{where} is there already; --force replaces it")
    starter = starter_of(root, folders)
    text = starter_text(starter, words)
    if dry_run:
        click.echo(text, nl=False)
    else:
        _write(root, present, text.encode())
        _write_schema(root)
    for line in _seen(starter):
        notice(line)
    if not baseline or dry_run:
        return 0
    from newslint.commands.baseline import create, update

    # What the new configuration finds; the reasons of a list that is there stay.
    command = update if Path(root, BASELINE).exists() else create
    return int(context.invoke(command, paths=(root,)))


def _write(root: str, present: str, data: bytes) -> None:
    """Write the configuration, over one that is present only where it is a file of its own."""
    name = NAMES[0] if present in ("", PROJECT) else present
    path = f"{root.rstrip('/')}/{name}"
    # Whoever has written one in the meantime keeps it.
    if not write_whole(Path(path), (data,), lambda: present == name or not Path(path).exists()):
        raise click.ClickException(f"{shown(path)}: changed meanwhile, so left alone; run it again")
    notice(f"{shown(path)}: written; `newslint` lints with it")
    if present == PROJECT:
        notice(f"{shown(f'{root}/{PROJECT}')}: its [tool.newslint] is not read any more")


def _write_schema(root: str) -> None:
    """Write what the configuration's first line tells editors to complete and check it by.

    It lies beside the configuration, so that it is found offline and by whoever clones the site.
    """
    from newslint.config_schema import schema_text
    from newslint.starter import SCHEMA

    path = Path(root, SCHEMA)
    write_whole(path, (schema_text(shipped()).encode(),))
    notice(f"{shown(path.as_posix())}: written; editors that know YAML complete and check by it")


def _seen(starter: Starter) -> Iterator[str]:
    """Yield what was seen, and how sure it is; with the posts that are unlike the rest."""
    survey = starter.survey
    generators = ", ".join(f"{name} {count:,}" for name, count in survey.generators.items())
    yield f"{survey.posts:,} posts: {generators}" if generators else f"{survey.posts:,} posts"
    if survey.judged < survey.posts:
        rest = survey.posts - survey.judged
        yield f"{rest:,} of them not asked: no front matter that can be read, or no text below it"
    groups = [(survey.fields, f"{survey.judged:,} posts")]
    groups += [(row.fields, f"{row.posts:,} posts in {row.pattern}") for row in survey.sections]
    for fields, posts in groups:
        whole = ", ".join(row.name for row in fields if not row.lacking)
        if whole:
            yield f"{whole}: in each of {posts}"
        for row in fields:
            if row.lacking:
                yield f"{row.name}: in {row.posts:,} of {posts}; not in {_examples(row.lacking)}"
    for vocabulary in survey.vocabularies:
        listed = ", ".join(f"{value} {count:,}" for value, count in vocabulary.counts.items())
        yield f"{vocabulary.name}: {listed}"


def _examples(paths: Sequence[str]) -> str:
    """Return some of the posts that lack a field, and how many more there are."""
    told = ", ".join(paths[:_EXAMPLES])
    more = len(paths) - _EXAMPLES
    return f"{told} and {more:,} more" if more > 0 else told
