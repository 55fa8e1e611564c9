"""Checks that look across posts, at their borders: what they say of little sites, and of which posts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from string import ascii_lowercase

import pytest

import newslint

Write = Callable[[Mapping[str, str | bytes]], Path]
Files = Mapping[str, str]

JEKYLL = "title: 해담소리\nurl: https://haedam.example\n"
TEXT = "해담항만공사는 2일 새 부두를 열고 여객선을 하루 네 번에서 여덟 번으로 늘린다고 밝혔다."
EXCERPT = "항만공사가 새 부두를 열고 여객선을 하루 네 번에서 여덟 번으로 늘렸다"
NOTICE = "https://port.example/notice/7"


def post(number: int, fields: str = "", body: str = "") -> dict[str, str]:
    """Return a post of a day in March, by its path; it has a title of its own, if none is given."""
    letter = ascii_lowercase[number]
    title = "" if "title:" in fields else f"title: 부두 {letter}\n"
    text = f"---\n{title}{fields}---\n{body or f'배 {letter}가 뜬다.'}\n"
    return {f"_posts/2026-03-{number:02}-{letter}.md": text}


def posts(count: int, fields: str = "", body: str = "") -> dict[str, str]:
    """Return posts that all say the same; `{n}` is the number of each."""
    rows = (
        post(n, fields.replace("{n}", f"{n}"), body.replace("{n}", f"{n}"))
        for n in range(1, count + 1)
    )
    return {path: text for row in rows for path, text in row.items()}


OTHERS = {
    path: text
    for number, letter in enumerate(ascii_lowercase[1:], 1)
    for path, text in post(number, f"excerpt: {letter * 30}\n").items()
}
"""Posts whose excerpts have nothing in common."""


def said(root: Path, rule: str, *named: str) -> dict[str, str]:
    """Return what a rule says of each post of a site, or of those that are named."""
    options = newslint.Options(select=[rule], preview=True, language="en")
    report = newslint.lint_site([root / name for name in named or ("",)], options)
    found = {file.path: file.diagnostics for file in report.files if file.diagnostics}
    return {
        Path(path).relative_to(root).as_posix(): ", ".join(row.message for row in rows)
        for path, rows in found.items()
    }


@pytest.mark.parametrize(
    ("rule", "options", "files", "expected"),
    [
        # The site's own brand, and a name that is nowhere but behind bars.
        ("brand-mismatch", "{posts: 3}", posts(3, body="![해담소리](/a.png)\n\n배 | 해담소리"), {}),
        ("brand-mismatch", "{posts: 3}", posts(3, body="글 한서윤 | 바닷소리"), {}),
        (
            "brand-mismatch",
            "{posts: 3}",
            posts(3, body="![바닷소리](/a.png)\n\n배 | 바닷소리"),
            {1: "3 of 3 posts carry the brand `바닷소리`"},
        ),
        # One that declares no language may be in any.
        (
            "duplicate-excerpt",
            "{}",
            {
                **post(1, "title: Pier\nexcerpt: The ferry sails again\n", "It does."),
                **post(2, "title: Pier\nexcerpt: The ferry sails again\nlang: en\n", "It does."),
                **post(3, "title: Pier\nexcerpt: The ferry sails again\nlang: de\n", "It does."),
            },
            {
                1: "`_posts/2026-03-02-c.md` h",
                2: "`_posts/2026-03-01-b.md`",
                3: "`_posts/2026-03-01",
            },
        ),
        ("duplicate-excerpt", "{shortest: 99}", posts(2, f"excerpt: {EXCERPT}\n"), {}),
        ("duplicate-title", "{}", posts(2, "title: “…”\n"), {}),
        ("pipeline-fault", "{posts: 3}", posts(3, "image: /{n}.png\n"), {}),
        (
            "repeated-source",
            "{}",
            posts(2, f"source_url: {NOTICE}\n"),
            {1: "`_posts/2026-03-02-c.md` has the s", 2: "`_posts/2026-03-01-b.md` has the s"},
        ),
        ("repeated-source", "{}", posts(2, "source_url: 해담항만공사\n"), {}),
        ("shared-image", "{share: 0.5}", posts(5, "image: /a.png\n"), {5: "5 posts (100 %) show"}),
        (
            "shared-image",
            "{share: 0.5}",
            posts(5, "image: https://haedam.example/a.png\n"),
            {5: "5 posts (100 %) show `…aedam.example/a.png`"},
        ),
        ("shared-image", "{share: 1}", posts(5, "image: /a.png\n"), {}),
        (
            "shifting-date",
            "{}",
            post(2, "date: 2026-03-02 09:00:00\npermalink: /2026/31/12/pier/\n"),
            {},
        ),
        # It says itself that it repeats another.
        (
            "similar-excerpt",
            "{}",
            {
                **post(1, f"excerpt: {EXCERPT}\n"),
                **post(2, f"replaces: 앞글\nexcerpt: {EXCERPT}다\n"),
            },
            {},
        ),
    ],
)
def test_what_is_said_of_a_site(
    write: Write, rule: str, options: str, files: Files, expected: dict[int, str]
) -> None:
    root = write({"_config.yml": JEKYLL, "newslint.yaml": f"rules: {{{rule}: {options}}}", **files})
    found = said(root, rule)
    assert [*found] == [path for number in expected for path in post(number)]
    for message, begin in zip(found.values(), expected.values(), strict=True):
        assert message.startswith(begin)


@pytest.mark.parametrize(
    ("rule", "files", "apart"),
    [
        ("repeated-block", posts(6, body=TEXT), 6),
        ("shared-image", posts(5, "image: /a.png\n"), 5),
        (
            "similar-excerpt",
            {
                **OTHERS,
                **post(2, f"excerpt: {EXCERPT}\n"),
                **post(3, f"excerpt: {EXCERPT}다\n"),
            },
            3,
        ),
        # Those that are equal are duplicate-excerpt's to tell.
        ("similar-excerpt", {**OTHERS, **posts(3, f"excerpt: {EXCERPT}\n")}, 0),
    ],
)
def test_a_post_that_is_named_alone_is_told_what_all_are_told(
    write: Write, rule: str, files: Files, apart: int
) -> None:
    """`apart` is the last post that something is said of; 0 where nothing is."""
    root = write({"_config.yml": JEKYLL, **files})
    whole = said(root, rule)
    assert max(whole, default="") == "".join(post(apart) if apart else ())
    for path in files:
        assert said(root, rule, path) == {path: whole[path] for path in {path} & whole.keys()}


def test_what_is_said_of_editions_names_other_posts_alone(write: Write) -> None:
    paths = ("2025/pier.md", "2026/pier.md", "2025/ferry.md", "2026/ferry.md")
    text = f"---\ntitle: 새 부두\n---\n{TEXT} 대합실은 3월 말까지 북쪽으로 옮긴다.\n"
    root = write({"newslint.yaml": "", **dict.fromkeys(paths, text)})
    options = newslint.Options(select=["duplicate-body"])
    related = {
        Path(file.path).relative_to(root).as_posix(): [
            Path(row.path).name for finding in file.diagnostics for row in finding.related
        ]
        for file in newslint.lint_site(root, options).files
    }
    assert related == {
        path: ["ferry.md" if "pier" in path else "pier.md"] * 2 for path in sorted(paths)
    }
