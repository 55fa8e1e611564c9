"""Every URL of a Jekyll site, told from its sources as Jekyll itself tells it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from jekyll_golden import build, has_jekyll, table, tag_table
from jekyll_reading import published, rows
from jekyll_site import CONFIGURATIONS, FILES, NOW, REFUSED, TAGGED, TAGS

from newslint.site.jekyll_urls import (
    JekyllPublication,
    dates,
    publish,
)
from newslint.site.published import Entry

SITE = {
    path: content if isinstance(content, bytes) else content.encode()
    for path, content in FILES.items()
}
MOMENT = datetime.strptime(NOW, "%Y-%m-%d %H:%M:%S %z")


def model(name: str) -> JekyllPublication:
    zone, config = CONFIGURATIONS[name]
    return published(SITE, config, MOMENT.astimezone(ZoneInfo(zone)))


def compared(rows: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Return the rows of a table; static files have no URL apart from where they are."""
    return {(*row[:2], "" if row[0] == "static" else row[2], row[3]) for row in rows}


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_every_url_is_jekylls(name: str) -> None:
    assert rows(model(name)) ^ compared(table(name)) == set()


@pytest.mark.parametrize("name", TAGGED)
def test_every_tag_leads_where_jekyll_says(name: str) -> None:
    site, said = model(name), tag_table(name)
    wrong = {tag: leads_to(site, tag, said[tag]) for tag in TAGS}
    assert wrong == said


def leads_to(site: JekyllPublication, tag: str, expected: str) -> str:
    """Return the URL that a tag gives; '' where it ends the build."""
    kind, _, argument = tag.partition(" ")
    path = site.post_url(argument) if kind == "post_url" else site.link(argument)
    if path is None:
        return ""
    url = f"/{site.static[path]}" if path in site.static else ""
    url = site.pages[path].url if path in site.pages else url
    return quote(f"{site.base}{url}", safe="/%()&',!~") if url else expected or "a page"


@pytest.mark.parametrize("name", ["date", "seoul", "shown"])
def test_the_tables_are_what_jekyll_says(name: str, tmp_path: Path) -> None:
    if not has_jekyll():
        pytest.skip("no Jekyll 4.3 with jekyll-redirect-from here: the tables stand alone")
    zone, config = CONFIGURATIONS[name]
    tags = TAGS if name in TAGGED else ()
    said, wrong = build(tmp_path, FILES, f"time: {NOW}\n{config}", zone, tags)
    assert wrong == ""
    assert {row for row in said if row[0] != "tag"} ^ table(name) == set()
    assert {row[1]: row[2] for row in said if row[0] == "tag"} == tag_table(name)


@pytest.mark.parametrize("name", REFUSED)
def test_what_ends_the_build_is_not_published(name: str) -> None:
    path, content = REFUSED[name]
    page = published({path: content.encode()}, "", MOMENT).pages[path]
    assert (page.published, page.url) == (False, "")
    assert "the build" in page.why


def entries(*paths: str) -> list[Entry]:
    return [Entry(path, {}, has_front_matter=True) for path in paths]


def test_a_source_folder_moves_the_paths_and_no_url() -> None:
    here = published(SITE, CONFIGURATIONS["pretty"][1], MOMENT)
    below = {f"docs/{path}": data for path, data in SITE.items()} | {"other.md": b"---\n---\n"}
    there = published(below, f"source: ./docs/\n{CONFIGURATIONS['pretty'][1]}", MOMENT)
    assert {f"docs/{path}": page.url for path, page in here.pages.items()} == {
        path: page.url for path, page in there.pages.items()
    }
    assert there.static.keys() == {f"docs/{path}" for path in here.static}


def test_the_destination_is_not_read() -> None:
    pages = entries("public/a.md", "a.md")
    site = publish({"destination": "./public"}, pages, ["public/a.md", "a.md"], MOMENT)
    assert [*site.pages] == ["a.md"]


