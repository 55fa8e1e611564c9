"""The catalogue: the rules there are, and what of them is on for a site."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import Any

import msgspec

from newslint import compiled
from newslint.check import Check, Fix, Options
from newslint.program import rules_folder
from newslint.rule import SEVERITIES, Rule, RuleError
from newslint.rule_check import (
    OptionsError,
    check_of,
    default_of,
    is_shipped,
    options_of,
    preset_of,
    typed_options,
    validate,
)
from newslint.rule_folder import load_folder
from newslint.wish import MORE, NO_SELECTION, Layer, Selection, Wish, laid_over, more

__all__ = ["ALL", "ActiveRule", "Catalog", "OptionsError", "shipped"]

ALL = "all"
"""What a selection calls every rule."""


class ActiveRule(msgspec.Struct, frozen=True, dict=True):
    """A rule with the severity and the options that hold for a post."""

    rule: Rule
    check: Check
    severity: str
    options: Options
    capped: bool = False
    """True where the site chose the severity: no variant is then above it."""
    fix: str = ""
    """What the site makes of its fixes: off, safe, unsafe; '' where they stay as they are."""

    def severity_of(self, variant: str) -> str:
        """Return the severity of one of the rule's variants."""
        if not variant:
            return self.severity
        own = self.rule.variants[variant].severity
        return min(own, self.severity, key=SEVERITIES.index) if self.capped else own

    def fixes(self, fix: Fix | None) -> Fix | None:
        """Return one of the rule's fixes as the site has it; None where it wants none."""
        if fix is None or not self.fix:
            return fix
        return None if self.fix == "off" else fix._replace(safe=self.fix == "safe")

    @cached_property
    def key(self) -> tuple[object, ...]:
        """What tells this from the same rule under other wishes."""
        wishes = (self.severity, self.capped, self.fix)
        return (self.rule.id, *wishes, msgspec.json.encode(self.options))


class Catalog:
    """Rules by name, in the order of their ids."""

    def __init__(
        self,
        rules: Iterable[Rule],
        checks: frozenset[str] = frozenset(),
        *,
        valid: Collection[str] = (),
    ) -> None:
        """Raise RuleError for names that are not unique, checks that are unknown, no rules.

        `checks` are the names of plugins' checks that the rules may use beside newslint's own;
        `valid` those of rules that have been held against their checks before.
        """
        self.checks = checks
        self.rules: dict[str, Rule] = {}
        for rule in sorted(rules, key=lambda rule: rule.id):
            if rule.name in self.rules:
                raise RuleError(f"{rule.file}: the name `{rule.name}` is taken")
            if not is_shipped(rule.check) and rule.check not in checks:
                raise RuleError(
                    f"{rule.file}: there is no check `{rule.check}`; a plugin's is there where the"
                    " configuration names the plugin"
                )
            if rule.name not in valid:
                validate(rule)
            self.rules[rule.name] = rule
        if not self.rules:
            raise RuleError("the catalogue holds no rules")
        self._renamed = {old: rule for rule in self.rules.values() for old in rule.was}
        self._refuse_lost_names()

    def _refuse_lost_names(self) -> None:
        """Refuse a former name that is another rule's, and a loan from what is no rule."""
        for old, rule in self._renamed.items():
            if old in self.rules:
                raise RuleError(f"{rule.file}: `was: {old}` is another rule's name")
        for rule in self.rules.values():
            for lender, _ in rule.borrows.values():
                if lender not in self.rules:
                    raise RuleError(f"{rule.file}: `borrows` names `{lender}`, which is no rule")

    def extended(self, rules: Sequence[Rule], checks: frozenset[str]) -> Catalog:
        """Return a catalogue with more rules, and the checks that they may use; raise RuleError."""
        return Catalog([*self.rules.values(), *rules], self.checks | checks, valid=self.rules)

    @cached_property
    def families(self) -> frozenset[str]:
        """The names of the families."""
        return frozenset(rule.family for rule in self.rules.values())

    def find(self, name: str) -> Rule | None:
        """Return the rule of a name, of a full id, or of a name that it had before."""
        family, _, bare = name.rpartition("/")
        rule = self.rules.get(bare) or self._renamed.get(bare)
        return rule if rule and family in ("", rule.family) else None

    def closest(self, name: str) -> str | None:
        """Return the name of a rule or a family that was probably meant."""
        bare = name.rpartition("/")[2]
        known = [*self.rules, *self.families]
        close = difflib.get_close_matches(bare, known, n=1)
        return close[0] if close else None

    def hint(self, name: str) -> str:
        """Return what to say of a name that is no rule's: which was meant, or where they stand."""
        close = self.closest(name)
        return f"did you mean `{close}`?" if close else "see `newslint rules`"

    def remarks(self, name: str, *, preview: bool) -> list[str]:
        """Return what one who names a rule should know: that it has another name now, or goes."""
        rule = self.find(name)
        if rule is None:
            return []
        found = [] if name == rule.name else [f"`{name}` is called `{rule.name}` now"]
        if rule.status == "deprecated":
            found.append(f"`{rule.name}` is deprecated: its page says what takes its place")
        if rule.status == "preview" and not preview:
            found.append(f"`{rule.name}` is in preview, so off without --preview")
        return found

    def active(
        self,
        preset: str,
        layers: Sequence[Layer],
        *,
        selection: Selection = NO_SELECTION,
        preview: bool = False,
    ) -> list[ActiveRule]:
        """Return the rules that are on.

        The first layer is the site's own, over which a selection goes; what lies above can still
        switch a rule off. With `preview` the rules in preview are among them; deprecated ones
        only where they are named. Raise OptionsError.
        """
        resolved = {
            rule.name: _resolve(rule, preset, layers, selection) for rule in self.rules.values()
        }
        # What is off is read too: a mistake in its options is one all the same.
        read = {name: self._read(name, preset, row[1]) for name, row in resolved.items()}
        found = []
        for name, (severity, options, capped) in resolved.items():
            rule, typed = self.rules[name], read[name]
            for option, (other, theirs) in rule.borrows.items():
                lent = resolved[other][1].get(theirs, ())
                options[option] = [*options.get(option, ()), *lent]
                typed = typed_options(rule, options)
            if severity != "off" and self._is_ready(rule, layers, selection, preview=preview):
                fix = _fix_of(rule, layers)
                found.append(ActiveRule(rule, check_of(rule), severity, typed, capped, fix))
        return found

    def _read(self, name: str, preset: str, options: Mapping[str, Any]) -> Options:
        """Return a rule's options, typed; raise OptionsError.

        To compile every pattern takes a while, and those of presets were tried when their rule was
        loaded.
        """
        rule = self.rules[name]
        is_untouched = options == preset_of(rule, preset)[1]
        return typed_options(rule, options) if is_untouched else options_of(rule, options)

    def _is_ready(
        self, rule: Rule, layers: Sequence[Layer], selection: Selection, *, preview: bool
    ) -> bool:
        if rule.status == "deprecated":
            return rule.name in selection.select or any(rule.name in layer for layer in layers)
        return rule.status == "stable" or preview


