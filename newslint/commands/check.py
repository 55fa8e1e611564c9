"""`newslint check`: lint, report, fix."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import nullcontext, redirect_stdout

import click

from newslint.answer import Answer, keep, tell
from newslint.catalog import shipped
from newslint.commands.asked import STDIN, changes_of, day_of, piped_in
from newslint.commands.formats import FORMATS, checked, offered
from newslint.commands.language import locale, words
from newslint.commands.mending import fixing, show_difference, silencing, write_fixed
from newslint.commands.online import Duration, desk_of
from newslint.commands.output import (
    Output,
    outputs_of,
    remarks,
    said,
    wanted_of,
    width,
    with_plugins,
    write_files,
)
from newslint.commands.progress import Bar, wants_progress
from newslint.commands.ratchet import baseline_of, baseline_options, ratchet_of
from newslint.commands.selection import (
    config_option,
    ignore_option,
    lang_option,
    now_option,
    preview_option,
    select_option,
)
from newslint.commands.terminal import processors, wants_colour
from newslint.outcome import Report
from newslint.report import OF_POSTS, Look
from newslint.request import Request
from newslint.rule import SEVERITIES
from newslint.run import run
from newslint.site_loading import config_at
from newslint.timing import Timings
from newslint.wish import Selection


class _Check(click.Command):
    """The command; `--add-ignore` alone takes no reason, and so not the path that follows it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line."""
        end = args.index("--") if "--" in args else len(args)
        own = ["--add-ignore=" if word == "--add-ignore" else word for word in args[:end]]
        left = super().parse_args(ctx, [*own, *args[end:]])
        told = ctx.params
        if told["add_ignore"] is not None:
            if told["fix"] or told["fix_only"] or STDIN in told["paths"]:
                raise click.UsageError(
                    "--add-ignore writes into files; fixes and `-` go without it"
                )
        return left


@click.command(cls=_Check)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(readable=False))
@config_option
@select_option
@ignore_option
@click.option("--staged", is_flag=True, help="Of the files only those staged, as they are staged.")
@click.option("--changed", is_flag=True, help="Of the files only those not committed yet.")
@click.option("--since", metavar="REF", help="Of the files only those changed since REF.")
@click.option("--diff-lines", is_flag=True, help="With these: only what is on lines they add.")
@preview_option
@click.option(
    "--output-format",
    metavar=f"[{'|'.join(FORMATS)}]",
    callback=checked,
    shell_complete=offered,
    help="How to report on stdout.",
)
@click.option(
    "--output",
    "outputs",
    callback=outputs_of,
    multiple=True,
    metavar="FORMAT[=FILE]",
    shell_complete=offered,
    help="A report of its own, to a file; may be given several times.",
)
@click.option("--min-severity", type=click.Choice(SEVERITIES), help="What is shown.")
@click.option("--fail-on", type=click.Choice([*SEVERITIES, "never"]), help="What exits with 1.")
@click.option("--max-warnings", type=click.IntRange(min=0), help="More of them exit with 1.")
@click.option("--fix", is_flag=True, help="Apply the safe fixes, then report what is left.")
@click.option("--fix-only", is_flag=True, help="Apply them, and tell nothing of what is left.")
@click.option("--unsafe-fixes", is_flag=True, help="With these or --diff: the unsafe ones too.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; change nothing.")
@click.option(
    "--add-ignore",
    metavar="[=REASON]",
    help="Write comments that silence what is found, then report what is left.",
)
@click.option(
    "--stdin-filename",
    type=click.Path(),
    metavar="PATH",
    help="The file that `-` on stdin stands for.",
)
@click.option("--watch", is_flag=True, help="Lint again what changes, until Ctrl-C.")
@click.option("--no-cache", is_flag=True, help="Work all out anew; touch no index.")
@lang_option
@now_option
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Whether the report is coloured.",
)
@click.option("--online", is_flag=True, help="Ask for the links that lead out of the site, too.")
@click.option("--budget", type=Duration(), metavar="TIME", help="With it: for so long, as 20s.")
@click.option("--replay", is_flag=True, help="Let links.lock tell of them; ask no network.")
@click.option(
    "--site-dir",
    type=click.Path(exists=True, file_okay=False),
    help="The built site: it settles which links lead to nothing.",
)
@baseline_options
@click.option("-v", "--verbose", is_flag=True, help="Tell why links could not be judged.")
@click.option("--statistics", is_flag=True, help="Tell counts in place of findings; text or json.")
@click.option("--timings", is_flag=True, help="Tell how long each rule takes.")
@click.option("-q", "--quiet", is_flag=True, help="Findings only.")
@click.pass_context
def check(  # noqa: PLR0913, PLR0917  # click hands over each option by name
    context: click.Context,
    paths: tuple[str, ...],
    config_file: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    output_format: str | None,
    outputs: tuple[Output, ...],
    min_severity: str | None,
    fail_on: str | None,
    max_warnings: int | None,
    add_ignore: str | None,
    stdin_filename: str | None,
    since: str | None,
    lang: str | None,
    now: str | None,
    site_dir: str | None,
    baseline: str | None,
    budget: float | None,
    color: str,
    *,
    watch: bool,
    online: bool,
    replay: bool,
    no_cache: bool,
    staged: bool,
    changed: bool,
    diff_lines: bool,
    preview: bool,
    fix: bool,
    fix_only: bool,
    unsafe_fixes: bool,
    diff: bool,
    no_baseline: bool,
    ratchet: bool,
    verbose: bool,
    statistics: bool,
    timings: bool,
    quiet: bool,
) -> int:
    """Lint posts; without a path, the current folder. `-` reads one post from stdin."""
    started = time.time_ns()
    fix = fix or fix_only or add_ignore is not None
    changes = changes_of(since, staged=staged, changed=changed, diff_lines=diff_lines)
    bar = Bar() if wants_progress(quiet=quiet) else None
    clock = Timings(time.perf_counter) if timings else None
    wanted = wanted_of(output_format, outputs, statistics=statistics)
    desk = desk_of(
        online=online,
        replay=replay,
        cache=not no_cache,
        budget=budget,
        change=changes,
        progress=bar,
    )
    request = Request(
        only=changes.files if changes else None,
        added=changes.added if changes and diff_lines else None,
        before=changes.before if changes else None,
        language=lang or "",
        locale=locale(),
        fail_on=fail_on or "",
        max_warnings=max_warnings,
        selection=Selection.of(select, ignore),
        preview=preview,
        config=config_at(config_file),
        today=day_of(now),
        cache=not no_cache,
        workers=processors(),
        interrupts=True,
        site_dir=site_dir or "",
        about=statistics or any(output.format in OF_POSTS for output in wanted),
        baseline=baseline_of(baseline, none=no_baseline),
        ratchet=ratchet_of(changes.before if changes else None, asked=ratchet),
        desk=desk,
        timings=clock,
        progress=bar,
    )
    if watch:
        from newslint.commands.watch import watching

        return watching(context, paths or (".",), wanted)
    piped = piped_in(paths, stdin_filename)
    named = tuple(piped) or paths or (".",)
    # A fix is made of what lies in the worktree.
    piped |= changes.staged if changes and not fix else {}

    def lint(texts: Mapping[str, bytes]) -> Report:
        # What a plugin prints is no report.
        with redirect_stdout(sys.stderr), bar or nullcontext():
            return run(named, shipped(), request, {**piped, **texts})

    if add_ignore is None:
        mended = fixing(lint, piped, unsafe=unsafe_fixes, quiet=quiet)
    else:
        mended = silencing(lint, request, add_ignore, min_severity or "warning")
    wanted = with_plugins(wanted, named, request.config)
    look = Look(wants_colour(color), width(), min_severity or "", verbose, quiet)
    report = lint({})
    if diff:
        return show_difference(report, mended(report), wanted, look)
    filtered = fix and STDIN in paths
    if fix:
        found = mended(report)
        report = found.report
        if filtered:
            # The text takes stdout, as of any filter; what is left to say goes beside it.
            own = found.files.get(named[0])
            sys.stdout.buffer.write(own.after if own else piped[named[0]])
        else:
            write_fixed(found, quiet=quiet)
    if fix_only:
        # What could not be done is told all the same, and is no success.
        tell((), remarks(report, quiet=quiet), sys.stderr)
        return report.exit_code if report.crashes else 0
    write_files(report, wanted, look)
    err = remarks(report, quiet=quiet)
    out = tell(said(report, wanted, look), err, sys.stderr if filtered else sys.stdout)
    if clock:
        click.echo(clock.table(words), nl=False, err=True)
    plain = not (fix or piped or changes or desk) and _answers(context, wanted)
    if plain and report.basis and not report.crashes and out is not None:
        answer = Answer(out, err, report.exit_code)
        keep(context.find_root().obj, report.basis, started, answer)
    return report.exit_code


def _answers(context: click.Context, wanted: Iterable[Output]) -> bool:
    """Tell whether all that is said is the answer to a command line."""
    # What `--watch` tells is one part of it.
    is_part = context.parent is not None and context.parent.command is context.command
    return not is_part and not any(output.file for output in wanted)
