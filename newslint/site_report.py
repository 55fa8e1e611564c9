"""What is said of the files of one site."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newslint.answer import Basis, listing_digest
from newslint.check import CHANGE, OUTSIDE
from newslint.corpus import targets_of
from newslint.diagnostic import Diagnostic
from newslint.facts import Facts
from newslint.folders import TELLING
from newslint.index import Index
from newslint.lint import Mapped
from newslint.mapping import FEWEST
from newslint.outcome import FileReport, LinkCounts, Report, file_report
from newslint.overrun import Overrun
from newslint.publishing import lists_of
from newslint.rule import STALE
from newslint.site_index import asked_outside, index_of
from newslint.site_run import SiteRun
from newslint.tally import Files

if TYPE_CHECKING:
    from newslint.covering import Covering

_MISNAMED = frozenset({"newslint.yml", ".newslint.yml", "newslint.toml", ".newslint.toml"})


def report_of(run: SiteRun) -> Report:
    """Lint the files that a run is about, and return what is said of them."""
    targets, notices = targets_of(run.group, run.kinds, run.excluded)
    notices += _unread(run)
    if not targets:
        return Report(notices=tuple(notices), language=run.plans.wanted.language)
    notices += _missing_lists(run)
    corpus = run.corpus()
    files = {**corpus, **targets}
    run.map_all(files, targets)
    answers = asked_outside(run, targets)
    counts = _count_links(run, index_of(run, targets, corpus, answers))
    run.close(files)
    run.is_whole = corpus.keys() <= targets.keys()
    old = _laid_over(run, targets)
    told = {path: mapped for path in targets if (mapped := run.mapped.get(path))}
    if run.request.about:
        from newslint.about import about_of

        generator = run.site.settings.generator
        run.abouts = {
            path: about_of(run.facts[path], generator) for path in told if path in run.facts
        }
    # What was remembered has done its work: a large site's takes more room than its report.
    run.facts.clear()
    run.mapped = {path: replace(mapped, facts=None) for path, mapped in told.items()}
    fail_on = run.request.fail_on or run.config.fail_on
    return Report(
        Files(
            (shown_path, partial(_told, run, shown_path, path, kind, fail_on))
            for path, kind in targets.items()
            if path in told and (shown_path := run.shown(path))
        ),
        counts,
        tuple(
            replace(crash, path=run.shown(crash.path))
            for crash in (*run.crashes, *(c for row in told.values() for c in row.crashes))
        ),
        (
            *run.config.notices(run.catalog, preview=run.request.preview),
            *notices,
            *run.notices,
            *_unanswered(run),
            *run.troubles,
            *([old] if old else []),
        ),
        rules=run.plans.rules,
        outdated=bool(old and run.request.ratchet),
        outside=answers.counts if answers else None,
        basis=_basis(run, files) if len(told) >= FEWEST else None,
        language=run.plans.wanted.language,
    )


def cover(run: SiteRun, facts: Mapping[str, Facts], targets: Collection[str]) -> Covering | None:
    """Return a site's baseline, laid over the files that are linted; None without one."""
    request, file = run.request, run.baseline_file
    raw = None if request.baseline is None else run.texts.get(file, run.folders.read(file))
    if run.known is None and raw is None:
        if run.config.baseline and request.baseline == "":
            told = f"{run.told(file)}: not there; `newslint baseline create` makes it"
            # A site in memory is asked again and again.
            run.notices += [told] if told not in run.notices else []
        return None
    from newslint.baseline import Baseline
    from newslint.covering import Covering, known_of

    if run.known is not None:
        run.known |= {path: known_of(facts[path]) for path in targets if path in facts}
    told = run.told(file)
    earlier = request.ratchet(file) if request.ratchet else None
    covering = Covering(
        Baseline(raw or b"", told),
        run.catalog,
        request.today,
        Baseline(earlier, f"{told} as it was") if earlier else None,
        ratchet=request.ratchet is not None,
    )
    covering.look_at(facts, targets, run.exists)
    return covering


