"""The catalogue: where rule posts come from, and what of them is on for a site."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, get_args

import msgspec

from newslint.check import CHECKS, Check, Options
from newslint.front_matter import UnparsableError, yaml
from newslint.rule import ENGINE, PRESETS, SEVERITIES, Rule, RuleError, load, placeholders


class OptionsError(Exception):
    """Options that a rule does not take."""

    def __init__(self, rule: str, key: str, reason: str) -> None:
        super().__init__(reason)
        self.rule = rule
        self.key = key
        self.reason = reason


@dataclass(frozen=True)
class ActiveRule:
    """A rule with the severity and the options that hold for a site."""

    rule: Rule
    check: Check
    severity: str
    options: Options
    capped: bool = False
    """True where the site chose the severity: no variant is then above it."""

    def severity_of(self, variant: str) -> str:
        """Return the severity of one of the rule's variants."""
        if not variant:
            return self.severity
        own = self.rule.variants[variant].severity
        return min(own, self.severity, key=SEVERITIES.index) if self.capped else own


class Catalog:
    """Rules by name, in the order of their ids."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Raise RuleError for names that are not unique, checks that are unknown, no rules."""
        self.rules: dict[str, Rule] = {}
        for rule in sorted(rules, key=lambda rule: rule.id):
            if rule.name in self.rules:
                raise RuleError(f"{rule.file}: the name `{rule.name}` is taken")
            _validate(rule)
            self.rules[rule.name] = rule
        if not self.rules:
            raise RuleError("the catalogue holds no rules")

    @property
    def families(self) -> frozenset[str]:
        """The names of the families."""
        return frozenset(rule.family for rule in self.rules.values())

    def suggestion(self, name: str) -> str | None:
        """Return the name of a rule or a family that was probably meant."""
        known = [*self.rules, *self.families]
        close = difflib.get_close_matches(name, known, n=1)
        return close[0] if close else None

    def active(
        self,
        preset: str,
        wishes: Mapping[str, tuple[str | None, Mapping[str, Any]]],
        *,
        preview: bool = False,
    ) -> list[ActiveRule]:
        """Return the rules that are on.

        With `preview` those in preview are among them. `wishes` maps a rule's or a family's
        name to a severity, `off` or None, and options. Raise OptionsError.
        """
        found = []
        for rule in self.rules.values():
            severity, options = _preset_of(rule, preset)
            capped = False
            for name in (rule.family, rule.name):
                wish, wanted = wishes.get(name, (None, {}))
                if wish is not None:
                    severity, capped = wish, True
                elif name in wishes and severity == "off":
                    severity = rule.severity
                options = {**options, **wanted}
            # What is off is read too: a mistake in its options is one all the same.
            typed = options_of(rule, options)
            ready = rule.status == "stable" or (preview and rule.status == "preview")
            if severity != "off" and ready:
                found.append(ActiveRule(rule, check_of(rule), severity, typed, capped))
        return found


def _preset_of(rule: Rule, preset: str) -> tuple[str, dict[str, Any]]:
    """Return a rule's severity, or `off`, and its options under a preset."""
    included = PRESETS[: PRESETS.index(preset) + 1]
    severity = rule.severity if rule.preset in included else "off"
    options = dict(rule.options)
    for name in included:
        change = rule.presets.get(name, {})
        if severity != "off":
            severity = change.get("severity", severity)
        options |= change.get("options", {})
    return severity, options


def check_of(rule: Rule) -> Check:
    """Return a rule's check, imported; the engine's rules have one that finds nothing."""
    if rule.check == ENGINE:
        return _ENGINE_CHECK
    if not is_check(rule.check):
        raise RuleError(f"{rule.file}: there is no check `{rule.check}`")
    return CHECKS[rule.check]


def is_check(name: str) -> bool:
    """Tell whether there is a check of a name; it is imported then."""
    if name not in CHECKS:
        module = f"newslint.checks.{name.replace('-', '_')}"
        try:
            import_module(module)
        except ModuleNotFoundError as error:
            if error.name != module:
                raise
    return name in CHECKS


def _nothing(*_: object) -> Iterable[object]:
    return iter(())


_ENGINE_CHECK = Check(
    ENGINE,
    "document",
    _nothing,  # type: ignore[arg-type]  # an empty iterator of anything
    Options,
    frozenset({"reason", "rule", "path"}),
    frozenset(),
    None,
)


