"""A rule held against its check: the mechanism it names, its options, the facts its words name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, get_args

import msgspec

from newslint.check import CHECKS, Check, Options
from newslint.limits import Limits
from newslint.rule import ENGINE, LIMIT, PRESETS, STALE, Rule, RuleError, placeholders
from newslint.suggestion import suggestion

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class OptionsError(Exception):
    """Options that a rule does not take."""

    def __init__(self, rule: str, key: str, reason: str) -> None:
        super().__init__(reason)
        self.rule = rule
        self.key = key
        self.reason = reason


def check_of(rule: Rule) -> Check:
    """Return the check of a catalogue's rule, imported.

    What newslint says itself has one that finds nothing.
    """
    if rule.check in _SPOKEN:
        return _SPOKEN[rule.check]
    is_check(rule.check)
    return CHECKS[rule.check]


def is_check(name: str) -> bool:
    """Tell whether there is a check of a name; newslint's own is imported then."""
    if name not in CHECKS and _NAME.fullmatch(name):
        module = f"newslint.checks.{name.replace('-', '_')}"
        try:
            import_module(module)
        except ModuleNotFoundError as error:
            if error.name != module:
                raise
    return name in CHECKS


def own_checks() -> list[str]:
    """Return the names of newslint's own checks."""
    import newslint.checks as package

    return [module.name.replace("_", "-") for module in iter_modules(package.__path__)]


def is_shipped(name: str) -> bool:
    """Tell whether a check is newslint's own, whatever plugins have been loaded."""
    if name in _SPOKEN:
        return True
    return is_check(name) and CHECKS[name].run.__module__.startswith("newslint.checks.")


def _nothing(*_: object) -> Iterator[object]:
    return iter(())


_SPOKEN = {
    name: Check(name, "document", _nothing, options, frozenset(facts), frozenset(variants), None)
    for name, options, facts, variants in (
        (ENGINE, Options, ("reason", "rule", "path"), ()),
        (
            LIMIT,
            Limits,
            ("rule", "bytes"),
            ("depth", "rule-seconds", "file-seconds", "site-seconds"),
        ),
        ("unused-suppression", Options, ("name",), ()),
        ("unknown-suppression", Options, ("name", "close"), ("far", "form", "nothing", "prose")),
        ("unclosed-suppression", Options, ("name",), ("end",)),
        (STALE, Options, ("entries",), ()),
    )
}
"""The checks of the rules that newslint itself speaks, by name."""


def options_of(rule: Rule, values: Mapping[str, Any]) -> Options:
    """Return typed options; raise OptionsError for what the check or the scanner does not take."""
    options = typed_options(rule, values)
    _refuse_phrases(rule, check_of(rule), options)
    return options


def typed_options(rule: Rule, values: Mapping[str, Any]) -> Options:
    """Return typed options; raise OptionsError for what the check does not take.

    Their patterns are not tried: for options that have been.
    """
    check = check_of(rule)
    try:
        options = msgspec.convert(dict(values), check.options)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at `$")
        key = place.strip("`.").split("[")[0].split(".")[0]
        if "unknown field" in reason:
            key = reason.split("`")[1]
            known = [item.encode_name for item in msgspec.structs.fields(check.options)]
            hint = suggestion(key, known, f"it takes {_listing(known)}")
            reason = f"unknown option `{key}`; {hint}"
        elif "enum" in reason:
            reason = f"`{key}` is one of {_listing(_choices(check, key))}"
        elif key:
            reason = f"`{key}`: {reason[:1].lower()}{reason[1:]}"
            for jargon, word in (("`array`", "a list"), ("`object`", "a mapping")):
                reason = reason.replace(jargon, word)
        raise OptionsError(rule.name, key, reason) from None
    return options


def default_of(rule: Rule, option: str) -> Any:
    """Return what the check itself has for an option; None where it takes no such option."""
    for item in msgspec.structs.fields(check_of(rule).options):
        if item.encode_name == option:
            made = item.default_factory
            return item.default if made is msgspec.NODEFAULT else made()
    return None


def _choices(check: Check, key: str) -> list[str]:
    """Return what an option that is one of a few words may be."""
    types = {item.encode_name: item.type for item in msgspec.structs.fields(check.options)}
    return [str(choice) for choice in get_args(types[key])]


def _refuse_phrases(rule: Rule, check: Check, options: Options) -> None:
    """Refuse phrases that the scanner cannot take."""
    from newslint.growth.compiling import refuse

    phrases = list(check.phrases(options)) if check.phrases else []
    try:
        for phrase in phrases:
            refuse(phrase.pattern)
    except ValueError as error:
        raise OptionsError(rule.name, "", str(error)) from None
    if any(not phrase.literal for phrase in phrases):
        raise OptionsError(rule.name, "", "a pattern needs a literal that must be there")


def _listing(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "none"


def validate(rule: Rule) -> None:
    """Hold a rule against its check: its options, and the facts that its messages name."""
    check = check_of(rule)
    for preset in PRESETS:
        try:
            options_of(rule, preset_of(rule, preset)[1])
        except OptionsError as error:
            raise RuleError(f"{rule.file}: {error.reason}") from None
    if rule.variants.keys() - {""} != check.variants:
        wanted = _listing(sorted(check.variants))
        raise RuleError(f"{rule.file}: the variants of check `{check.name}` are {wanted}")
    known = {*check.facts, "count", *(item.name for item in msgspec.structs.fields(check.options))}
    messages = [variant.message for variant in rule.variants.values()]
    for message in (*messages, *([rule.detail] if rule.detail else ())):
        for template in message.templates():
            for name in placeholders(template) - known:
                raise RuleError(f"{rule.file}: the check gives no fact `{name}`")
    for name in rule.words.keys() - check.facts:
        raise RuleError(f"{rule.file}: the check gives no fact `{name}`")


def preset_of(rule: Rule, preset: str) -> tuple[str, dict[str, Any]]:
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
