"""Plans: the rules that hold for a file, by the kind of post that it is and by its path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

import msgspec

from newslint.catalog import ActiveRule, Catalog
from newslint.check import CHANGE, INDEX, OUTSIDE
from newslint.config import Config, ConfigError, Kind, matcher, refuse_selection
from newslint.front_matter import Field, FrontMatter
from newslint.limits import Limits
from newslint.rule import ENGINE, LIMIT, STALE, SUPPRESSIONS
from newslint.scan import Scanner
from newslint.wish import NO_SELECTION, Layer, Selection


class Plan(msgspec.Struct, frozen=True, dict=True):
    """The active rules, arranged by what their checks read."""

    rules: tuple[ActiveRule, ...]
    language: str
    """The language of the messages."""
    kind: str = ""
    """The kind of the posts that it is for, as the configuration names it."""
    overrides: tuple[int, ...] = ()
    """The numbers of the overrides that it takes in."""

    @cached_property
    def local(self) -> Mapping[str, tuple[ActiveRule, ...]]:
        """The rules about one file that are checked in it, by the table that their check reads."""
        chosen = [
            rule
            for rule in self.rules
            if rule.check.reads not in (INDEX, CHANGE, OUTSIDE)
            and rule.rule.name not in self.spoken
        ]
        chosen.sort(key=lambda rule: rule.check.reads)
        groups = groupby(chosen, key=lambda rule: rule.check.reads)
        return {table: tuple(rules) for table, rules in groups}

    @cached_property
    def across(self) -> tuple[ActiveRule, ...]:
        """The rules that look across posts."""
        return tuple(rule for rule in self.rules if rule.check.reads == INDEX)

    @cached_property
    def changes(self) -> tuple[ActiveRule, ...]:
        """The rules that look at what a change has made of the site."""
        return tuple(rule for rule in self.rules if rule.check.reads == CHANGE)

    @cached_property
    def outside(self) -> tuple[ActiveRule, ...]:
        """The rules that speak of what came of asking for links that lead out of the site."""
        return tuple(rule for rule in self.rules if rule.check.reads == OUTSIDE)

    @cached_property
    def spoken(self) -> Mapping[str, ActiveRule]:
        """The rules that newslint speaks itself, by name."""
        checks = {ENGINE, LIMIT, STALE, *SUPPRESSIONS}
        return {rule.rule.name: rule for rule in self.rules if rule.rule.check in checks}

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the rules."""
        return frozenset(rule.rule.name for rule in self.rules)

    @cached_property
    def scanner(self) -> Scanner:
        """The phrases of all rules, compiled together."""
        return Scanner(
            [
                (rule.rule.name, phrase)
                for rule in self.rules
                if rule.check.phrases
                for phrase in rule.check.phrases(rule.options)
            ]
        )


class Wanted(msgspec.Struct, frozen=True):
    """What a run wants of the rules, above any configuration."""

    language: str = "en"
    """The language of the messages."""
    selection: Selection = NO_SELECTION
    preview: bool = False


PlanOf = Callable[[str, str, FrontMatter | None], Plan]
"""Returns the plan of a file: of its path, whether it is a post or a page, its front matter."""


