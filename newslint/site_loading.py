"""A site as it is on disk: its configuration read, its generator recognised."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from newslint.config import Config, ConfigError
from newslint.config_reader import Surroundings, parse
from newslint.folders import Folders
from newslint.shown import shown
from newslint.site import Settings, Site, declared
from newslint.site.layouts import titled_layouts
from newslint.site.model import host_of


def load_config(root: str, folders: Folders) -> Config:
    """Read the configuration at a site's root; the defaults if there is none."""
    name = folders.configuration(root)
    if not name:
        return Config()
    path = Path(root, name)
    if path.exists() and not path.is_file():
        # One that is named may well be a pipe.
        raise ConfigError(f"{shown(path.as_posix())}: it is no regular file")
    return read_config(path, folders)


def config_at(file: str | os.PathLike[str] | None) -> Config | None:
    """Read the configuration that somebody names; None where nobody does. Raise ConfigError."""
    return read_config(Path(file).absolute(), Folders()) if file else None


def read_config(path: Path, folders: Folders, seen: Sequence[Path] = ()) -> Config:
    """Read a configuration file and what it extends; raise ConfigError."""
    folders.files.add(path.as_posix())
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{shown(path.as_posix())}: {error.strerror}") from None

    def base(name: str) -> Config | None:
        other = (path.parent / name).resolve()
        folders.files.add(other.as_posix())
        if not other.is_file():
            return None
        if other in seen:
            raise ConfigError(f"{shown(path.as_posix())}: `extends` goes round in a circle")
        return read_config(other, folders, (*seen, other))

    folder = path.parent.as_posix()
    around = Surroundings(folder, base, lambda name: folders.read(f"{folder}/{name}"))
    return parse(raw, shown(path.as_posix()), around)


def site_at(root: str, base: str, folders: Folders, config: Config) -> Site:
    """Return the site at a root: its generator's settings, and what the configuration adds."""
    settings = folders.settings(base) or Settings()
    if config.generator and config.generator != settings.generator:
        names = set(folders.entries(base))
        settings = (
            declared(config.generator, names, lambda name: folders.read(f"{base}/{name}"))
            or Settings()
        )
    url_host = host_of(settings.url)
    hosts = {host_named(host) for host in config.hosts} | {url_host}
    if config.language:
        settings = replace(settings, language=config.language)
    inside = base[len(root) :].strip("/")
    layouts = titled_layouts(
        settings.generator,
        lambda path: folders.read(f"{base}/{path}"),
        lambda folder: folders.entries(f"{base}/{folder}"),
    )
    return Site(
        root=root,
        settings=settings,
        base=f"{inside}/" if inside else "",
        hosts=frozenset(hosts - {""}),
        sisters=frozenset(host_named(host) for host in config.sisters),
        names=tuple(name for name in (config.name, settings.title) if name),
        titled=frozenset(name for name, prints in layouts.items() if prints),
        untitled=frozenset(name for name, prints in layouts.items() if not prints),
    )


def host_named(written: str) -> str:
    """Return the host that a configuration names, by itself or as a URL."""
    return host_of(written if "://" in written else f"https://{written}")
