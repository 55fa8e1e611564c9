"""Questions to an archive that has been linted, asked of its Parquet with DuckDB on one machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.archive.session import SparkError, missing
from newslint.archive.tables import FACTS, FINDINGS
from newslint.clusters import FAMILY

if TYPE_CHECKING:
    import duckdb


class Answer(NamedTuple):
    """What a question is answered with."""

    names: Sequence[str]
    """The names of the columns."""
    rows: Sequence[Sequence[Any]]


_RULES = """
SELECT rule, severity, count(*) AS findings, count(DISTINCT (site, path)) AS files
FROM findings WHERE suppressed IS NULL
GROUP BY rule, severity ORDER BY findings DESC, rule, severity
"""
_WORST = """
SELECT site, path, count(*) FILTER (severity = 'error') AS errors,
       count(*) FILTER (severity = 'warning') AS warnings,
       count(*) FILTER (severity = 'info') AS infos
FROM findings WHERE suppressed IS NULL
GROUP BY site, path ORDER BY errors DESC, warnings DESC, infos DESC, site, path
"""
_FILE = """
SELECT line, "column", severity, rule, message, suppressed
FROM findings WHERE path = $path OR site || '/' || path = $path
ORDER BY site, path, line, "column", rule, message
"""
_RELATED = """
SELECT rule, site, path, related
FROM findings WHERE starts_with(rule, $family) AND len(related) > 0 AND suppressed IS NULL
ORDER BY rule, site, path
"""


class Shown:
    """An archive that is asked."""

    def __init__(self, output: Path) -> None:
        """Raise SparkError where DuckDB is not there, or no archive."""
        try:
            import duckdb
        except ModuleNotFoundError:
            raise SparkError(missing("duckdb")) from None
        self._connection: duckdb.DuckDBPyConnection = duckdb.connect()
        for table in (FACTS, FINDINGS):
            folder = output / table.folder
            if not any(folder.glob("*.parquet")):
                raise SparkError(f"{output}: no archive; `newslint archive INPUT OUTPUT` makes one")
            files = folder.as_posix().replace("'", "''")
            self._connection.execute(
                f"CREATE VIEW {table.folder} AS FROM read_parquet('{files}/*.parquet')"
            )

    def rules(self, most: int) -> Answer:
        """Return the rules by the number of their findings."""
        return self.sql(f"{_RULES} LIMIT {most:d}")

    def worst(self, most: int) -> Answer:
        """Return the files of which most is found, the gravest first."""
        return self.sql(f"{_WORST} LIMIT {most:d}")

    def file(self, path: str) -> Answer:
        """Return what is found in a file, by its path from its site's root or from the input."""
        return self.sql(_FILE, {"path": path})

    def clusters(self, most: int) -> Answer:
        """Return the posts that repeat each other, the largest clusters first."""
        related = self.sql(_RELATED, {"family": f"{FAMILY}/"}).rows
        found = sorted(_clusters(related), key=lambda row: (-len(row[2]), row))
        rows = [(rule, site, len(paths), ", ".join(paths[:3])) for rule, site, paths in found]
        return Answer(("rule", "site", "posts", "examples"), rows[:most])

    def sql(self, query: str, facts: dict[str, Any] | None = None) -> Answer:
        """Return what a query comes to; raise SparkError where it cannot be asked."""
        import duckdb

        try:
            asked = self._connection.execute(query, facts or {})
            return Answer([row[0] for row in asked.description or ()], asked.fetchall())
        except duckdb.Error as error:
            raise SparkError(f"the query cannot be asked: {error}") from None


def _clusters(rows: Iterable[Sequence[Any]]) -> list[tuple[str, str, list[str]]]:
    """Return rule, site and paths of posts that a chain of findings leads to from each other."""
    leaders: dict[tuple[str, str, str], tuple[str, str, str]] = {}

    def leader(post: tuple[str, str, str]) -> tuple[str, str, str]:
        while leaders.setdefault(post, post) != post:
            leaders[post] = leaders[leaders[post]]
            post = leaders[post]
        return post

    for rule, site, path, others in rows:
        for other in others:
            leaders[leader((rule, site, other["path"]))] = leader((rule, site, path))
    found: dict[tuple[str, str, str], list[str]] = {}
    for post in leaders:
        found.setdefault(leader(post), []).append(post[2])
    return [(rule, site, sorted(paths)) for (rule, site, _), paths in found.items()]
