"""What is known of folders: where a site begins, what lies in them, what could not be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from newslint.folders import Folders

Write = Callable[[Mapping[str, str | bytes]], Path]


@pytest.mark.parametrize(
    ("files", "root", "base"),
    [
        pytest.param(
            ["newslint.yaml", "site/_config.yml"], "", "site", id="newslint-over-generator"
        ),
        pytest.param([".newslint.yaml", "site/.git/HEAD"], "", "", id="hidden-newslint-over-git"),
        pytest.param(
            ["newslint.yaml", "site/newslint.yaml"], "site", "site", id="nearest-newslint"
        ),
        pytest.param(["_config.yml", "site/newslint.yaml"], "site", "site", id="generator-above"),
        pytest.param(["_config.yml", "site/.git/HEAD"], "", "", id="generator-over-git"),
        pytest.param(["hugo.toml", "site/_config.yml"], "site", "site", id="nearest-generator"),
        pytest.param([".git/HEAD", "site/_posts/a.md"], "", "", id="git-over-content"),
        pytest.param(["site/_posts/b.md"], "site", "site", id="posts"),
        pytest.param(["site/content/b.md"], "site", "site", id="content"),
        pytest.param(["README.md"], "site/posts", "site/posts", id="own-folder"),
        (["newslint.yaml", "_config.yml", "site/.git/HEAD"], "", ""),
        (["site/posts/newslint.yaml", "site/_config.yml"], "site/posts", "site/posts"),
        (["site/posts/_config.yml", "site/newslint.yaml"], "site", "site/posts"),
        (["sit/newslint.yaml", "site/_config.yml"], "site", "site"),
        (["pyproject.toml", "site/.git/HEAD"], "site", "site"),
        (["content/x", "site/posts/.git/HEAD"], "site/posts", "site/posts"),
        (["content/x", "site/_posts/x"], "site", "site"),
        (["_posts/x", "site/posts/content/x"], "site/posts", "site/posts"),
    ],
)
def test_where_a_site_begins(write: Write, files: list[str], root: str, base: str) -> None:
    top = write({**dict.fromkeys(files, ""), "site/posts/a.md": ""})
    assert Folders().site_of(f"{top}/site/posts") == (
        (top / root).as_posix(),
        (top / base).as_posix(),
    )


@pytest.mark.usefixtures("heeding_rights")
def test_a_configuration_that_may_not_be_read_is_told(write: Write) -> None:
    top = write({"_config.yml": "title: 동네 신문\n"})
    (top / "_config.yml").chmod(0)
    folders = Folders()
    folders.settings(top.as_posix())
    assert folders.unreadable == {f"{top}/_config.yml": "Permission denied"}


@pytest.mark.parametrize(
    ("raw", "whole"),
    [
        (b"---\ntitle: a\n---\n" + b"text" * 9, True),
        (b"\xef\xbb\xbf{}", True),
        (b"---", True),
        (b"text\n---\n", False),
        (b"", False),
        (b"\xef\xbb\xbf\xef\xbb\xbf---", False),
        (None, False),
    ],
)
def test_a_file_is_read_where_it_begins_as_front_matter_does(
    write: Write, raw: bytes | None, *, whole: bool
) -> None:
    file = (write({} if raw is None else {"a.md": raw}) / "a.md").as_posix()
    folders = Folders()
    assert folders.read_begun(file, (b"---", b"{")) == (raw if whole else None)
    assert folders.read(file) == raw
    assert folders.files == {file}


def test_a_pipe_is_not_read_to_see_how_it_begins(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert Folders().read_begun(f"{tmp_path}/a.md", (b"---",)) is None


def test_a_folder_is_looked_at_once(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    top = write({"b/a.md": "", "b/c.md": "", "b/B.md": ""}).as_posix()
    folders = Folders()
    assert [entry.name for entry in folders.listing(f"{top}/b")] == ["B.md", "a.md", "c.md"]
    monkeypatch.setattr(os, "scandir", lambda _: pytest.fail("looked at again"))
    assert folders.entries(f"{top}/b") == {"B.md", "a.md", "c.md"}
    assert list(folders.listed) == [f"{top}/b"]


@pytest.mark.parametrize(("name", "reason"), [("a.md", "Not a directory"), ("none", None)])
def test_a_folder_that_could_not_be_listed_is_told_where_it_is_there(
    write: Write, name: str, reason: str | None
) -> None:
    folder = f"{write({'a.md': ''})}/{name}"
    folders = Folders()
    folders.tell_unreadable(folder)
    assert folders.unreadable == ({folder: reason} if reason else {})
    assert folders.entries(folder) == frozenset()
