"""`newslint url`: where each source goes, as a person and as a program are told."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from newslint.marks import FOLDER

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]

JEKYLL: dict[str, str | bytes] = {
    "_config.yml": "url: https://haedam.example\nbaseurl: /news\npermalink: /:year/:title/\n",
    "_posts/2026-03-02-pier.md": "---\ntitle: 부두\nredirect_from: /old/pier\n---\n[등대](/news/2026/light/)\n",
    "_posts/2026-03-03-light.markdown": "---\ntitle: 등대\n---\n글\n",
    "_posts/2999-01-01-later.md": "---\ntitle: 나중\n---\n글\n",
    "feed.xml": "---\n---\n<feed/>\n",
    "index.html": "---\n---\n<p>a</p>\n",
    "assets/pier.png": b"",
}
HUGO: dict[str, str | bytes] = {
    "hugo.yaml": "baseURL: https://haedam.example/\n",
    "content/news/pier.md": "---\ntitle: 부두\ndate: 2026-03-02\n---\n글\n",
    "content/news/Light House.md": "---\ntitle: 등대\nslug: light\naliases: [/old/]\n---\n글\n",
    "content/news/draft.md": "---\ntitle: 초안\ndraft: true\n---\n글\n",
}


@pytest.mark.parametrize(
    ("site", "lines"),
    [
        (
            JEKYLL,
            {
                "_posts/2026-03-02-pier.md: /news/2026/pier/",
                "_posts/2026-03-03-light.markdown: /news/2026/light/",
                "feed.xml: /news/feed.xml",
                "index.html: /news/",
            },
        ),
        (HUGO, {"content/news/pier.md: /news/pier/", "content/news/Light House.md: /news/light/"}),
    ],
    ids=["jekyll", "hugo"],
)
@pytest.mark.parametrize("args", [[], ["."]], ids=["no path", "a dot"])
def test_all_that_is_published(
    write: Write, run: Run, site: dict[str, str | bytes], lines: set[str], args: list[str]
) -> None:
    write(site)
    code, out, err = run("url", *args)
    assert (code, err) == (0, "")
    assert {line.partition(" (")[0] for line in out.splitlines()} == lines


@pytest.mark.parametrize(
    ("args", "paths"),
    [
        (["content/news"], ["content/news/Light House.md", "content/news/pier.md"]),
        (["content/sea"], ["content/sea/a.md"]),
        (
            ["content/news/draft.md", "content/sea", "content/sea/a.md"],
            ["content/news/draft.md", "content/sea/a.md"],
        ),
        (
            [".", "content/news/draft.md"],
            [
                "content/news/draft.md",
                "content/news/Light House.md",
                "content/news/pier.md",
                "content/sea/a.md",
            ],
        ),
        (["content/sea", "static/a.png"], ["static/a.png", "content/sea/a.md"]),
        (["content/se"], []),
    ],
)
@pytest.mark.parametrize("base", ["", "docs/"])
def test_files_and_folders(
    write: Write, run: Run, args: list[str], paths: list[str], base: str
) -> None:
    site = {**HUGO, "content/sea/a.md": "a\n", "content/se/_index.txt": "", "static/a.png": ""}
    write({"newslint.yaml": "", **{f"{base}{path}": text for path, text in site.items()}})
    _, out, _ = run("url", *(f"{base}{path}" for path in args))
    assert [line.partition(": ")[0] for line in out.splitlines()] == [f"{base}{p}" for p in paths]


def test_a_program_is_told_all(write: Write, run: Run) -> None:
    write(JEKYLL)
    _, out, _ = run(
        "url", "--output-format", "json", "_posts/2026-03-02-pier.md", "assets/pier.png"
    )
    assert json.loads(out) == [
        {
            "path": "_posts/2026-03-02-pier.md",
            "url": "/news/2026/pier/",
            "output": "2026/pier/index.html",
            "aliases": [],
            "published": True,
            "why": "permalink of the site",
        },
        {
            "path": "assets/pier.png",
            "url": "/news/assets/pier.png",
            "output": "assets/pier.png",
            "aliases": [],
            "published": True,
            "why": "copied as it is",
        },
    ]


def test_what_is_not_published_says_why(write: Write, run: Run) -> None:
    write(JEKYLL)
    assert run("url", "_posts/2999-01-01-later.md")[1] == (
        "_posts/2999-01-01-later.md: not published (future date)\n"
    )


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("/news/2026/light/", "exists, _posts/2026-03-03-light.markdown"),
        ("../light/", "exists, _posts/2026-03-03-light.markdown"),
        ("https://haedam.example/news/2026/pier/#more", "exists, _posts/2026-03-02-pier.md"),
        ("/2026/light/", "outside, _posts/2026-03-03-light.markdown"),
        ("/news/light/", "missing, did you mean /news/2026/light/?"),
        ("https://elsewhere.example/", "undecidable (it leads elsewhere)"),
    ],
)
def test_where_a_link_leads(write: Write, run: Run, link: str, said: str) -> None:
    write(JEKYLL)
    post = "_posts/2026-03-02-pier.md"
    assert run("url", post, "--link", link)[1] == f"{post}: {link}: {said}\n"
    _, out, _ = run("url", post, "--link", link, "--output-format", "json")
    (row,) = json.loads(out)
    assert (row["path"], row["link"], row["verdict"]) == (
        post,
        link,
        said.partition(",")[0].split()[0],
    )


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "no generator's configuration is here; name the folder that has it"),
        ({"gatsby-config.js": ""}, "the sources of a site of gatsby do not tell its URLs"),
    ],
)
def test_a_site_whose_sources_do_not_tell(
    write: Write, run: Run, files: dict[str, str | bytes], said: str
) -> None:
    write({"newslint.yaml": "", "a.md": "글\n", **files})
    assert run("url") == (2, "", f"newslint: .: {said}\n")


@pytest.mark.parametrize(
    ("files", "path", "why", "link"),
    [
        (
            {"pelicanconf.py": "", "content/a.md": "Title: 부두\nDate: 2026-03-02\n\n글\n"},
            "content/a.md",
            "a slug that Unidecode makes",
            "/budu.html",
        ),
        (
            {
                "_config.yml": "source_dir: source\ntheme: none\n",
                "themes/none/layout/index.ejs": "",
                "source/_posts/a.md": "---\ntitle: a\n---\n",
            },
            "source/_posts/a.md",
            "no date",
            "/2026/03/02/a/",
        ),
        (
            {"config.toml": 'base_url = ""', "content/news/부두.md": "+++\n+++\n"},
            "content/news/부두.md",
            "a slug in another script",
            "/news/budu/",
        ),
    ],
    ids=["pelican", "hexo", "zola"],
)
def test_a_url_that_is_not_known(
    write: Write, run: Run, files: dict[str, str | bytes], path: str, why: str, link: str
) -> None:
    write(files)
    assert f"{path}: URL not known ({why})" in run("url")[1].splitlines()
    led = run("url", "--link", link, path)[1]
    assert led == f"{path}: {link}: undecidable ({path}: {why})\n"
    other = run("url", "--link", f"{link}none/none", path)[1]
    assert why not in other


def test_a_name_cannot_speak_to_the_terminal(write: Write, run: Run) -> None:
    write({**JEKYLL, "\x1b]0;a\x07.xml": "---\n---\n"})
    assert not {"\x1b", "\x07"} & {*run("url")[1]}


def test_told_again_from_the_index(write: Write, run: Run) -> None:
    posts = {
        f"_posts/2026-03-02-{n}.md": f"---\ntitle: 글 {n}\n---\n[b](/news/2026/1/)\n"
        for n in range(60)
    }
    root = write({**JEKYLL, **posts})
    first = run("url")
    assert (root / FOLDER).is_dir()
    assert run("url") == first == run("url", "--no-cache")
    (root / "_config.yml").write_text("permalink: /:title/\n", encoding="utf-8")
    assert "_posts/2026-03-02-7.md: /7/ (permalink of the site)" in run("url")[1].splitlines()
    (root / "_posts/2026-03-02-7.md").write_text("---\npermalink: /seven/\n---\n", encoding="utf-8")
    assert "_posts/2026-03-02-7.md: /seven/ (front matter permalink)" in run("url")[1].splitlines()
