"""What paths mean: which files are linted, and whose site they are."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from newslint.discover import Heads, MissingPathError, find, site_files, walk
from newslint.folders import Folders

Write = Callable[[Mapping[str, str | bytes]], Path]

POST = "---\ntitle: 새 도서관\n---\n본문\n"
JEKYLL = "title: 동네 신문\n"


def found(root: Path, *paths: str) -> list[str]:
    rows = find([str(root / path) for path in paths], Folders())
    return [os.path.relpath(row.path, root) for row in rows]


# -- Roots -----------------------------------------------------------------------------------


def test_two_sites_in_one_run(write: Write) -> None:
    top = write(
        {
            "ko/_config.yml": JEKYLL,
            "ko/_posts/2024-01-02-a.md": POST,
            "en/hugo.toml": "title = 'x'\n",
            "en/content/a.md": POST,
        }
    )
    folders = Folders()
    sites = [folders.site_of(str(Path(row.path).parent)) for row in find([str(top)], folders)]
    assert sites == [(f"{top}/{name}", f"{top}/{name}") for name in ("en", "ko")]


# -- Files -----------------------------------------------------------------------------------


def test_what_is_walked(write: Write) -> None:
    wanted = ["a.htm", "a.html", "a.markdown", "a.md", "a.mdown", "a.mdx", "a.mkd", "b/c/D.MD"]
    other = ["a.txt", ".DS_Store", "b/.DS_Store", ".hidden.md", "a.png", "a.md.bak"]
    root = write(dict.fromkeys([*wanted, *other], POST))
    assert found(root, ".") == wanted


def test_a_name_is_no_extension(write: Write) -> None:
    assert found(write({"md": POST, "sub/html": POST}), ".") == []


@pytest.mark.parametrize(
    "folder",
    "_site node_modules .git public vendor resources/_gen .jekyll-cache .newslint_cache .idea".split(),
)
@pytest.mark.parametrize("above", ["", "sub/"], ids=["top", "deep"])
def test_never_walked(write: Write, folder: str, above: str) -> None:
    root = write({f"{above}{folder}/a.md": POST, f"{above}{folder}/deep/a.md": POST, "b.md": POST})
    assert found(root, ".") == ["b.md"]


def test_a_named_file_is_found_whatever_its_extension(write: Write) -> None:
    root = write({"notes.txt": POST, "a.md": POST})
    rows = find([f"{root}/notes.txt", f"{root}"], Folders())
    assert [(Path(row.path).name, row.named) for row in rows] == [
        ("a.md", False),
        ("notes.txt", True),
    ]


def test_each_file_once_and_in_order(write: Write) -> None:
    root = write({"b.md": POST, "a/c.md": POST, "a.md": POST})
    assert found(root, "b.md", ".", "a", "a/../b.md") == ["a.md", "a/c.md", "b.md"]


def test_names_are_no_patterns(write: Write) -> None:
    root = write({"[x]*.md": POST, "x.md": POST, "[x]/a b?.md": POST, "새 글.md": POST})
    assert found(root, "[x]*.md") == ["[x]*.md"]
    assert found(root, "[x]") == ["[x]/a b?.md"]
    assert found(root, ".") == ["[x]*.md", "[x]/a b?.md", "x.md", "새 글.md"]


def test_a_missing_path_is_an_error(write: Write) -> None:
    root = write({"a.md": POST})
    with pytest.raises(MissingPathError, match=r"none\.md"):
        find([f"{root}/a.md", f"{root}/none.md"], Folders())


def test_empty_files_and_empty_folders(write: Write) -> None:
    root = write({"a.md": "", "b.md": b"\x00"})
    (root / "c").mkdir()
    assert found(root, ".") == ["a.md", "b.md"]
    assert found(root, "c") == []


def test_links_are_not_followed_by_a_walk(write: Write) -> None:
    root = write({"a.md": POST, "sub/b.md": POST})
    (root / "loop").symlink_to(root)
    (root / "sub" / "up").symlink_to(root / "sub")
    (root / "dangling.md").symlink_to(root / "none.md")
    (root / "twin.md").symlink_to(root / "a.md")
    (root / "self.md").symlink_to(root / "self.md")
    # What leads nowhere is a post that cannot be read, and is told.
    assert found(root, ".") == ["a.md", "dangling.md", "self.md", "sub/b.md"]
    assert found(root, "dangling.md") == ["dangling.md"]


def test_a_site_has_the_files_behind_its_links(write: Write) -> None:
    root = write({"a/x.png": b"", "b/y.png": b"", "public/z.png": b"", "node_modules/n.js": b""})
    (root / "a" / "to-b").symlink_to(root / "b")
    (root / "b" / "to-a").symlink_to(root / "a")
    (root / "a" / "self").symlink_to(root / "a")
    files = site_files(str(root), Folders())
    assert {"a/x.png", "b/y.png", "a/to-b/y.png", "public/z.png"} <= files
    assert not any("node_modules" in path or "self/self" in path for path in files)


# -- What is left out ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ignores", "expected"),
    [
        pytest.param({".gitignore": "drafts/\n"}, ["a.md", "b/c.md", "b/d.md"], id="folder"),
        pytest.param({".gitignore": "# c\n\n*.md\n!a.md\n"}, ["a.md"], id="negated"),
        pytest.param(
            {".gitignore": "/c.md\n"}, ["a.md", "b/c.md", "b/d.md", "drafts/e.md"], id="anchor"
        ),
        pytest.param({"b/.gitignore": "c.md\n"}, ["a.md", "b/d.md", "drafts/e.md"], id="nested"),
        pytest.param(
            {"b/.gitignore": "/*\n!d.md\n"}, ["a.md", "b/d.md", "drafts/e.md"], id="nested-negated"
        ),
        pytest.param(
            {".gitignore": "[a-d].md\n", "b/.gitignore": "!d.md\n"},
            ["b/d.md", "drafts/e.md"],
            id="negated-below",
        ),
        pytest.param({".gitignore": b"\xff\xfe\n*.md\n"}, [], id="not-utf8"),
        pytest.param(
            {".gitignore": "[z-a].md\nb\n"}, ["a.md", "drafts/e.md"], id="one-is-no-pattern"
        ),
    ],
)
def test_gitignore(write: Write, ignores: dict[str, str | bytes], expected: list[str]) -> None:
    posts = dict.fromkeys(["a.md", "b/c.md", "b/d.md", "drafts/e.md"], POST)
    root = write({".git/HEAD": "", **posts, **ignores})
    assert found(root, ".") == expected


def test_gitignore_of_the_worktree_holds_in_a_site_below(write: Write) -> None:
    root = write(
        {
            ".git/HEAD": "",
            ".gitignore": "old.md\n",
            "site/_config.yml": JEKYLL,
            "site/_posts/old.md": POST,
            "site/_posts/new.md": POST,
        }
    )
    assert found(root, ".") == ["site/_posts/new.md"]
    assert found(root, "site") == ["site/_posts/new.md"]


def test_gitignore_above_the_worktree_does_not_hold(write: Write) -> None:
    root = write({".gitignore": "*.md\n", "tree/.git/HEAD": "", "tree/a.md": POST})
    assert found(root, "tree") == ["tree/a.md"]


def test_jekyll_excludes_and_destination(write: Write) -> None:
    config = "exclude: [old, /notes.md]\ndestination: ./out\n"
    root = write(
        {
            "_config.yml": config,
            "_posts/a.md": POST,
            "old/b.md": POST,
            "notes.md": POST,
            "sub/notes.md": POST,
            "out/c.md": POST,
        }
    )
    assert found(root, ".") == ["_posts/a.md", "sub/notes.md"]


def test_jekyll_names_more_extensions(write: Write) -> None:
    root = write({"_config.yml": "markdown_ext: md,txt\n", "a.txt": POST, "b.md": POST})
    assert found(root, ".") == ["a.txt", "b.md"]


def test_a_walk_begins_where_it_is_told(write: Write) -> None:
    root = write({"public/a.md": POST, "public/public/b.md": POST})
    assert [Path(path).name for path in walk(f"{root}/public", Folders())] == ["a.md"]


# -- Files that only tell themselves what they are -------------------------------------------


@pytest.mark.parametrize(
    ("head", "post"),
    [
        (POST, True),
        ("\ufeff---\r\ntitle: 가\r\n---\r\n", True),
        ("\n\n+++\ntitle = 'a'\n+++\n", True),
        ('{ "title": "a" }\n', True),
        ("Title: 가\nDate: 2024-01-02\n", True),
        ("<!DOCTYPE html>\n<html>", True),
        ("# 제목\n", False),
        ("", False),
        ("<div>글</div>", False),
    ],
    ids="yaml bom toml json headers page none empty fragment".split(),
)
def test_a_file_with_front_matter_is_a_post(write: Write, head: str, post: bool) -> None:  # noqa: FBT001
    root = write({"a.md": head, "b.md": "# 나\n", "c.md": "# 다\n"})
    assert Heads(str(root), frozenset({"a.md", "b.md", "c.md"})).is_post("a.md") is post


def test_where_most_are_posts_all_are(write: Write) -> None:
    root = write({"a.md": POST, "b.md": POST, "c.md": "# 다\n"})
    assert Heads(str(root), frozenset({"a.md", "b.md", "c.md"})).is_post("c.md")
