"""The commands, as click declares them."""

from __future__ import annotations

import json as stdlib
import os
import shutil
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click

from newslint import __version__
from newslint.catalog import Catalog, is_check, load_folder, rules_folder, shipped
from newslint.diagnostic import safe_path
from newslint.report import REPORTERS, Look
from newslint.rule import SEVERITIES, Rule, RuleError
from newslint.run import Report, Wishes, run
from newslint.site_loading import read_config


class DefaultToCheck(click.Group):
    """A group whose arguments mean `check` where they begin with no command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `check` before arguments that name no command."""
        if not args or (args[0] not in self.commands and args[0] not in ("--help", "--version")):
            args = ["check", *args]
        return super().parse_args(ctx, args)


_ROUNDS = 10
"""How often the fixed text is linted and fixed again, at most."""


@click.group(cls=DefaultToCheck, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="newslint %(version)s")
def newslint() -> None:
    """Lint the content of news posts: front matter, links, sources, markup, duplicates."""


@newslint.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--config", "config_file", type=click.Path(exists=True, dir_okay=False))
@click.option("--output-format", type=click.Choice(sorted(REPORTERS)), help="How to report.")
@click.option("--fix", is_flag=True, help="Apply the safe fixes, then report what is left.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: the unsafe ones too.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; change nothing.")
@click.option("--fail-on", type=click.Choice([*SEVERITIES, "never"]), help="What exits with 1.")
@click.option("--min-severity", type=click.Choice(SEVERITIES), help="What is shown.")
@click.option("--lang", type=click.Choice(["en", "ko"]), help="The language of the messages.")
@click.option("--now", metavar="DATE", help="The day against which dates are judged.")
@click.option("--preview", is_flag=True, help="Use rules in preview too.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto")
@click.option("-q", "--quiet", is_flag=True, help="Findings only.")
def check(  # noqa: PLR0913, PLR0917  # click hands over each option by name
    paths: tuple[str, ...],
    config_file: str | None,
    output_format: str | None,
    lang: str | None,
    fail_on: str | None,
    min_severity: str | None,
    color: str,
    now: str | None,
    *,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    preview: bool,
    quiet: bool,
) -> int:
    """Lint posts; without a path, the current folder."""
    config = read_config(Path(config_file).absolute()) if config_file else None
    wishes = Wishes(lang or "", fail_on or "", preview, config, _day(now))
    paths = paths or (".",)
    report = run(paths, shipped(), wishes, _locale())
    if diff or fix:
        from newslint.mend import difference, mended, write

        texts: dict[str, bytes] = {}
        found = report.exit_code
        # A fix that touches another's text waits for the next round.
        for _ in range(_ROUNDS):
            changed = mended(report, texts, unsafe=unsafe_fixes)
            if not changed:
                break
            texts |= changed
            report = run(paths, shipped(), wishes, _locale(), texts)
        if diff:
            click.echo(difference(texts), nl=False)
            return found or bool(texts)
        write(texts)
        if not quiet:
            _notice(f"{len(texts)} file{'' if len(texts) == 1 else 's'} changed")
    name = output_format or "text"
    look = _look(name, min_severity, color, quiet=quiet)
    click.echo(REPORTERS[name](report, look), nl=False, color=look.colour)
    _tell(report, quiet=quiet)
    return report.exit_code


def _day(now: str | None) -> date:
    """Return the day of the run: as asked, as the environment says, or today.

    SOURCE_DATE_EPOCH counts seconds since 1970 (reproducible-builds.org).
    """
    try:
        if now:
            return date.fromisoformat(now)
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        if epoch:
            return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        asked = f"--now {now}" if now else "SOURCE_DATE_EPOCH"
        raise click.UsageError(f"`{asked}` is no day; write it as 2026-03-02") from None
    return datetime.now(UTC).date()


