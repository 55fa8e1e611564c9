"""Only what git says has changed is told, against the whole site all the same."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from newslint.git import committed

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]
Git = Callable[..., str]

LINK = '<a href="https://ferry.example/{}" rel="dofollow">여객선</a>\n'


def post(title: str, *bodies: str) -> str:
    return f"---\ntitle: {title}\ndate: 2026-03-02\n---\n본문이다.\n\n" + "\n".join(bodies)


A, B, C = (f"_posts/2026-03-02-{name}.md" for name in ("가", "나", "다 라"))


@pytest.fixture
def git(write: Write, tmp_path: Path) -> Git:
    """A repository with one commit: posts A and B, each with a fault."""

    def run(*args: str) -> str:
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *args]
        return subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout

    write({"newslint.yaml": "", A: post("가", LINK.format(1)), B: post("나", LINK.format(2))})
    run("init", "-q", "-b", "main")
    run("add", "-A")
    run("commit", "-qm", "one")
    return run


def told(run: Run, *argv: str) -> dict[str, list[int]]:
    """The lines of what is said, by file."""
    _, out, err = run("--output-format", "json", *argv)
    assert err in ("", "newslint: no post or page to lint\n")
    return {
        file["path"]: [place["line"] for row in file["findings"] for place in row["places"]]
        for file in json.loads(out)["files"]
    }


def test_nothing_has_changed(git: Git, run: Run) -> None:
    for asked in (["--staged"], ["--changed"], ["--since", "HEAD"]):
        assert told(run, *asked) == {}


def test_what_is_not_committed(git: Git, run: Run, write: Write) -> None:
    write({B: post("나", LINK.format(2), LINK.format(3)), C: post("다", LINK.format(4))})
    git("add", B)
    assert told(run, "--changed") == {B: [7, 9], C: [7]}
    assert told(run, "--changed", "--diff-lines") == {B: [7, 9], C: [7]}
    assert told(run, "--staged") == {B: [7, 9]}
    assert told(run, "--changed", C) == {C: [7]}


def test_what_is_staged_is_read_as_it_is_staged(git: Git, run: Run, write: Write) -> None:
    write({B: post("나", LINK.format(2), LINK.format(3))})
    git("add", B)
    write({B: post("나", "고쳤다.\n")})
    assert told(run, "--staged") == {B: [7, 9]}
    assert told(run, "--changed") == {B: []}
    code, out, _ = run("--staged", "--fix", B)
    assert (code, "nothing to say" in out) == (0, True)
    assert Path(B).read_text(encoding="utf-8") == post("나", "고쳤다.\n")


def test_only_on_added_lines(git: Git, run: Run, write: Write) -> None:
    write({A: post("가", LINK.format(1), "새 줄이다.\n"), B: post("나!", LINK.format(2))})
    assert told(run, "--changed", "--diff-lines") == {A: [], B: [2]}
    assert told(run, "--changed") == {A: [7], B: [2, 7]}


def test_what_could_not_be_done_is_on_every_line(git: Git, run: Run, write: Write) -> None:
    config = "rules: {limit-exceeded: {size: 200}}\n"
    write({"newslint.yaml": config, B: post("나", LINK.format(2), "긴 글이다. " * 30)})
    assert told(run, "--changed", "--diff-lines") == {B: [1]}


def test_a_repeated_offence_is_told_whole(git: Git, run: Run, write: Write) -> None:
    write({A: post("가", LINK.format(1), LINK.format(9))})
    code, out, _ = run("--changed", "--diff-lines", "--output-format", "jsonl")
    (row,) = [json.loads(line) for line in out.splitlines()]
    assert (code, row["count"]) == (0, 2)


def test_since_a_branch_left(git: Git, run: Run, write: Write) -> None:
    git("checkout", "-qb", "topic")
    write({C: post("다", LINK.format(3))})
    git("add", "-A")
    git("commit", "-qm", "two")
    git("checkout", "-q", "main")
    write({A: post("가", "고쳤다.\n")})
    git("commit", "-qam", "three")
    git("checkout", "-q", "topic")
    write({B: post("나", LINK.format(2), LINK.format(5))})
    assert told(run, "--since", "main") == {B: [7, 9], C: [7]}
    assert told(run, "--since", "main", "--diff-lines") == {B: [7, 9], C: [7]}
    assert told(run, "--since", "HEAD") == {B: [7, 9]}


def test_the_whole_site_is_looked_at(git: Git, run: Run, write: Write) -> None:
    excerpt = "excerpt: 해담항의 새 등대가 오늘 저녁부터 불을 밝힌다.\n---\n"
    write({A: post("가").replace("---\n본", f"{excerpt}본")})
    git("commit", "-qam", "two")
    write({C: post("다").replace("---\n본", f"{excerpt}본")})
    code, out, _ = run("--changed", "--output-format", "concise")
    assert (code, out.count("\n"), A in out) == (1, 1, True)


def test_a_deleted_or_renamed_post(git: Git, run: Run) -> None:
    git("mv", B, C)
    git("rm", "-q", A)
    assert told(run, "--staged") == {C: [7]}


def test_excludes_win(git: Git, run: Run, write: Write) -> None:
    write({"newslint.yaml": f'exclude: ["{B}"]\n', B: post("나", LINK.format(2), "\n")})
    assert run("--changed", "--output-format", "concise")[:2] == (0, "")


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["--since", "none"], ["--since: ", "none"]),
        (["--since", "--upload-pack=x"], ["--since: "]),
        (["--staged", "--changed"], ["choose one"]),
        (["--diff-lines"], ["--diff-lines is for"]),
    ],
)
def test_what_git_cannot_tell(git: Git, run: Run, argv: list[str], words: list[str]) -> None:
    code, _, err = run(*argv)
    assert code == 2
    assert [word for word in words if word not in err] == []


def test_where_there_is_no_git(git: Git, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert run("--changed") == (
        2,
        "",
        "newslint: --changed: git cannot be run: No such file or directory\n",
    )


def test_a_new_file_that_git_takes_in_under_no_name_is_new_all_the_same(
    git: Git, run: Run, write: Write
) -> None:
    write({"git~1": "", C: post("다", LINK.format(4))})
    assert told(run, "--changed") == {C: [7]}


def test_where_there_is_no_repository(write: Write, run: Run) -> None:
    write({"a.md": post("가")})
    code, _, err = run("--changed")
    assert code == 2
    assert "not a git repository" in err


def test_before_the_first_commit(write: Write, run: Run, tmp_path: Path) -> None:
    write({A: post("가", LINK.format(1))})
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "-A"], cwd=tmp_path, check=True)
    assert told(run, "--staged") == {A: [7]}
    assert told(run, "--changed") == {A: [7]}


def test_what_files_held_before(git: Git, run: Run, tmp_path: Path) -> None:
    names = [A, "_posts", "none.md", "line\nbreak.md", B]
    found = committed().read([f"{tmp_path}/{name}" for name in names])
    assert {path.removeprefix(f"{tmp_path}/"): raw.decode() for path, raw in found.items()} == {
        A: post("가", LINK.format(1)),
        B: post("나", LINK.format(2)),
    }
