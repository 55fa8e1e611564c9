"""Posts that Spark reads itself: Parquet with the columns path and content, or files by a URL."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from newslint import fingerprint
from newslint.archive.inputs import Input
from newslint.archive.mapping import Lookup, Row, in_rows
from newslint.archive.sites import ArchiveSite, Told
from newslint.archive.store import Folder
from newslint.catalog import shipped
from newslint.config import Matcher
from newslint.corpus import Group, excluder
from newslint.discover import EXTENSIONS, NEVER_LINTED, NEVER_WALKED, begins_as_post
from newslint.folders import Folders
from newslint.index import folder_of
from newslint.request import Request
from newslint.site_run import SiteRun, site_run_at

if TYPE_CHECKING:
    from pyspark.rdd import RDD
    from pyspark.sql import DataFrame, SparkSession

_NOWHERE = "/dev/null"
"""The root of a site of which no folder is known: nothing can lie in it."""
_SITE = "."
_PASSED_OVER = ("_*", "*/_*", "*/*/_*", "*/*/*/_*")
"""Folders that Spark reads only where it is told their names, such as `_posts`."""
_URL = re.compile(r"[a-z][a-z\d+.-]*://", re.IGNORECASE)


def is_stored(written: str) -> bool:
    """Tell whether an input is for Spark to read: a URL, or Parquet on a disk."""
    place = Path(written)
    return (
        _URL.match(written) is not None
        or written.endswith(".parquet")
        or (place.is_dir() and any(place.glob("*.parquet")))
    )


def stored_site(folder: str, request: Request) -> ArchiveSite:
    """Return the one site of stored posts; its configuration lies in a folder, or there is none."""
    program = fingerprint.of_program()
    if folder:
        run = site_run_at(Path(folder), shipped(), request)
    else:
        run = SiteRun(Group(_NOWHERE, _NOWHERE), Folders(), shipped(), request, {})
    return ArchiveSite(_SITE, run, program)


def stored_rows(spark: SparkSession, written: str) -> DataFrame:
    """Return what Spark reads, a path and a content each."""
    if written.endswith(".parquet") or (is_stored(written) and not _URL.match(written)):
        return spark.read.parquet(written).selectExpr(
            "CAST(path AS string) AS path", "CAST(content AS binary) AS content"
        )
    top = f"{written.rstrip('/')}/"
    folders = [written, *Folder(spark, written).matching(_PASSED_OVER)]
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(folders)
    # A path as Spark gives it may have another form of the URL before it: `file:///` for `file:/`.
    inside = top.partition("://")[2].lstrip("/")
    return files.selectExpr(f"substring_index(path, '{_quoted(inside)}', -1) AS path", "content")


class Stored(Input):
    """Posts that Spark reads, all of one site; their paths count from its root."""

    def __init__(self, spark: SparkSession, rows: DataFrame, site: ArchiveSite) -> None:
        """`rows` have a path and a content each."""
        super().__init__(spark, [site])
        self.rows = rows

    def files(self) -> DataFrame:
        """Return the files that are posts or pages, with their content."""
        import pyarrow as pa
        from pyspark.sql import functions as say

        columns = [(name, pa.string()) for name in ("path", "kind", "folder")]
        schema = pa.schema([*columns, ("content", pa.binary())])
        told = self.rows.mapInArrow(
            in_rows(described(self.lookup), schema),
            "path string, kind string, folder string, content binary",
        )
        asked = told.where("folder IS NOT NULL").groupBy("folder")
        posts = asked.agg(say.expr("2 * count_if(kind = 'post') > count(*) AS most"))
        if self.sites[0].run.site.is_plain:
            told = told.join(say.broadcast(posts), "folder", "left")
        else:
            told = told.withColumn("most", say.expr("false"))
        return told.selectExpr(
            f"'{_SITE}' AS site",
            "path",
            "CASE WHEN most THEN 'post' ELSE kind END AS kind",
            "true AS target",
            "content",
        )

    def with_content(self, rows: DataFrame) -> DataFrame:
        """Return rows with the content of those that ask: of the others nothing is sent."""
        asking = rows.where("asks").select("path").distinct()
        return rows.join(self.rows.join(asking, "path", "left_semi"), "path", "left")

    def names(self, site: ArchiveSite) -> frozenset[str]:
        """Return every file of the site: those that are stored, and those of its folder."""
        stored = (row.path for row in self.rows.select("path").toLocalIterator())
        return site.files() | frozenset(stored)

    def names_spread(self, site: ArchiveSite) -> RDD[str]:
        """Return the same, spread over workers; what is stored is nowhere together."""
        stored = self.rows.select("path").rdd.map(lambda row: row.path)
        own = self.spark.sparkContext.parallelize(sorted(site.files()), 1)
        return stored.union(own)


def described(sites: Lookup) -> Callable[[Row], Row | None]:
    """Return what tells what a file is, and where its fellows decide, of which folder it is."""

    def told(row: Row) -> Row | None:
        path, content = row["path"], row["content"]
        kind = _kind(sites[_SITE], path)
        if kind is None or content is None:
            return None
        if kind != "?":
            return {"path": path, "kind": kind, "folder": None, "content": content}
        own = "post" if begins_as_post(content) else "page"
        return {"path": path, "kind": own, "folder": folder_of(path), "content": content}

    return told


def _kind(told: Told, path: str) -> str | None:
    """Return what a path tells of its file; `?` where the file and its fellows do."""
    *folders, name = path.split("/")
    stem, _, extension = name.rpartition(".")
    site = told.mapper.site
    if not stem or name.startswith(".") or _excluded(told)(path):
        return None
    if extension.lower() not in EXTENSIONS.union(site.settings.extensions):
        return None
    if any(part in NEVER_WALKED | NEVER_LINTED or part.startswith(".") for part in folders):
        return None
    return site.kind_of(path)


_EXCLUDERS: dict[bytes, Matcher] = {}
"""What tells the files that are left out, made once in each process."""


def _excluded(told: Told) -> Matcher:
    if told.plans not in _EXCLUDERS:
        _EXCLUDERS[told.plans] = excluder(told.mapper.config, told.mapper.site)
    return _EXCLUDERS[told.plans]


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")
