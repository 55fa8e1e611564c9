"""`--statistics`: what is found, counted by rule, family, file, author, category and month."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]
Write = Callable[[Mapping[str, str | bytes]], Path]


def post(title: str, *, author: str = "", category: str = "", body: str = "본문이다.") -> str:
    told = f"author: {author}\n" if author else ""
    told += f"category: {category}\n" if category else ""
    return f"---\ntitle: {title}\n{told}---\n\n{body}\n"


LINK = "[시간표](none.md)를 본다."
SITE = {
    "_config.yml": "title: 해담\n",
    "_posts/2026-02-01-a.md": post("가!", author="문하늘", category="항만", body=LINK),
    "_posts/2026-03-01-b.md": post("나!", author="문하늘", category="행사"),
    "_posts/2026-03-02-c.md": post("다", author="이바다", category="항만"),
    "_posts/2026-03-03-d.md": post("라", body=LINK),
    "about.md": post("소개", body=LINK),
}
ARGS = ("check", "--lang", "en", "--no-cache", "--select=broken-link,exclaiming-title")


def document(run: Run, *args: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        run(*ARGS, "--statistics", "--output-format", "json", *args)[1]
    )
    return found


def rows(entries: list[dict[str, Any]]) -> dict[str | None, tuple[int, ...]]:
    """The numbers of each row, by its name: files or posts, errors, warnings."""
    return {
        row["name"]: tuple(row[key] for key in ("files", "posts", "error", "warning") if key in row)
        for row in entries
    }


def test_each_way_of_counting(write: Write, run: Run) -> None:
    write(SITE)
    told = document(run)
    assert (told["version"], told["files"], told["found"]["error"]) == (1, 5, 3)
    assert rows(told["by_rule"]) == {
        "links/broken-link": (3, 3, 0),
        "front-matter/exclaiming-title": (2, 0, 2),
    }
    assert rows(told["by_family"]) == {"links": (3, 0), "front-matter": (0, 2)}
    assert rows(told["by_file"]) == {
        "_posts/2026-02-01-a.md": (1, 1),
        "_posts/2026-03-01-b.md": (0, 1),
        "_posts/2026-03-03-d.md": (1, 0),
        "about.md": (1, 0),
    }
    # A page has no author, and those of posts that have none are counted as such.
    assert rows(told["by_author"]) == {"문하늘": (2, 1, 2), None: (1, 1, 0), "이바다": (1, 0, 0)}
    assert rows(told["by_category"]) == {"항만": (2, 1, 1), "행사": (1, 0, 1), None: (1, 1, 0)}
    assert rows(told["by_month"]) == {"2026-02": (1, 1, 1), "2026-03": (3, 1, 1)}


def test_people_get_tables(write: Write, run: Run) -> None:
    write(SITE)
    code, out, _ = run(*ARGS, "--statistics")
    assert code == 1
    head, *tables = out.split("\n\n")
    assert head == "5 findings in 4 of 5 files"
    assert [table.splitlines()[0].rpartition("by ")[2] for table in tables] == [
        "rule", "family", "file", "author", "category", "month",
    ]  # fmt: skip
    assert tables[3].splitlines()[1].split() == ["3", "1", "2", "2", "1.5", "문하늘"]
    assert tables[0].splitlines()[1].split() == ["3", "3", "0", "3", "links/broken-link"]


def test_only_what_is_shown_is_counted(write: Write, run: Run) -> None:
    write(SITE)
    _, out, _ = run(*ARGS, "--statistics", "--min-severity", "error")
    assert out.startswith("3 findings in 3 of 5 files\n")
    assert "warnings" not in out
    assert document(run, "--min-severity", "error")["found"] == {
        "error": 3, "warning": 0, "info": 0,
    }  # fmt: skip


def test_the_longest_tables_are_cut(write: Write, run: Run) -> None:
    many = {f"_posts/2026-01-{n:02}-x.md": post(f"{n}!", author=f"기자 {n}") for n in range(1, 26)}
    write({"_config.yml": "", **many})
    _, out, _ = run(*ARGS, "--statistics")
    assert out.count("and 5 more, which -v shows") == 2
    _, out, _ = run(*ARGS, "--statistics", "-v")
    assert "more, which" not in out
    assert len(document(run)["by_file"]) == 25


def test_nothing_is_found(write: Write, run: Run) -> None:
    write({"a.txt": ""})
    assert run("check", "--statistics")[:2] == (0, "0 findings in 0 of 0 files\n")
    assert document(run)["by_rule"] == []


def test_a_name_is_no_command(write: Write, run: Run) -> None:
    write({"_config.yml": "", "_posts/2026-01-01-a.md": post("가!", author='"\\e[31m##[error]x"')})
    _, out, _ = run(*ARGS, "--statistics")
    assert "\x1b" not in out
    assert "##[" not in out


def test_reports_go_to_files_all_the_same(write: Write, run: Run, tmp_path: Path) -> None:
    write(SITE)
    _, out, _ = run(*ARGS, "--statistics", "--output", "concise=all.txt")
    assert out.startswith("5 findings")
    assert (tmp_path / "all.txt").read_text(encoding="utf-8").count("\n") == 5


@pytest.mark.parametrize("args", [["--output-format", "sarif"], ["--output", "json"]])
def test_it_takes_stdout(args: list[str], write: Write, run: Run) -> None:
    write(SITE)
    code, _, err = run("check", "--statistics", *args)
    assert code == 2
    assert "--statistics takes stdout, as text or json" in err


def test_under_github_it_is_text(write: Write, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write(SITE)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run(*ARGS, "--statistics")[1].startswith("5 findings")
