"""What an answer depends on, besides a file's own bytes: newslint, the site, the configuration."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from newslint import __version__
from newslint.catalog import Catalog
from newslint.check import CHECKS
from newslint.digest import digest_of
from newslint.plan import Plans
from newslint.program import library_files, own_files
from newslint.site import Site


def of_site(site: Site, program: bytes) -> bytes:
    """Return what the Facts of a site's files depend on."""
    return digest_of(program, _bytes(site))


def of_plans(plans: Plans, site: bytes) -> bytes:
    """Return what the findings of a site's files depend on, given what their Facts depend on."""
    return digest_of(site, _bytes(plans.config), _bytes(plans.wanted), _of_catalog(plans.catalog))


def _bytes(value: object) -> bytes:
    # Sets have no order of their own, and another one in each process.
    return msgspec.json.encode(value, order="deterministic")


def of_program() -> bytes:
    """Return what tells this program from another version of it, or from one being worked on."""
    files = [*own_files(), *library_files()]
    return digest_of(__version__.encode(), sys.version.encode(), *_marks(files))


def _marks(files: list[Path]) -> list[bytes]:
    """Return name, size and time of files, for what is not there nothing."""
    found = []
    for file in files:
        try:
            told = file.stat()
        except OSError:
            continue
        found.append(f"{file.name} {told.st_size} {told.st_mtime_ns}".encode())
    return found


def _of_catalog(catalog: Catalog) -> bytes:
    """Return what the rules of packs and plugins say, and the state of the plugins' code."""
    rules = [_bytes(rule) for rule in catalog.rules.values()]
    modules = (sys.modules.get(CHECKS[name].run.__module__) for name in sorted(catalog.checks))
    files = [Path(module.__file__) for module in modules if module and module.__file__]
    folders = {file.parent for file in files if file.name == "__init__.py"}
    inside = list(own_files(*sorted(folders))) if folders else []
    return digest_of(*rules, *_marks(files), *_marks(inside))
