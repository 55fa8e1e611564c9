"""One run over an archive: what is new is mapped, what is there is told."""

from __future__ import annotations

import os
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from newslint.archive.inputs import Input
from newslint.archive.mapping import KEYS, Lookup, in_rows, keyed, mapped
from newslint.archive.page import summary
from newslint.archive.reducing import across
from newslint.archive.store import Folder, Store
from newslint.archive.tables import FACTS, FINDINGS, MAPPED
from newslint.archive.telling import facts_rows, findings_rows

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


PAGE = "summary.html"
"""The page for people, in the archive's folder."""


class Done(NamedTuple):
    """What a run has come to."""

    files: int
    mapped: int
    """Of the files those whose rows were not there before."""
    findings: int
    notices: tuple[str, ...]


def archive(source: Input, output: str) -> Done:
    """Lint an archive: map what is new or changed, write what is found into a folder.

    `output` is a folder or a URL that Spark writes to.
    """
    spark, sites, run = source.spark, source.lookup, os.urandom(8).hex()
    store = Store(spark, output, source.sites[0].program)
    files = source.files()
    kept = _kept(store, files, sites)
    missing = files if kept is None else files.join(kept, ["site", "path"], "left_anti")
    store.add(missing.mapInArrow(mapped(sites, run), MAPPED.ddl))
    rows = store.current(run, kept).cache()
    rows.mapInArrow(facts_rows, FACTS.ddl).write.mode("overwrite").parquet(
        f"{output}/{FACTS.folder}"
    )
    found, notices = _found(source, rows)
    found.mapInArrow(findings_rows(sites), FINDINGS.ddl).write.mode("overwrite").parquet(
        f"{output}/{FINDINGS.folder}"
    )
    files, posts = rows.count(), rows.where("kind = 'post'").count()
    page = "".join(summary(spark, output, source.sites, posts, files))
    Folder(spark, output).write(PAGE, page)
    store.tidy()
    told = spark.read.parquet(f"{output}/{FINDINGS.folder}").count()
    notices += [notice for site in source.sites for notice in site.notices]
    notices += [f"{row.path}: {row.notice}" for row in rows.where("notice != ''").take(100)]
    return Done(files, rows.where(rows.run == run).count(), told, tuple(notices))


def _found(source: Input, rows: DataFrame) -> tuple[DataFrame, list[str]]:
    """Return the rows of the files that findings are told of, with what is found across sites."""
    parts = [across(source, site, rows) for site in source.sites]
    found = reduce(lambda one, other: one.unionByName(other), [part.rows for part in parts])
    joined = rows.where("target").join(found, ["site", "path"], "left")
    asking = joined.withColumn("asks", joined.silences | joined.across.isNotNull())
    # Facts matter to what is wrong with suppressions, and to nothing else that is told.
    facts = "CASE WHEN silences THEN facts END AS facts"
    wanted = asking.selectExpr("site", "path", "asks", facts, "findings", "across")
    return source.with_content(wanted), [notice for part in parts for notice in part.notices]


def _kept(store: Store, files: DataFrame, sites: Lookup) -> DataFrame | None:
    """Return the keys of the files whose rows are there; None where there are no rows yet."""
    rows = store.rows()
    if rows is None:
        return None
    import pyarrow as pa

    schema = pa.schema([("site", pa.string()), ("path", pa.string()), ("key", pa.binary())])
    keys = files.mapInArrow(in_rows(keyed(sites), schema), KEYS)
    there = rows.where("keeps").select("site", "path", "key").distinct()
    return keys.join(there, ["site", "path", "key"], "left_semi").cache()
