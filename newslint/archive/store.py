"""What the map has given, kept as Parquet from run to run: of each run only what is new is mapped.

`map/<program>/` holds a row for each file in each state that it was seen in, under a digest of all
that its row depends on. Files of rows are only ever added, each in one step when its task ends, so
that a run which dies leaves whole ones; what another program has mapped is removed when a run with
this one has ended.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from newslint.archive.tables import MAPPED

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_FILE = ["site", "path"]


class Store:
    """The rows that the map has given to this program."""

    def __init__(self, spark: SparkSession, output: str, program: bytes) -> None:
        self.spark = spark
        self.output = output
        self.folder = f"{output}/{MAPPED.folder}/{program.hex()}"

    def rows(self) -> DataFrame | None:
        """Return all rows, old ones too; None where there are none."""
        if not Folder(self.spark, self.folder).exists():
            return None
        return self.spark.read.schema(MAPPED.ddl).parquet(self.folder)

    def add(self, rows: DataFrame) -> None:
        """Add rows, those of each task in one step."""
        rows.write.mode("append").parquet(self.folder)

    def current(self, run: str, keys: DataFrame | None) -> DataFrame:
        """Return one row for each file as it is now.

        `keys` are those of the files whose rows were there before the run; None for none.
        """
        rows = self.rows()
        assert rows is not None  # noqa: S101  # the run has added some, if none at all
        found = rows.where(rows.run == run)
        if keys is not None:
            found = found.unionByName(rows.join(keys, [*_FILE, "key"], "left_semi"))
        # A task that was thought dead, or a run that was killed, may have left a row twice.
        if found.groupBy(*_FILE).count().where("count > 1").isEmpty():
            return found
        return found.dropDuplicates(_FILE)

    def tidy(self) -> None:
        """Remove what other programs have mapped."""
        Folder(self.spark, f"{self.output}/{MAPPED.folder}").keep_only(self.folder)


class Folder:
    """A folder on whatever Spark writes to, asked through Hadoop."""

    def __init__(self, spark: SparkSession, path: str) -> None:
        jvm: Any = spark.sparkContext._jvm  # noqa: SLF001  # the documented way to Hadoop's files
        self._made = jvm.org.apache.hadoop.fs.Path
        self.path = self._made(path)
        # `sparkContext._jsc.hadoopConfiguration()` has what the session was told of object stores.
        context: Any = spark.sparkContext._jsc  # noqa: SLF001  # as above
        self.system = self.path.getFileSystem(context.hadoopConfiguration())

    def exists(self) -> bool:
        """Tell whether it is there."""
        return bool(self.system.exists(self.path))

    def matching(self, patterns: Iterable[str]) -> list[str]:
        """Return the folders in it, at any depth that the patterns have, whose paths match one."""
        found = []
        for pattern in patterns:
            told = self.system.globStatus(self._made(self.path, pattern)) or ()
            found += [str(row.getPath().toString()) for row in told if row.isDirectory()]
        return found

    def write(self, name: str, text: str) -> None:
        """Write a file into it, in place of one that is there."""
        out = self.system.create(self._made(self.path, name), True)  # noqa: FBT003  # as said
        try:
            out.write(bytearray(text.encode(errors="replace")))
        finally:
            out.close()

    def keep_only(self, folder: str) -> None:
        """Remove all that lies in it but one folder."""
        kept = self._made(folder).getName()
        for status in self.system.listStatus(self.path):
            if status.getPath().getName() != kept:
                self.system.delete(status.getPath(), True)  # noqa: FBT003  # what is in it, too
