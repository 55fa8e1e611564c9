"""`newslint rules`, `rule`, `test` and `new-rule`: the catalogue, read, proved and added to."""

from __future__ import annotations

import json as stdlib
from collections.abc import Iterable
from pathlib import Path

import click
import msgspec

from newslint.catalog import Catalog, shipped
from newslint.commands.help import text_or_json
from newslint.commands.here import catalog_here, config_of
from newslint.commands.language import reader, say, words
from newslint.commands.offers import complete_rules
from newslint.config import Config, Mention
from newslint.plugins import (
    Pack,
    catalog_of,
    is_plugin,
    load_plugin,
    pack_at,
    rules_of,
    with_packs,
)
from newslint.rule import Rule, RuleError
from newslint.rule_check import own_checks
from newslint.suggestion import suggestion


@click.command()
@text_or_json
def rules(output_format: str) -> None:
    """List the rules, those of the site's packs and plugins included."""
    _list(catalog_here().rules.values(), output_format)


def _list(listed: Iterable[Rule], output_format: str) -> None:
    if output_format == "json":
        entries = [_entry(rule) for rule in listed]
        click.echo(stdlib.dumps(entries, ensure_ascii=False, indent=2))
        return
    for rule in listed:
        preset = (rule.preset or "off") if rule.status == "stable" else rule.status
        click.echo(f"{rule.id:<38} {rule.severity:<8} {preset:<12} {rule.summary_in(reader())}")


def _entry(rule: Rule) -> dict[str, object]:
    return {
        "rule": rule.id,
        "severity": rule.severity,
        "preset": rule.preset,
        "status": rule.status,
        "was": list(rule.was),
        "fix": rule.fixable or None,
        "check": rule.check,
        "summary": rule.summary,
    }


@click.command()
@click.argument("name", shell_complete=complete_rules)
@text_or_json
def rule(name: str, output_format: str) -> None:
    """Print a rule's page: what it finds, why, its options, examples. Of a family, list the rules."""
    catalog = catalog_here()
    if name in catalog.families:
        _list((rule for rule in catalog.rules.values() if rule.family == name), output_format)
        return
    from newslint.rule_page import options_of_page, page

    found = _named(name, catalog)
    if output_format == "json":
        options = {
            name: {"default": msgspec.to_builtins(default), "about": about}
            for name, default, about in options_of_page(found)
        }
        told = {
            **_entry(found),
            "norm": found.norm or None,
            "options": options,
            "doc": found.doc,
        }
        click.echo(stdlib.dumps(told, ensure_ascii=False, indent=2))
        return

    click.echo(page(found, reader()), nl=False)


def _named(name: str, catalog: Catalog) -> Rule:
    found = catalog.find(name)
    if found is None:
        raise click.ClickException(f"no rule `{name}`; {catalog.hint(name)}")
    return found


@click.command()
@click.argument(
    "names", nargs=-1, metavar="[PACK | FAMILY | RULE]...", shell_complete=complete_rules
)
@click.option("--update", is_flag=True, help="Rewrite the report and fixed fences.")
def test(names: tuple[str, ...], *, update: bool) -> int:
    """Run the examples on the rules' pages; --update rewrites what newslint says of them.

    A PACK is a folder of rules, or a plugin's name; without one, newslint's own rules are meant.
    """
    from newslint.trial import run_tests

    chosen = [rule for name in names for rule in _meant(name)]
    result = run_tests(chosen or list(shipped().rules.values()), update=update)
    click.echo("\n".join(map(words, result.text.splitlines())))
    return 0 if result.passed else 1


def _meant(name: str) -> list[Rule]:
    """Return the rules of a pack in a folder, of a plugin, or the one rule of a name."""
    mention = Mention(name, "newslint test")
    if Path(name).is_dir():
        folder = Path(name).absolute()
        plugins = config_of(folder).plugins
        catalog = catalog_of(Config(plugins=plugins), shipped())
        pack = pack_at(mention._replace(name=folder.as_posix()))
        return _of(with_packs(catalog, [pack], frozenset()), [pack])
    if is_plugin(name):
        return _of(catalog_of(Config(plugins=(mention,)), shipped()), load_plugin(mention).packs)
    catalog = catalog_here()
    if name in catalog.families:
        return [rule for rule in catalog.rules.values() if rule.family == name]
    return [_named(name, catalog)]


def _of(catalog: Catalog, packs: Iterable[Pack]) -> list[Rule]:
    """Return the rules of a catalogue that come from some packs."""
    names = [rule.name for pack in packs for rule in rules_of(pack)]
    return [catalog.rules[name] for name in names]


@click.command("new-rule")
@click.argument("name", metavar="[FAMILY/]NAME")
@click.option("--check", "check_name", default="phrase", show_default=True, help="Its mechanism.")
@click.option(
    "--pack",
    type=click.Path(file_okay=False),
    default="rules",
    show_default=True,
    help="The folder of rules that it is for.",
)
def new_rule(name: str, check_name: str, pack: str) -> None:
    """Write the page of a new rule, to be filled in."""
    from newslint.rule_page import scaffold

    config = config_of(Path.cwd())
    catalog = catalog_of(config, shipped())
    _refuse_unknown_check(check_name, catalog)
    taken = catalog.find(name.rpartition("/")[2])
    if taken is not None:
        raise click.ClickException(f"the name `{taken.name}` is {taken.file}'s; choose another")
    own = name.partition("/")[0] == Path(pack).name.lstrip("._")
    path = Path(pack, f"{name.rpartition('/')[2] if own else name}.md")
    # What is for newslint itself has to be measured first.
    status = "preview" if Path(pack).name == "rules" else "stable"
    try:
        text = scaffold(name, check_name, status)
    except RuleError as error:
        raise click.ClickException(str(error)) from None
    if path.exists():
        raise click.ClickException(f"{path} exists")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    say(f"{path}: fill it in, then run `newslint test {pack} --update`")
    if Path(pack).absolute().as_posix() not in {mention.name for mention in config.packs}:
        say(f"newslint.yaml: add `packs: [{pack}]` for the rule to be used")


def _refuse_unknown_check(name: str, catalog: Catalog) -> None:
    known = sorted({*own_checks(), *catalog.checks})
    if name not in known:
        hint = suggestion(name, known, f"there are {', '.join(known)}")
        raise click.ClickException(f"no check `{name}`; {hint}")
