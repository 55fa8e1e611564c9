"""What settles where links lead: the site's own word, a list, the built site; and what is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from newslint.publishing import Sources
from newslint.site import Settings, Site
from newslint.site.links import Way

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]

CONFIG = (
    "url: https://haedam.example\nplugins: [jekyll-archives]\njekyll-archives: {enabled: all}\n"
)
POST = """\
---
title: 부두
tags: [부두]
---
[태그](/tag/%EB%B6%80%EB%91%90/), [없는 태그](/tag/none/), [옛 글](/archive/1998/), [게시판](/board/12)
[{{ page.title }}]({{ page.next.url }})
"""


@pytest.fixture
def site(write: Write) -> Path:
    return write({"_config.yml": CONFIG, "_posts/2026-03-02-pier.md": POST, "newslint.yaml": ""})


def broken(run: Run, *args: str) -> list[str]:
    """Return the links that are said to lead to nothing."""
    _, out, _ = run("check", "--select", "broken-link", "--output-format", "json", *args)
    rows = [row for file in json.loads(out)["files"] for row in file["findings"]]
    return [row["message"].split("`")[1] for row in rows]


def test_the_sources_alone(site: Path, run: Run) -> None:
    assert broken(run) == ["/tag/none/", "/archive/1998/", "/board/12"]


def test_what_lies_outside_of_the_generators_folder_is_not_published(
    write: Write, run: Run
) -> None:
    """The site's root is above it: posts there are linted, and are at no URL."""
    notes = "---\ntitle: 메모\npermalink: /tag/none/\n---\n메모다.\n"
    write(
        {
            "newslint.yaml": "",
            "site/_config.yml": CONFIG,
            "site/_posts/2026-03-02-pier.md": POST,
            "notes/_posts/2026-03-02-memo.md": notes,
        }
    )
    assert broken(run) == ["/tag/none/", "/archive/1998/", "/board/12"]


@pytest.mark.parametrize(
    ("urls", "left"),
    [
        ("[/archive/**]", ["/board/12"]),
        ("[/archive/*/, /board/*]", []),
        ("[sitemap.xml]", ["/board/12"]),
        ("[lists/urls.txt]", ["/archive/1998/"]),
        ("[none.txt]", ["/archive/1998/", "/board/12"]),
    ],
)
def test_what_the_site_has_besides(
    site: Path, run: Run, write: Write, urls: str, left: list[str]
) -> None:
    write(
        {
            "newslint.yaml": f"site: {{urls: {urls}}}\n",
            "sitemap.xml": "<urlset><url><loc>https://haedam.example/archive/1998/</loc></url></urlset>",
            "lists/urls.txt": "/board/11\n/board/12\n",
        }
    )
    assert broken(run) == ["/tag/none/", *left]


def test_a_list_that_is_not_there_is_told(site: Path, run: Run, write: Write) -> None:
    write({"newslint.yaml": "site: {urls: [none.txt]}\n"})
    assert "none.txt: cannot be read; mend `urls`" in run("check")[2]


@pytest.mark.parametrize("urls", ["[/news/archive/**]", "[/archive/**]", "[sitemap.xml]"])
def test_what_a_site_below_a_path_has_besides(
    site: Path, run: Run, write: Write, urls: str
) -> None:
    write(
        {
            "_config.yml": "url: https://haedam.example\nbaseurl: /news\n",
            "newslint.yaml": f"site: {{urls: {urls}}}\n",
            "sitemap.xml": "<loc>https://haedam.example/news/archive/1998/</loc>",
            "_posts/2026-03-02-pier.md": "---\ntitle: 부두\n---\n[a](/news/archive/1998/) [b](/news/x)\n",
        }
    )
    assert broken(run) == ["/news/x"]


def test_the_built_site_settles_all(site: Path, run: Run, write: Write) -> None:
    write({"built/tag/부두/index.html": "", "built/board/12.html": ""})
    assert broken(run, "--site-dir", "built") == ["/tag/none/", "/archive/1998/"]


def test_front_matter_of_what_is_no_post_is_read_as_the_generator_reads_it(
    run: Run, write: Write
) -> None:
    write(
        {
            "hugo.toml": 'baseURL = "https://haedam.example/"\n',
            "content/news/pier.adoc": "+++\ntitle = '부두'\nurl = '/board/'\n+++\n글\n",
            "content/news/light.md": "+++\ntitle = '등대'\n+++\n[글](/board/) [글](/news/pier/)\n",
        }
    )
    assert broken(run) == ["/news/pier/"]


