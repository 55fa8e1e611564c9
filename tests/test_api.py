"""newslint from Python: a text, a file, a site; names that are promised, and no others."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import newslint

Write = Callable[[Mapping[str, str | bytes]], Path]

POST = '---\ntitle: 새 부두가 문을 열었다!\n---\n<a href="https://a.example/" rel="dofollow">부두</a>\n'
HOUSE = """---
check: phrase
status: stable
message: {en: "`{text}` is no news", ko: "새 소식이 아닙니다"}
options: {phrases: [부두]}
---
# worn-word

It finds it.
"""


def said(report: newslint.FileReport) -> list[tuple[str, int]]:
    return [(row.rule, row.place.start.line) for row in report.diagnostics]


@pytest.mark.parametrize(
    ("wish", "error", "words"),
    [
        ({"select": "links"}, TypeError, "collections of names"),
        ({"ignore": "links"}, TypeError, "collections of names"),
        ({"today": "2026-03-02"}, TypeError, "a datetime.date"),
        ({"language": "de"}, ValueError, "en, ko"),
    ],
)
def test_what_is_no_wish(wish: dict[str, Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        newslint.Options(**wish)


def test_a_text() -> None:
    report = newslint.lint_text(POST)
    assert said(report) == [("front-matter/exclaiming-title", 2), ("links/invalid-rel", 4)]
    assert (report.path, report.kind, report.is_post) == ("post.md", "post", True)
    assert report.diagnostics[1].place.start == newslint.Position(4, 30)


def test_a_text_is_judged_by_itself(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write({"newslint.yaml": "rules: {links: off}\n", "post.md": POST})
    monkeypatch.chdir(root)
    assert len(newslint.lint_text(POST).diagnostics) == 2


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        (newslint.Options(select=frozenset({"links"})), ["links/invalid-rel"]),
        (newslint.Options(ignore=frozenset({"links"})), ["front-matter/exclaiming-title"]),
    ],
)
def test_options(options: newslint.Options, rules: list[str]) -> None:
    assert [rule for rule, _ in said(newslint.lint_text(POST, "a.md", options))] == rules


def test_the_language_of_messages() -> None:
    texts = [
        newslint.lint_text(POST, options=newslint.Options(language=name)).diagnostics[1].message
        for name in ("en", "ko")
    ]
    assert texts[0].isascii()
    assert not texts[1].isascii()


def test_bytes_in_another_encoding() -> None:
    report = newslint.lint_text(POST.encode("cp949"))
    assert ("residue/broken-encoding", 2) in said(report)


def test_a_text_under_a_configuration_with_a_pack(write: Write) -> None:
    root = write({"house.yaml": "packs: [words]\n", "words/worn-word.md": HOUSE})
    options = newslint.Options(config=root / "house.yaml", select=frozenset({"words"}))
    assert said(newslint.lint_text(POST, options=options)) == [("words/worn-word", 4)]
    assert "worn-word" in newslint.rules(root / "house.yaml").rules
    assert "worn-word" not in newslint.rules().rules


def test_a_file_and_a_site(write: Write) -> None:
    root = write(
        {
            "_posts/2026-03-02-a.md": POST,
            "_posts/2026-03-03-b.md": POST.replace("!", ""),
        }
    )
    one = newslint.lint_file(root / "_posts/2026-03-02-a.md")
    assert [Path(file.path).name for file in one.files] == ["2026-03-02-a.md"]
    both = newslint.lint_site(root, newslint.Options(today=date(2026, 3, 4)))
    assert len(both.files) == 2
    assert both.files[0].diagnostics == one.files[0].diagnostics
    assert both.exit_code == 0


def test_what_is_raised(write: Write) -> None:
    root = write({"newslint.yaml": "rules: {invalid-rell: off}\n", "a.md": POST})
    with pytest.raises(newslint.ConfigError, match="did you mean"):
        newslint.lint_site(root)
    with pytest.raises(newslint.MissingPathError):
        newslint.lint_file(root / "none.md")
    with pytest.raises(newslint.ConfigError, match="unknown rule `nonsense`"):
        newslint.lint_text(POST, options=newslint.Options(select=frozenset({"nonsense"})))


def test_every_promised_name_is_there() -> None:
    assert [name for name in newslint.__all__ if not hasattr(newslint, name)] == []
    assert dir(newslint) == sorted(newslint.__all__)
    with pytest.raises(AttributeError):
        _ = newslint.lint_everything  # type: ignore[attr-defined]


def test_importing_newslint_imports_nothing_else() -> None:
    code = "import sys, newslint; print([m for m in sys.modules if m.startswith('newslint.')])"
    command = [sys.executable, "-c", code]
    found = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ})
    assert found.stdout == "[]\n"


def test_the_package_is_typed() -> None:
    assert (Path(newslint.__file__).parent / "py.typed").is_file()
