"""Where the reports of a run go, and what is said beside them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click
from msgspec.structs import replace

from newslint.commands.formats import LISTED, is_format, reporter_of
from newslint.commands.terminal import notice_text
from newslint.config import Config
from newslint.outcome import Report
from newslint.report import COUNTED, FOR_PEOPLE, REPORTERS, Look, Reporter

_STDOUT = "-"


class Output(NamedTuple):
    """A report that is wanted, and the file that it goes to; '' for stdout."""

    format: str
    file: str = ""
    adds: bool = False
    """True where it is added to what the file holds."""
    writer: Reporter | None = None
    """What writes it, where that is not the format's own reporter."""


def outputs_of(
    _context: click.Context, _option: click.Parameter, written: tuple[str, ...]
) -> tuple[Output, ...]:
    """Read FORMAT or FORMAT=FILE."""
    found = []
    for text in written:
        name, equals, file = text.partition("=")
        if not is_format(name) or (equals and not file):
            raise click.BadParameter(f"`{text}`: write FORMAT or FORMAT=FILE, of {LISTED}")
        found.append(Output(name, "" if file == _STDOUT else file))
    return tuple(found)


def wanted_of(
    output_format: str | None, outputs: Sequence[Output], *, statistics: bool = False
) -> list[Output]:
    """Return the reports that are wanted; stdout gets one unless an output takes it.

    With `statistics` it gets those in place of a report.
    """
    if statistics:
        taken = [output.format for output in outputs if not output.file]
        form = output_format or "text"
        if taken or form not in COUNTED:
            raise click.UsageError("--statistics takes stdout, as text or json")
        own = Output(form, writer=COUNTED[form])
        outputs, output_format = (own, *outputs), None
    default = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    if output_format or all(output.file for output in outputs):
        outputs = (Output(output_format or default), *outputs)
    for output in outputs:
        folder = Path(output.file).parent
        if output.file and not folder.is_dir():
            raise click.UsageError(f"--output {output.format}={output.file}: no folder {folder}")
    if len({output.file for output in outputs}) < len(outputs):
        raise click.UsageError("--output: two reports would go to one place")
    return [*outputs, *_step_summary(outputs)]


def _step_summary(outputs: Iterable[Output]) -> Iterator[Output]:
    """Yield what the page of a GitHub workflow's run shall show, beside its few annotations."""
    file = os.environ.get("GITHUB_STEP_SUMMARY", "")
    if file and Path(file).parent.is_dir():
        if any(output.format == "github" and not output.file for output in outputs):
            yield Output("markdown", file, adds=True)


def with_plugins(
    wanted: Iterable[Output], paths: Iterable[str], config: Config | None
) -> list[Output]:
    """Return the reports that are wanted, each with what writes it; raise ConfigError."""
    return [
        output
        if output.format in REPORTERS
        else output._replace(writer=reporter_of(output.format, paths, config))
        for output in wanted
    ]


def width() -> int:
    """Return the columns of the terminal, or what a report has where there is none."""
    return shutil.get_terminal_size((100, 24)).columns


def said(report: Report, wanted: Sequence[Output], look: Look) -> Iterator[bytes]:
    """Yield the report for stdout, as it comes."""
    for output in wanted:
        if not output.file:
            yield from _pieces(report, output, look)


def write_files(report: Report, wanted: Sequence[Output], look: Look) -> None:
    """Write the reports that go to files, each whole or not at all; raise OSError."""
    for output in wanted:
        if output.file:
            pieces = _pieces(report, output, replace(look, colour=False, whole=True))
            if output.adds:
                with Path(output.file).open("ab") as file:
                    file.writelines(pieces)
            else:
                from newslint.whole import write_whole

                write_whole(Path(output.file), pieces)


def _pieces(report: Report, output: Output, look: Look) -> Iterator[bytes]:
    # A machine is told everything; people see infos when they ask for them.
    default = "warning" if output.format in FOR_PEOPLE else "info"
    least = look.min_severity or default
    own = replace(look, min_severity=least, language=report.language)
    for piece in (output.writer or REPORTERS[output.format])(report, own):
        yield piece.encode(errors="replace")


def remarks(report: Report, *, quiet: bool) -> bytes:
    """Return what stderr is told: what newslint could not do, and what people should know."""
    remarks = _remarks(report, quiet=quiet)
    return "".join(f"{notice_text(text, report.language)}\n" for text in remarks).encode()


def _remarks(report: Report, *, quiet: bool) -> Iterator[str]:
    # One fault of a check may befall every post: it is told once, with how many it befell.
    same: dict[tuple[str, str, str], list[str]] = {}
    for crash in report.crashes:
        same.setdefault((crash.rule, crash.reason, crash.where), []).append(crash.path)
    for (rule, reason, place), paths in same.items():
        more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
        where = f" ({place})" if place else ""
        yield f"{paths[0]}{more}: {rule}: {reason}{where}"
    if not quiet:
        yield from report.notices