class Plans:
    """The plans of a site: one for each kind of posts and set of overrides that a file has."""

    def __init__(
        self,
        config: Config,
        catalog: Catalog,
        wanted: Wanted,
        around: Callable[[ActiveRule], ActiveRule] | None = None,
    ) -> None:
        """Raise ConfigError for wishes that cannot be met, those for no file at all included.

        `around` is what each rule is put into before it is asked, such as a stop-watch.
        """
        self._around = around
        self.config = config
        self.catalog = catalog
        self.wanted = wanted
        config.validate(catalog)
        refuse_selection(wanted.selection, catalog, preview=wanted.preview or config.preview)
        self._kinds = [(kind, matcher(kind.paths, _told(config, kind))) for kind in config.kinds]
        self._overrides = [
            (override, matcher(override.paths, f"{config.file}: `overrides`"))
            for override in config.overrides
        ]
        self._plans: dict[tuple[str, tuple[int, ...]], Plan] = {}
        self._limits: dict[tuple[int, ...], Limits] = {}
        for kind in config.kinds:
            _refuse_limits(kind.rules)

    def of(self, path: str, kind: str, matter: FrontMatter | None = None) -> Plan:
        """Return the plan of a file: a post or a page, with the front matter that it has."""
        found = self.kind_of(path, matter) if kind == "post" else None
        return self._plan(found, self.overrides_of(path))

    def same(self, kind: str, overrides: tuple[int, ...]) -> Plan:
        """Return the plan of a kind's name and some overrides."""
        found = next((row for row in self.config.kinds if row.name == kind), None)
        return self._plan(found, overrides)

    def limits_of(self, path: str) -> Limits:
        """Return what a file may take: by its path alone, as it may be too large to be read."""
        overrides = self.overrides_of(path)
        if overrides not in self._limits:
            active = self.config.active(self.catalog, *self.layers(None, overrides))
            found = (row.options for row in active if isinstance(row.options, Limits))
            self._limits[overrides] = next(found)
        return self._limits[overrides]

    @property
    def rules(self) -> tuple[ActiveRule, ...]:
        """The rules of all plans that were asked for, each once, in the order of their ids."""
        found = {rule.rule.id: rule for plan in self._plans.values() for rule in plan.rules}
        return tuple(found[name] for name in sorted(found))

    def kind_of(self, path: str, matter: FrontMatter | None) -> Kind | None:
        """Return the first kind that a post is of; None if it is of none."""
        for kind, matches in self._kinds:
            if kind.paths and not matches(path):
                continue
            if all(_has(matter, name, values) for name, values in kind.fields.items()):
                return kind
        return None

    def overrides_of(self, path: str) -> tuple[int, ...]:
        """Return the numbers of the overrides that hold for a path."""
        return tuple(n for n, (_, matches) in enumerate(self._overrides) if matches(path))

    def _plan(self, kind: Kind | None, overrides: tuple[int, ...]) -> Plan:
        key = (kind.name if kind else "", overrides)
        if key not in self._plans:
            layers = self.layers(kind, key[1])
            rules = self.config.active(
                self.catalog,
                *layers,
                selection=self.wanted.selection,
                preview=self.wanted.preview,
            )
            rules = [self._around(rule) for rule in rules] if self._around else rules
            self._plans[key] = Plan(tuple(rules), self.wanted.language, *key)
        return self._plans[key]

    def layers(self, kind: Kind | None, overrides: Sequence[int]) -> list[Layer]:
        """Return the wishes that lie over the site's own, the last one uppermost."""
        return [
            *([kind.rules] if kind else []),
            *(self.config.overrides[number].rules for number in overrides),
        ]


def _refuse_limits(rules: Layer) -> None:
    """Refuse limits for a kind of posts, which is known once they are read."""
    wish = rules.get("limit-exceeded")
    if wish:
        told = "limits hold before a file is read, so by no kind; set them under `overrides`"
        raise ConfigError(f"{wish.place}: {told}")


def _told(config: Config, kind: Kind) -> str:
    return f"{config.file}: `kinds.{kind.name}.match.path`"


def _has(matter: FrontMatter | None, name: str, wanted: tuple[object, ...]) -> bool:
    """Tell whether a field has one of some values, or holds one in its list."""
    field = matter.get(name.lower()) if matter else None
    if field is None:
        return False
    own = {_key(value) for value in _values(field)}
    return any(_key(value) in own for value in wanted)


def _values(field: Field) -> Iterator[object]:
    yield from field.value if isinstance(field.value, list) else [field.value]


def _key(value: object) -> str:
    """Return a value as it is compared: letter case and the form of a number aside."""
    return str(value).strip().casefold()