def _look(name: str, min_severity: str | None, color: str, *, quiet: bool) -> Look:
    # A machine is told everything; people see infos when they ask for them.
    default = "warning" if name in ("text", "concise") else "info"
    width = shutil.get_terminal_size((100, 24)).columns
    return Look(_wants_colour(color), width, min_severity or default, quiet)


def _wants_colour(color: str) -> bool:
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") != "0":
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _tell(report: Report, *, quiet: bool) -> None:
    for crash in report.crashes:
        _notice(f"{crash.path}: {crash.rule}: {crash.reason}")
    if not quiet:
        for notice in report.notices:
            _notice(notice)


def _notice(text: str) -> None:
    click.echo(f"newslint: {safe_path(text)}", err=True)


def _locale() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return value.partition("_")[0].partition(".")[0].lower()
    return ""


@newslint.command()
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text")
def rules(output_format: str) -> None:
    """List the rules."""
    catalog = shipped()
    if output_format == "json":
        entries = [_entry(rule) for rule in catalog.rules.values()]
        click.echo(stdlib.dumps(entries, ensure_ascii=False, indent=2))
        return
    for rule in catalog.rules.values():
        preset = rule.preset or "off"
        click.echo(f"{rule.id:<38} {rule.severity:<8} {preset:<12} {rule.summary}")


def _entry(rule: Rule) -> dict[str, object]:
    return {
        "rule": rule.id,
        "severity": rule.severity,
        "preset": rule.preset,
        "status": rule.status,
        "fix": rule.fixable or None,
        "check": rule.check,
        "summary": rule.summary,
    }


@newslint.command()
@click.argument("name")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text")
def rule(name: str, output_format: str) -> None:
    """Print a rule's page: what it finds, why, its options, examples."""
    catalog = shipped()
    found = catalog.rules.get(name.rpartition("/")[2])
    if found is None:
        close = catalog.suggestion(name)
        hint = f"; did you mean `{close}`?" if close else "; see `newslint rules`"
        raise click.ClickException(f"no rule `{name}`{hint}")
    if output_format == "json":
        click.echo(stdlib.dumps({**_entry(found), "doc": found.doc}, ensure_ascii=False, indent=2))
        return
    from newslint.rule_page import page

    click.echo(page(found), nl=False)


@newslint.command()
@click.argument("names", nargs=-1, metavar="[RULE]...")
@click.option("--rules", "folder", type=click.Path(exists=True, file_okay=False))
@click.option("--update", is_flag=True, help="Rewrite the report and fixed fences.")
def test(names: tuple[str, ...], folder: str | None, *, update: bool) -> int:
    """Run the examples on the rules' pages; --update rewrites what newslint says of them."""
    from newslint.trial import run_tests

    where = Path(folder) if folder else Path(str(rules_folder()))
    catalog = Catalog(load_folder(where))
    chosen = [name.rpartition("/")[2] for name in names] or list(catalog.rules)
    unknown = [name for name in chosen if name not in catalog.rules]
    if unknown:
        raise click.ClickException(f"no rule `{unknown[0]}`; see `newslint rules`")
    result = run_tests([catalog.rules[name] for name in chosen], where, update=update)
    click.echo(result.text, nl=False)
    return 0 if result.passed else 1


@newslint.command("new-rule")
@click.argument("name", metavar="FAMILY/NAME")
@click.option("--check", "check_name", default="phrase", help="The mechanism it uses.")
@click.option("--rules", "folder", type=click.Path(file_okay=False), default="rules")
def new_rule(name: str, check_name: str, folder: str) -> None:
    """Write the page of a new rule, to be filled in."""
    from newslint.rule_page import scaffold

    path = Path(folder, f"{name}.md")
    if not is_check(check_name):
        raise click.ClickException(f"no check `{check_name}`; see docs/writing-a-rule.md")
    try:
        text = scaffold(name, check_name)
    except RuleError as error:
        raise click.ClickException(str(error)) from None
    if path.exists():
        raise click.ClickException(f"{path} exists")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    click.echo(f"{path}: fill it in, then run `newslint test --rules {folder} --update`")
