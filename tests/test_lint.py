"""The one pass: each file's answer is its own, and a check is called where it has rows to read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from newslint import Options as ApiOptions
from newslint import lint_text
from newslint.catalog import ActiveRule, shipped
from newslint.check import INDEX, Check, Finding, Options
from newslint.cli import main
from newslint.config import Config
from newslint.document import Document, parse
from newslint.index import Index
from newslint.lint import lint_file, lint_site
from newslint.overrun import Overrun
from newslint.plan import Plan
from newslint.request import Request
from newslint.rule import Message, Rule, Variant
from newslint.scan import Scanner
from newslint.site import Settings, Site
from newslint.site_run import site_run_at
from newslint.source import Source, Span
from newslint.told import Failure
from newslint.warm_site import WarmSite

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]

# -- The answer about a file -----------------------------------------------------------------

HEAD = "---\ntitle: {title}\ndate: 2024-01-0{day}\nauthor: 김하나\nexcerpt: {excerpt}\n---\n"
SAME = "시는 올해 안에 도서관 세 곳을 새로 열겠다고 밝혔다."
SITE: dict[str, str | bytes] = {
    "_config.yml": "title: 동네\n",
    "img/a.png": b"",
    "_posts/2024-01-01-a.md": HEAD.format(title="도서관 세 곳 연다", day=1, excerpt=SAME)
    + f"{SAME}\n\n![열람실의 시민들](/img/none.png)\n",
    "_posts/2024-01-02-b.md": HEAD.format(title="도서관 또 연다", day=2, excerpt=SAME)
    + '<p style="color: red">글</p>\n\n[다시](/img/gone.png)\n',
    "_posts/2024-01-03-c.md": HEAD.format(title="날씨 맑다", day=3, excerpt="내일은 맑겠다.")
    + "# 하나\n\n글\n\n# 둘\n\n글\n",
    "_posts/2024-01-04-d.md": "---\ntitle: [속보] 깨졌다\n---\n글\n",
    "about.md": "---\ntitle: 소개\n---\n[글](/img/none.png)\n",
    "en/hugo.toml": "title = 'x'\n",
    "en/content/e.md": HEAD.format(title="A new library", day=4, excerpt=SAME) + "Text.\n",
}
POSTS = [name for name in SITE if name.endswith(".md")]


def findings(
    paths: Sequence[str], root: Path, capsys: pytest.CaptureFixture[str]
) -> dict[str, Any]:
    """What is said of each file, by its path from the root."""
    main(["check", "--output-format", "json", "--lang", "en", *paths])
    document = json.loads(capsys.readouterr().out)
    return {
        str(Path(file["path"]).absolute().relative_to(root)): (file["kind"], file["findings"])
        for file in document["files"]
    }


@pytest.fixture
def whole(
    write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[Path, dict[str, Any]]:
    """The little site, and what is said of all its files in one run."""
    root = write(SITE)
    monkeypatch.chdir(root)
    found = findings(["."], root, capsys)
    assert sorted(found) == sorted(POSTS)
    assert sum(bool(rows) for _, rows in found.values()) >= 4
    return root, found


def test_alone_as_among_others(
    whole: tuple[Path, dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    root, expected = whole
    for path in POSTS:
        assert findings([path], root, capsys) == {path: expected[path]}


def test_in_any_order(
    whole: tuple[Path, dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    root, expected = whole
    for paths in (POSTS, POSTS[::-1], [*POSTS[2:], *POSTS[:3]]):
        assert findings(paths, root, capsys) == expected


@pytest.mark.parametrize("folder", ["_posts", "en/content", "img", ".."])
def test_from_any_folder(
    whole: tuple[Path, dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    folder: str,
) -> None:
    root, expected = whole
    monkeypatch.chdir(root / folder)
    assert findings([str(root / path) for path in POSTS], root, capsys) == expected
    assert findings([str(root)], root, capsys) == expected


def test_by_folder_as_by_file(
    whole: tuple[Path, dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    root, expected = whole
    found = {**findings(["_posts"], root, capsys), **findings(["en", "about.md"], root, capsys)}
    assert found == expected


# -- What is called, and for what ------------------------------------------------------------


def rule(
    name: str, reads: str, run: Callable[..., Iterator[Any]], *, pages: bool = False
) -> ActiveRule:
    message = Message({"en": {"other": "{count} here"}})
    about = Rule(
        family="house",
        name=name,
        check=name,
        severity="warning",
        preset="recommended",
        status="stable",
        variants={"": Variant("warning", message)},
        options={},
        presets={},
        words={},
        norm="",
        pages=pages,
        fixable="",
        doc="",
        doc_line=1,
        file="house.md",
    )
    check = Check(name, reads, run, Options, frozenset(), frozenset(), None)
    return ActiveRule(about, check, "warning", Options())


def plan(*rules: ActiveRule) -> Plan:
    engine = [row for row in Config().active(shipped()) if row.rule.family == "engine"]
    return Plan((*engine, *rules), "en")


TABLES = "fields links images headings tables tags texts lines codes comments templates".split()
TEXTS = {
    "fields": "---\ntitle: 가\n---\n",
    "links": "[가](/a)",
    "images": "![가](/a.png)",
    "headings": "# 가\n",
    "tables": "|가|\n|---|\n|나|\n",
    "tags": "<p>",
    "texts": "가",
    "lines": "가",
    "codes": "`가`",
    "comments": "<!-- 가 -->",
    "templates": "{{ a }}",
}


@pytest.mark.parametrize("table", TABLES)
def test_a_check_is_called_where_its_table_has_rows(table: str) -> None:
    calls: list[int] = []

    def count(rows: Sequence[object], *_: object) -> Iterator[Finding]:
        calls.append(len(rows))
        yield from ()

    wanted = plan(rule("row-count", table, count))
    site = Site("/site", Settings())
    lint_file(Source.read("a.md", b""), "post", site, lambda *_: wanted)
    lint_file(Source.read("a.md", b"---\n---\n\n"), "post", site, lambda *_: wanted)
    assert calls == []
    lint_file(Source.read("a.md", TEXTS[table].encode()), "post", site, lambda *_: wanted)
    assert calls == [1 if table not in ("texts", "lines") else calls[0]]
    assert calls[0] > 0


def test_the_document_itself_is_always_there() -> None:
    def one(rows: Sequence[object], *_: object) -> Iterator[Finding]:
        yield Finding(Span(0, 0), places=(Span(0, 0),) * 3)

    mapped = lint_file(
        Source.read("a.md", b""),
        "post",
        Site("/site"),
        lambda *_: plan(rule("always-so", "document", one)),
    )
    assert [(row.rule, row.message, row.count) for row in mapped.diagnostics] == [
        ("house/always-so", "3 here", 3)
    ]


@pytest.mark.parametrize(
    ("kind", "expected"), [("post", ["for-all", "for-posts"]), ("page", ["for-all"])]
)
def test_pages_get_the_rules_that_are_for_them(kind: str, expected: list[str]) -> None:
    def one(rows: Sequence[object], *_: object) -> Iterator[Finding]:
        yield Finding(Span(0, 0))

    wanted = plan(rule("for-posts", "links", one), rule("for-all", "links", one, pages=True))
    mapped = lint_file(Source.read("a.md", b"[a](/b)"), kind, Site("/site"), lambda *_: wanted)
    assert sorted(row.rule.partition("/")[2] for row in mapped.diagnostics) == expected


def test_of_the_shipped_rules_pages_get_links_and_markup() -> None:
    families = {row.family for row in shipped().rules.values() if row.pages}
    assert {"links", "markup"} <= families
    assert "sources" not in families
    repeated = [
        row.name for row in shipped().rules.values() if row.family == "duplicates" and row.pages
    ]
    assert repeated == ["clashing-url"]


def test_a_fault_of_one_check_leaves_the_others() -> None:
    def fail(*_: object) -> Iterator[Finding]:
        yield Finding(Span(0, 0))
        raise LookupError("gone")

    def one(*_: object) -> Iterator[Finding]:
        yield Finding(Span(0, 1))

    wanted = plan(rule("first-rule", "links", fail), rule("other-rule", "links", one))
    mapped = lint_file(Source.read("a.md", b"[a](/b)"), "post", Site("/site"), lambda *_: wanted)
    assert [(row.rule, row.path, row.reason) for row in mapped.crashes] == [
        ("house/first-rule", "a.md", "LookupError: gone")
    ]
    assert sorted(row.rule for row in mapped.diagnostics) == [
        "engine/internal-error",
        "house/other-rule",
    ]


@pytest.fixture
def faulty_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the parser have a fault that nobody knows of yet."""

    def fail(source: Source, kind: str, site: Site) -> Document:
        if b"ODD" in source.data:
            raise LookupError("gone")
        return parse(source, kind, site)

    monkeypatch.setattr("newslint.lint.parse", fail)


