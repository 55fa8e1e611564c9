"""A baseline: what was there before is not told, what is new is; and it may be merged line by line."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import newslint
from newslint import relisting
from newslint.baseline import SITE, Baseline, Entry, Known, written
from newslint.catalog import shipped
from newslint.config import BASELINE, ConfigError
from newslint.request import Request
from newslint.site_run import site_run_at
from newslint.warm_site import WarmSite

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]
Git = Callable[..., str]
SCHEMA = json.loads(
    Path(str(newslint.__file__))
    .parent.joinpath("report", "newslint-report.schema.json")
    .read_text(encoding="utf-8")
)


def link(number: int) -> str:
    return f'<a href="https://ferry.example/{number}" rel="dofollow">{number}번 여객선</a>\n'


def post(title: str, *bodies: str, more: str = "") -> str:
    return f"---\ntitle: {title}\ndate: 2026-03-02\n{more}---\n본문이다.\n\n" + "\n".join(bodies)


A, B, C = (f"_posts/2026-03-02-{name}.md" for name in ("가", "나", "다 라"))
NAMES = ["_posts/2026-03-02-새.md", "_posts/2026-03-02-# .md"]
SITE_FILES = {
    "newslint.yaml": "",
    A: post("미역 축제가 열린다", link(1), link(2), "## 배편\n\n" + link(3)),
    B: post("어시장이 문을 연다", link(4), '<font color="red">알림</font>\n'),
}


@pytest.fixture
def site(write: Write, run: Run) -> Path:
    """A site of two posts with faults, and its baseline."""
    folder = write(SITE_FILES)
    code, out, err = run("baseline", "create")
    assert (code, out) == (0, "")
    assert err.startswith(f"newslint: {BASELINE}: ")
    return folder


def told(run: Run, *argv: str) -> dict[str, list[tuple[str, int]]]:
    """What is said, by file: the names of rules with the lines of their places."""
    _, out, _ = run("--output-format", "json", *argv)
    document = json.loads(out)
    jsonschema.validate(document, SCHEMA)
    return {
        file["path"]: [
            (row["rule"].partition("/")[2], place["line"])
            for row in file["findings"]
            if not row["suppressed"]
            for place in row["places"]
        ]
        for file in document["files"]
    }


def news(run: Run, *argv: str) -> list[tuple[str, int]]:
    """What is said of all files."""
    return [row for rows in told(run, *argv).values() for row in rows]


def lines(folder: Path) -> list[str]:
    return [
        line
        for line in folder.joinpath(BASELINE).read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]


# -- What is told ----------------------------------------------------------------------------


def test_what_is_listed_is_not_told(site: Path, run: Run) -> None:
    assert told(run) == {A: [], B: []}
    code, out, err = run()
    assert (code, err) == (0, "")
    assert "nothing to say" in out
    assert "known from the baseline" in out


def test_what_is_listed_is_not_told_in_an_editor(site: Path) -> None:
    warm = WarmSite(site_run_at(site, shipped(), Request()))
    warm.read()
    assert warm.lint(A, "post").report.diagnostics == ()
    (site / A).write_text(SITE_FILES[A] + "\n" + link(5), encoding="utf-8")
    (row,) = warm.lint(A, "post").report.diagnostics
    assert (row.rule, row.place.line) == ("links/invalid-rel", 15)


def test_what_is_listed_is_marked_for_machines(site: Path, run: Run) -> None:
    document = json.loads(run("--output-format", "json", A)[1])
    rows = document["files"][0]["findings"]
    assert {(row["suppressed"], row["baselined"], row["reason"]) for row in rows} == {
        (True, True, "")
    }
    assert document["summary"]["baselined"] == len(rows) > 0
    results = json.loads(run("--output-format", "sarif", A)[1])["runs"][0]["results"]
    assert [row["suppressions"] for row in results] == [
        [{"kind": "external", "justification": ""}]
    ] * len(rows)


def test_a_baseline_may_be_left_out(site: Path, run: Run) -> None:
    rows = told(run, "--no-baseline")
    assert [name for name, _ in rows[A]] == ["invalid-rel"] * 3
    assert run("--no-baseline", "--baseline", BASELINE)[0] == 2


def test_another_offence_of_a_listed_rule_is_told_where_it_is(site: Path, run: Run) -> None:
    path = site / A
    path.write_text(SITE_FILES[A] + "\n" + link(5), encoding="utf-8")
    assert told(run) == {A: [("invalid-rel", 15)], B: []}
    _, out, _ = run(A)
    assert "15:" in out
    assert "5번 여객선" in out
    assert "also on" not in out


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        pytest.param(link(2), link(9), 9, id="another-link"),
        pytest.param(link(1), link(9), 7, id="the-first-place"),
        pytest.param(link(3), link(9), 13, id="below-a-heading"),
    ],
)
def test_to_mend_one_and_add_one_of_the_rule_is_told(
    site: Path, run: Run, old: str, new: str, line: int
) -> None:
    (site / A).write_text(SITE_FILES[A].replace(old, new), encoding="utf-8")
    assert told(run)[A] == [("stale-baseline", 1), ("invalid-rel", line)]


def test_the_same_words_below_another_heading_are_another_offence(write: Write, run: Run) -> None:
    font = '<font color="red">알림</font>\n'
    text = post("어시장", "## 첫째\n\n" + font + "\n## 둘째\n\n본문이다.\n")
    folder = write({"newslint.yaml": "", A: text})
    run("baseline", "create")
    swapped = post("어시장", "## 첫째\n\n알림\n\n## 둘째\n\n본문이다.\n\n" + font)
    (folder / A).write_text(swapped, encoding="utf-8")
    names = {name for name, _ in told(run)[A]}
    assert {"stale-baseline", "presentational-tag"} <= names


def test_the_same_words_once_more_below_a_new_heading_are_told(site: Path, run: Run) -> None:
    (site / A).write_text(SITE_FILES[A] + "\n## 표 사는 곳\n\n" + link(3), encoding="utf-8")
    assert told(run)[A] == [("invalid-rel", 17)]


def test_a_heading_may_be_worded_anew(site: Path, run: Run) -> None:
    (site / A).write_text(SITE_FILES[A].replace("## 배편", "## 배 시간"), encoding="utf-8")
    assert told(run)[A] == []


def test_a_heading_may_be_put_in(site: Path, run: Run) -> None:
    text = SITE_FILES[A].replace(link(2), "## 오가는 길\n\n" + link(2))
    (site / A).write_text(text, encoding="utf-8")
    assert told(run)[A] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_file_may_have_another_name(site: Path, run: Run, name: str) -> None:
    (site / A).rename(site / name)
    assert news(run) == []
    assert told(run, name) == {name: []}
    (site / A).write_text(SITE_FILES[A], encoding="utf-8")
    assert told(run, name)[name] != []


def test_a_renamed_file_keeps_what_is_listed_though_its_title_is_new(site: Path, run: Run) -> None:
    long = "여객선은 아침 일곱 시에 떠나고 저녁 여섯 시에 돌아온다. 표는 부두에서 판다.\n"
    (site / A).write_text(post("미역 축제", link(1), long), encoding="utf-8")
    run("baseline", "update")
    (site / A).unlink()
    (site / C).write_text(post("축제가 사흘로 는다", link(1), long), encoding="utf-8")
    assert told(run)[C] == []


def test_a_copy_is_told(site: Path, run: Run) -> None:
    (site / C).write_text(SITE_FILES[A], encoding="utf-8")
    assert [name for name, _ in told(run)[C]].count("invalid-rel") == 3


def test_a_listed_finding_is_not_mended(site: Path, run: Run) -> None:
    before = (site / A).read_bytes()
    assert run("--fix", "--unsafe-fixes")[0] == 0
    assert (site / A).read_bytes() == before
    run("--fix", "--unsafe-fixes", "--no-baseline")
    assert (site / A).read_bytes() != before


def test_what_a_fix_would_do_to_both_is_left_alone(site: Path, run: Run) -> None:
    text = SITE_FILES[A] + "\n" + link(5)
    (site / A).write_text(text, encoding="utf-8")
    run("--fix", "--unsafe-fixes")
    assert (site / A).read_text(encoding="utf-8") == text


def test_the_answer_about_a_file_is_the_same_whichever_are_named(site: Path, run: Run) -> None:
    (site / A).write_text(post("미역 축제가 열린다", link(2), link(7)), encoding="utf-8")
    (site / B).rename(site / C)
    whole = told(run)
    assert whole[A] != []
    assert {**told(run, A), **told(run, C)} == whole


def test_what_is_told_once_a_site_is_listed_wherever_it_is_told(write: Write, run: Run) -> None:
    posts = {
        f"_posts/2026-03-{day:02}-a.md": post(
            f"어시장 소식 {day}호가 나온다!",
            f"{day}번째 소식이다. 부두에서 {day * 7}명이 들었다.\n",
        )
        for day in range(2, 34)
        if day < 32
    }
    posts |= {
        f"_posts/2026-02-{day:02}-b.md": post(f"이월 {day}일 소식!", f"{day}일의 소식이다.\n")
        for day in range(1, 9)
    }
    folder = write({"newslint.yaml": "", **posts})
    run("baseline", "create")
    assert any(line.startswith(f"{SITE}\tsite/pipeline-fault\t") for line in lines(folder))
    first, *_, last = sorted(posts)
    run("baseline", "update", last)
    run("baseline", "update", "--select", "sources")
    assert any(line.startswith(f"{SITE}\tsite/pipeline-fault\t") for line in lines(folder))
    (folder / first).unlink()
    assert news(run) == []
    code, _, err = run()
    assert f"of files that are gone ({first})" in err
    assert code == 0
    assert run("--ratchet")[0] == 1


# -- What is listed and not there any more ---------------------------------------------------


def test_what_is_listed_of_the_site_in_vain_is_told(write: Write, run: Run) -> None:
    entry = Entry(SITE, "site/pipeline-fault", "5" * 10, {"0" * 6: 1})
    folder = write({"newslint.yaml": "", A: post("축제"), BASELINE: written([entry], [])})
    code, _, err = run()
    wanted = f"{BASELINE}: 1 listed in vain, of the site; `newslint baseline prune` drops them"
    assert (code, err) == (0, f"newslint: {wanted}\n")
    assert run("baseline", "prune")[0] == 0
    assert lines(folder) == []


def test_what_is_mended_is_told_as_stale(site: Path, run: Run) -> None:
    (site / A).write_text(post("미역 축제가 열린다", link(1)), encoding="utf-8")
    _, out, _ = run("--output-format", "concise")
    (line,) = out.splitlines()
    assert line.startswith(f"{A}:1:1: warning: engine/stale-baseline: 2 of what the baseline ")
    assert told(run, B) == {B: []}
    assert told(run, "--select", "inline-style") == {A: [], B: []}


def test_what_could_not_be_looked_for_is_not_stale(site: Path, run: Run) -> None:
    (site / A).write_text("---\ntitle: [미역\n---\n본문이다.\n", encoding="utf-8")
    assert "stale-baseline" not in [name for name, _ in told(run)[A]]


@pytest.mark.parametrize("rules", ["invalid-rel: off", "links: off"])
def test_a_rule_that_is_off_is_not_stale(site: Path, run: Run, rules: str) -> None:
    (site / "newslint.yaml").write_text(f"rules: {{{rules}}}\n", encoding="utf-8")
    assert told(run) == {A: [], B: []}


def test_a_rule_that_there_is_not_is_stale(site: Path, run: Run) -> None:
    path = site / BASELINE
    path.write_text(
        path.read_text(encoding="utf-8").replace("links/invalid-rel", "links/gone-rule"),
        encoding="utf-8",
    )
    assert {name for name, _ in told(run)[A]} == {"invalid-rel", "stale-baseline"}


def test_prune_drops_what_is_mended_and_adds_nothing(site: Path, run: Run) -> None:
    (site / A).write_text(post("미역 축제가 열린다", link(1), link(8)), encoding="utf-8")
    (site / B).unlink()
    code, _, err = run("baseline", "prune")
    assert code == 0
    assert "new: 0" in err
    assert [line.split("\t")[:2] for line in lines(site)] == [[A, "="], [A, "links/invalid-rel"]]
    assert told(run)[A] == [("invalid-rel", 9)]


def test_prune_of_one_post_leaves_the_others(site: Path, run: Run) -> None:
    (site / A).write_text(post("미역 축제가 열린다"), encoding="utf-8")
    (site / B).write_text(post("어시장이 문을 연다"), encoding="utf-8")
    run("baseline", "prune", A)
    assert {line.split("\t")[0] for line in lines(site)} == {B}


def test_update_keeps_reasons_and_days(site: Path, run: Run) -> None:
    path = site / BASELINE
    text = path.read_text(encoding="utf-8")
    rows = [
        f"{line} until 2099-01-31 -- 제휴 링크" if "invalid-rel" in line and A in line else line
        for line in text.splitlines()
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    (site / A).rename(site / C)
    (site / C).write_text(SITE_FILES[A] + "\n" + link(9), encoding="utf-8")
    assert run("baseline", "update", "--reason", "새로", "--until", "2098-12-31")[0] == 0
    ends = [line.partition(" until ")[2] for line in lines(site) if line.startswith(f"{C}\tlinks")]
    assert sorted(ends) == ["2098-12-31 -- 새로", *["2099-01-31 -- 제휴 링크"] * 3]
    assert told(run) == {B: [], C: []}
    rows = json.loads(run("--output-format", "json", C)[1])["files"][0]["findings"]
    assert [row["reason"] for row in rows] == ["제휴 링크; 새로"]


def test_update_keeps_what_nobody_has_looked_for(site: Path, run: Run) -> None:
    before = lines(site)
    run("baseline", "update", "--select", "sources", A)
    assert lines(site) == before


@pytest.mark.parametrize("command", ["update", "prune"])
def test_where_nothing_is_linted_what_is_listed_stays(site: Path, run: Run, command: str) -> None:
    before = lines(site)
    (site / "newslint.yaml").write_text("exclude: [_drafts]\n", encoding="utf-8")
    (site / "_drafts").mkdir()
    (site / "_drafts/라.md").write_text(SITE_FILES[A], encoding="utf-8")
    code, _, err = run("baseline", command, "_drafts")
    assert (code, "nothing to list, so not written" in err) == (0, True)
    assert lines(site) == before


def test_what_nobody_knows_under_another_name_stays_so(site: Path, run: Run) -> None:
    path = site / BASELINE
    rows = [line for line in path.read_text(encoding="utf-8").splitlines() if "\t=\t" not in line]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    run("baseline", "update", A)
    assert [line.split("\t")[0] for line in lines(site) if "\t=\t" in line] == [A]
    assert {line.split("\t")[0] for line in lines(site)} == {A, B}


def test_an_entry_whose_last_day_is_over_covers_nothing(site: Path, run: Run) -> None:
    path = site / BASELINE
    rows = [
        f"{line} until 2026-03-31" if "invalid-rel" in line else line
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    assert told(run, "--now", "2026-03-31") == {A: [], B: []}
    after = told(run, "--now", "2026-04-01")
    assert [name for name, _ in after[A]] == ["invalid-rel"] * 3
    assert "until 2026-03-31, which is over" in run("baseline", "show")[1]


def test_create_replaces_nothing_unasked(site: Path, run: Run) -> None:
    code, _, err = run("baseline", "create")
    assert code == 2
    assert "--force" in err
    (site / BASELINE).write_text("# newslint baseline 1\n", encoding="utf-8")
    assert run()[0] == 2
    assert run("baseline", "create", "--force")[0] == 0
    assert told(run) == {A: [], B: []}


@pytest.mark.parametrize("there", [True, False])
def test_what_another_has_written_meanwhile_is_left(
    site: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    there: bool,  # noqa: FBT001  # a column of the table
) -> None:
    known = relisting.relisted
    theirs = (site / BASELINE).read_text(encoding="utf-8") + "# reviewed\n"
    if not there:
        (site / BASELINE).unlink()

    def meanwhile(*args: Any) -> relisting.Relisted | None:
        (site / BASELINE).write_text(theirs, encoding="utf-8")
        return known(*args)

    monkeypatch.setattr(relisting, "relisted", meanwhile)
    code, _, err = run("baseline", "update")
    told = f"newslint: {BASELINE}: changed meanwhile, so left alone; run it again\n"
    assert (code, err) == (2, told)
    assert (site / BASELINE).read_text(encoding="utf-8") == theirs


def test_where_there_is_nothing_to_list_no_list_is_begun(write: Write, run: Run) -> None:
    folder = write({"newslint.yaml": "", A: post("미역 축제가 열린다")})
    told = f"newslint: {BASELINE}: nothing to list, so not written\n"
    assert run("baseline", "create") == (0, "", told)
    assert not (folder / BASELINE).exists()


def test_show(site: Path, run: Run) -> None:
    run("baseline", "create", "--force", "--reason", "옛 글")
    _, out, _ = run("baseline", "show")
    assert "links/invalid-rel" in out
    assert "6  because: 옛 글\n" in out
    rows = json.loads(run("baseline", "show", "--output-format", "json")[1])
    assert {row["path"] for row in rows} == {A, B}
    assert sum(sum(row["fingerprints"].values()) for row in rows) == 6


def test_another_file_may_be_the_baseline(site: Path, run: Run) -> None:
    (site / BASELINE).rename(site / "known.txt")
    assert told(run) != {A: [], B: []}
    assert told(run, "--baseline", "known.txt") == {A: [], B: []}
    (site / "newslint.yaml").write_text("baseline: known.txt\n", encoding="utf-8")
    assert told(run) == {A: [], B: []}
    (site / "known.txt").unlink()
    assert "newslint baseline create" in run()[2]
    run("baseline", "create")
    assert (site / "known.txt").exists()


def test_one_baseline_is_for_one_site(write: Write, run: Run) -> None:
    folder = write(
        {
            "a/newslint.yaml": "",
            "a/a.md": post("가", link(1)),
            "b/newslint.yaml": "",
            "b/a.md": post("나", link(2)),
        }
    )
    write({"known": ""})
    assert run("--baseline", "known")[0] == 2
    assert run("baseline", "create", "--baseline", "new")[0] == 2
    assert run("baseline", "create")[0] == 0
    assert [path.parent.name for path in sorted(folder.rglob(BASELINE))] == ["a", "b"]


def test_a_run_that_is_given_again_has_looked_at_the_baseline(write: Write, run: Run) -> None:
    files = {f"_posts/2026-03-02-{n}.md": post(f"{n}번 소식이다", link(n)) for n in range(60)}
    folder = write({"newslint.yaml": "", **files})
    for _ in range(2):
        assert "60 warnings" in run()[1]
    run("baseline", "create")
    assert "nothing to say" in run()[1]
    (folder / BASELINE).write_text("", encoding="utf-8")
    assert "60 warnings" in run()[1]


# -- It may only shrink ----------------------------------------------------------------------


@pytest.fixture
def git(site: Path) -> Git:
    """The site in a repository with one commit, the baseline in it."""

    def ask(*args: str) -> str:
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *args]
        return subprocess.run(command, cwd=site, capture_output=True, text=True, check=True).stdout

    ask("init", "-q", "-b", "main")
    ask("add", "-A")
    ask("commit", "-qm", "one")
    return ask


def test_with_a_ratchet_what_is_newly_listed_is_told(git: Git, site: Path, run: Run) -> None:
    (site / A).write_text(SITE_FILES[A] + "\n" + link(5), encoding="utf-8")
    run("baseline", "update")
    assert told(run) == {A: [], B: []}
    assert told(run, "--ratchet") == {A: [("invalid-rel", 15)], B: []}
    git("commit", "-qam", "two")
    assert told(run, "--ratchet")[A] == []
    assert told(run, "--ratchet", "--since", "HEAD~1") == {A: [("invalid-rel", 15)]}


def test_with_a_ratchet_what_is_listed_in_vain_is_an_error(git: Git, site: Path, run: Run) -> None:
    (site / A).write_text(post("미역 축제가 열린다", link(1)), encoding="utf-8")
    assert run()[0] == 0
    code, out, _ = run("--ratchet", "--output-format", "concise")
    assert code == 1
    assert ": error: engine/stale-baseline: " in out
    run("baseline", "prune")
    assert run("--ratchet")[0] == 0


def test_with_a_ratchet_a_renamed_post_stays_listed(git: Git, site: Path, run: Run) -> None:
    git("mv", A, C)
    run("baseline", "update")
    assert told(run, "--ratchet") == {B: [], C: []}


def test_a_staged_baseline_is_read_as_it_is_staged(git: Git, site: Path, run: Run) -> None:
    (site / A).write_text(SITE_FILES[A] + "\n" + link(5), encoding="utf-8")
    git("add", A)
    assert told(run, "--staged") == {A: [("invalid-rel", 15)]}
    run("baseline", "update")
    git("add", BASELINE)
    (site / BASELINE).write_text("", encoding="utf-8")
    assert told(run, "--staged") == {A: []}
    assert told(run, "--staged", "--ratchet") == {A: [("invalid-rel", 15)]}


def test_only_added_lines_with_a_baseline(git: Git, site: Path, run: Run) -> None:
    (site / A).write_text(SITE_FILES[A] + "\n" + link(5), encoding="utf-8")
    assert told(run, "--changed", "--diff-lines") == {A: [("invalid-rel", 15)]}


def test_branches_that_mend_other_posts_merge_without_conflict(
    git: Git, site: Path, run: Run, write: Write
) -> None:
    names = [f"_posts/2026-03-02-글{n}.md" for n in range(9)]
    write({name: post(f"{name} 소식이다", link(n)) for n, name in enumerate(names)})
    run("baseline", "update")
    git("add", "-A")
    git("commit", "-qm", "more posts")
    for branch, name in (("left", names[1]), ("right", names[7])):
        git("switch", "-qc", branch, "main")
        (site / name).write_text(post(f"{name} 소식이다"), encoding="utf-8")
        run("baseline", "prune")
        git("commit", "-qam", branch)
    git("merge", "-q", "left", "-m", "both")
    assert news(run, "--ratchet") == []
    assert len([line for line in lines(site) if "글" in line and "\t=\t" not in line]) == 7


def test_a_merge_of_lines_is_read_all_the_same(git: Git, site: Path, run: Run) -> None:
    (site / ".gitattributes").write_text(f"{BASELINE} merge=union\n", encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "union")
    titles = {A: "미역 축제가 열린다", B: "어시장이 문을 연다"}
    for branch, name in (("left", A), ("right", B)):
        git("switch", "-qc", branch, "main")
        (site / name).write_text(post(titles[name]), encoding="utf-8")
        run("baseline", "prune")
        git("commit", "-qam", branch)
    # The lines of the two posts touch: git takes both sides', so that nothing is listed too little.
    git("merge", "-q", "left", "-m", "both")
    assert {name for rows in told(run).values() for name, _ in rows} <= {"stale-baseline"}
    run("baseline", "prune")
    assert news(run, "--ratchet") == []
    assert lines(site) == []


# -- The file --------------------------------------------------------------------------------

ENTRIES = [
    Entry("a.md", "links/bare-url", "0" * 10, {"0" * 6: 1}),
    Entry("a.md", "links/bare-url", "1" * 10, {"0" * 6: 12, "a" * 6: 1}, date(2027, 1, 31), "왜"),
    Entry("b\t\\\n#.md", "links/bare-url", "2" * 10, {"f" * 6: 1}, None, "-- x2 until 2026"),
    Entry("#.md", "links/bare-url", "3" * 10, {"f" * 6: 1}, date(2027, 1, 31)),
    Entry("\udcff 글.md", "markup/x", "4" * 10, {"f" * 6: 1}),
    Entry(SITE, "site/pipeline-fault", "5" * 10, {"0" * 6: 1}),
]
KNOWN = [
    ("a.md", Known("0" * 8, "-", frozenset({"a" * 6, "b" * 6}))),
    ("#.md", Known("1" * 8, "2" * 8)),
]


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_what_is_written_is_read(whole: bool, end: bytes) -> None:  # noqa: FBT001
    found = Baseline(written(ENTRIES, KNOWN).replace(b"\n", end))
    if whole:
        assert found.paths == sorted({entry.path for entry in ENTRIES})
    for path in {entry.path for entry in ENTRIES}:
        assert found.of(path) == tuple(entry for entry in ENTRIES if entry.path == path)
        assert found.known(path) == dict(KNOWN).get(path)
    assert found.of("c.md") == ()


def test_it_is_written_in_one_order() -> None:
    data = written(ENTRIES, KNOWN)
    assert data == written(reversed(ENTRIES), reversed(KNOWN))
    rows = data.decode(errors="surrogateescape").splitlines()[2:]
    assert rows == sorted(rows)


def test_of_lines_about_one_offence_the_larger_counts_hold() -> None:
    one, two = (
        ENTRIES[1]._replace(places={"0" * 6: 3, "a" * 6: 1}, reason=""),
        ENTRIES[1]._replace(places={"0" * 6: 2, "b" * 6: 1}, until=None),
    )
    (row,) = Baseline(written([one, two], [])).of("a.md")
    assert row == ENTRIES[1]._replace(places={"0" * 6: 3, "a" * 6: 1, "b" * 6: 1})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<<<<<<< HEAD\n", ":3: a merge has left its marks here"),
        ("a.md links/x 0000000000 000000\n", ":3: no entry"),
        ("a.md\tlinks/x\n", ":3: no entry"),
        ("a.md\tlinks/x\t0000 000000\n", ":3: no entry"),
        ("a.md\tlinks/x\t0000000000 000000 until soon\n", ":3: no entry"),
        ("a.md\tlinks/x\t0000000000 000000 until 2027-02-30\n", ":3: `2027-02-30` is no day"),
        ("# newslint baseline 1\n", "made by another version"),
    ],
)
def test_what_is_no_entry_is_refused(text: str, told: str) -> None:
    head = b"" if "baseline 1" in text else written([], [])
    with pytest.raises(ConfigError, match=re.escape(told)):
        assert [*Baseline(head + text.encode()).entries]


def test_of_files_that_share_a_title_none_is_known_by_it() -> None:
    twins = [("a.md", Known("0" * 8, "1" * 8)), ("b.md", Known("0" * 8, "2" * 8))]
    found = Baseline(written([], twins))

    def called(title: str, text: str, *there: str) -> str:
        return found.called(Known(title, text), lambda path: path in there)

    assert called("0" * 8, "-") == ""
    assert called("0" * 8, "-", "a.md") == "b.md"
    assert called("0" * 8, "2" * 8) == "b.md"
    assert called("0" * 8, "2" * 8, "a.md", "b.md") == ""
    assert called("5" * 8, "2" * 8) == "b.md"
    assert called("5" * 8, "2" * 8, "b.md") == ""
    assert called("-", "-") == ""


def test_a_large_baseline_is_not_read_for_one_post(work: Callable[..., int]) -> None:
    rows = [ENTRIES[0]._replace(path=f"_posts/{number}.md") for number in range(20_000)]
    data = written(rows, [])
    assert work(lambda: Baseline(data).of("_posts/777.md")) < 100
