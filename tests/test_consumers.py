"""What each consumer of a report demands of it, on a site that does what it can to break it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pyromark
import pytest
import xmlschema

from newslint.report import REPORTERS
from newslint.report.markdown import escaped

Run = Callable[..., tuple[int, str, str]]
Write = Callable[[Mapping[str, str | bytes]], Path]

DATA = Path(__file__).parent / "data"
TEXTS = frozenset({"text", "concise", "github", "azure"})
HOSTILE = (
    "x\x1b[31m\x00\x07\u202e ##[error]gotcha ##vso[task.setvariable variable=PATH]/tmp"
    " ]]> &lt; <script>alert(1)</script> <!-- --> @everyone #1 | `a` \\| `b` http://evil.example"
    " \ufffe\uffff %0A::error::x"
)
SITE: dict[str, str | bytes] = {
    "_config.yml": "title: 해담\n",
    "_posts/2026-03-01-plain.md": "---\ntitle: 항구 소식\ndate: 2026-03-01\n---\n\n배가 들어온다.\n",
    "_posts/2026-03-02-emoji.md": (
        "---\r\ntitle: 👩‍🚒 소방서\r\n---\r\n\r\n"
        '소식 👩‍🚒 <a href="https://a.example/" rel="dofollow">출처</a>\r\n'
        '한 번 더 🎉🎉 <a href="https://b.example/" rel="dofollow">출처</a>\r\n'
    ),
    "_posts/2026-03-03-hostile.md": (
        f'---\ntitle: "{re.sub(r"[^ -~]", "", HOSTILE).replace(chr(92), "")}!!!"\n---\n\n'
        f'<a href="no-{HOSTILE}.md">여기</a> [{HOSTILE}](<no such {HOSTILE}>)\n\n'
        f'<img src="/none-{HOSTILE}.png" alt="{HOSTILE}">\n\n<a rel="{HOSTILE}" href="x">y</a>\n'
    ),
    "_posts/2026-03-04-::set-output name=a::b,c:d%;].md": "---\ntitle: 이름!\n---\n\n[여기](nowhere.md)\n",
    "::add-mask::x/##[stop-commands]a <b>&'\"|`@all`.md": "---\ntitle: 이름\n---\n\n[여기](nowhere.md)\n",
    "_posts/2026-03-05-cp949.md": "---\ntitle: 가나\n---\n\n부두 [여기](없다.md)\n".encode("cp949"),
}


@pytest.fixture
def told(write: Write, run: Run) -> dict[str, str]:
    """What each format says of the hostile site."""
    write(SITE)
    found = {}
    for form in REPORTERS:
        code, out, _ = run(
            "check", "--no-cache", "--min-severity", "info", "--output-format", form, "--lang", "en"
        )
        assert code == 1
        found[form] = out
    return found


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  # what newslint has written


def schema(name: str) -> Any:
    return json.loads((DATA / name).read_bytes())


def test_every_format_is_held_to_its_consumer(told: dict[str, str]) -> None:
    for form, validate in VALIDATORS.items():
        validate(told[form])
    assert {*told} == {*VALIDATORS, *TEXTS, "json", "jsonl", "markdown", "html"}


def test_all_tell_the_same_findings(told: dict[str, str]) -> None:
    places = {
        (file["path"], row["line"], row["column"], row["rule"])
        for file in json.loads(told["json"])["files"]
        for row in file["findings"]
    }
    assert len(places) > 12
    assert {tuple(row) for row in concise(told["concise"])} == places
    assert {
        (
            row["location"]["path"],
            *row["location"]["positions"]["begin"].values(),
            row["check_name"],
        )
        for row in json.loads(told["gitlab"])
    } == places
    assert {
        (file.get("name"), int(row.get("line", "")), int(row.get("column", "")), rule_of(row))
        for file in parsed(told["checkstyle"])
        for row in file
    } == places
    cases = parsed(told["junit"]).iter("testcase")
    assert sum(len(case) for case in cases) == len(places)
    assert {
        (row["location"]["path"], row["location"]["range"]["start"]["line"], row["code"]["value"])
        for row in json.loads(told["rdjson"])["diagnostics"]
    } == {(path, line, rule) for path, line, _, rule in places}
    lines = [json.loads(line) for line in told["rdjsonl"].splitlines()]
    assert [row | {"source": 0} for row in lines] == [
        row | {"source": 0} for row in json.loads(told["rdjson"])["diagnostics"]
    ]


def concise(text: str) -> Iterator[tuple[str, int, int, str]]:
    for line in text.splitlines():
        found = re.fullmatch(r"(.+\.md):(\d+):(\d+): \w+: ([a-z/-]+): .+", line)
        assert found
        yield found[1].removeprefix("./"), int(found[2]), int(found[3]), found[4]


def rule_of(row: ET.Element) -> str:
    return row.get("source", "").removeprefix("newslint.").replace(".", "/")


# -- Each by the consumer's own word ---------------------------------------------------------


def is_gitlab(text: str) -> None:
    issues = json.loads(text)
    jsonschema.Draft202012Validator(schema("gitlab-code-quality.schema.json")).validate(issues)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def is_rdjson(text: str) -> None:
    jsonschema.Draft202012Validator(schema("reviewdog.schema.json")).validate(json.loads(text))


def is_rdjsonl(text: str) -> None:
    is_rdjson(json.dumps({"diagnostics": [json.loads(line) for line in text.splitlines()]}))
    assert max(len(line.encode()) for line in text.splitlines()) < 65_536


def is_sarif(text: str) -> None:
    jsonschema.Draft4Validator(schema("sarif-2.1.0-rtm.5.json")).validate(json.loads(text))


VALIDATORS: dict[str, Callable[[str], object]] = {
    "gitlab": is_gitlab,
    "rdjson": is_rdjson,
    "rdjsonl": is_rdjsonl,
    "sarif": is_sarif,
    "junit": xmlschema.XMLSchema(str(DATA / "junit-10.xsd")).validate,
    "checkstyle": xmlschema.XMLSchema(str(DATA / "checkstyle.xsd")).validate,
}


@pytest.mark.parametrize("form", sorted(VALIDATORS))
def test_a_report_of_nothing(form: str, write: Write, run: Run) -> None:
    write({"a.txt": ""})
    code, out, _ = run("check", "--output-format", form)
    assert code == 0
    if form != "rdjsonl":
        VALIDATORS[form](out)


# -- What a post may not do --------------------------------------------------------------------


def test_no_terminal_obeys_a_post(told: dict[str, str]) -> None:
    for form in TEXTS | {"junit", "checkstyle", "markdown"}:
        assert re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", told[form]) is None, form


def test_no_build_obeys_a_post(told: dict[str, str]) -> None:
    """GitHub's runner and Azure's agent look for a command in every line of every format."""
    for form, text in told.items():
        for line in text.splitlines():
            ours = re.match(r"##vso\[task\.logissue [^\]]*\]" if form == "azure" else "(?!)", line)
            assert not re.search(r"##\[|##vso\[", line[ours.end() if ours else 0 :]), form
            begins = line.lstrip().startswith("::")
            assert not begins or (
                form == "github" and re.match("::(error|warning|notice) file=", line)
            )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mend `rel` now", "mend `rel` now"),
        ("one ` alone <b>|", "one &#96; alone &#60;b&#62;&#124;"),
        ("`a|b` *x*", "<code>a&#124;b</code> &#42;x&#42;"),
    ],
)
def test_only_what_stands_between_two_backquotes_is_code(text: str, told: str) -> None:
    assert escaped(text) == told


def test_no_reader_of_markdown_obeys_a_post(told: dict[str, str]) -> None:
    """Of what a post says nothing is markup, a link, or a call."""
    events = pyromark.events(
        told["markdown"],
        options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH,
    )
    html = {
        event["InlineHtml"] for event in events if isinstance(event, dict) and "InlineHtml" in event
    }
    assert html <= {"<code>", "</code>"}
    starts = {
        str(event["Start"]) for event in events if isinstance(event, dict) and "Start" in event
    }
    assert not any(re.search("Link|Image|Emphasis|Strong|Strike", start) for start in starts)
    rows = [line for line in told["markdown"].splitlines() if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in rows} == {4, 5}
    outside = re.sub("`[^`]*`|<code>.*?</code>", "", told["markdown"])
    assert not re.search(r"@[a-z]|(?<!&)#\d|://|www\.", outside)
    assert "<script" not in outside


def test_xml_says_what_the_post_says(told: dict[str, str]) -> None:
    messages = [row.get("message", "") for row in parsed(told["checkstyle"]).iter("error")]
    assert any("<script>" in message for message in messages)


# -- Each one's own ------------------------------------------------------------------------------


def test_columns_of_reviewdog_are_bytes_and_its_suggestions_mend(told: dict[str, str]) -> None:
    (row, *_) = (
        row
        for row in json.loads(told["rdjson"])["diagnostics"]
        if row["code"]["value"] == "links/invalid-rel" and "emoji" in row["location"]["path"]
    )
    line = str(SITE["_posts/2026-03-02-emoji.md"]).split("\n")[4].encode()
    spot = row["location"]["range"]
    assert line[spot["start"]["column"] - 1 : spot["end"]["column"] - 1] == b'rel="dofollow"'


@pytest.mark.parametrize(
    ("fail_on", "verdicts"),
    [("error", "skipped"), ("warning", "failure"), ("never", "skipped")],
)
def test_junit_fails_as_far_as_the_run_does(
    fail_on: str, verdicts: str, write: Write, run: Run
) -> None:
    write({"_posts/2026-01-01-a.md": "---\ntitle: 가!\n---\n\n부두가 열린다.\n"})
    code, out, _ = run("check", "--output-format", "junit", "--fail-on", fail_on)
    (suite,) = parsed(out)
    found = {verdict.tag for case in suite for verdict in case}
    assert found == {verdicts}
    assert int(suite.get("failures", "")) == (len(suite) if code else 0)
    assert {case.get("classname") for case in suite} == {"_posts.2026-01-01-a"}


def test_junit_tells_a_file_that_cannot_be_read(write: Write, run: Run) -> None:
    root = write({"b.md": "---\ntitle: 가\n---\n"})
    (root / "a.md").mkdir()
    (root / "a.md" / "x.md").symlink_to("nowhere.md")
    _, out, _ = run("check", "--output-format", "junit", "a.md/x.md", "b.md")
    assert "<error" in out
    VALIDATORS["junit"](out)


# -- GitHub's limits -------------------------------------------------------------------------------


def many(errors: int, warnings: int) -> dict[str, str | bytes]:
    """A site with so many posts of each kind."""
    bad = {
        f"_posts/2026-01-01-b{n:02}.md": "---\ntitle: 가\n---\n\n[부두](x.md)\n"
        for n in range(errors)
    }
    shouts = {f"_posts/2026-01-01-a{n:02}.md": "---\ntitle: 가!\n---\n" for n in range(warnings)}
    return {"_config.yml": "", **bad, **shouts}


RULES = "--select=broken-link,exclaiming-title"


@pytest.mark.parametrize(
    ("errors", "warnings", "left"), [(0, 0, 0), (10, 10, 0), (12, 0, 2), (11, 13, 4), (0, 11, 1)]
)
def test_github_gets_what_it_takes_and_the_log_the_rest(
    errors: int, warnings: int, left: int, write: Write, run: Run
) -> None:
    write(many(errors, warnings))
    _, out, _ = run("check", "--output-format", "github", "--lang", "en", RULES)
    lines = out.splitlines()
    kinds = [line.split(" ", 1)[0] for line in lines if line.startswith("::")]
    assert kinds == ["::error"] * min(errors, 10) + ["::warning"] * min(warnings, 10)
    assert len([line for line in lines if re.match(r"_posts/.*: (error|warning): ", line)]) == left
    told = [line for line in lines if line.startswith("newslint: ")]
    assert len(told) == bool(left)
    assert not left or f" {left} more finding" in told[0]


def test_github_gets_a_summary_of_the_step(
    write: Write, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write({**many(12, 0), "summary.txt": "before\n"})
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(root / "summary.txt"))
    for _ in range(2):
        _, out, _ = run("check", "--lang", "en", RULES)
        assert out.startswith("::error ")
    told = (root / "summary.txt").read_text(encoding="utf-8")
    assert told.startswith("before\n<!-- newslint -->\n")
    assert told.count("12 errors") == 2
    run("check", "--output-format", "concise", RULES)
    run("check", "--output", "github=other.txt", "--output-format", "json", RULES)
    assert (root / "summary.txt").read_text(encoding="utf-8") == told


def test_a_comment_is_no_longer_than_github_takes(write: Write, run: Run) -> None:
    write(many(400, 0))
    _, out, _ = run("check", "--output-format", "markdown", "--lang", "en", RULES)
    assert len(out) < 65_536
    (left,) = re.findall(r"told here: (\d+) more", out)
    assert out.count("<details>") + int(left) == 400