ODD, PLAIN = "_posts/2026-03-02-odd.md", "_posts/2026-03-03-plain.md"


@pytest.mark.usefixtures("faulty_parser")
def test_a_fault_of_the_parser_is_told_and_the_run_goes_on(write: Write, run: Run) -> None:
    write({"newslint.yaml": "", ODD: "---\ntitle: ODD\n---\n", PLAIN: "---\ntitle: 가!\n---\n"})
    command = ("--no-cache", "--output-format", "concise")
    code, out, err = run(*command, ".")
    rules = [line.split(": ")[2] for line in out.splitlines()]
    assert (code, rules) == (2, ["engine/internal-error", "front-matter/exclaiming-title"])
    assert f"{ODD}: engine/parser: LookupError: gone" in err
    # Of a post that is not asked about, no rule that looks across posts knows anything.
    code, out, err = run(*command, PLAIN)
    assert (code, out.count("\n")) == (2, 1)
    assert f"{ODD}: engine/parser: LookupError: gone" in err
    # Nothing of it is remembered.
    assert run("--output-format", "concise", ".")[:2] == run(*command, ".")[:2]


@pytest.mark.usefixtures("faulty_parser")
def test_a_fault_of_the_parser_in_a_lone_text() -> None:
    assert [row.rule for row in lint_text("ODD\n").diagnostics] == ["engine/internal-error"]


