"""`newslint index` and `clean`: the index that a site keeps on disk."""

from __future__ import annotations

import json as stdlib
import sqlite3
from pathlib import Path

import click

from newslint.answer import forget
from newslint.catalog import shipped
from newslint.commands.help import text_or_json
from newslint.commands.language import say
from newslint.folders import Folders
from newslint.marks import FOLDER
from newslint.request import Request
from newslint.run import run
from newslint.shown import shown
from newslint.tables import Summary, remove, summary


@click.command()
@click.argument("path", default=".", type=click.Path(exists=True))
@click.option("--rebuild", is_flag=True, help="Make it anew.")
@text_or_json
def index(path: str, output_format: str, *, rebuild: bool) -> None:
    """Tell what the index of a site holds."""
    root = _root(path)
    if rebuild:
        forget(Path(root, FOLDER))
        remove(Path(root, FOLDER))
        run([root], shipped(), Request(cache=True))
    try:
        found = summary(root)
    except sqlite3.Error as error:
        raise click.ClickException(
            f"{_folder(root)}: {error}; `newslint clean` removes it"
        ) from None
    if output_format == "json":
        told = None if found is None else {"root": shown(root), **found._asdict()}
        click.echo(stdlib.dumps(told, ensure_ascii=False, indent=2))
    else:
        say(_text(root, found))


def _text(root: str, found: Summary | None) -> str:
    where = _folder(root)
    if found is None:
        return f"{where}: no index; sites of fifty files and more get one"
    return (
        f"{where}: {found.bytes / 1_000_000:.1f} MB, {found.files} files,"
        f" what is remembered of {found.facts}, findings of {found.findings}"
    )


@click.command()
@click.argument("path", default=".", type=click.Path(exists=True))
def clean(path: str) -> None:
    """Remove the index of a site."""
    from newslint.remote.kept import remove as remove_verdicts

    root = _root(path)
    folder = Path(root, FOLDER)
    found = forget(folder) | remove(folder) | remove_verdicts(folder)
    (folder / ".gitignore").unlink(missing_ok=True)
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
    say(f"{_folder(root)}: {'removed' if found else 'there is none'}")


def _folder(root: str) -> str:
    """Return the folder of the index of a site as it is named to people."""
    return shown(Path(root, FOLDER).as_posix())


def _root(path: str) -> str:
    """Return the root of the site that a file or folder belongs to."""
    folder = Path(path).absolute()
    folder = folder if folder.is_dir() else folder.parent
    return Folders().site_of(folder.as_posix())[0]
