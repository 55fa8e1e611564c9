"""The files of one site together: its index, and what the rules find that look across posts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newslint.bundles import Bundles
from newslint.digest import digest_of
from newslint.discover import site_files
from newslint.facts import Facts
from newslint.index import Before, Index
from newslint.plan import Plan
from newslint.publishing import Sources
from newslint.sending import packed
from newslint.site_run import SiteRun
from newslint.source import Source

if TYPE_CHECKING:
    from newslint.earlier import Change
    from newslint.remote.desk import Answers


def whole_index(run: SiteRun) -> Index:
    """Return the index of a site, with nothing linted."""
    corpus = run.corpus()
    run.map_all(corpus, ())
    index = index_of(run, (), corpus)
    # Told before the index on disk is closed, so that it is kept.
    _ = index.links
    run.close(corpus)
    return index


def looked_at(run: SiteRun, path: str) -> tuple[Index, Plan, str]:
    """Return the index of a site, and of one of its files the plan and the kind; raise OSError."""
    kind = run.kinds.kind_of(path) or ""
    mapped = run.lint(run.source(path), kind, report=False)
    return whole_index(run), mapped.plan, kind


def index_of(
    run: SiteRun, targets: Collection[str], corpus: Collection[str], answers: Answers | None = None
) -> Index:
    """Return the index of a site whose files have been mapped, once its rules have spoken of targets.

    `answers` are what came of asking for the links that lead out of it.
    """
    files = site_files(run.site.root, run.folders)
    own = {path: run.facts[path] for path in sorted(corpus) if path in run.facts}
    sources = run.sources(own, files)
    change = run.request.before
    index = Index(
        run.site,
        own,
        files,
        run.request.today,
        frozenset(targets),
        sources.links,
        _before(run, sources, change) if change else None,
        answers.rows if answers else None,
        run.parsed,
    )
    _look_unless_kept(run, index, [path for path in targets if path in own], sources)
    for path in targets:
        # A file that the site does not hold is judged beside it, and changes nothing for others.
        if path not in own and path in run.facts:
            _look(run, index.beside(run.facts[path]), [path])
    return index


def asked_outside(run: SiteRun, targets: Collection[str]) -> Answers | None:
    """Ask for the links of targets that lead out of the site, if that is wanted."""
    desk = run.request.desk
    if desk is None:
        return None
    from newslint.outgoing import outgoing
    from newslint.remote.desk import Linking
    from newslint.remote.settings import Settings

    files = []
    for path in targets:
        mapped = run.mapped.get(path)
        document = run.parsed(path) if mapped and mapped.plan.outside else None
        if document is not None:
            row = (run.facts[path], run.file(path), document.source)
            files.append(Linking(*row, outgoing(document)))
    settings = run.config.online or Settings()
    return desk.answers(run.site.root, settings, files, run.notices)


def _before(run: SiteRun, sources: Sources, change: Change) -> Before:
    """Return what the site was before the change that the run is about."""
    from newslint.earlier import Earlier

    def facts_of(source: Source) -> Facts | None:
        return run.lint(source, "post", report=False).facts

    return Earlier(sources, change, facts_of, run.read).before()


def _look_unless_kept(run: SiteRun, index: Index, paths: Sequence[str], sources: Sources) -> None:
    """Look across the site, unless that was done when it was in this very state."""
    keeper = run.keeper
    # Only of a whole site: one post is answered faster than the answers for all are read.
    if (
        keeper is None
        or index.before is not None
        or index.outside is not None
        or run.request.site_dir
        or not (len(paths) == len(index.facts) == len(keeper.seen))
    ):
        _look(run, index, paths)
        return
    state = digest_of(
        run.request.today.isoformat().encode(),
        sources.state,
        *(path.encode(errors="surrogateescape") for path in sorted(index.files)),
        *(keeper.seen[path] for path in sorted(keeper.seen)),
    )
    kept = Bundles.received(keeper.look_whole("findings", state))
    if kept is not None:
        run.across = kept
        return
    crashes = _crashes(run, paths)
    _look(run, index, paths)
    if not run.is_cut and crashes == _crashes(run, paths):
        keeper.keep_whole("findings", state, run.across.sent())


def _crashes(run: SiteRun, paths: Iterable[str]) -> int:
    return sum(len(run.mapped[path].crashes) for path in paths)


def _look(run: SiteRun, index: Index, paths: Iterable[str]) -> None:
    """Let the rules that look across posts speak of some."""
    targets = {path: run.mapped[path] for path in paths}
    with run.guard:
        for path, mapped in run.lint_across(index, targets, run.read):
            run.mapped[path] = replace(mapped, diagnostics=())
            run.is_cut = run.is_cut or bool(mapped.cut)
            if mapped.diagnostics:
                run.across.add(path, packed(mapped.diagnostics))