@pytest.mark.usefixtures("faulty_parser")
def test_a_fault_of_the_parser_in_a_site_in_memory(write: Write) -> None:
    root = write({"newslint.yaml": "", ODD: "---\ntitle: 가\n---\n"})
    site = WarmSite(site_run_at(root, shipped(), Request()))
    site.read()
    before = site.facts_of(ODD)
    (root / ODD).write_text("ODD", encoding="utf-8")
    assert [row.rule for row in site.lint(ODD, "post").report.diagnostics] == [
        "engine/internal-error"
    ]
    # What was known of it before holds as long as nothing else is known.
    assert site.renew(ODD)
    assert site.facts_of(ODD) == before


def test_what_nobody_has_raised_has_no_place() -> None:
    assert Failure.of(LookupError("gone")) == Failure("LookupError: gone", "", is_deep=False)


NAMES = ["first-rule", "second-rule", "third-rule"]


def limited(*runs: Callable[..., Iterator[Finding]]) -> tuple[list[str], list[str], list[str]]:
    """Lint a post with three rules: which did not look, which spoke, and which limits are told."""
    wanted = plan(*(rule(name, "links", run) for name, run in zip(NAMES, runs, strict=True)))
    source = Source.read("a.md", b"[a](/b)")
    mapped = lint_file(source, "post", Site("/site"), lambda *_: wanted)
    names = [row.rule.partition("/")[2] for row in mapped.diagnostics]
    return (
        sorted(name.partition("/")[2] for name in mapped.cut),
        [name for name in names if name in NAMES],
        [row.variant for row in mapped.diagnostics if row.rule == "engine/limit-exceeded"],
    )


def speaks(*_: object) -> Iterator[Finding]:
    yield Finding(Span(0, 1))