def test_why_links_could_not_be_judged(site: Path, run: Run) -> None:
    _, out, _ = run("check", "-v", "--select", "broken-link")
    assert out.splitlines()[-2:] == [
        "1 post: 3 errors; 5 internal links checked, 3 broken, 1 not decidable",
        "      1  not decidable: a template makes it",
    ]
    assert "not decidable: " not in run("check", "--select", "broken-link")[1]


@pytest.mark.parametrize(
    ("file", "verdict"),
    [
        ("_plugins/upcase.rb", True),
        ("_plugins/pages.rb", False),
    ],
)
def test_a_plugin_that_publishes_nothing(
    site: Path, run: Run, write: Write, file: str, verdict: object
) -> None:
    write(
        {
            "_plugins/upcase.rb": "module Upcase\n  def upcase(text)\n    text.upcase\n  end\nend\n",
        }
        if verdict
        else {file: "class Pages < Jekyll::Generator\n  def generate(site)\n  end\nend\n"}
    )
    assert ("/board/12" in broken(run)) == verdict


class Files:
    """Gives the bytes of a site's files from memory."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files

    def read(self, path: str) -> bytes | None:
        name = path.removeprefix("/site/")
        return self.files[name].encode() if name in self.files else None

    def read_begun(self, path: str, marks: tuple[bytes, ...]) -> bytes | None:
        raw = self.read(path)
        return raw if raw is not None and raw.startswith(marks) else None


LAID_OUT = {
    "_config.yml": f"{CONFIG}baseurl: /news\n",
    "_layouts/post.html": '<nav id="menu"></nav><h2 id="{{ x }}"></h2>',
    "_redirects": "/old/* /new/\n",
    "list.txt": "/news/shop/\n",
    "feed.xml": "---\npermalink: /feed/\n---\n",
}


def test_what_links_are_judged_by_can_be_sent() -> None:
    settings = Settings(generator="jekyll")
    site = Site("/site", settings, hosts=frozenset({"haedam.example"}))
    sources = Sources(
        site, Files(LAID_OUT), {}, LAID_OUT, date(2026, 3, 2), urls=("/a/*", "file:/site/list.txt")
    )
    told, links = sources.links_told(), sources.links()
    assert told is not None
    assert links is not None
    for found in (links, told.links(site, list(LAID_OUT))):
        assert found.published == told.published
        assert found.hosts == site.hosts
        assert found.listed == frozenset({"/news/shop/"})
        assert [row.pattern for row in found.known] == ["/a/[^/]*"]
        assert [bool(row.fullmatch("/old/a")) for row in found.redirects] == [True]
        assert ([*found.layout_ids()], [*found.naming_layouts()]) == (["menu"], ["post"])
        assert (found.built, found.is_exact) == (None, True)
        assert (found.has_own_layouts, found.adds_base) == (True, False)
        assert found.expanded("feed.xml", "{{ '/a' | relative_url }}").target == "/news/a"
    assert told.published.pages["feed.xml"].url == "/feed/"
    assert {*told.texts} == {"_config.yml", "_redirects"}


def test_links_that_a_generator_follows_from_file_to_file() -> None:
    files = {"docusaurus.config.js": DOCUSAURUS, "docs/a.md": "", "docs/02-b.md": ""}
    site = Site("/site", Settings(generator="docusaurus"))
    links = Sources(site, Files(files), {}, files, date(2026, 3, 2)).links()
    assert links is not None
    assert links.way("docs/a.md", "02-b.md") == Way("exists", "docs/02-b.md")
    assert links.adds_base is False


DOCUSAURUS = "export default { presets: [['classic', { docs: {}, blog: false }]] };\n"


def test_front_matter_that_cannot_be_read_is_told() -> None:
    files = {"hugo.toml": "", "content/a.adoc": "---\ntitle: [글] 부두\n---\n"}
    site = Site("/site", Settings(generator="hugo"))
    links = Sources(site, Files(files), {}, files, date(2026, 3, 2)).links()
    assert links is not None
    page = links.published.pages["content/a.adoc"]
    assert page.why == "front matter cannot be read: Hugo stops"


def test_redirects_of_the_host(site: Path, run: Run, write: Write) -> None:
    write({"_redirects": "/board/* https://board.example/:splat 301\n"})
    assert broken(run) == ["/tag/none/", "/archive/1998/"]
