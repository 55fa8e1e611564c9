"""`newslint baseline`: lists what is there, so that only what is new is told."""

from __future__ import annotations

import json as stdlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newslint.catalog import shipped
from newslint.commands.help import text_or_json
from newslint.commands.language import locale, words
from newslint.commands.selection import config_option, ignore_option, preview_option, select_option
from newslint.commands.terminal import notice, processors
from newslint.config import BASELINE
from newslint.diagnostic import safe, safe_path
from newslint.folders import Folders
from newslint.request import Request
from newslint.shown import shown
from newslint.site_loading import config_at, load_config
from newslint.wish import Selection

if TYPE_CHECKING:
    from newslint.baseline import Baseline, Entry
    from newslint.site_run import SiteRun

_SOON = 30
"""Days before an entry is over in which it is told."""


@click.group()
def baseline() -> None:
    """List what is there, so that only what is new is told.

    The list is `.newslint-baseline` at the site's root, or what `baseline` in the configuration
    names; `newslint check` takes it into account.
    """


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what `create`, `update` and `prune` have in common: which posts, rules and file."""
    for option in reversed(
        (
            click.argument("paths", nargs=-1, type=click.Path(exists=True), metavar="[PATH]..."),
            click.option("--baseline", "file", metavar="FILE", help="In place of the site's own."),
            config_option,
            select_option,
            ignore_option,
            preview_option,
            click.option("--no-cache", is_flag=True, help="Work all out anew."),
        )
    ):
        command = option(command)
    return command


def _additions(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what `create` and `update` may say of what they list."""
    until = click.option(
        "--until",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        help="The last day on which what is new holds.",
    )
    return click.option("--reason", default="", help="Why what is new is listed.")(until(command))


@baseline.command()
@_options
@_additions
@click.option("--force", is_flag=True, help="Replace the one that is there, reasons and all.")
def create(*, force: bool, **options: Any) -> int:
    """List all that newslint finds now; of several sites each gets a list of its own."""
    return _relist(options, additions=True, anew=True, force=force)


@baseline.command()
@_options
@_additions
def update(**options: Any) -> int:
    """List what is found now; keep the reasons and the days of what was listed before."""
    return _relist(options, additions=True)


@baseline.command()
@_options
def prune(**options: Any) -> int:
    """Drop what is not found any more; add nothing."""
    return _relist(options, additions=False)


@baseline.command()
@click.argument("path", default=".", type=click.Path(exists=True))
@click.option("--baseline", "file", metavar="FILE", help="In place of the site's own.")
@text_or_json
def show(path: str, file: str | None, output_format: str) -> None:
    """Tell what is listed: by rule, and what has a reason or a last day."""
    from newslint.baseline import Baseline

    folders = Folders()
    where = Path(path).absolute()
    root = folders.site_of((where if where.is_dir() else where.parent).as_posix())[0]
    config = load_config(root, folders)
    name = _absolute(file) or config.baseline or f"{root.rstrip('/')}/{BASELINE}"
    raw = folders.read(name)
    if raw is None:
        raise click.ClickException(f"{shown(name)}: not there; `newslint baseline create` makes it")
    found = Baseline(raw, shown(name))
    if output_format == "json":
        click.echo(
            stdlib.dumps([_row(entry) for entry in found.entries], ensure_ascii=False, indent=2)
        )
    else:
        click.echo("\n".join(_lines(found, datetime.now(UTC).date())))


