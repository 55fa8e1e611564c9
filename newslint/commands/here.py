"""The configuration and the catalogue that hold in a folder, for commands that list things."""

from __future__ import annotations

from pathlib import Path

from newslint.catalog import Catalog, shipped
from newslint.config import Config
from newslint.folders import Folders
from newslint.plugins import catalog_of
from newslint.site_loading import load_config


def config_of(folder: Path) -> Config:
    """Return the configuration of the site that a folder belongs to; raise ConfigError."""
    folders = Folders()
    return load_config(folders.site_of(folder.absolute().as_posix())[0], folders)


def catalog_here() -> Catalog:
    """Return the rules of the site that the current folder belongs to, its packs' included."""
    return catalog_of(config_of(Path.cwd()), shipped())
