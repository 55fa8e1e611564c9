"""One run: from paths to a report."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from newslint.catalog import ActiveRule, Catalog
from newslint.config import ConfigError
from newslint.corpus import Group
from newslint.discover import find
from newslint.folders import Folders
from newslint.outcome import FileReport, LinkCounts, OutsideCounts, Report
from newslint.request import Request
from newslint.reread import reread
from newslint.shown import shown
from newslint.site_report import report_of
from newslint.site_run import SiteRun
from newslint.tally import Files
from newslint.told import Crash
from newslint.words import language_of


def run(
    paths: Iterable[str],
    catalog: Catalog,
    request: Request,
    texts: Mapping[str, bytes] | None = None,
) -> Report:
    """Lint what paths mean; raise ConfigError, RuleError and MissingPathError.

    `texts` are files, by absolute path, whose bytes are to be taken from here, not from disk.
    """
    texts = texts or {}
    folders = Folders()
    reports = [report_of(row) for row in site_runs(paths, catalog, request, texts, folders)]
    files = Files(maker for report in reports for maker in _makers(report))
    notices = list(dict.fromkeys(notice for report in reports for notice in report.notices))
    unseen = [
        Crash("engine/unreadable-file", shown(folder), reason)
        for folder, reason in sorted(folders.unreadable.items())
    ]
    if not files and not notices:
        notices.append("no post or page to lint")
    return Report(
        files,
        LinkCounts.together(report.judged for report in reports),
        (*unseen, *(crash for report in reports for crash in report.crashes)),
        tuple(notices),
        request.max_warnings,
        _rules(reports),
        any(report.outdated for report in reports),
        _outside(reports),
        reports[0].basis if len(reports) == 1 and not unseen else None,
        _language(reports, request),
        request.today,
        partial(reread, texts),
    )


def site_runs(
    paths: Iterable[str],
    catalog: Catalog,
    request: Request,
    texts: Mapping[str, bytes],
    folders: Folders,
) -> Iterator[SiteRun]:
    """Yield the run over each site that paths lie in; raise as `run` does."""
    groups: dict[tuple[str, str], Group] = {}
    for found in find(paths, folders, texts):
        if request.only is not None and found.path not in request.only:
            continue
        site = folders.site_of(os.path.dirname(found.path))  # noqa: PTH120  # hot
        groups.setdefault(site, Group(*site)).found.append(found)
    roots = {root for root, _ in groups}
    if request.baseline and len(roots) > 1:
        named = ", ".join(shown(root) for root in sorted(roots))
        raise ConfigError(f"--baseline is one site's, and these are several: {named}")
    for group in groups.values():
        yield SiteRun(group, folders, catalog, request, texts)


def _language(reports: Iterable[Report], request: Request) -> str:
    """Return the language of all reports; where they have several, whoever asks decides."""
    spoken = {report.language for report in reports}
    return spoken.pop() if len(spoken) == 1 else language_of(request.language, request.locale)


def _outside(reports: Iterable[Report]) -> OutsideCounts | None:
    counts = [report.outside for report in reports if report.outside is not None]
    return OutsideCounts.together(counts) if counts else None


def _rules(reports: Iterable[Report]) -> tuple[ActiveRule, ...]:
    found = {rule.rule.id: rule for report in reports for rule in report.rules}
    return tuple(found[name] for name in sorted(found))


def _makers(report: Report) -> Iterable[tuple[str, Callable[[], FileReport]]]:
    return report.files.makers if isinstance(report.files, Files) else ()