def test_outputs_are_what_is_written() -> None:
    files = {
        "_posts/2024-03-01-a.md": b"---\nredirect_from: /old\n---\n",
        "_posts/2024-03-02-b.md": b"---\npublished: false\n---\n",
        "b.png": b"",
    }
    site = published(files, "plugins: [jekyll-redirect-from, jekyll-sitemap]", MOMENT)
    assert site.outputs == {
        "2024/03/01/a.html": "_posts/2024-03-01-a.md",
        "old.html": "_posts/2024-03-01-a.md",
        "b.png": "b.png",
        "redirects.json": "",
        "sitemap.xml": "",
        "robots.txt": "",
    }
    assert site.pages["_posts/2024-03-01-a.md"].aliases == ("/old",)


@pytest.mark.parametrize(
    ("config", "path", "why"),
    [
        ({}, "_posts/2024-03-01-a.md", "permalink style date"),
        ({"permalink": "/:title/"}, "_posts/2024-03-01-a.md", "permalink of the site"),
        (
            {"collections": {"posts": {"permalink": "/x/:title"}}},
            "_posts/2024-03-01-a.md",
            "permalink of the collection posts",
        ),
        ({}, "_posts/a.md", "no date in the file's name"),
        ({}, "_posts/2027-03-01-a.md", "future date"),
        ({}, "_drafts/a.md", "draft"),
        ({"collections": ["x"]}, "_x/a.md", "the collection x has no output"),
        ({"collections": {"x": {"output": True}}}, "_x/a.md", "path in the collection x"),
        ({}, "a.md", "page"),
        (
            {"defaults": [{"scope": {}, "values": {"permalink": "/x/"}}]},
            "a.md",
            "default permalink",
        ),
    ],
)
def test_why(config: dict[str, object], path: str, why: str) -> None:
    assert publish(config, entries(path), [path], MOMENT).pages[path].why == why


@pytest.mark.parametrize(
    ("config", "files", "url", "cause"),
    [
        ({}, [], "/x/", ""),
        ({"plugins": ["jekyll-seo-tag", "jekyll-feed"]}, [], "/x/", ""),
        ({"plugins": ["jekyll-tagging"]}, [], "/x/", "plugin jekyll-tagging"),
        ({"theme": "minima"}, [], "/x/", ""),
        ({"theme": "minima"}, [], "/assets/main.css", "theme minima"),
        ({"theme": "minima"}, ["minima.gemspec"], "/assets/main.css", ""),
        ({"theme": "unheard-of"}, [], "/x/", "plugins of the theme unheard-of"),
        ({"theme": None}, [], "/x/", ""),
        ({"remote_theme": "pages-themes/cayman@v0.2.0"}, [], "/x/", ""),
        ({"remote_theme": "someone/own"}, [], "/x/", "plugins of the theme own"),
        ({}, ["_plugins/tags.rb"], "/x/", "_plugins/tags.rb"),
        ({"plugins_dir": "lib"}, ["_plugins/tags.rb"], "/x/", ""),
        ({"plugins": ["github-pages"]}, ["a.md"], "/a.html", "plugin jekyll-optional-front-matter"),
        ({"plugins": ["github-pages"]}, ["a.md"], "/docs/", "plugin jekyll-readme-index"),
        ({"plugins": ["github-pages"]}, ["a.md"], "/b.html", ""),
    ],
)
def test_unknown(config: dict[str, object], files: list[str], url: str, cause: str) -> None:
    assert publish(config, [], files, MOMENT).unknown(url) == cause


def test_a_redirect_may_come_by_the_gemfile() -> None:
    page = Entry("a.md", {"redirect_from": "/old/"}, has_front_matter=True)
    site = publish({}, [page], ["a.md"], MOMENT)
    assert site.pages["a.md"].aliases == ()
    assert site.unknown("/old/") == "redirect_from, without plugin jekyll-redirect-from"


def test_without_time_zones_no_url_is_certain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dates, "_named_zone", lambda _: None)
    assert publish({}, [], [], MOMENT).unknown("/x/") == ""
    site = publish({"timezone": "Asia/Seoul"}, [], [], MOMENT)
    assert site.unknown("/x/") == "time zone Asia/Seoul, unknown on this machine"


