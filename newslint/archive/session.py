"""A session of Spark: the one that is there, or one that is begun with what newslint needs."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_OWN = {
    # Rows hold whole posts: ten thousand of them at a time would be a lot.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "500",
    # What each task has written is there when it ends, and not when all have: a run that is
    # killed loses what was being worked on, and nothing else.
    "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version": "2",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}


class SparkError(Exception):
    """Spark is not to be had here; the text tells what to do."""


def session(master: str, settings: Iterable[tuple[str, str]] = ()) -> SparkSession:
    """Return a session; raise SparkError where Spark or Java is not there.

    `master` is '' for whatever the environment says, else this machine's processors.
    """
    # Spark asks for pandas before it sends Arrow batches, of which none are made of it here.
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
    try:
        import pandas as _pandas  # noqa: F401, ICN001
        import pyarrow as _pyarrow  # noqa: F401, ICN001
        from pyspark.sql import SparkSession
    except ModuleNotFoundError as error:
        raise SparkError(missing(f"{error.name}")) from None
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise SparkError("Spark needs Java 17 or later, and there is none; JAVA_HOME names it")
    # Else workers on this machine are whatever `python3` is.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("newslint archive")
    # What `spark-submit` has begun knows its cluster.
    if master or "PYSPARK_GATEWAY_PORT" not in os.environ:
        builder = builder.master(master or "local[*]")
    for name, value in {**_OWN, **dict(settings)}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def missing(name: str) -> str:
    """Return what people are told where a part of the extra is missing."""
    return f"archives need {name}: pip install 'newslint[spark]'"