def _laid_over(run: SiteRun, targets: Collection[str]) -> str:
    """Lay the site's baseline over what was found; return what is to be said of it, or ''."""
    run.covering = cover(run, run.facts, targets)
    if run.covering is None or not run.is_whole:
        return ""
    return run.covering.remark(targets, run.across.of, run.exists)


def _unread(run: SiteRun) -> Iterator[str]:
    """Tell of files that look like a configuration and are none."""
    for name in sorted(_MISNAMED & run.folders.entries(run.site.root)):
        yield f"{run.shown(name)} is not read; call it newslint.yaml"


def _missing_lists(run: SiteRun) -> Iterator[str]:
    """Tell of lists of URLs that the configuration names and nobody can read."""
    for file in lists_of(run.config.urls):
        if run.folders.read(file) is None:
            yield f"{run.told(file)}: cannot be read; mend `urls` of `site`, which names it"


def _unanswered(run: SiteRun) -> Iterator[str]:
    """Tell of rules that are selected by name, and that this run could not ask."""
    request = run.request
    for active in run.plans.rules:
        rule, reads = active.rule, active.check.reads
        if request.selection.select.isdisjoint((rule.name, rule.id)):
            continue
        if reads == OUTSIDE and request.desk is None:
            yield f"`{rule.name}` tells what other sites answer: add --online or --replay"
        if reads == CHANGE and request.before is None:
            yield f"`{rule.name}` tells of a change: add --since, --staged or --changed"


def _basis(run: SiteRun, paths: Iterable[str]) -> Basis | None:
    """Return what the answer depends on, where it is on disk and the rest of it is known."""
    config, folders = run.config, run.folders
    if run.keeper is None or run.troubles or run.crashes or run.is_cut or run.texts:
        return None
    request = run.request
    if config.packs or config.plugins or request.config or request.site_dir or request.ratchet:
        return None
    root = run.site.root.rstrip("/")
    above = tuple(
        folder
        for folder in folders.listed
        if folder != run.site.root and root.startswith(f"{folder.rstrip('/')}/")
    )
    links = (entry.path for row in folders.listed.values() for entry in row if entry.is_symlink())
    return Basis(
        root,
        {
            folder: listing_digest(entries)
            for folder, entries in folders.listed.items()
            if folder not in above
        },
        above,
        tuple(sorted(TELLING)),
        tuple({*folders.files, *links, *map(run.file, paths)}),
    )


def _told(run: SiteRun, shown_path: str, path: str, kind: str, fail_on: str) -> FileReport:
    """Return what is said about a target."""
    mapped, about = _on_added_lines(run, path), run.abouts.get(path)
    return file_report(shown_path, kind, run.root, mapped, fail_on, about)


def _on_added_lines(run: SiteRun, path: str) -> Mapped:
    """Return what a target gives, without what has no place on the lines asked for."""
    mapped, found = run.mapped[path], run.found(path)
    if run.covering is not None:
        found = run.covering.told(path, found, mapped, partial(run.read, path))
    mapped = replace(mapped, diagnostics=found)
    lines = (run.request.added or {}).get(run.file(path))
    if lines is None:
        return mapped
    kept = (row for row in mapped.diagnostics if _is_on(row, lines))
    return replace(mapped, diagnostics=tuple(kept))


def _is_on(row: Diagnostic, lines: Sequence[range]) -> bool:
    """Tell whether a finding has a place on some lines; what could not be done is on all."""
    if row.rule.partition("/")[2] in ("internal-error", "limit-exceeded", "unreadable-file", STALE):
        return True
    return any(place.line in span for place in row.places for span in lines)


def _count_links(run: SiteRun, index: Index) -> LinkCounts:
    """Tell where links lead; nothing where no rule had the time to follow them."""
    with run.guard:
        run.begin_across(index)
        try:
            judged = index.judged
        except Overrun:
            return LinkCounts()
        finally:
            run.guard.end()
    whole, undecidable = judged.counts.total(), judged.counts["undecidable"]
    return LinkCounts(
        whole, whole - judged.counts["exists"] - undecidable, undecidable, judged.causes
    )
