"""`newslint lock`: what the links out of a site lead to, kept in its repository."""

from __future__ import annotations

import sys
import time
from contextlib import nullcontext, redirect_stdout
from pathlib import Path

import click

from newslint.catalog import shipped
from newslint.commands.language import say
from newslint.commands.online import Duration, asker
from newslint.commands.output import remarks
from newslint.commands.progress import Bar, wants_progress
from newslint.request import Request
from newslint.run import run
from newslint.shown import shown
from newslint.wish import Selection

_RULES = frozenset({"dead-link"})
"""A rule that wants answers: what it says is not told."""


@click.command()
@click.argument("path", default=".", type=click.Path(exists=True, file_okay=False))
@click.option("--budget", type=Duration(), metavar="TIME", help="Ask for so long, 20s or 5m.")
@click.option("-q", "--quiet", is_flag=True, help="Tell nothing of what has changed.")
def lock(path: str, budget: float | None, *, quiet: bool) -> int:
    """Write what the links out of a site lead to into its links.lock."""
    from newslint.remote.desk import Desk
    from newslint.remote.refresh import refresh

    bar = Bar() if wants_progress(quiet=quiet) else None
    desk = Desk(asker(), time.time, budget, progress=bar)
    request = Request(cache=True, selection=Selection(_RULES, frozenset()), preview=True, desk=desk)
    with redirect_stdout(sys.stderr), bar or nullcontext():
        report = run([path], shipped(), request)
    sys.stderr.buffer.write(remarks(report, quiet=quiet))
    for root, links in sorted(desk.sites.items()):
        told = refresh(root, links)
        if not quiet:
            say(f"{shown(Path(root, 'links.lock').as_posix())}: {told}")
    return report.exit_code if report.exit_code > 1 else 0
