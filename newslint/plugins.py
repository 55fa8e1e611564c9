"""Packs and plugins: the rules and checks that a site adds to newslint's own.

A pack is a folder of rule posts and lists: data, which runs no code. A plugin is a Python
distribution with the entry points `newslint.checks` (a check's name, and the module that registers
it), `newslint.packs` (a pack's name, and the package whose folder it is) or `newslint.formats` (a
format's name, and the function that writes it). It is imported only where a configuration names the
distribution.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newslint.catalog import Catalog
from newslint.check import CHECKS
from newslint.config import Config, ConfigError, Mention
from newslint.rule import Rule, RuleError
from newslint.rule_check import own_checks
from newslint.rule_folder import load_folder, shipped_lists
from newslint.shown import shown

if TYPE_CHECKING:
    from importlib.metadata import Distribution
    from importlib.resources.abc import Traversable

CHECK_GROUP = "newslint.checks"
PACK_GROUP = "newslint.packs"
FORMAT_GROUP = "newslint.formats"


class Pack(NamedTuple):
    """A folder of rules, and the name that they are of where it has no families."""

    name: str
    folder: Traversable

    @property
    def label(self) -> str:
        """What people are told its folder is called."""
        return shown(str(self.folder)) if isinstance(self.folder, Path) else self.name


class Plugin(NamedTuple):
    """What a distribution brings."""

    checks: frozenset[str]
    packs: tuple[Pack, ...]


def catalog_of(config: Config, shipped: Catalog) -> Catalog:
    """Return the catalogue of a site: newslint's rules, its packs' and its plugins'.

    Raise ConfigError for a pack or a plugin that is not there, RuleError for a rule that cannot
    be used.
    """
    if not config.packs and not config.plugins:
        return shipped
    plugins = load_plugins(config)
    packs = [pack for plugin in plugins for pack in plugin.packs]
    packs += [pack_at(mention) for mention in config.packs]
    checks = frozenset(name for plugin in plugins for name in plugin.checks)
    return with_packs(shipped, packs, checks)


def with_packs(catalog: Catalog, packs: Iterable[Pack], checks: frozenset[str]) -> Catalog:
    """Return a catalogue with the rules of packs added; raise RuleError."""
    rules = [rule for pack in packs for rule in rules_of(pack)]
    return catalog.extended(rules, checks)


def rules_of(pack: Pack) -> list[Rule]:
    """Load a pack's rules, which may use newslint's lists; raise RuleError."""
    try:
        rules = load_folder(pack.folder, shipped_lists(), name=pack.name, label=pack.label)
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"{pack.label}: cannot be read: {error}") from None
    if not rules:
        raise RuleError(f"{pack.label}: the pack holds no rules")
    return rules


def pack_at(mention: Mention) -> Pack:
    """Return the pack in a folder; raise ConfigError if there is none."""
    folder = Path(mention.name)
    if not folder.is_dir():
        raise ConfigError(f"{mention.place}: `packs`: {shown(mention.name)} is no folder")
    # A generator passes over folders that begin so; a family's name does not.
    return Pack(folder.name.lstrip("._"), folder)


def load_plugins(config: Config) -> list[Plugin]:
    """Import the plugins that a configuration names; raise ConfigError."""
    return [load_plugin(mention) for mention in config.plugins]


def is_plugin(name: str) -> bool:
    """Tell whether a distribution of a name is installed that brings checks or packs."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        return any(_entries(distribution(name)).values())
    except (PackageNotFoundError, ValueError):
        return False


def load_plugin(mention: Mention) -> Plugin:
    """Import a plugin; raise ConfigError if it is not installed or does not keep its word."""
    from importlib.resources import files

    entries = _entries(_installed(mention))
    if not any(entries.values()):
        raise ConfigError(f"{mention.place}: `{mention.name}` brings no checks, packs or formats")
    try:
        for name, module in entries[CHECK_GROUP].items():
            _register(name, module)
        packs = [Pack(name, files(module)) for name, module in entries[PACK_GROUP].items()]
    except (Exception, SystemExit) as error:
        raise _not_loading(mention, error) from error
    return Plugin(frozenset(entries[CHECK_GROUP]), tuple(packs))


def load_formats(config: Config) -> dict[str, Callable[..., Iterator[str]]]:
    """Import the formats of the plugins that a configuration names, by name; raise ConfigError."""
    found: dict[str, Callable[..., Iterator[str]]] = {}
    for mention in config.plugins:
        for entry in _installed(mention).entry_points.select(group=FORMAT_GROUP):
            try:
                found[entry.name] = entry.load()
            except (Exception, SystemExit) as error:
                raise _not_loading(mention, error) from error
    return found


def installed_formats() -> dict[str, str]:
    """Return the distribution of each format that is installed, loaded or not."""
    from importlib.metadata import entry_points

    return {entry.name: entry.dist.name for entry in entry_points(group=FORMAT_GROUP) if entry.dist}


def _installed(mention: Mention) -> Distribution:
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        return distribution(mention.name)
    except (PackageNotFoundError, ValueError):
        raise ConfigError(
            f"{mention.place}: plugin `{mention.name}` is not installed beside newslint"
        ) from None


def _not_loading(mention: Mention, error: BaseException) -> ConfigError:
    reason = f"{type(error).__name__}: {error}"
    return ConfigError(f"{mention.place}: plugin `{mention.name}` does not load: {reason}")


def _entries(found: Distribution) -> Mapping[str, Mapping[str, str]]:
    return {
        group: {entry.name: entry.value for entry in found.entry_points.select(group=group)}
        for group in (CHECK_GROUP, PACK_GROUP, FORMAT_GROUP)
    }


def _register(name: str, module: str) -> None:
    before = set(CHECKS)
    import_module(module)
    for taken in (set(CHECKS) - before) & {*own_checks()}:
        del CHECKS[taken]
        raise LookupError(f"{module} registers `{taken}`, which is newslint's")
    check = CHECKS.get(name)
    if check is None or not _is_in(check.run.__module__, module):
        raise LookupError(f"{module} registers no check `{name}`")


def _is_in(module: str, package: str) -> bool:
    return re.match(rf"{re.escape(package)}(?:\.|$)", module) is not None