def stopped(limit: str) -> Callable[..., Iterator[Finding]]:
    def run(*_: object) -> Iterator[Finding]:
        raise Overrun(limit)

    return run


@pytest.mark.parametrize(
    ("limit", "cut"), [("rule-seconds", NAMES[1:2]), ("file-seconds", NAMES[1:])]
)
def test_one_limit_ends_a_rule_and_the_other_the_rest_of_the_file(
    limit: str, cut: list[str]
) -> None:
    spoke = [name for name in NAMES if name not in cut]
    assert limited(speaks, stopped(limit), speaks) == (cut, spoke, [limit])


@pytest.mark.parametrize(
    ("slow", "cut", "told"),
    [
        pytest.param([("first-rule", "rule-seconds")], NAMES[:1], ["rule-seconds"], id="one"),
        pytest.param(
            [("first-rule", "rule-seconds"), ("second-rule", "rule-seconds")],
            NAMES[:2],
            ["rule-seconds"] * 2,
            id="two",
        ),
        pytest.param(
            [("first-rule", "rule-seconds"), ("first-rule", "rule-seconds")],
            NAMES,
            ["rule-seconds"] * 2,
            id="one that is slow though it is left out",
        ),
        pytest.param([("first-rule", "file-seconds")], NAMES, ["file-seconds"], id="the file"),
    ],
)
def test_a_pattern_that_is_stopped_takes_only_its_rule_along(
    monkeypatch: pytest.MonkeyPatch,
    slow: list[tuple[str, str]],
    cut: list[str],
    told: list[str],
) -> None:
    known, left = Scanner.hits, [*slow]

    def hits(scanner: Scanner, document: Document, without: AbstractSet[str]) -> Mapping[str, Any]:
        if left:
            name, limit = left.pop(0)
            scanner.at_work = (name,)
            raise Overrun(limit)
        return known(scanner, document, without)

    monkeypatch.setattr(Scanner, "hits", hits)
    spoke = [name for name in NAMES if name not in cut]
    assert limited(speaks, speaks, speaks) == (cut, spoke, told)


def test_what_is_wrong_with_a_suppression_is_not_told_where_nobody_wants_it() -> None:
    text = "<!-- newslint-ignore-file invalid-rel -->\n\n글이다.\n"
    for ignored, told in ((), 1), (("unused-suppression",), 0):
        rows = lint_text(text, options=ApiOptions(ignore=ignored)).diagnostics
        assert [row.rule for row in rows] == ["engine/unused-suppression"] * told


def test_across_posts_only_the_targets_are_told() -> None:
    def every(index: Index, _: object) -> Iterator[tuple[str, Finding]]:
        for path in index.facts:
            yield path, Finding(Span(0, 0))

    site = Site("/site")
    wanted = plan(rule("every-post", INDEX, every))
    sources = {path: Source.read(path, b"text") for path in ("a.md", "b.md", "c.md")}
    facts = {}
    targets = {}
    for path, source in sources.items():
        kind = "page" if path == "c.md" else "post"
        mapped = lint_file(source, kind, site, lambda *_: wanted, report=False)
        assert mapped.diagnostics == ()
        assert mapped.facts is not None
        facts[path] = mapped.facts
        targets[path] = mapped
    index = Index(site, facts, frozenset(sources), date(2026, 6, 1))
    del targets["a.md"]
    found = dict(lint_site(index, targets, sources.__getitem__, shipped()))
    assert {path: len(row.diagnostics) for path, row in found.items()} == {"b.md": 1, "c.md": 0}
    assert [row.crashes for row in found.values()] == [(), ()]


def test_what_is_read_without_a_report_is_remembered_the_same() -> None:
    source = Source.read("a.md", SITE["_posts/2024-01-01-a.md"].encode())  # type: ignore[union-attr]
    site = Site("/site")
    wanted = Plan(tuple(Config().active(shipped())), "en")
    with_report = lint_file(source, "post", site, lambda *_: wanted)
    assert (
        lint_file(source, "post", site, lambda *_: wanted, report=False).facts == with_report.facts
    )
