"""The summary page of an archive: the HTML report, its figures counted by Spark.

All findings are counted in it; of the posts the worst alone are written out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newslint.about import About
from newslint.archive.sites import ArchiveSite
from newslint.archive.tables import FACTS, FINDINGS
from newslint.outcome import FileReport, Report
from newslint.report.census import UNTOLD, Census, Count, Rank
from newslint.report.html import front, page
from newslint.report.html.elements import joined
from newslint.report.html.texts import Texts
from newslint.report.text import Look
from newslint.rule import SEVERITIES
from newslint.sending import diagnostics_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_WORST = 200
"""Posts that are written out."""
_AUTHORS = 300
"""Authors that are told, those of whose posts most is found."""
_NUMBERS = ", ".join(f"count_if(severity = '{name}') AS {name}" for name in SEVERITIES)
_SUMS = ", ".join(f"coalesce(sum({name}), 0) AS {name}" for name in SEVERITIES)
_BY_RULE = f"""
SELECT rule, {_NUMBERS}, count(DISTINCT site, path) AS posts, mode(message) AS message
FROM told GROUP BY rule
"""
_BY_FILE = f"SELECT site, path, {_NUMBERS}, count(*) AS found FROM told GROUP BY site, path"
_BY_MONTH = f"""
SELECT date_format(published, 'yyyy-MM') AS name, count(*) AS posts, {_SUMS}
FROM facts LEFT JOIN by_file USING (site, path) WHERE kind = 'post' GROUP BY 1
"""
_BY_AUTHOR = f"""
SELECT name, count(*) AS posts, {_SUMS}
FROM (SELECT site, path, explode_outer(authors) AS name FROM facts WHERE kind = 'post')
LEFT JOIN by_file USING (site, path)
GROUP BY name ORDER BY sum(found) DESC, name LIMIT {_AUTHORS}
"""
_WORST_FILES = f"""
SELECT * FROM by_file LEFT JOIN facts USING (site, path)
ORDER BY error DESC, warning DESC, info DESC, site, path LIMIT {_WORST}
"""
_PACKED = """
SELECT site, path, collect_list(packed) AS packed FROM told
LEFT SEMI JOIN worst USING (site, path) GROUP BY site, path
"""


def summary(
    spark: SparkSession, output: str, sites: Sequence[ArchiveSite], posts: int, files: int
) -> Iterator[str]:
    """Yield the page of an archive whose tables are written; it has so many posts and files."""
    findings = spark.read.parquet(f"{output}/{FINDINGS.folder}")
    spark.read.parquet(f"{output}/{FACTS.folder}").createOrReplaceTempView("facts")
    findings.where("suppressed IS NULL").createOrReplaceTempView("told")
    by_file = spark.sql(_BY_FILE).cache()
    by_file.createOrReplaceTempView("by_file")
    worst = spark.sql(_WORST_FILES).cache()
    worst.createOrReplaceTempView("worst")
    census = _counted(spark, findings, posts, files)
    shown = _shown(worst, spark.sql(_PACKED))
    census.ranks = sorted(_rank(number, file) for number, file in enumerate(shown))
    census.roots = {name for site in sites if (name := _called(site))}
    first = sites[0].run
    # Of the plans that the files of each site were found to have.
    plans = (site.told.mapper.plans for site in sites)
    rules = {active.rule.id: active for own in plans for active in own.rules}
    language = first.plans.wanted.language
    report = Report(
        shown, rules=tuple(rules.values()), language=language, today=first.request.today
    )
    texts = Texts(language)
    bad = by_file.count()
    lead = joined(
        front.lead(posts, files, census, texts, bad),
        front.worst_alone(len(shown), texts) if bad > len(shown) else None,
    )
    yield from page(report, Look(min_severity="info"), census, {}, lead, None)


def _counted(spark: SparkSession, findings: DataFrame, posts: int, files: int) -> Census:
    """Count what was found in all files."""
    rules = spark.sql(_BY_RULE).collect()
    whole = Count(files)
    for row in rules:
        whole.found.update(_found(row))
    silent, fixable = findings.selectExpr(
        "count(suppressed)", "count_if(suppressed IS NULL AND fix = 'safe')"
    ).first() or (0, 0)
    return Census(
        {row.rule: Count(row.posts, _found(row)) for row in rules},
        _named(spark.sql(_BY_MONTH)) if posts else {},
        _named(spark.sql(_BY_AUTHOR)) if posts else {},
        suppressed=silent,
        fixable=fixable,
        whole=whole,
        messages={row.rule: Counter([row.message]) for row in rules},
    )


def _named(rows: DataFrame) -> dict[str, Count]:
    return {row.name or UNTOLD: Count(row.posts, _found(row)) for row in rows.collect()}


def _found(row: Any) -> Counter[str]:
    return Counter({name: row[name] for name in SEVERITIES})


def _shown(worst: DataFrame, packed: DataFrame) -> list[FileReport]:
    """Return the worst files, with what is found in them."""
    found = {(row.site, row.path): row.packed for row in packed.collect()}
    return [
        FileReport(
            f"{row.site}/{row.path}",
            row.kind or "post",
            tuple(one for part in found[row.site, row.path] for one in diagnostics_of(bytes(part))),
            is_post=row.kind == "post",
            root=row.site,
            about=About(row.title or "", row.published, tuple(row.authors or ())),
        )
        for row in sorted(worst.collect(), key=lambda row: (row.site, row.path))
    ]


def _rank(number: int, file: FileReport) -> Rank:
    found = Counter(row.severity for row in file.diagnostics)
    warnings = -found["warning"]
    return Rank(-found["error"], warnings, warnings, -found["info"], number)


def _called(site: ArchiveSite) -> str:
    """Return what a site is called: its folder; '' for that of stored posts without one."""
    return Path(site.run.site.root).name if Path(site.run.site.root).is_dir() else ""
