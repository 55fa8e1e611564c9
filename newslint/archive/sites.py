"""The sites of an archive: found as `check` finds them, and told to the workers."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from newslint import fingerprint
from newslint.catalog import shipped
from newslint.corpus import corpus_of, targets_of
from newslint.discover import site_files
from newslint.folders import Folders
from newslint.mapper import Mapper
from newslint.mapping import Item
from newslint.request import Request
from newslint.run import site_runs
from newslint.site_run import SiteRun


class Told:
    """What a worker has to know of a site; it is made once in each process, however often it is sent."""

    def __init__(self, plans: bytes, mapper: Mapper) -> None:
        """`plans` is a digest of what findings depend on besides a file's path, kind and content."""
        self.plans = plans
        self.mapper = mapper

    def __reduce__(self) -> tuple[object, ...]:
        """Return what makes it in another process, or finds it there."""
        return _of_process, (self.plans, pickle.dumps(self.mapper))


_KNOWN: dict[bytes, Told] = {}
"""The sites that a process has been told of."""


def _of_process(plans: bytes, mapper: bytes) -> Told:
    if plans not in _KNOWN:
        _KNOWN[plans] = Told(plans, pickle.loads(mapper))  # noqa: S301  # the driver has sent it
    return _KNOWN[plans]


@dataclass
class ArchiveSite:
    """One site of an archive."""

    name: str
    """Its root from the input, or absolute where it does not lie inside."""
    run: SiteRun
    program: bytes
    items: list[Item] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @cached_property
    def told(self) -> Told:
        """What a worker has to know of it."""
        run = self.run
        plans = fingerprint.of_plans(run.plans, fingerprint.of_site(run.site, self.program))
        return Told(plans, Mapper(run.site, run.config, run.catalog, run.plans.wanted))

    def files(self) -> frozenset[str]:
        """Return every file of it, by path from its root."""
        return site_files(self.run.site.root, self.run.folders)


def sites_of(paths: Iterable[str], inside: str, request: Request) -> Iterator[ArchiveSite]:
    """Yield the sites that paths lie in, with their files; raise as `run` does.

    `inside` is the absolute path that their names count from.
    """
    program = fingerprint.of_program()
    for run in site_runs(paths, shipped(), request, {}, Folders()):
        found = ArchiveSite(_name(run.site.root, inside), run, program)
        targets, notices = targets_of(run.group, run.kinds, run.excluded)
        corpus = corpus_of(run.site, run.group, run.folders, run.kinds, run.excluded)
        kinds = {**corpus, **targets}
        unnamed = [path for path in kinds if not path.isascii() and not _is_text(path)]
        found.items = [
            Item(path, kinds[path], path in targets) for path in sorted(kinds.keys() - {*unnamed})
        ]
        found.notices = notices
        if unnamed:
            count = len(unnamed)
            found.notices.append(
                "1 file left out whose name is no UTF-8"
                if count == 1
                else f"{count} files left out whose names are no UTF-8"
            )
        yield found


def _name(root: str, inside: str) -> str:
    return "." if root == inside else root.removeprefix(f"{inside.rstrip('/')}/")


def _is_text(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
