"""`newslint check --watch`: what has changed, linted as soon as it is saved."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

import click

from newslint.commands.output import Output
from newslint.commands.terminal import notice
from newslint.config import ConfigError
from newslint.discover import EXTENSIONS, NEVER_WALKED, MissingPathError
from newslint.folders import Folders
from newslint.ignores import Ignores
from newslint.rule import RuleError
from newslint.shown import shown
from newslint.whole import is_part

_INTERRUPTED = 130
"""What a shell tells of a program that Ctrl-C has ended: 128 and the signal's number."""
_LOOK = 250
"""Milliseconds between two looks at whether anything has changed."""
_QUIET = 100
"""Milliseconds without a change after which those before it are one story."""
_NAMED = 3
"""Changed files that are named."""
_OTHERS = """
    online staged changed since diff_lines fix fix_only diff add_ignore stdin_filename
""".split()
"""Options that are about one moment."""


def watching(context: click.Context, named: Sequence[str], wanted: Iterable[Output]) -> int:
    """Run `check` with its other options, and again whenever something changes, until Ctrl-C.

    `named` are the paths to lint, `wanted` the reports, whose files change each time. Return the
    exit code for Ctrl-C.
    """
    try:
        from watchfiles import watch
    except ModuleNotFoundError:
        told = "--watch needs watchfiles: pip install 'newslint[watch]'"
        raise click.ClickException(told) from None
    for name in _OTHERS:
        if context.params[name] not in (None, False):
            option = name.replace("_", "-")
            raise click.UsageError(f"--watch lints what changes from now on; leave --{option} out")
    if "-" in named:
        raise click.UsageError("--watch is for files; stdin is read once")
    top = [_absolute(name) for name in named]
    roots = _roots(top)
    own = {_absolute(output.file) for output in wanted if output.file}
    looks = watch(*roots, rust_timeout=_LOOK, yield_on_timeout=True, step=_QUIET, watch_filter=None)
    with suppress(KeyboardInterrupt):
        # From the first look on nothing is missed.
        next(looks)
        _tell(context, named)
        notice(f"watching {', '.join(map(shown, roots))}; Ctrl-C ends it")
        for changes in looks:  # pragma: no branch - it looks until it is interrupted
            paths = list(_meant({path for _, path in changes} - own))
            if paths:
                click.clear()
                notice(f"{time.strftime('%H:%M:%S')} {_listed(paths)}")
                are_same = all(kind.name == "modified" for kind, _ in changes)
                _tell(context, paths if are_same and _are_posts(paths, top) else named)
    return _INTERRUPTED


def _tell(context: click.Context, paths: Sequence[str]) -> None:
    """Run `check` on some paths; what keeps it from that may be mended by the next change."""
    try:
        context.invoke(context.command, **{**context.params, "watch": False, "paths": (*paths,)})
    except (ConfigError, RuleError) as error:
        notice(str(error))
    except MissingPathError as error:
        notice(f"{error}: no such file or folder")


def _absolute(name: str) -> str:
    return os.path.abspath(name)  # noqa: PTH100  # as in find


def _roots(paths: Iterable[str]) -> list[str]:
    """Return the folders to watch: paths and their sites, no one inside another.

    Raise MissingPathError.
    """
    folders = Folders()
    found = set()
    for path in paths:
        if not os.path.exists(path):  # noqa: PTH110  # as above
            raise MissingPathError(path)
        folder = path if os.path.isdir(path) else os.path.dirname(path)  # noqa: PTH112, PTH120
        found |= {folder, folders.site_of(folder)[0]}
    return sorted(root for root in found if not _are_in([root], found - {root}))


def _are_in(paths: Iterable[str], folders: Iterable[str]) -> bool:
    """Tell whether each of some paths is, or lies in, one of some folders."""
    tops = tuple(f"{folder.rstrip('/')}/" for folder in folders)
    return all(f"{path}/".startswith(tops) for path in paths)


def _are_posts(paths: Iterable[str], top: Iterable[str]) -> bool:
    """Tell whether files can be linted by themselves.

    A post that is new or gone, and what is no post, may matter to all.
    """
    kinds = all(path.rpartition(".")[2].lower() in EXTENSIONS for path in paths)
    return kinds and _are_in(paths, top)


def _meant(paths: Iterable[str]) -> Iterator[str]:
    """Yield the files among those that have changed that a run would look at."""
    ignores = Ignores(Folders())
    for path in sorted(paths):
        *folders, name = path.split("/")
        # What is written beside a text is gone again in no time.
        passing = name.endswith(("~", ".swp", ".swx")) or name.startswith((".#", ".~"))
        if not (passing or is_part(name)) and NEVER_WALKED.isdisjoint((*folders, name)):
            if not ignores.match(path, is_folder=False):
                yield path


def _listed(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    return f"{', '.join(map(shown, paths[:_NAMED]))}{more} changed"
