"""JUnit's XML: each file is a suite, each finding a test that fails as far as the run does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newslint.diagnostic import Diagnostic, safe, safe_path
from newslint.report.concise import concise_line
from newslint.report.xml import attributes, content
from newslint.rule import ENGINE

if TYPE_CHECKING:
    from newslint.outcome import FileReport, Report
    from newslint.report.text import Look


def junit(report: Report, look: Look) -> Iterator[str]:
    """Yield the report as Jenkins and GitLab read it (Jenkins' junit-10.xsd).

    A finding at or above the site's `fail-on` is a failure, one below it a test that is skipped;
    what newslint could not do is an error. A file without findings is a test that passes.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="newslint">\n'
    for file in report.files:
        yield from _suite(file, [row for row in file.diagnostics if look.shows(row.severity)])
    yield "</testsuites>\n"


def _suite(file: FileReport, rows: list[Diagnostic]) -> Iterator[str]:
    path = safe_path(file.path)
    verdicts = [_verdict(row, file) for row in rows]
    counts = Counter(verdicts)
    head = attributes(
        name=path,
        tests=max(1, len(rows)),
        failures=counts["failure"],
        errors=counts["error"],
        skipped=counts["skipped"],
    )
    yield f"  <testsuite{head}>\n"
    if not rows:
        yield f"    <testcase{attributes(name='newslint', classname=_class(path))}/>\n"
    seen: Counter[str] = Counter()
    for row, verdict in zip(rows, verdicts, strict=True):
        seen[row.rule] += 1
        # Without its line: a test keeps its name, and so its history, when lines move.
        number = f" ({seen[row.rule]})" if seen[row.rule] > 1 else ""
        yield f"    <testcase{attributes(name=row.rule + number, classname=_class(path))}>\n"
        yield _case(row, path, verdict)
        yield "    </testcase>\n"
    yield "  </testsuite>\n"


def _verdict(row: Diagnostic, file: FileReport) -> str:
    if row.rule.partition("/")[0] == ENGINE and row.severity == "error":
        return "error"
    return "failure" if file.reaches(row.severity) else "skipped"


def _case(row: Diagnostic, path: str, verdict: str) -> str:
    lines = sorted({place.line for place in row.places} - {row.place.line})
    also = f"\nalso on {', '.join(map(str, lines))}" if lines else ""
    told = f"{concise_line(row, path)}{also}\n{safe(row.line.strip())}\n{safe(row.detail)}".rstrip()
    head = attributes(type=row.severity, message=row.message)
    return f"      <{verdict}{head}>{content(told)}</{verdict}>\n"


def _class(path: str) -> str:
    """Return a path as the name of a class: its folders are the package, as Jenkins groups them."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    parts = [*folder.split("/"), stem]
    return ".".join(part.replace(".", "_") for part in parts if part)
