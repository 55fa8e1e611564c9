"""A site's configuration: what it wishes of the rules, for all of its posts or for some."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from newslint.catalog import ALL, ActiveRule, Catalog, OptionsError
from newslint.patterns import verdict_of
from newslint.rule import ENGINE
from newslint.wish import NO_SELECTION, Layer, Selection

if TYPE_CHECKING:
    # Only a site that says how to ask the network imports it.
    from newslint.remote.settings import Settings

PROJECT = "pyproject.toml"
NAMES = ("newslint.yaml", ".newslint.yaml", PROJECT)
"""Files that may hold a configuration, the first one found in a folder wins; the last one only
where it has a table `[tool.newslint]`."""

BASELINE = ".newslint-baseline"
"""The file at a site's root that lists what was there before; no generator publishes such a name."""


class ConfigError(Exception):
    """A configuration that cannot be used: the text tells file, line, key and what to do."""


Matcher = Callable[[str], bool]
"""Tells whether a path, from the site's root, is one of those that some patterns mean."""


def matcher(patterns: Sequence[str], told: str) -> Matcher:
    """Return what tells the paths that patterns in .gitignore's language mean.

    Raise ConfigError, which begins with `told`, for what is no pattern.
    """
    if not patterns:
        return lambda path: False  # noqa: ARG005  # no pattern means no path
    try:
        verdict = verdict_of(patterns)
    except ValueError as error:
        raise ConfigError(f"{told}: {error}") from None
    return lambda path: verdict(path) is True


class Mention(NamedTuple):
    """What a configuration names, and where: `file:line`."""

    name: str
    place: str


class Kind(msgspec.Struct, frozen=True):
    """Posts that are told apart from others, with wishes of their own."""

    name: str
    paths: tuple[str, ...]
    """Patterns in .gitignore's language, from the site's root; one must match. Empty: any path."""
    fields: Mapping[str, tuple[object, ...]]
    """Front-matter fields and the values of which each must have one."""
    rules: Layer


class Override(msgspec.Struct, frozen=True):
    """Wishes for the files below some paths."""

    paths: tuple[str, ...]
    """Patterns in .gitignore's language, from the site's root."""
    rules: Layer


class Config(msgspec.Struct, frozen=True):
    """What a site wishes; the defaults are those of a site without configuration."""

    file: str = ""
    """Where it was read, for people; empty for the defaults."""
    preset: str = "recommended"
    rules: Layer = msgspec.field(default_factory=dict)
    kinds: tuple[Kind, ...] = ()
    """A post is of the first kind that it matches."""
    overrides: tuple[Override, ...] = ()
    """All that match hold, a later one over an earlier one."""
    packs: tuple[Mention, ...] = ()
    """Folders of rules, absolute."""
    plugins: tuple[Mention, ...] = ()
    """Python distributions whose checks and packs may be loaded."""
    preview: bool = False
    exclude: tuple[str, ...] = ()
    fail_on: str = "error"
    messages: str = ""
    generator: str = ""
    hosts: tuple[str, ...] = ()
    sisters: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    """What the site has besides: paths with `*` and `**`, and after `file:` files that list URLs."""
    language: str = ""
    name: str = ""
    baseline: str = ""
    """The file that lists what was there before, absolute; '' for the usual one."""
    online: Settings | None = None
    """How links that lead out of the site are asked for; None where nothing is said of that."""

    def active(
        self,
        catalog: Catalog,
        *layers: Layer,
        selection: Selection = NO_SELECTION,
        preview: bool = False,
    ) -> list[ActiveRule]:
        """Return the rules that are on where some layers lie over the site's own.

        Raise ConfigError for a wish that cannot be met.
        """
        every = (self.rules, *layers)
        for layer in every:
            for name in layer:
                _refuse_unknown(name, layer, catalog)
        try:
            return catalog.active(
                self.preset, every, selection=selection, preview=preview or self.preview
            )
        except OptionsError as error:
            place = _place(error, every) or self.file
            raise ConfigError(f"{place}: rule `{error.rule}`: {error.reason}") from None

    def validate(self, catalog: Catalog) -> None:
        """Raise ConfigError for a wish that cannot be met, be it of a kind that no post is of."""
        self.active(catalog)
        for rules in self._special():
            self.active(catalog, rules)

    def _special(self) -> list[Layer]:
        """Return the wishes for some posts only."""
        return [row.rules for row in self.kinds] + [row.rules for row in self.overrides]

    def notices(self, catalog: Catalog, *, preview: bool) -> list[str]:
        """Return what a site should know of the rules that it names: renamed, or soon gone."""
        return [
            f"{wish.place}: {text}"
            for layer in (self.rules, *self._special())
            for name, wish in layer.items()
            for text in catalog.remarks(name, preview=preview or self.preview)
        ]


def _place(error: OptionsError, layers: Iterable[Layer]) -> str:
    """Return where the option that is at fault, or else its rule, is written last."""
    place = ""
    for layer in layers:
        wish = layer.get(error.rule)
        if wish:
            place = wish.places.get(error.key, place or wish.place)
    return place


def _refuse_unknown(name: str, layer: Layer, catalog: Catalog) -> None:
    """Refuse a wish for what is no rule or family, or for what cannot be wished."""
    wish = layer[name]
    if name in catalog.families and not wish.family:
        if wish.options or wish.fix:
            raise ConfigError(f"{wish.place}: `{name}` is a family: it takes a severity or off")
        if name == ENGINE:
            raise ConfigError(f"{wish.place}: `{name}` holds errors too; name its rules one by one")
        return
    rule = catalog.find(name)
    if rule is None or wish.family not in ("", rule.family):
        written = f"{wish.family}/{name}" if wish.family else name
        hint = f"did you mean `{rule.id}`?" if rule else catalog.hint(name)
        raise ConfigError(f"{wish.place}: unknown rule `{written}`; {hint}")
    if rule.always_on and wish.severity is not None:
        raise ConfigError(f"{wish.place}: `{name}` tells what newslint could not do; keep it on")


def refuse_selection(selection: Selection, catalog: Catalog, *, preview: bool) -> None:
    """Raise ConfigError for what a command line selects or ignores in vain."""
    for name in sorted(selection.select | selection.ignore):
        if name == ALL or name in catalog.families:
            continue
        rule = catalog.find(name)
        if rule is None:
            raise ConfigError(f"unknown rule `{name}`; {catalog.hint(name)}")
        if rule.status == "preview" and not preview and name in selection.select:
            raise ConfigError(f"`{name}` is in preview; add --preview to select it")
