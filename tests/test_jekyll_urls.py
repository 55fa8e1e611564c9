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
    gems,
    may_publish,
    publish,
)
from newslint.site.jekyll_urls.matter import is_named
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
    ("text", "found"),
    [
        ("group :jekyll_plugins do\n  gem 'a'\n  # gem 'b'\n  gem(\"c\", '~> 1')\nend\n", "a c"),
        ("gem 'a'\ngroup :test do\n  gem 'b'\nend\n", ""),
        ("gem 'github-pages', group: :jekyll_plugins\n", "github-pages"),
        ("gem 'a', '~> 1', :group => [:jekyll_plugins]\n", "a"),
        ("spec.add_runtime_dependency 'a', '~> 1'\nspec.add_development_dependency 'b'\n", "a"),
    ],
)
def test_gems(text: str, found: str) -> None:
    assert gems(text) == tuple(found.split())


@pytest.mark.parametrize(
    ("ruby", "publishes"),
    [
        ("module A\n  def upper(text)\n    text.upcase\n  end\nend\n", False),
        ("Liquid::Template.register_filter(A)\n", False),
        (
            "Jekyll::Hooks.register :posts, :post_init do |post|\n  post.data['seen'] = 1\nend",
            False,
        ),
        ("# a Generator once\n", False),
        ("class Tags < Jekyll::Generator\nend\n", True),
        ("site.pages << Jekyll::PageWithoutAFile.new(site, '', '', 'a')\n", True),
        ("File.write(File.join(site.dest, 'a'), 'b')\n", True),
        ("post.data['slug'] = 'a'\n", True),
        ("page.data[:permalink] = '/a/'\n", True),
    ],
)
def test_may_publish(ruby: str, *, publishes: bool) -> None:
    assert may_publish(ruby) is publishes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What Ruby 3.1's Time.parse makes of it in Seoul.
        ("2024-03-01", "2024-03-01 00:00:00"),
        ("2024-03-01T23:00:00.123+09:00", "2024-03-01 23:00:00"),
        ("2024-03-01 23:00 KST", "2024-03-01 23:00:00"),
        ("2024-03-01 23:00:00 UTC", "2024-03-02 08:00:00"),
        ("2024-03-01 23:00:00 PDT", "2024-03-02 15:00:00"),
        ("2024-03-01 23:00:00 +9", "2024-03-01 23:00:00"),
        ("2024-03-01 23:00:00 Asia/Seoul", "2024-03-01 23:00:00"),
        ("2024. 3. 1.", "2024-03-01 00:00:00"),
        ("2024.3.1 9:00", "2024-03-01 09:00:00"),
        ("03/01/2024", "2024-01-03 00:00:00"),
        ("3/1/24", "2003-01-24 00:00:00"),
        ("March 1st, 2024 3pm", "2024-03-01 15:00:00"),
        ("March 2024", "2024-03-01 00:00:00"),
        ("Fri Mar  1 12:00:00 2024", "2024-03-01 12:00:00"),
        ("240301", "2024-03-01 00:00:00"),
        ("20240301123000", "2024-03-01 12:30:00"),
        ("'24-03-01", "2024-03-01 00:00:00"),
        ("99-1-2", "1999-01-02 00:00:00"),
        ("2024-060", "2024-02-29 00:00:00"),
        ("24-060", "2024-02-29 00:00:00"),
        ("2024060", "2024-02-29 00:00:00"),
        ("2024-03-01 25:10 -0500", "2024-03-02 15:10:00"),
        ("2024-04-31 20:00 -0500", "2024-05-01 10:00:00"),
        ("2024-02-30", "2024-03-01 00:00:00"),
        ("2024-03-01 24:00:00", "2024-03-02 00:00:00"),
        ("2024-03-01 12:00 am", "2024-03-01 00:00:00"),
        ("2024-03-01 10h30", "2024-03-01 10:30:00"),
        ("01-Mar-2024", "2024-03-01 00:00:00"),
        ("31 Dec 99", "1999-12-31 00:00:00"),
        ("12:30", "2026-11-20 12:30:00"),
        ("2024/03", "2024-03-01 00:00:00"),
        ("3/2024/5", "2024-05-03 00:00:00"),
        ("2024 Mar 3rd", "2024-03-03 00:00:00"),
        ("2024-01-01 05:00:00 +0900", "2024-01-01 05:00:00"),
        ("2024-03-01 05:00:00 +0900", "2024-03-01 05:00:00"),
        ("2024-366", "2024-12-31 00:00:00"),
        ("2023-366", "refused"),
        ("2024-13-01", "refused"),
        ("2024-1-32", "refused"),
        ("2024-03-01 23:60", "refused"),
        ("2024-03-01 24:00:01", "refused"),
        ("2024", "refused"),
        ("yesterday", "refused"),
        ("", "refused"),
    ],
)
def test_dates_as_ruby_reads_them(text: str, expected: str) -> None:
    now = MOMENT.astimezone(ZoneInfo("Asia/Seoul"))
    try:
        found = dates.instant(text, now).strftime("%Y-%m-%d %H:%M:%S")
    except dates.DateError:
        found = "refused"
    assert found == expected


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
    ("path", "named"),
    [("a.md", True), ("b/a.md", True), ("b.c/a", True), ("a", False), ("a/" * 60 + "a", False)],
)
def test_a_draft_s_name_has_an_extension(path: str, *, named: bool) -> None:
    assert is_named(path) == named
