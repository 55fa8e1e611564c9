"""`--add-ignore`: what is found is silenced where it stands, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from newslint import silence

Run = Callable[..., tuple[int, str, str]]
Write = Callable[[Mapping[str, str | bytes]], Path]

POST, OTHER = "_posts/2026-03-01-a.md", "_posts/2026-03-02-b.md"
PLAIN = ("--lang", "en", "--no-cache", "--output-format", "concise", "-q")
LINK = "newslint-ignore-line broken-link"
WAYS = [
    ("yaml", POST, "---\ntitle: 가!\n---\n본문\n", "title: 가! # newslint-ignore-line exclaiming-title\n"),
    ("toml", POST, '+++\ntitle = "가!"\n+++\n본문\n', 'title = "가!" # newslint-ignore-line exclaiming-title\n'),
    ("json", POST, '{"title": "가!"}\n\n본문\n', "<!-- newslint-ignore-file exclaiming-title -->\n"),
    ("json, and a line", POST, '{"title": "가!"}\n\n[나](x.md) 다\n', f"\n[나](x.md) 다 <!-- {LINK} -->\n"),
    ("a block scalar", POST, "---\ntitle: >\n  가!\n---\n본문\n", "title: > # newslint-ignore-line exclaiming-title\n"),
    ("a paragraph", POST, "---\ntitle: 가\n---\n[나](x.md) 다\n라\n", f"[나](x.md) 다 <!-- {LINK} -->\n라\n"),
    ("a list", POST, "---\ntitle: 가\n---\n- 하나 [나](x.md) 셋\n- 둘\n", f"셋 <!-- {LINK} -->\n- 둘\n"),
    ("a table", POST, "---\ntitle: 가\n---\n| 나 | 다 |\n|--|--|\n| [라](x.md) | 마 |\n", "<!-- newslint-ignore"),
    ("CRLF", POST, "---\r\ntitle: 가!\r\n---\r\n본문\r\n", "title: 가! # newslint-ignore-line exclaiming-title\r\n"),
    ("a mark of byte order", POST, "\ufeff---\ntitle: 가!\n---\n본문\n", "가! # newslint-ignore-line"),
    ("mdx", "a.mdx", "---\ntitle: 가\n---\n\n[나](x.md) 다\n", f"다 {{/* {LINK} */}}\n"),
    ("html", "_posts/2026-03-01-a.html", '---\ntitle: 가\n---\n<p><a href="x.md">나다</a></p>\n', f"</p> <!-- {LINK} -->\n"),
    ("two of a line", POST, "---\ntitle: 가!…\n---\n[나](x.md) [여기](y.md)\n", "<!-- newslint-ignore-line broken-link, generic-link-text -->"),
    ("a few lines", POST, "---\ntitle: 가\n---\n[나](x.md) 다\n\n[라](x.md) 마\n", f"마 <!-- {LINK} -->\n"),
]  # fmt: skip
SITE = {"_config.yml": "title: 해담\n"}


@pytest.mark.parametrize(("path", "text", "written"), [row[1:] for row in WAYS], ids=[row[0] for row in WAYS])  # fmt: skip
def test_everything_found_is_silenced_once(
    path: str, text: str, written: str, write: Write, run: Run
) -> None:
    root = write({**SITE, path: text})
    _, before, _ = run("check", *PLAIN, "--select=links,exclaiming-title", path)
    assert before
    code, out, _ = run("check", *PLAIN, "--add-ignore", "--select=links,exclaiming-title", path)
    assert (code, out) == (0, "")
    after = (root / path).read_bytes().decode()
    assert written in after
    assert len(after) - len(text) == sum(map(len, added(text, after)))
    # What is silent stays so, and a second run finds nothing to do.
    assert run("check", *PLAIN, path)[1].count("suppression") == 0
    assert run("check", *PLAIN, "--add-ignore", "--select=links,exclaiming-title", path)[0] == 0
    assert (root / path).read_bytes().decode() == after


def added(before: str, after: str) -> list[str]:
    """Return the stretches that are new in a text, of which nothing else may have changed."""
    from difflib import SequenceMatcher

    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    assert {tag for tag, *_ in blocks} <= {"equal", "insert"}
    return [after[start:end] for tag, _, _, start, end in blocks if tag == "insert"]


def test_a_reason_is_written_and_a_path_is_none(write: Write, run: Run) -> None:
    root = write({**SITE, POST: "---\ntitle: 가!\n---\n", OTHER: "---\ntitle: 나!\n---\n"})
    run("check", *PLAIN, "--add-ignore=물려받은 글", POST)
    run("check", *PLAIN, "--add-ignore", OTHER)
    told = {name: (root / name).read_text(encoding="utf-8") for name in (POST, OTHER)}
    assert "title: 가! # newslint-ignore-line exclaiming-title: 물려받은 글\n" in told[POST]
    assert "title: 나! # newslint-ignore-line exclaiming-title\n" in told[OTHER]


def test_what_is_in_many_places_is_silenced_in_the_file(write: Write, run: Run) -> None:
    body = "\n\n".join(f"[{n}번](no-{n}.md) 글" for n in range(4))
    spans = '<p><span style="color:red">글</span></p>\n\n' * 5
    root = write({**SITE, POST: f"---\ntitle: 가\n---\n\n{body}\n\n{spans}"})
    run("check", *PLAIN, "--add-ignore")
    after = (root / POST).read_text(encoding="utf-8")
    assert after.startswith("---\n# newslint-ignore-file inline-style")
    assert after.count("broken-link") == 4
    assert run("check", *PLAIN)[1] == ""


def test_infos_are_silenced_where_they_are_asked_for(write: Write, run: Run) -> None:
    text = "---\ntitle: 가\n---\n\n글 [다](https://a.example/?utm_source=x) 라\n"
    root = write({**SITE, POST: text})
    run("check", *PLAIN, "--add-ignore")
    assert (root / POST).read_text(encoding="utf-8") == text
    assert run("check", *PLAIN, "--min-severity", "info")[1]
    run("check", *PLAIN, "--add-ignore", "--min-severity", "info")
    assert run("check", *PLAIN, "--min-severity", "info")[1] == ""


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("utf-16", "---\ntitle: 가!\n---\n".encode("utf-16")),
        ("the comment would be the first line", b" ---\ntitle: a\n---\n\ntext\n"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_silenced_is_told_and_left(
    name: str, raw: bytes, write: Write, run: Run
) -> None:
    root = write({**SITE, POST: raw})
    before = run("check", *PLAIN)
    assert before[1], name
    assert run("check", *PLAIN, "--add-ignore")[:2] == before[:2]
    assert (root / POST).read_bytes() == raw


def test_diff_shows_it_and_changes_nothing(write: Write, run: Run) -> None:
    text = "---\ntitle: 가!\n---\n"
    root = write({**SITE, POST: text})
    _, out, _ = run("check", *PLAIN, "--add-ignore=x", "--diff")
    assert "+title: 가! # newslint-ignore-line exclaiming-title: x\n" in out
    assert (root / POST).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("others", [["--fix"], ["--fix-only"], ["-"]])
def test_it_goes_alone(others: list[str], write: Write, run: Run) -> None:
    write(SITE)
    code, _, err = run("check", "--add-ignore", *others)
    assert code == 2
    assert "--add-ignore writes into files" in err


@pytest.mark.parametrize("gone", [True, False], ids=["gone", "changed"])
def test_a_file_that_is_another_meanwhile_is_left_alone(
    write: Write, run: Run, monkeypatch: pytest.MonkeyPatch, *, gone: bool
) -> None:
    root = write({**SITE, POST: "---\ntitle: 가!\n---\n"})
    known = silence.silenced

    def meanwhile(*args: Any) -> Any:
        if gone:
            (root / POST).unlink()
        else:
            (root / POST).write_text("---\ntitle: 나!\n---\n", encoding="utf-8")
        return known(*args)

    monkeypatch.setattr(silence, "silenced", meanwhile)
    _, _, err = run("check", *PLAIN, "--add-ignore")
    assert f"newslint: {POST}: changed meanwhile, so left alone; run it again\n" in err
    assert (root / POST).exists() is not gone
    assert gone or "newslint-ignore" not in (root / POST).read_text(encoding="utf-8")
