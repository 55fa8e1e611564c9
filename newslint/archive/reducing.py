"""The reduce of an archive: what the rules that look across posts find, site by site."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.archive.engine import SparkEngine, SparkRows, rdd_of
from newslint.archive.inputs import Input
from newslint.archive.sites import ArchiveSite, Told
from newslint.catalog import ActiveRule
from newslint.check import Finding
from newslint.document import parse
from newslint.facts import Facts
from newslint.facts.remembered import facts_of
from newslint.plan import Plan, Plans
from newslint.publishing import LinksTold
from newslint.relations import Filed, Found, Rows, Setting, Task, reduce, unrelated
from newslint.sending import Sent, told_in
from newslint.site import Site
from newslint.site.generators import kind_of
from newslint.source import Source
from newslint.told import Failure

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_A_PART = 5000
"""Files that are judged together."""
ACROSS = "site string, path string, across binary"
"""The schema of what is found."""


class Across(NamedTuple):
    """What was found by looking across a site's files."""

    rows: DataFrame
    """A row, as ACROSS has it, for each file in which something was."""
    notices: list[str]


def across(source: Input, site: ArchiveSite, rows: DataFrame) -> Across:
    """Return what is found across the files of a site; `rows` are what the map has given of them."""
    spark, mapper = source.spark, site.told.mapper
    own = rows.where(rows.site == site.name).where("length(facts) > 0 AND length(findings) > 0")
    count = own.count()
    parts = max(1, count // _A_PART)
    given = own.select("path", "facts", "findings").rdd
    files: SparkRows[Filed] = SparkRows(given.map(_filed), max(2, parts)).kept()
    # Only what is published by a generator is told by one process, for which it has all names.
    generates = kind_of(site.run.site.settings.generator) is not None
    names = source.names(site) if generates else None
    every: SparkRows[str] | None = (
        None if generates else SparkRows(source.names_spread(site), files.parts)
    )
    links = None if names is None else _links(site, files, names)
    setting = Setting(mapper.site, names, site.run.request.today, links, _PlansOf(site.told), parts)
    engine = SparkEngine(spark.sparkContext)
    task, found = reduce(engine, files, setting, _Reader(source, site.name), every)
    told = found.grouped().flat(_packed(site.name, engine.shared(task)))
    unasked = unrelated(mapper.plans.same(*key) for key in task.plans)
    return Across(
        spark.createDataFrame(rdd_of(told), ACROSS, verifySchema=False),
        [f"`{name}` looks across posts: an archive cannot ask it" for name in unasked],
    )


def found_in(across: bytes, plan: Plan) -> list[tuple[ActiveRule, Finding | Failure]]:
    """Return what was found in a file, as a row has it; it comes from this run's own workers."""
    rules = {active.key: active for active in plan.across}
    return [(rules[key], what) for key, what in pickle.loads(across)]  # noqa: S301  # as said


def _filed(row: Any) -> Filed:
    told = told_in(Sent(findings=bytes(row.findings)))
    return Filed(row.path, bytes(row.facts), told.kind, told.overrides)


class _PlansOf:
    """Returns the plans of a site: what is sent to a worker is what they are made of."""

    def __init__(self, told: Told) -> None:
        self._told = told

    def __call__(self) -> Plans:
        return self._told.mapper.plans


class _Reader:
    """Reads the contents of some files, where they are or by a join with what is stored."""

    def __init__(self, source: Input, site: str) -> None:
        self._source = source
        self._site = site

    def __call__(self, paths: Rows[str]) -> Rows[tuple[str, bytes]]:
        site, spread = self._site, rdd_of(paths)
        rows = spread.map(lambda path: (site, path, True))
        schema = "site string, path string, asks boolean"
        asking = self._source.spark.createDataFrame(rows, schema, verifySchema=False)
        found = self._source.with_content(asking).where("content IS NOT NULL")
        pairs = found.select("path", "content").rdd
        return SparkRows(
            pairs.map(lambda row: (row.path, bytes(row.content))), spread.getNumPartitions()
        )


def _packed(
    site: str, task: Callable[[], Task]
) -> Callable[[Iterator[Any]], Iterator[tuple[str, str, bytearray]]]:
    """Return what packs what was found, file by file, each finding with its rule."""

    def packed(rows: Iterator[Any]) -> Iterator[tuple[str, str, bytearray]]:
        rules = task().rules
        for path, found in rows:
            told = [(rules[row.rule].active.key, row.what) for row in sorted(found, key=_number)]
            yield site, path, bytearray(pickle.dumps(told))

    return packed


def _number(found: Found) -> int:
    return found.rule


def _links(site: ArchiveSite, files: SparkRows[Filed], names: frozenset[str]) -> LinksTold | None:
    """Return what the links of a site are judged by, whose generator tells what it publishes."""
    facts = {row.path: row for row in files.flat(_published).all()}
    return site.run.sources({path: facts[path] for path in sorted(facts)}, names).links_told()


def _published(files: Iterator[Filed]) -> Iterator[Facts]:
    """Yield of the Facts of files what decides where they are published, and nothing else."""
    nothing = facts_of(parse(Source.read("", b""), "page", Site("/")))
    for filed in files:
        own = filed.read()
        yield nothing._replace(
            path=own.path, kind=own.kind, form=own.form, readable=own.readable, matter=own.matter
        )
