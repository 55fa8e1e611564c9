"""What an archive is read from: files on a disk that all workers have."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.archive.mapping import Lookup, in_rows, read_again
from newslint.archive.sites import ArchiveSite

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.rdd import RDD
    from pyspark.sql import DataFrame, SparkSession

FILES = "site string, path string, kind string, target boolean"
"""The schema of an input's files, their content aside."""
_A_PART = 500
"""Files of a part: what is worked off in one go, and lost where that is killed."""
_PARTS = 200_000
"""The most parts there are, however many files."""


class Input(ABC):
    """Where the posts of an archive are."""

    def __init__(self, spark: SparkSession, sites: list[ArchiveSite]) -> None:
        self.spark = spark
        self.sites = sites
        self.lookup = Lookup(spark.sparkContext.broadcast({site.name: site.told for site in sites}))
        """What gives workers the sites."""

    @abstractmethod
    def files(self) -> DataFrame:
        """Return the files, as FILES has them, and their content where a row brings it."""

    @abstractmethod
    def with_content(self, rows: DataFrame) -> DataFrame:
        """Return rows with a site, a path and whether each `asks` for its content, with that.

        It is null where it is not asked for, or cannot be read any more.
        """

    @abstractmethod
    def names(self, site: ArchiveSite) -> frozenset[str]:
        """Return every file of a site, by path from its root."""

    @abstractmethod
    def names_spread(self, site: ArchiveSite) -> RDD[str]:
        """Return the same, spread over workers."""


class OnDisk(Input):
    """Files in folders that every worker can read, as a laptop's or a shared disk."""

    def files(self) -> DataFrame:
        """Return the files."""
        rows = [(site.name, *item) for site in self.sites for item in site.items]
        parts = min(max(1, len(rows) // _A_PART), _PARTS)
        spread = self.spark.sparkContext.parallelize(rows, parts)
        return self.spark.createDataFrame(spread, FILES, verifySchema=False)

    def with_content(self, rows: DataFrame) -> DataFrame:
        """Return rows with the content of each, read where the row is: nothing is sent."""
        from pyspark.sql.pandas.types import to_arrow_schema
        from pyspark.sql.types import BinaryType, StructType

        schema = StructType([*rows.schema.fields]).add("content", BinaryType())
        arrow: pa.Schema = to_arrow_schema(schema)
        return rows.mapInArrow(in_rows(read_again(self.lookup), arrow), schema)

    def names(self, site: ArchiveSite) -> frozenset[str]:
        """Return every file of a site."""
        return site.files()

    def names_spread(self, site: ArchiveSite) -> RDD[str]:
        """Return every file of a site, spread over workers."""
        names = sorted(site.files())
        return self.spark.sparkContext.parallelize(names, max(1, len(names) // _A_PART))


def listed(file: Path) -> list[str]:
    """Return the paths that a file lists, a line each; raise OSError."""
    return [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
