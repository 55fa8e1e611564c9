"""Every format tells the same finding, each in its own unit, on a line of Hangul and emoji."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from msgspec.structs import replace

from newslint import tally
from newslint.catalog import shipped
from newslint.check import Edit, Finding, Fix, Related
from newslint.diagnostic import Diagnostic, make
from newslint.outcome import FileReport, Report
from newslint.report import FOR_PEOPLE, REPORTERS, Look
from newslint.report.rdjson import diagnostic_of
from newslint.report.rdjsonl import rdjsonl
from newslint.source import Source, Span
from newslint.tally import Files
from newslint.told import Crash

SCHEMA = json.loads((Path(__file__).parent / "data" / "sarif-2.1.0-rtm.5.json").read_bytes())
RULES = {row.rule.name: row for row in shipped().active("strict", ())}
RULE = RULES["invalid-rel"]
LINE = '해담항 👩‍🚒 소식 <a href="https://a.example/" rel="dofollow">출처</a> 끝'
TEXT = f"---\ntitle: 가\n---\n\n{LINE}\r\n{LINE}\n"
LOOK = Look(min_severity="info")
START, END = LINE.index("rel=") + 1, LINE.index(">출처") + 1
"""Columns in code points, as Python counts them."""
BYTES = len(LINE[: START - 1].encode()) + 1, len(LINE[: END - 1].encode()) + 1
"""The same in bytes of UTF-8, which reviewdog counts."""


def diagnostic(path: str = "post.md", suppressed: str | None = None, **facts: object) -> Diagnostic:
    source = Source.read(path, TEXT.encode())
    first = source.data.index(b"rel=")
    second = source.data.index(b"rel=", first + 1)
    spans = [Span(at, at + len(b'rel="dofollow"')) for at in (first, second)]
    finding = Finding(
        spans[0],
        {"tokens": "dofollow", **facts},
        tuple(spans),
        related=(Related("other.md", 5),),
        fix=Fix((Edit(spans[0], 'rel="👩‍🚒"'),), safe=True),
    )
    return make(finding, RULE, source, "en", suppressed)


def report(path: str = "글/post.md", *, suppressed: str | None = None, **facts: object) -> Report:
    row = diagnostic(path, suppressed, **facts)
    said, silent = ((row,), ()) if suppressed is None else ((), (row,))
    return Report((FileReport(path, "post", said, silent),), rules=(RULE,))


def rendered(name: str, whole: Report | None = None) -> str:
    return "".join(REPORTERS[name](whole or report(), LOOK))


# -- One line, every unit --------------------------------------------------------------------


def test_code_points_are_what_the_columns_below_count() -> None:
    assert (START, END) == (41, 55)
    assert len(LINE[: START - 1].encode()) == 58


COLUMNS = [
    ("text", [f"5:{START}  ", "also on 6"]),
    ("concise", [f"글/post.md:5:{START}: warning: links/invalid-rel: "]),
    ("json", [f'"column": {START},', f'"end_column": {END},', '"line": 6,']),
    ("jsonl", [f'"line": 5, "column": {START}, "end_line": 5, "end_column": {END},']),
    ("github", ["::warning file=글/post.md,line=5,endLine=5,title=links/invalid-rel,",
                f",col={START},endColumn={END}::`rel` has"]),
    ("sarif", [f'"startColumn": {START},', f'"endColumn": {END}', '"unicodeCodePoints"',
               '"uri": "%EA%B8%80/post.md"']),
    ("gitlab", [f'"column": {START}\n', f'"column": {END}\n', '"path": "글/post.md"']),
    ("azure", [f"sourcepath=글/post.md;linenumber=5;columnnumber={START};code=links/invalid-rel;]"]),
    ("junit", [f"글/post.md:5:{START}: warning: ", "also on 6\n"]),
    ("checkstyle", [f'<error line="5" column="{START}" severity="warning" message="`rel` has']),
    ("rdjson", [f'"line": 5,\n            "column": {BYTES[0]}\n',
                f'"line": 5,\n            "column": {BYTES[1]}\n']),
    ("rdjsonl", [f'"range": {{"start": {{"line": 5, "column": {BYTES[0]}}}, ',
                 f', "end": {{"line": 5, "column": {BYTES[1]}}}}}']),
]  # fmt: skip


@pytest.mark.parametrize(("name", "words"), COLUMNS)
def test_columns(name: str, words: list[str]) -> None:
    text = rendered(name)
    assert [word for word in words if word not in text] == []


def test_the_carets_stand_below_the_place() -> None:
    """In columns of a terminal: wide letters have two, the joined emoji counts as its parts."""
    line, carets = rendered("text").split("\n")[2:4]
    assert line.index("rel=") - line.index("해") == START - 1
    # Five wide letters and an emoji of two wide ones and a joiner stand before it.
    assert carets.index("^") - line.index("해") == START - 1 + 5 + 2 - 1


def test_every_format_is_held_to_it() -> None:
    assert {name for name, _ in COLUMNS} | {"markdown", "html"} == set(REPORTERS)
    assert set(REPORTERS) > FOR_PEOPLE


# -- SARIF -----------------------------------------------------------------------------------


def sarif(whole: Report) -> dict[str, Any]:
    log = json.loads(rendered("sarif", whole))
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_sarif_is_as_the_official_schema_says() -> None:
    every = Report((*report().files,), rules=tuple(RULES.values()))
    run = sarif(every)
    assert len(run["tool"]["driver"]["rules"]) == len(RULES)
    assert all(rule["help"]["markdown"] for rule in run["tool"]["driver"]["rules"])
    result = run["results"][0]
    rules = run["tool"]["driver"]["rules"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "links/invalid-rel"


def test_sarif_carries_places_fixes_and_fingerprints() -> None:
    result = sarif(report())["results"][0]
    assert result["occurrenceCount"] == 2
    assert [
        (place["physicalLocation"]["artifactLocation"]["uri"],
         place["physicalLocation"]["region"]["startLine"])
        for place in result["relatedLocations"]
    ] == [("%EA%B8%80/post.md", 6), ("other.md", 5)]  # fmt: skip
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {
                "startLine": 5, "startColumn": START, "endLine": 5, "endColumn": END,
            },
            "insertedContent": {"text": 'rel="👩‍🚒"'},
        }
    ]  # fmt: skip
    assert len(result["partialFingerprints"]["newslint/v2"]) == 16
    assert "suppressions" not in result


def test_sarif_tells_what_is_suppressed_and_why() -> None:
    result = sarif(report(suppressed="partner link"))["results"][0]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "partner link"}]


def test_sarif_tells_that_a_check_failed() -> None:
    (invocation,) = sarif(Report(crashes=(Crash("a/b-c", "post.md", "OSError: x"),)))["invocations"]
    assert invocation["executionSuccessful"] is False
    assert len(invocation["toolExecutionNotifications"]) == 1


@pytest.mark.parametrize(
    ("path", "uri", "base"),
    [
        ("a b/글.md", "a%20b/%EA%B8%80.md", "%SRCROOT%"),
        ("/srv/site/a#1.md", "file:///srv/site/a%231.md", None),
        ("100%.md", "100%25.md", "%SRCROOT%"),
        ("a\udcff.md", "a%FF.md", "%SRCROOT%"),
    ],
)
def test_sarif_uris(path: str, uri: str, base: str | None) -> None:
    location = sarif(report(path))["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"].get("uriBaseId") == base
    assert location["artifactLocation"]["uri"] == uri


# -- GitHub ----------------------------------------------------------------------------------


def test_a_post_cannot_speak_a_workflow_command() -> None:
    hostile = "x\n::set-output name=a::b\r%0A::error::c"
    text = rendered("github", report("a,b:c%.md", tokens=hostile))
    assert text.count("\n") == 1
    assert text.startswith("::warning file=a%2Cb%3Ac%25.md,line=5,")
    assert "\r" not in text
    assert "%250A" in text


def test_columns_are_for_places_on_one_line() -> None:
    """GitHub has them only there (its documentation, "Workflow commands")."""
    row = diagnostic()
    over_lines = replace(row, place=replace(row.place, end_line=6, end_column=3))
    text = rendered("github", Report((FileReport("post.md", "post", (over_lines,)),)))
    assert text.startswith("::warning file=post.md,line=5,endLine=6,title=links/invalid-rel::`rel`")


def test_github_begins_with_the_worst() -> None:
    error = RULES["malformed-link"]
    worse = make(
        Finding(Span(0, 3), {"url": "httpss://a", "cause": "scheme"}),
        error,
        Source.read("z.md", b"abc"),
        "en",
    )
    files = (*report().files, FileReport("z.md", "post", (worse,)))
    lines = rendered("github", Report(files)).splitlines()
    assert [line.split(" ", 1)[0] for line in lines] == ["::error", "::warning"]


# -- What is told once of a site -------------------------------------------------------------


def loud(posts: int, having: int, *, page: bool = False) -> Report:
    row = diagnostic()
    return Report(
        tuple(
            FileReport(f"{n}.md", "post", (row,) if n < having else (), is_post=not page, root=".")
            for n in range(posts)
        )
    )


@pytest.mark.parametrize(
    ("posts", "having", "page", "told"),
    [(30, 3, False, 0), (30, 4, False, 1), (29, 29, False, 0), (40, 40, True, 0)],
)
def test_loud_rules_are_told_once(posts: int, having: int, page: bool, told: int) -> None:  # noqa: FBT001  # a table's column
    whole = loud(posts, having, page=page)
    assert len(whole.site) == told
    text = rendered("text", whole)
    assert text.count("links/invalid-rel") == (1 if told else having)
    document = json.loads(rendered("json", whole))
    assert len(document["site"]) == told
    assert sum(len(file["findings"]) for file in document["files"]) == having
    if told:
        assert f"{having} posts ({100 * having / posts:.0f} %)" in text
        assert [example["path"] for example in document["site"][0]["examples"]] == [
            "0.md", "1.md", "2.md",
        ]  # fmt: skip


def test_what_is_suppressed_is_not_loud_and_not_counted() -> None:
    row = diagnostic(suppressed="")
    files = (FileReport(f"{n}.md", "post", (), (row,)) for n in range(30))
    whole = Report(tuple(files))
    assert (whole.site, whole.counts["warning"], whole.exit_code) == ((), 0, 0)
    document = json.loads(rendered("json", whole))
    assert document["files"][0]["findings"][0]["suppressed"] is True
    assert document["summary"]["warning"] == 0


# -- Reviewdog -------------------------------------------------------------------------------


def test_a_fix_of_several_edits_is_one_suggestion() -> None:
    row = diagnostic()
    (place, text), line = row.edits[0], row.line
    first = replace(place, column=1, end_column=2, byte=1, end_byte=4)
    two = replace(row, edits=((place, text), (first, "바")))
    (suggestion,) = diagnostic_of(two, "a.md")["suggestions"]
    assert suggestion["range"]["start"] == {"line": 5, "column": 1}
    assert suggestion["text"] == "바" + line[1 : place.column - 1] + text
    elsewhere = replace(first, line=2, end_line=2)
    assert "suggestions" not in diagnostic_of(
        replace(row, edits=((place, text), (elsewhere, ""))), "a"
    )


def test_a_line_is_never_longer_than_reviewdog_reads() -> None:
    whole = report()
    (file,) = whole.files
    row = replace(file.diagnostics[0], edits=((file.diagnostics[0].place, "가" * 30_000),))
    long = replace(whole, files=(replace(file, diagnostics=(row,)),))
    (line,) = rdjsonl(long, LOOK)
    assert len(line.encode()) < 65_536
    assert "suggestions" not in json.loads(line)


# -- What is not to be shown -----------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(set(REPORTERS) - {"sarif", "html"}))
def test_what_is_below_the_least_severity_is_not_told(name: str) -> None:
    text = "".join(REPORTERS[name](report(), replace(LOOK, min_severity="error")))
    assert "invalid-rel" not in text


# -- Large sites -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(set(REPORTERS) - {"markdown", "html"}))
def test_a_large_report_is_written_as_it_comes(name: str) -> None:
    """No piece holds much of it, and no file is asked for before what is before it is written."""
    # A page: of posts that are so alike text would tell but once.
    file = replace(report().files[0], is_post=False)
    asked: list[int] = []

    def maker(number: int) -> tuple[str, Callable[[], FileReport]]:
        def make() -> FileReport:
            asked.append(number)
            return file

        return f"{number:04}", make

    whole = Report(Files(maker(number) for number in range(1000)), rules=(RULE,))
    assert whole.counts["warning"] == 1000
    asked.clear()
    sizes = []
    ahead = 0
    for piece in REPORTERS[name](whole, replace(LOOK, whole=True)):
        sizes.append(len(piece))
        ahead = max(ahead, len(asked) - len(sizes))
    assert len(sizes) > 990
    assert max(sizes) < 6000
    # Those that tell the worst first look at each file once for each severity.
    assert ahead <= (2000 if name in ("github", "azure") else 5)


def test_files_are_made_as_they_are_asked_for() -> None:
    made: list[str] = []

    def maker(name: str) -> tuple[str, Callable[[], FileReport]]:
        def make() -> FileReport:
            made.append(name)
            return FileReport(name, "post", ())

        return name, make

    files = Files(maker(name) for name in ("c.md", "a.md", "b.md"))
    assert (len(files), made) == (3, [])
    assert files[1].path == "b.md"
    assert [file.path for file in files[1:]] == ["b.md", "c.md"]
    assert made == ["b.md", "b.md", "c.md"]


def test_of_what_a_rule_says_so_many_messages_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "_MESSAGES", 2)
    said = [1, 2, *range(3, 30), 1, 1, 2]
    (file,) = report().files
    rows = [replace(file.diagnostics[0], message=f"message {number}") for number in said]
    files = [replace(file, path=f"{at:02}.md", diagnostics=(row,)) for at, row in enumerate(rows)]
    (told,) = tally.tally(files).site
    assert (told.message, told.count, told.share) == ("message 1", 32, 1.0)