@pytest.mark.parametrize(
    "matter",
    [
        "date: 0001-01-01 00:00:00",
        "date: 9999-12-31 23:59:59 -0900",
        "date: 2024-03-01 10:00:00 +9900",
        f"date: '{'9' * 5000}:10'",
        f"date: {'9' * 200}",
        f"categories: [0x{'f' * 9000}]",
        "categories: &a [*a]",
        "permalink: {a: b}",
        "permalink: /:nope_:/",
        "permalink: '::: :/ :title:title_:'",
        "slug: [a]",
        "tags: {a: [b]}",
        "redirect_from: {a: b}",
        "redirect_from: [[/a], 1, ~, '']",
        "published: []",
    ],
)
def test_nothing_in_front_matter_stops_the_rest(matter: str) -> None:
    files = {"_posts/2024-03-01-a.md": f"---\n{matter}\n---\n".encode()}
    files |= {"b.md": files["_posts/2024-03-01-a.md"], "c.md": b"---\n---\n"}
    config = "plugins: [jekyll-redirect-from, jekyll-archives]\njekyll-archives: {enabled: all}\n"
    site = published(files, f"timezone: America/Los_Angeles\n{config}", MOMENT)
    assert site.pages.keys() == files.keys()
    assert site.pages["c.md"].url == "/c.html"


@pytest.mark.parametrize(
    "config",
    [
        "timezone: XYZ+99\n",
        "timezone: /etc/passwd\n",
        "timezone: [a]\n",
        "time: never\n",
        "permalink: [a]\n",
        "permalink: /:nope/\n",
        "exclude: '[z-a'\ninclude: {a: b}\n",
        "collections: a\n",
        "collections: {a: [b], posts: c, '!': {output: 1}}\n",
        "defaults: {a: b}\n",
        "defaults: [a, {values: b}, {scope: a, values: {a: b}}]\n",
        "defaults: [{scope: {path: '[z-a]*', type: [a]}, values: {permalink: 1, date: x}}]\n",
        "plugins: jekyll-feed\nfeed: [a]\n",
        "plugins: [jekyll-feed]\nfeed: {collections: {posts: [a], b: c}, path: 1, tags: 2}\n",
        "plugins: [jekyll-archives]\njekyll-archives: {enabled: all, permalinks: {tag: 1}}\n",
        "plugins: [jekyll-paginate]\npaginate: a\npaginate_path: 1\n",
        "markdown_ext: 1\ncollections_dir: [a]\nsource: 1\nlimit_posts: a\nsass: a\ntheme: [a]\n",
    ],
)
def test_no_configuration_stops_it(config: str) -> None:
    files = {"_posts/2024-03-01-a.md": b"---\ntags: a\n---\n", "b.md": b"---\n---\n"}
    assert published(files, config, MOMENT).pages.keys() == files.keys()


def test_a_name_need_not_be_utf_8() -> None:
    path = b"caf\xe9.md".decode(errors="surrogateescape")
    assert publish({}, entries(path), [path], MOMENT).pages[path].url == "/caf%E9.html"


@pytest.mark.parametrize(
    ("config", "path", "output"),
    [
        ({"plugins": ["jekyll-coffeescript"]}, "js/a.coffee", "js/a.js"),
        ({}, "js/a.coffee", "js/a.coffee"),
        ({}, "js/a.SCSS", "js/a.css"),
        ({}, "a.md.", None),
    ],
)
def test_a_page_is_converted(config: dict[str, object], path: str, output: str | None) -> None:
    page = publish(config, entries(path), [path], MOMENT).pages.get(path)
    assert (page.output if page else None) == output


def test_the_page_of_a_plugin_may_end_the_build() -> None:
    config = "plugins: [jekyll-feed]\ndefaults: [{scope: {path: ''}, values: {permalink: 1}}]\n"
    (feed,) = published({}, config, MOMENT).generated
    assert (feed.published, feed.why) == (False, "permalink is no text: the build ends")


def test_without_posts_no_tag_names_one() -> None:
    assert published({}, "", MOMENT).post_url("2024-03-01-a") is None