def _relist(
    options: dict[str, Any], *, additions: bool, anew: bool = False, force: bool = False
) -> int:
    """Make the baselines of the sites that are asked for anew; `anew` as if nothing was listed."""
    from newslint.relisting import Wanted, relisted

    until = options.get("until")
    wanted = Wanted(additions, options.get("reason", ""), until.date() if until else None)
    sites: dict[str, list[SiteRun]] = {}
    for run in _runs(options):
        sites.setdefault(run.baseline_file, []).append(run)
    if not sites:
        notice("no post or page to list")
    before = {file: Folders().read(file) for file in sites}
    for file in sites:
        if anew and not force and Path(file).exists():
            raise click.ClickException(
                f"{shown(file)} is there already; update keeps it, --force replaces it"
            )
    failed = False
    for file, runs in sites.items():
        for run in runs:
            failed = _failed(run, file, anew=anew) or failed
        found = relisted(runs, wanted)
        if found is None or (not found.entries and before[file] is None):
            notice(f"{shown(file)}: nothing to list, so not written")
            continue
        _write(file, found.data, before[file])
        notice(
            f"{shown(file)}: places listed: {found.places:,}, of files: {len(found.known):,};"
            f" new: {found.added:,}, dropped: {found.dropped:,}"
        )
    return 2 if failed else 0


def _runs(options: dict[str, Any]) -> list[SiteRun]:
    from newslint.run import site_runs

    config = options["config_file"]
    request = Request(
        locale=locale(),
        selection=Selection.of(options["select"], options["ignore"]),
        preview=options["preview"],
        config=config_at(config),
        cache=not options["no_cache"],
        workers=processors(),
        interrupts=True,
        baseline=_absolute(options["file"]),
    )
    return list(site_runs(options["paths"] or (".",), shipped(), request, {}, Folders()))


def _failed(run: SiteRun, file: str, *, anew: bool) -> bool:
    """Let a run report on its site, and tell whether it could not do its job."""
    from newslint.commands.output import remarks
    from newslint.site_report import report_of

    run.known = {}
    if anew:
        run.texts = {**run.texts, file: b""}
    report = report_of(run)
    sys.stderr.buffer.write(remarks(report, quiet=False))
    return bool(report.crashes)


def _write(name: str, data: bytes, before: bytes | None) -> None:
    """Write a file whole or not at all, in place of what it held, None for no file; raise OSError.

    Whoever has written another in the meantime keeps it.
    """
    from newslint.whole import write_whole

    if not write_whole(Path(name), (data,), lambda: Folders().read(name) == before):
        raise click.ClickException(f"{shown(name)}: changed meanwhile, so left alone; run it again")


def _absolute(file: str | None) -> str:
    return Path(file).absolute().as_posix() if file else ""


def _lines(found: Baseline, today: date) -> Iterator[str]:
    """Yield what a baseline lists, by rule; then for what reasons, and what has a last day."""
    entries = [*found.entries]
    places, files = Counter[str](), Counter[str]()
    for entry in entries:
        places[entry.rule] += entry.times
    files.update(rule for rule, _ in {(entry.rule, entry.path) for entry in entries})
    whole = sum(places.values())
    count = len({entry.path for entry in entries})
    yield words(f"places listed: {whole:,}, of files: {count:,}; by rule:")
    for rule, count in sorted(places.items(), key=lambda row: (-row[1], row[0])):
        told = f"in {files[rule]:,} file" if files[rule] == 1 else f"in {files[rule]:,} files"
        yield f"{count:>9,}  {safe_path(rule):<38} {words(told)}"
    reasons = Counter(entry.reason for entry in entries if entry.reason)
    for reason, count in reasons.most_common():
        yield f"{count:>9,}  {words(f'because: {safe(reason)}')}"
    for until, count in sorted(Counter(entry.until for entry in entries if entry.until).items()):
        left = (until - today).days
        told = f"until {until}, which is over" if left < 0 else f"until {until}"
        told = f"until {until}, {left} days left" if 0 <= left <= _SOON else told
        yield f"{count:>9,}  {words(told)}"


def _row(entry: Entry) -> dict[str, object]:
    return {
        "path": safe_path(entry.path),
        "rule": entry.rule,
        "fingerprints": {
            entry.words + place: times for place, times in sorted(entry.places.items())
        },
        "until": entry.until.isoformat() if entry.until else None,
        "reason": entry.reason,
    }