def _resolve(
    rule: Rule, preset: str, layers: Sequence[Layer], selection: Selection
) -> tuple[str, dict[str, Any], bool]:
    """Return a rule's severity or `off`, its options, and whether somebody chose the severity."""
    severity, options = preset_of(rule, preset)
    capped = False
    wanted = selection.wants((rule.name, rule.id, *rule.was, rule.family, ALL))
    for number, layer in enumerate(layers):
        for name in (rule.family, *rule.was, rule.name):
            wish = layer.get(name, Wish())
            if wish.severity is not None:
                severity, capped = wish.severity, wish.severity != "off"
            elif name in layer and severity == "off":
                severity = rule.severity
            options = laid_over(options, wish.options)
        if number == 0 and wanted and severity == "off":
            severity = rule.severity
    if wanted is False and not rule.always_on:
        severity = "off"
    return severity, _with_more(rule, options), capped


def _fix_of(rule: Rule, layers: Sequence[Layer]) -> str:
    """Return what is made of a rule's fixes; '' where nothing is said of them."""
    wishes = (layer[name] for layer in layers for name in (*rule.was, rule.name) if name in layer)
    return next((told.fix for told in reversed([*wishes]) if told.fix), "")


def _with_more(rule: Rule, options: dict[str, Any]) -> dict[str, Any]:
    """Return options with what a site adds to them: `labels+` to `labels`; raise OptionsError."""
    found = {name: value for name, value in options.items() if not name.endswith(MORE)}
    for name in options.keys() - found.keys():
        if not isinstance(options[name], list | dict):
            reason = f"`{name}`: only a list or a mapping can be added to"
            raise OptionsError(rule.name, name, reason)
        own = name.removesuffix(MORE)
        found[own] = more(found.get(own, default_of(rule, own)), options[name])
    return found


@cache
def shipped() -> Catalog:
    """Return the catalogue that newslint comes with; raise RuleError.

    Its rules are read and held against their checks once, and kept compiled from then on.
    """
    kept = compiled.read()
    if kept is not None:
        return Catalog(kept, valid={rule.name for rule in kept})
    catalog = Catalog(load_folder(rules_folder()))
    compiled.write(list(catalog.rules.values()))
    return catalog
