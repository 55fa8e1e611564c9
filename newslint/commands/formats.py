"""The names of formats on a command line: newslint's own, and those of a site's plugins."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from newslint.config import Config
from newslint.folders import Folders
from newslint.report import REPORTERS, Reporter
from newslint.site_loading import load_config

FORMATS = tuple(REPORTERS)
LISTED = ", ".join(FORMATS)


def checked(_context: click.Context, _option: click.Parameter, name: str | None) -> str | None:
    """Return the name of a format as it is; raise what click does for one that nothing has."""
    if name is not None and not is_format(name):
        raise click.BadParameter(f"`{name}` is no format; choose from {LISTED}")
    return name


def offered(_context: click.Context, _option: click.Parameter, begun: str) -> list[str]:
    """Return the names that complete what is begun."""
    return [name for name in FORMATS if name.startswith(begun)]


def is_format(name: str) -> bool:
    """Tell whether a format is newslint's own, or that of a distribution which is installed."""
    if name in REPORTERS:
        return True
    from newslint.plugins import installed_formats

    return name in installed_formats()


def reporter_of(name: str, paths: Iterable[str], config: Config | None) -> Reporter:
    """Return the reporter of a plugin's format, where the configuration of the paths names it.

    `config` holds in place of theirs. Raise ConfigError and click.UsageError.
    """
    from newslint.plugins import installed_formats, load_formats

    folders = Folders()
    roots = dict.fromkeys(_root(path, folders) for path in paths)
    for own in [config] if config else [load_config(root, folders) for root in roots]:
        formats = load_formats(own)
        if name in formats:
            return formats[name]
    plugin = installed_formats().get(name, "")
    raise click.UsageError(f"the format `{name}` is of {plugin}: name that under `plugins`")


def _root(path: str, folders: Folders) -> str:
    """Return the root of the site that a path is in."""
    place = Path(path).absolute()
    return folders.site_of((place if place.is_dir() else place.parent).as_posix())[0]
