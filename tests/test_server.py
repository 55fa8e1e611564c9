"""The language server, as an editor meets it: a process, its pipes, and the protocol."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from lsp_client import Client, client

import newslint

Write = Callable[[Mapping[str, str | bytes]], Path]
Rows = list[dict[str, Any]]

CONFIG = "title: 해담소리\nurl: https://haedam-sori.example\n"
CLEAN = """\
---
title: 북쪽 부두, 일요일에 다시 연다
excerpt: 보수가 끝나 여객선이 일요일 아침부터 다닌다.
---
항만사무소는 2일 북쪽 부두를 일요일에 다시 연다고 밝혔다.

출처: [안내문](https://port.example/notice/1) 항만사무소
"""
FERRY = """\
---
title: 여객선 하루 네 번 다니고 막배는 아홉 시
excerpt: 해담과 새섬 사이 배가 3일부터 하루 두 번 더 다닌다.
---
군청은 3일부터 해담과 새섬 사이의 배를 두 번 늘린다고 알렸다.

출처: [시간표](https://ferry.example/times) 군청 교통과
"""
TITLE = "북쪽 부두, 일요일에 다시 연다"
LINK = "[일정](/2026/03/02/pier.html)"


def codes(rows: Rows) -> set[str]:
    return {row["code"] for row in rows if row["severity"] != 4}


def is_korean(text: str) -> bool:
    return re.search("[가-힣]{2} ?[가-힣]", text) is not None


def has(code: str) -> Callable[[Rows], bool]:
    return lambda rows: code in codes(rows)


def lacks(code: str) -> Callable[[Rows], bool]:
    return lambda rows: code not in codes(rows)


def row_of(rows: Rows, code: str) -> dict[str, Any]:
    return next(row for row in rows if row["code"] == code)


def span(line: int, first: int, last: int) -> dict[str, Any]:
    return {"start": {"line": line, "character": first}, "end": {"line": line, "character": last}}


def edits_of(action: dict[str, Any]) -> list[dict[str, Any]]:
    edit = action["edit"]
    if "documentChanges" in edit:
        changes: list[dict[str, Any]] = edit["documentChanges"][0]["edits"]
        return changes
    found: list[dict[str, Any]] = next(iter(edit["changes"].values()))
    return found


def applied(text: str, edits: list[dict[str, Any]]) -> str:
    """Apply edits as an editor does that counts in UTF-16, by a way of its own."""
    units = text.encode("utf-16-le")
    starts, at = [0], 0
    for line in text.splitlines(keepends=True):
        at += len(line.encode("utf-16-le"))
        starts.append(at)

    def offset(position: dict[str, int]) -> int:
        return starts[position["line"]] + 2 * position["character"]

    for edit in sorted(edits, key=lambda edit: offset(edit["range"]["start"]), reverse=True):
        first, last = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        units = units[:first] + edit["newText"].encode("utf-16-le") + units[last:]
    return units.decode("utf-16-le")


@pytest.fixture
def site(write: Write) -> Path:
    return write(
        {
            "_config.yml": CONFIG,
            "_posts/2026-03-02-pier.md": CLEAN,
            "_posts/2026-03-03-ferry.md": FERRY,
            "README.md": "# 해담소리\n",
        }
    )


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with client(tmp_path_factory.mktemp("editor")) as found:
        found.initialize()
        yield found


@pytest.fixture
def editor(shared: Client) -> Iterator[Client]:
    """One server for many tests, as an editor has one for many sites."""
    yield shared
    shared.close_all()


def uri(site: Path, name: str) -> str:
    return (site / "_posts" / name).as_uri()


# -- Places ----------------------------------------------------------------------------------

MARKED = f"{CLEAN}\n🐙 등대🚢 옆: [여기](/none.html) 안내\n"


@pytest.mark.parametrize("unit", ["utf-8", "utf-16", "utf-32", None])
def test_columns_are_in_the_unit_that_was_agreed(site: Path, unit: str | None) -> None:
    wanted = {"general": {"positionEncodings": [unit]}} if unit else {}
    with client(site) as editor:
        told = editor.initialize([site], capabilities=wanted)
        assert told["capabilities"]["positionEncoding"] == (unit or "utf-16")
        name = uri(site, "2026-03-02-pier.md")
        editor.open(name, MARKED)
        row = row_of(editor.said(name, has("links/broken-link")), "links/broken-link")
    start = row["range"]["start"]
    line = MARKED.splitlines()[start["line"]]
    before = line[: line.index("/none")]
    widths = {"utf-8": len(before.encode()), "utf-32": len(before)}
    assert start["character"] == widths.get(unit or "", len(before.encode("utf-16-le")) // 2)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_changes_are_applied_where_the_client_means(
    editor: Client, site: Path, newline: str
) -> None:
    name = uri(site, "2026-03-02-pier.md")
    text = f"{CLEAN}\n갈라진\u2028줄 🐙\x0b하나\n\n끝 🚢\n".replace("\n", newline)
    editor.open(name, text)
    lines = text.split(newline)
    last = len(lines) - 2
    assert lines[last] == "끝 🚢"
    version = editor.change(
        name,
        {"range": span(last, 2, 4), "text": "[여기](/none.html)"},
        {"range": span(last, 0, 1), "text": "🐙🐙"},
    )
    rows = editor.said(name, has("links/broken-link"), version)
    where = row_of(rows, "links/broken-link")["range"]
    assert where == span(last, len("🐙🐙 [여기](".encode("utf-16-le")) // 2, 20)


def test_a_finding_with_places_is_one_problem_and_hints(editor: Client, site: Path) -> None:
    name = uri(site, "2026-03-02-pier.md")
    link = '<a href="https://port.example/{}" rel="dofollow">부두</a>'
    editor.open(name, f"{CLEAN}\n{link.format(1)} 그리고 {link.format(2)}\n")
    rows = [row for row in editor.said(name, has("links/invalid-rel")) if "rel" in row["code"]]
    assert [row["severity"] for row in rows] == [2, 4]
    assert {row["source"] for row in rows} == {"newslint"}
    page = rows[0]["codeDescription"]["href"]
    assert page.startswith("file:///")
    assert page.endswith("rules/links/invalid-rel.md")
    titles = [action["title"] for action in editor.actions(name, rows[0]["range"], ["quickfix"])]
    assert titles[0] == "Fix invalid-rel: 2 edits"


# -- What can be done ------------------------------------------------------------------------

BAD = CLEAN.replace("항만사무소는", "항만사무소는 &nbsp;").replace(
    "출처: [안내문]",
    '<a href="https://ferry.example/🚢" rel="dofollow">여객선</a>\n\n출처: [안내문]',
)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("versioned", [True, False])
def test_fix_all_does_what_fix_does(site: Path, newline: str, *, versioned: bool) -> None:
    text = BAD.replace("\n", newline)
    post = site / "_posts/2026-03-02-pier.md"
    post.write_bytes(text.encode())
    can = {"workspace": {"workspaceEdit": {"documentChanges": versioned}}}
    with client(site) as editor:
        editor.initialize([site], capabilities=can)
        editor.open(post.as_uri(), text)
        (action,) = editor.actions(post.as_uri(), span(0, 0, 0), ["source.fixAll"])
    assert action["kind"] == "source.fixAll.newslint"
    assert newslint_fixes(post) == applied(text, edits_of(action))
    assert "dofollow" not in applied(text, edits_of(action))


def newslint_fixes(post: Path) -> str:
    from newslint.cli import main

    main(["--fix-only", "-q", "--no-cache", str(post)])
    return post.read_bytes().decode()


def test_a_fix_is_offered_where_its_finding_stands(editor: Client, site: Path) -> None:
    name = uri(site, "2026-03-02-pier.md")
    editor.open(name, BAD)
    rows = editor.said(name, has("links/invalid-rel"))
    row = row_of(rows, "links/invalid-rel")
    found = editor.actions(name, row["range"], ["quickfix"], [row])
    (mend,) = [action for action in found if action["title"].startswith("Fix invalid-rel")]
    assert mend["isPreferred"]
    assert mend["diagnostics"] == [row]
    # With the caret elsewhere on the line it is offered, too; on another line it is not.
    head = row["range"]["start"]["line"]
    assert "Fix invalid-rel" in str(editor.actions(name, span(head, 0, 1), ["quickfix"]))
    assert editor.actions(name, span(0, 0, 0), ["quickfix"]) == []
    version = editor.change(name, {"text": applied(BAD, edits_of(mend))})
    editor.said(name, lacks("links/invalid-rel"), version)
    assert editor.actions(name, span(0, 0, 0), ["refactor"]) == []


def test_what_is_unsafe_is_called_so(editor: Client, site: Path) -> None:
    name = uri(site, "2026-03-02-pier.md")
    editor.open(name, f"{BAD}\n보수는 금새 끝났다.\n")
    rows = editor.said(name, has("korean/misspelt-word"))
    offered = [
        action for row in rows for action in editor.actions(name, row["range"], ["quickfix"])
    ]
    fixes = [action for action in offered if action["title"].startswith("Fix ")]
    assert fixes
    unsafe = [action for action in fixes if "(unsafe: read it over)" in action["title"]]
    assert unsafe
    assert [action for action in fixes if not action.get("isPreferred")] == unsafe


@pytest.mark.parametrize("words", ["on this line", "in this block", "in this file"])
def test_a_rule_is_silenced_where_it_is_asked(editor: Client, site: Path, words: str) -> None:
    name = uri(site, "2026-03-02-pier.md")
    text = f"{CLEAN}\n그 밖의 [일정](/none.html)은\n다음과 같다.\n"
    editor.open(name, text)
    row = row_of(editor.said(name, has("links/broken-link")), "links/broken-link")
    found = editor.actions(name, row["range"], ["quickfix"], [row])
    (silence,) = [action for action in found if action["title"].endswith(words)]
    version = editor.change(name, {"text": applied(text, edits_of(silence))})
    rows = editor.said(name, lacks("links/broken-link"), version)
    assert codes(rows) == set()


def test_in_front_matter_the_comment_is_the_format_s(editor: Client, site: Path) -> None:
    name = uri(site, "2026-03-02-pier.md")
    text = CLEAN.replace("다시 연다\n", "다시 연다!\n", 1)
    editor.open(name, text)
    row = row_of(
        editor.said(name, has("front-matter/exclaiming-title")), "front-matter/exclaiming-title"
    )
    titles = {action["title"]: action for action in editor.actions(name, row["range"])}
    silence = titles["Silence exclaiming-title for this field"]
    after = applied(text, edits_of(silence))
    assert "연다! # newslint-ignore-line exclaiming-title\n" in after
    editor.said(name, lacks("front-matter/exclaiming-title"), editor.change(name, {"text": after}))


def test_what_has_no_comments_is_silenced_in_the_body(editor: Client, site: Path) -> None:
    name = uri(site, "2026-03-02-pier.md")
    text = f'{{"title": "{TITLE}!"}}\n\n' + CLEAN.partition("\n---\n")[2]
    editor.open(name, text)
    row = row_of(
        editor.said(name, has("front-matter/exclaiming-title")), "front-matter/exclaiming-title"
    )
    titles = [action["title"] for action in editor.actions(name, row["range"])]
    assert [title for title in titles if "Silence" in title] == [
        "Silence exclaiming-title in this file"
    ]


def test_what_is_not_to_be_mended_any_more_is_not_offered(editor: Client, site: Path) -> None:
    name = uri(site, "2026-03-02-pier.md")
    editor.open(name, f'{CLEAN}\n<a href="https://ferry.example/" rel="dofollow">여객선</a>\n')
    editor.said(name, has("links/invalid-rel"))
    assert len(editor.actions(name, span(0, 0, 0), ["source.fixAll"])) == 1
    config = site / "newslint.yaml"
    config.write_text("rules: {invalid-rel: off}\n", encoding="utf-8")
    watched(editor, config, 1)
    # The site is looked at again once a while has gone by; who asks before is not misled.
    assert editor.actions(name, span(0, 0, 0), ["source.fixAll"]) == []


def test_hover_shows_the_page_of_the_rule(editor: Client, site: Path) -> None:
    name = uri(site, "2026-03-02-pier.md")
    editor.open(name, BAD)
    row = row_of(editor.said(name, has("links/invalid-rel")), "links/invalid-rel")
    asked = {"textDocument": {"uri": name}, "position": row["range"]["start"]}
    found = editor.ask("textDocument/hover", asked)
    rule = newslint.rules().rules["invalid-rel"]
    assert rule.summary.split("`")[0] in found["contents"]["value"]
    assert found["range"] == row["range"]
    asked["position"] = {"line": 5, "character": 0}
    assert editor.ask("textDocument/hover", asked) is None


# -- The rest of the site --------------------------------------------------------------------


def test_unsaved_text_counts_before_what_is_on_disk(editor: Client, site: Path) -> None:
    ferry, pier = uri(site, "2026-03-03-ferry.md"), uri(site, "2026-03-02-pier.md")
    editor.open(pier, CLEAN)
    editor.said(pier, lambda rows: rows == [])
    editor.open(ferry, FERRY.replace("여객선 하루 네 번 다니고 막배는 아홉 시", TITLE))
    row = row_of(editor.said(pier, has("duplicates/duplicate-title")), "duplicates/duplicate-title")
    (other,) = row["relatedInformation"]
    assert other["location"]["uri"] == ferry
    editor.tell("textDocument/didClose", {"textDocument": {"uri": ferry}})
    assert editor.said(ferry, lambda rows: rows == []) == []
    editor.said(pier, lacks("duplicates/duplicate-title"))


def test_a_deleted_file_breaks_the_links_to_it(editor: Client, site: Path) -> None:
    ferry = uri(site, "2026-03-03-ferry.md")
    editor.open(ferry, f"{FERRY}\n{LINK}\n")
    editor.said(ferry, lacks("links/broken-link"))
    pier = site / "_posts/2026-03-02-pier.md"
    pier.unlink()
    watched(editor, pier, 3)
    editor.said(ferry, has("links/broken-link"))
    pier.write_text(CLEAN, encoding="utf-8")
    watched(editor, pier, 1)
    editor.said(ferry, lacks("links/broken-link"))


def test_a_post_that_changes_on_disk_is_looked_at_again(editor: Client, site: Path) -> None:
    ferry = uri(site, "2026-03-03-ferry.md")
    editor.open(ferry, FERRY)
    editor.said(ferry, lambda rows: rows == [])
    pier = site / "_posts/2026-03-02-pier.md"
    title = FERRY.splitlines()[1]
    pier.write_text(CLEAN.replace(f"title: {TITLE}", title), encoding="utf-8")
    watched(editor, pier, 2)
    editor.said(ferry, has("duplicates/duplicate-title"))


def test_a_post_that_is_gone_before_it_is_looked_at_again_is_gone(
    editor: Client, site: Path
) -> None:
    ferry = uri(site, "2026-03-03-ferry.md")
    editor.open(ferry, f"{FERRY}\n{LINK} [없음](/none.html)\n")
    editor.said(ferry, has("links/broken-link"))
    pier = site / "_posts/2026-03-02-pier.md"
    pier.unlink()
    # The editor tells of what was done to it before.
    watched(editor, pier, 2)
    editor.said(ferry, lambda rows: [row["code"] for row in rows].count("links/broken-link") == 2)


def test_a_text_that_changes_while_it_is_linted_is_linted_again(editor: Client, site: Path) -> None:
    name = uri(site, "2026-03-02-pier.md")
    text = (
        CLEAN + "\n군청은 시간표를 [누리집](https://ferry.example/)에 올렸다고 3일 알렸다.\n" * 1000
    )
    editor.open(name, f"{CLEAN}\n[일정](/none.html)\n")
    editor.said(name, has("links/broken-link"))
    editor.change(name, {"text": text})
    # A question has the text linted at once; while it is, somebody types.
    where = {"textDocument": {"uri": name}, "position": {"line": 0, "character": 0}}
    editor.call("textDocument/hover", where)
    editor.ask("textDocument/hover", {**where, "textDocument": {"uri": "none:"}})
    version = editor.change(name, {"text": f"{text}\n[일정](/none.html)\n"})
    assert editor.said(name, lambda _: True, version)[-1]["code"] == "links/broken-link"


def test_a_text_that_is_closed_while_it_is_linted_is_forgotten(editor: Client, site: Path) -> None:
    name, ferry = uri(site, "2026-03-02-pier.md"), uri(site, "2026-03-03-ferry.md")
    editor.open(name, BAD)
    editor.tell("textDocument/didClose", {"textDocument": {"uri": name}})
    editor.open(ferry, f"{FERRY}\n[일정](/none.html)\n")
    editor.said(ferry, has("links/broken-link"))
    told = [row["params"] for row in editor.heard if row["method"].endswith("publishDiagnostics")]
    assert {str(row["diagnostics"]) for row in told if row["uri"] == name} <= {"[]"}


def watched(editor: Client, path: Path, kind: int) -> None:
    changes = [{"uri": path.as_uri(), "type": kind}]
    editor.tell("workspace/didChangeWatchedFiles", {"changes": changes})


def test_a_changed_url_settles_once_typing_pauses(editor: Client, site: Path) -> None:
    ferry, pier = uri(site, "2026-03-03-ferry.md"), uri(site, "2026-03-02-pier.md")
    editor.open(ferry, f"{FERRY}\n{LINK}\n")
    editor.said(ferry, lacks("links/broken-link"))
    editor.open(pier, CLEAN.replace("---\n", "---\npermalink: /elsewhere.html\n", 1))
    editor.said(ferry, has("links/broken-link"))


def test_configuration_holds_as_soon_as_it_is_saved(editor: Client, site: Path) -> None:
    name = uri(site, "2026-03-02-pier.md")
    editor.open(name, BAD)
    editor.said(name, has("links/invalid-rel"))
    config = site / "newslint.yaml"
    config.write_text("rules: {invalid-rel: off}\n", encoding="utf-8")
    watched(editor, config, 1)
    editor.said(name, lacks("links/invalid-rel"))
    config.write_text("rulez: {}\n", encoding="utf-8")
    watched(editor, config, 2)
    assert "newslint.yaml:1" in editor.until("window/showMessage")["message"]
    # What could be read last holds on.
    version = editor.change(name, {"text": BAD.replace("여객선", "유람선")})
    editor.said(name, lacks("links/invalid-rel"), version)
    config.write_text("rules: {invalid-rel: error}\n", encoding="utf-8")
    watched(editor, config, 2)
    rows = editor.said(name, has("links/invalid-rel"))
    assert row_of(rows, "links/invalid-rel")["severity"] == 1


def test_what_keeps_a_site_from_being_read_is_told_once(editor: Client, site: Path) -> None:
    (site / "newslint.yaml").write_text("rulez: {}\n", encoding="utf-8")
    names = [uri(site, name) for name in ("2026-03-02-pier.md", "2026-03-03-ferry.md")]
    for name in names:
        editor.open(name, BAD)
        assert editor.said(name, lambda _: True) == []
    editor.tell("textDocument/didClose", {"textDocument": {"uri": names[0]}})
    (site / "newslint.yaml").write_text("", encoding="utf-8")
    watched(editor, site / "newslint.yaml", 2)
    editor.change(names[1], {"text": f"{BAD}\n"})
    editor.said(names[1], has("links/invalid-rel"))
    told = [row["params"] for row in editor.heard if row["method"] == "window/showMessage"]
    assert ["newslint.yaml:1" in row["message"] for row in told] == [True]


def test_a_baseline_that_cannot_be_read_is_told(editor: Client, site: Path) -> None:
    (site / ".newslint-baseline").write_text("no entry\n", encoding="utf-8")
    name = uri(site, "2026-03-02-pier.md")
    editor.open(name, BAD)
    assert editor.said(name, lambda _: True) == []
    assert ".newslint-baseline: " in editor.until("window/showMessage")["message"]


def test_what_the_baseline_lists_is_not_told(editor: Client, site: Path) -> None:
    from newslint.cli import main

    post = site / "_posts/2026-03-02-pier.md"
    post.write_text(BAD, encoding="utf-8")
    assert main(["baseline", "create", str(site)]) == 0
    editor.open(post.as_uri(), BAD + "\n[일정](/none.html)\n")
    rows = editor.said(post.as_uri(), has("links/broken-link"))
    assert "links/invalid-rel" not in codes(rows)
    baseline = site / ".newslint-baseline"
    baseline.write_text("no entry\n", encoding="utf-8")
    watched(editor, baseline, 2)
    assert ".newslint-baseline: " in editor.until("window/showMessage")["message"]
    baseline.unlink()
    watched(editor, baseline, 3)
    editor.said(post.as_uri(), has("links/invalid-rel"))


def test_a_folder_becomes_part_of_another_site(write: Write, editor: Client) -> None:
    top = write({"blog/_config.yml": CONFIG, "blog/_posts/2026-03-02-pier.md": BAD})
    name = uri(top / "blog", "2026-03-02-pier.md")
    editor.open(name, BAD)
    editor.said(name, has("links/invalid-rel"))
    (top / "newslint.yaml").write_text("rules: {invalid-rel: off}\n", encoding="utf-8")
    watched(editor, top / "newslint.yaml", 1)
    editor.said(name, lacks("links/invalid-rel"))


def test_what_is_no_post_is_not_linted(editor: Client, site: Path) -> None:
    readme = (site / "README.md").as_uri()
    editor.open(readme, "# 해담소리!!\n\n[없음](/none.html)\n")
    assert editor.said(readme, lambda _: True) == []


def test_several_sites_each_with_its_own_configuration(write: Write) -> None:
    top = write(
        {
            f"{name}/{path}": text
            for name in ("one", "two")
            for path, text in (("_config.yml", CONFIG), ("_posts/2026-03-02-pier.md", BAD))
        }
        | {"two/newslint.yaml": "messages: ko\nrules: {invalid-rel: error}\n"}
    )
    with client(top) as editor:
        editor.initialize([top / "one", top / "two"])
        found = {}
        for name in ("one", "two"):
            post = uri(top / name, "2026-03-02-pier.md")
            editor.open(post, BAD)
            rows = editor.said(post, has("links/invalid-rel"))
            found[name] = row_of(rows, "links/invalid-rel")
    assert [row["severity"] for row in found.values()] == [2, 1]
    assert [is_korean(row["message"]) for row in found.values()] == [False, True]


def test_a_file_of_no_site_is_linted_by_itself(write: Write) -> None:
    top = write({"notes/a.md": CLEAN, "site/_config.yml": CONFIG})
    with client(top) as editor:
        editor.initialize([top / "site"])
        for name in ((top / "notes/a.md").as_uri(), "untitled:Untitled-1"):
            editor.open(name, BAD)
            rows = editor.said(name, has("links/invalid-rel"))
            assert "links/broken-link" not in codes(rows)
            editor.tell("textDocument/didClose", {"textDocument": {"uri": name}})
            assert editor.said(name, lambda rows: rows == []) == []
        git = "git:/notes/a.md?ref=HEAD"
        editor.open(git, BAD)
        assert editor.actions(git, span(0, 0, 9)) == []
    assert not (top / "notes/.newslint_cache").exists()


# -- What clients can do ---------------------------------------------------------------------

PULLING = {
    "textDocument": {"diagnostic": {"dynamicRegistration": False}},
    "workspace": {"diagnostics": {"refreshSupport": True}},
}


def test_a_client_that_asks_is_answered_and_told_nothing_besides(site: Path) -> None:
    with client(site) as editor:
        told = editor.initialize([site], capabilities=PULLING)
        provider = told["capabilities"]["diagnosticProvider"]
        assert provider["interFileDependencies"] is True
        name = uri(site, "2026-03-02-pier.md")
        editor.open(name, BAD)
        asked: dict[str, Any] = {"textDocument": {"uri": name}}
        found = editor.ask("textDocument/diagnostic", asked)
        assert "links/invalid-rel" in codes(found["items"])
        asked["previousResultId"] = found["resultId"]
        editor.ask("textDocument/hover", {**asked, "position": {"line": 0, "character": 0}})
        assert editor.ask("textDocument/diagnostic", asked)["kind"] == "unchanged"
        editor.open(uri(site, "2026-03-03-ferry.md"), CLEAN)
        editor.until("workspace/diagnostic/refresh")
        found = editor.ask("textDocument/diagnostic", asked)
        assert "duplicates/duplicate-title" in codes(found["items"])
        pushed = [row for row in editor.heard if row["method"].endswith("publishDiagnostics")]
        assert pushed == []


def test_of_what_is_not_open_nothing_is_said(site: Path) -> None:
    with client(site) as editor:
        editor.initialize([site], capabilities=PULLING)
        asked = {"textDocument": {"uri": uri(site, "2026-03-02-pier.md")}}
        assert editor.ask("textDocument/diagnostic", asked)["items"] == []


def test_a_client_that_asks_before_the_site_is_read_is_told_when_it_is(site: Path) -> None:
    with client(site) as editor:
        editor.initialize([site], capabilities=PULLING)
        name = uri(site, "2026-03-02-pier.md")
        editor.open(name, MARKED.replace("밝혔다", "금새 밝혔다"))
        asked = {"textDocument": {"uri": name}}
        rows = editor.ask("textDocument/diagnostic", asked)["items"]
        assert "korean/misspelt-word" in codes(rows)
        while "links/broken-link" not in codes(rows):
            editor.until("workspace/diagnostic/refresh")
            rows = editor.ask("textDocument/diagnostic", asked)["items"]


def test_a_client_that_watches_is_asked_to(site: Path) -> None:
    told = "didChangeWatchedFiles", "didChangeConfiguration"
    can = {"workspace": {name: {"dynamicRegistration": True} for name in told}}
    with client(site) as editor:
        editor.initialize([site], capabilities=can)
        asked = editor.until("client/registerCapability")["registrations"]
        assert [row["method"] for row in asked] == [f"workspace/{name}" for name in told]
        assert asked[1]["registerOptions"] == {"section": "newslint"}
        name, text = uri(site, "2026-03-02-pier.md"), f"{BAD}\n[일정](/none.html)\n"
        editor.open(name, text)
        editor.said(name, has("links/broken-link"))
        # What it saves it tells besides: a rule that is off is still on.
        config = site / "newslint.yaml"
        config.write_text("rules: {invalid-rel: off}\n", encoding="utf-8")
        editor.tell("textDocument/didSave", {"textDocument": {"uri": config.as_uri()}})
        version = editor.change(name, {"text": f"{text}\n"})
        assert has("links/invalid-rel")(editor.said(name, lambda _: True, version))
        watched(editor, config, 1)
        editor.said(name, lacks("links/invalid-rel"))


def test_for_a_client_that_does_not_what_is_saved_counts(editor: Client, site: Path) -> None:
    name = uri(site, "2026-03-02-pier.md")
    editor.open(name, BAD)
    editor.said(name, has("links/invalid-rel"))
    config = site / "newslint.yaml"
    config.write_text("rules: {invalid-rel: off}\n", encoding="utf-8")
    editor.tell("textDocument/didSave", {"textDocument": {"uri": config.as_uri()}})
    editor.said(name, lacks("links/invalid-rel"))


def test_settings_are_taken_from_wherever_they_come(site: Path) -> None:
    with client(site) as editor:
        editor.settings = {"ignore": ["invalid-rel"]}
        can = {"workspace": {"configuration": True}}
        editor.initialize([site], capabilities=can, initializationOptions={"lang": "ko"})
        name = uri(site, "2026-03-02-pier.md")
        editor.open(name, BAD)
        editor.said(name, lambda rows: bool(rows) and lacks("links/invalid-rel")(rows))
        editor.settings = {"lang": "ko", "select": ["invalid-rel"]}
        editor.tell("workspace/didChangeConfiguration", {"settings": None})
        rows = editor.said(name, lambda rows: codes(rows) == {"links/invalid-rel"})
        row = row_of(rows, "links/invalid-rel")
        assert is_korean(row["message"])
        titles = [action["title"] for action in editor.actions(name, row["range"])]
        assert "이 파일에서 invalid-rel 끄기" in titles
        editor.settings = {"lan": "ko"}
        editor.tell("workspace/didChangeConfiguration", {"settings": None})
        assert "lan" in editor.until("window/showMessage")["message"]


@pytest.mark.parametrize(
    ("told", "korean"),
    [
        ({"locale": "ko-KR"}, True),
        ({"locale": "fr", "initializationOptions": {"newslint": {"lang": "ko"}}}, True),
        ({"locale": "ko", "initializationOptions": {"lang": "en"}}, False),
        ({}, False),
    ],
)
def test_the_language_is_the_setting_s_else_the_editor_s(
    write: Write,
    told: dict[str, Any],
    korean: bool,  # noqa: FBT001  # a column of the table
) -> None:
    post = write({"newslint.yaml": "", "a.md": BAD}) / "a.md"
    with client(post.parent) as editor:
        editor.initialize([post.parent], **told)
        editor.open(post.as_uri(), BAD)
        row = row_of(editor.said(post.as_uri(), has("links/invalid-rel")), "links/invalid-rel")
    assert is_korean(row["message"]) is korean


# -- What goes wrong -------------------------------------------------------------------------

CRASHING = """
from newslint.check import check

@check("crashing", reads="document")
def crashing(rows, document, options):
    print("this is no protocol")
    import os
    os.system("echo nor is this")
    if "🐙" in document.source.text:
        raise KeyError("여덟")
    if "🦑" in document.source.text:
        from newslint.server import desk, session
        desk.Desk.change = desk.Desk.judge = session.page = "no function any more"
    yield from ()
"""
RULE = """\
---
check: crashing
severity: warning
status: stable
message: {en: "never said", ko: "말하지 않음"}
---
# crashing-rule

It finds nothing.
"""


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    folder = tmp_path / "plugin"
    package = folder / "crashing_rules"
    (package / "house").mkdir(parents=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "checks.py").write_text(CRASHING, encoding="utf-8")
    (package / "house/crashing-rule.md").write_text(RULE, encoding="utf-8")
    told = folder / "crashing_rules-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: crashing-rules\nVersion: 1\n")
    (told / "entry_points.txt").write_text(
        "[newslint.checks]\ncrashing = crashing_rules.checks\n\n"
        "[newslint.packs]\ncrashing = crashing_rules\n"
    )
    return folder


def test_a_check_that_crashes_is_told_and_ends_nothing(
    site: Path, plugin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "newslint.yaml").write_text("plugins: [crashing-rules]\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(plugin))
    path = f"{plugin}:{Path(newslint.__file__).parents[1]}"
    with client(site, PYTHONPATH=path) as editor:
        editor.initialize([site])
        name = uri(site, "2026-03-02-pier.md")
        editor.open(name, MARKED)
        rows = editor.said(name, has("engine/internal-error"))
        assert has("links/broken-link")(rows) or editor.said(name, has("links/broken-link"))
        assert "KeyError" in editor.until("window/logMessage")["message"]
        where = row_of(rows, "engine/internal-error")["range"]
        # Nobody can switch off what newslint could not do.
        assert "internal-error" not in str(editor.actions(name, where))
        version = editor.change(name, {"text": CLEAN})
        editor.said(name, lambda rows: rows == [], version)


def test_a_fault_of_newslint_s_own_is_logged_and_ends_nothing(
    site: Path, plugin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "newslint.yaml").write_text("plugins: [crashing-rules]\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(plugin))
    path = f"{plugin}:{Path(newslint.__file__).parents[1]}"
    with client(site, PYTHONPATH=path) as editor:
        editor.initialize([site], capabilities=PULLING)
        name = uri(site, "2026-03-02-pier.md")
        editor.open(name, f"{BAD}🦑\n")
        asked: dict[str, Any] = {"textDocument": {"uri": name}}
        (row, *_) = editor.ask("textDocument/diagnostic", asked)["items"]
        fault = "TypeError: 'str' object is not callable; please report it"
        for message, answer in [("hover", None), ("diagnostic", {"kind": "full", "items": []})]:
            where = {**asked, "position": row["range"]["start"]}
            assert editor.ask(f"textDocument/{message}", where) == answer
            assert fault in editor.until("window/logMessage")["message"]
            editor.change(name, {"text": CLEAN})
        editor.tell("textDocument/didSave", asked)
        assert fault in editor.until("window/logMessage")["message"]


def test_what_goes_wrong_after_the_end_is_told_to_nobody(site: Path) -> None:
    with client(site) as editor:
        editor.initialize([site])
        editor.shut_down()
        assert editor.process.stdin is not None
        editor.process.stdin.write(b"Content-Length: 1\r\n\r\n{")
    assert editor.heard == []


def test_what_is_no_message_is_passed_over(editor: Client, site: Path) -> None:
    assert editor.process.stdin is not None
    for body in (b"{", b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": 7}'):
        editor.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    editor.change(uri(site, "unknown.md"), {"text": "?"})
    editor.tell("$/unknown", json.loads("{}"))
    name = uri(site, "2026-03-02-pier.md")
    editor.open(name, BAD)
    editor.said(name, has("links/invalid-rel"))


def test_an_end_that_nobody_asked_for_is_no_success(site: Path) -> None:
    with client(site, ends=1) as editor:
        editor.initialize([site])