def options_of(rule: Rule, values: Mapping[str, Any]) -> Options:
    """Return typed options; raise OptionsError for what the check does not take."""
    check = check_of(rule)
    try:
        options = msgspec.convert(dict(values), check.options)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at `$")
        key = place.strip("`.").split("[")[0].split(".")[0]
        if "unknown field" in reason:
            key = reason.split("`")[1]
            known = [item.encode_name for item in msgspec.structs.fields(check.options)]
            close = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean `{close[0]}`?" if close else f"it takes {_listing(known)}"
            reason = f"unknown option `{key}`; {hint}"
        elif "enum" in reason:
            reason = f"`{key}` is one of {_listing(_choices(check, key))}"
        elif key:
            reason = f"`{key}`: {reason[:1].lower()}{reason[1:]}"
        raise OptionsError(rule.name, key, reason) from None
    _refuse_phrases(rule, check, options)
    return options


def _choices(check: Check, key: str) -> list[str]:
    """Return what an option that is one of a few words may be."""
    for item in msgspec.structs.fields(check.options):
        if item.encode_name == key:
            return [str(choice) for choice in get_args(item.type)]
    return []


def _refuse_phrases(rule: Rule, check: Check, options: Options) -> None:
    """Refuse phrases that the scanner cannot take."""
    try:
        phrases = list(check.phrases(options)) if check.phrases else []
        for phrase in phrases:
            re.compile(phrase.pattern)
    except re.error as error:
        raise OptionsError(rule.name, "", f"`{error.pattern!s}` is no pattern: {error}") from None
    if any(not phrase.literal for phrase in phrases):
        raise OptionsError(rule.name, "", "a pattern needs a literal that must be there")


def _listing(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "none"


def _validate(rule: Rule) -> None:
    """Hold a rule against its check: its options, and the facts that its messages name."""
    check = check_of(rule)
    for preset in PRESETS:
        try:
            options_of(rule, _preset_of(rule, preset)[1])
        except OptionsError as error:
            raise RuleError(f"{rule.file}: {error.reason}") from None
    if rule.variants.keys() - {""} != check.variants:
        wanted = _listing(sorted(check.variants))
        raise RuleError(f"{rule.file}: the variants of check `{check.name}` are {wanted}")
    known = {*check.facts, "count", *(item.name for item in msgspec.structs.fields(check.options))}
    for variant in rule.variants.values():
        for template in variant.message.templates():
            for name in placeholders(template) - known:
                raise RuleError(f"{rule.file}: the check gives no fact `{name}`")
    for name in rule.words.keys() - check.facts:
        raise RuleError(f"{rule.file}: the check gives no fact `{name}`")


def rules_folder() -> Traversable:
    """Return the shipped rules: inside the package, or the working tree's, if it runs there."""
    inside = files("newslint") / "rules"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "rules"


def load_folder(folder: Traversable) -> list[Rule]:
    """Load the rule posts of a folder of families; raise RuleError."""
    rules: list[Rule] = []
    families = {entry.name: _entries(entry) for entry in _entries(folder) if entry.is_dir()}
    lists = {
        f"{family}/{entry.name}": _list(entry)
        for family, entries in families.items()
        for entry in entries
        if entry.name.endswith(".yaml")
    }
    for family, entries in families.items():
        own = {name.removeprefix(f"{family}/"): values for name, values in lists.items()}
        for entry in entries:
            stem, _, extension = entry.name.rpartition(".")
            if extension == "md":
                file = f"{folder.name}/{family}/{entry.name}"
                rules.append(load(family, stem, entry.read_bytes(), file, own))
    return rules


def _entries(folder: Traversable) -> list[Traversable]:
    return sorted(folder.iterdir(), key=lambda entry: entry.name)


def _list(entry: Traversable) -> Any:
    text = entry.read_text(encoding="utf-8")
    try:
        fields = yaml.parse(f"list:\n{_indented(text)}", 0).fields
    except UnparsableError as error:
        raise RuleError(f"{entry.name}: {error.detail}") from None
    return fields[0].value


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())


@cache
def shipped() -> Catalog:
    """Return the catalogue that newslint comes with; raise RuleError."""
    return Catalog(load_folder(rules_folder()))
