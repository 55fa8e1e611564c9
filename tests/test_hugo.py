"""What decides on the pages of a Hugo site: layouts, globs, dates, releases, aliases."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from newslint.site.generators import published
from newslint.site.hugo_release import release_of
from newslint.site.hugo_urls import (
    CURRENT,
    OLD,
    alias_at,
    of_other_releases,
    publish,
)
from newslint.site.hugo_urls.dates import dates_of
from newslint.site.hugo_urls.globs import matches
from newslint.site.published import Entry

NOW = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.mark.parametrize(
    ("layout", "old", "new"),
    [
        ("_default/single.html", "page", "page"),
        ("_default/list.html", "home section taxonomy term", "home section taxonomy term"),
        ("index.html", "home", "home"),
        ("_default/section.html", "section", "section"),
        ("_default/terms.html", "taxonomy", "taxonomy"),
        ("_default/term.html", "term", "term"),
        ("_default/taxonomy.html", "taxonomy term", "taxonomy term"),
        ("section/posts.html", "section", "section"),
        ("page.html", "", "page"),
        ("all.html", "", "home page section taxonomy term"),
        ("partials/list.html", "", ""),
    ],
)
def test_what_no_layout_is_there_for_is_not_written(layout: str, old: str, new: str) -> None:
    entry = Entry("content/posts/a.md", {"title": "A", "tags": ["x"]}, has_front_matter=True)
    # A layout for nothing makes known that these are all there are.
    files = [entry.path, f"layouts/{layout}", "layouts/404.html"]
    kinds = {
        "index.html": "home",
        "posts/index.html": "section",
        "posts/a/index.html": "page",
        "tags/index.html": "taxonomy",
        "tags/x/index.html": "term",
    }
    for behaviour, wanted in ((OLD, old), (CURRENT, new)):
        publication = publish({}, [entry], files, NOW, behaviour)
        written = {page.output for page in publication.pages.values() if page.published}
        assert sorted(kinds[output] for output in written & kinds.keys()) == wanted.split()


@pytest.mark.parametrize(
    ("pattern", "text", "means"),
    [
        ("", "news/a.md", True),
        ("news/*.md", "news/a.md", True),
        ("news/*.md", "news/b/a.md", False),
        ("**.md", "news/b/a.md", True),
        ("news/?.{md,html}", "news/a.html", True),
        ("news/?.{md,html}", "news/a.txt", False),
        ("a,b", "a,b", True),
        ("[a-c].md", "b.md", True),
        ("[!a-c].md", "b.md", False),
        ("[!a-c].md", "d.md", True),
        ("[z-a].md", "[z-a].md", True),
        ("\\*.md", "*.md", True),
        ("\\*.md", "a.md", False),
    ],
)
def test_globs(pattern: str, text: str, means: bool) -> None:  # noqa: FBT001 - a column of the table
    assert matches(pattern, text) is means


@pytest.mark.parametrize(
    ("fields", "configured", "day"),
    [
        ({"date": "2026-03-02"}, {}, "2026-03-02"),
        ({"date": date(2026, 3, 2)}, {}, "2026-03-02"),
        ({"date": 1772409600}, {}, "2026-03-02"),
        ({"date": "soon", "publishdate": "2026-03-03"}, {}, "2026-03-03"),
        ({"date": 10**20, "pubdate": "2026-03-04"}, {}, "2026-03-04"),
        ({"date": True, "modified": "2026-03-05"}, {}, "2026-03-05"),
        ({"date": "2026-03-02", "told": "2026-03-06"}, {"date": "told"}, "2026-03-06"),
        ({"date": "2026-03-02"}, {"date": ["told", ":default"]}, "2026-03-02"),
        ({"date": "2026-03-02"}, {"date": 3}, "2026-03-02"),
        ({}, {"date": [":filename"]}, "2026-03-07"),
    ],
)
def test_the_date_of_a_page(fields: dict[str, Any], configured: dict[str, Any], day: str) -> None:
    assert dates_of(fields, "2026-03-07-pier", configured, UTC).date.date().isoformat() == day


@pytest.mark.parametrize(
    ("path", "text", "release"),
    [
        ("netlify.toml", '[build.environment]\nHUGO_VERSION = "0.120.4"\n', "0.120.4"),
        (".github/workflows/pages.yml", "env:\n  HUGO_VERSION: 0.128.0\n", "0.128.0"),
        (".github/workflows/pages.yml", "with:\n  hugo-version: '0.121.0'\n", "0.121.0"),
        (".github/workflows/pages.yml", "with:\n  hugo-version: 'latest'\n", None),
        (".tool-versions", "nodejs 20.1.0\nhugo extended_0.139.0\n", "0.139"),
        ("README.md", "HUGO_VERSION = 0.1\n", None),
    ],
)
def test_a_site_may_say_its_release(path: str, text: str, release: str | None) -> None:
    assert release_of(lambda _: text.encode(), {path}) == release


def test_what_other_releases_publish_is_unknown() -> None:
    entries = [
        Entry("content/docs/_index.md", {"slug": "handbook"}, has_front_matter=True),
        Entry("content/docs/a.md", {}, has_front_matter=True),
    ]
    files = [entry.path for entry in entries]
    publication = publish({"disablekinds": ["taxonomy", "term"]}, entries, files, NOW)
    assert [page.url for page in publication.pages.values() if page.path] == [
        "/handbook/",
        "/handbook/a/",
    ]
    others = of_other_releases(
        publication, {"disablekinds": ["taxonomy", "term"]}, entries, files, NOW
    )
    assert sorted(unknown.pattern for unknown in others) == [
        "/docs/",
        "/docs/a/",
        "/docs/index.xml",
    ]


@pytest.mark.parametrize(
    ("configuration", "release", "url", "alias"),
    [
        ({}, None, "/old/", "/old/"),
        ({"disablealiases": True}, None, "/old/", None),
        # Since 0.123 an alias has its language put before it.
        ({"languages": {"en": {}, "ko": {}}}, "0.111", "/ko/old/", "/ko/old/"),
        ({"languages": {"en": {}, "ko": {}}}, "0.168", "/ko/old/", "/old/"),
        ({"languages": {"en": {}, "ko": {}}}, None, "/ko/old/", None),
    ],
)
def test_an_alias_that_leads_from_a_url(
    configuration: dict[str, Any], release: str | None, url: str, alias: str | None
) -> None:
    assert alias_at(configuration, release, url) == alias


@pytest.mark.parametrize(
    ("path", "url", "cause"),
    [
        ("content/books/_content.gotmpl", "/books/any/", "content adapter"),
        ("content/books/_content.gotmpl", "/films/any/", ""),
        ("content/_content.gotmpl", "/films/any/", "content adapter"),
        ("content/books/content.gotmpl", "/books/any/", ""),
    ],
)
def test_a_content_adapter_makes_pages_below_it(path: str, url: str, cause: str) -> None:
    publication = published("hugo", lambda _: None, [], [path], NOW)
    assert publication is not None
    assert publication.unknown(url) == (cause and f"{cause} {path}")


def test_front_matter_that_cannot_be_read_ends_the_build() -> None:
    entry = Entry("content/posts/a.md", {}, has_front_matter=True, readable=False)
    publication = publish({}, [entry], [entry.path], NOW)
    assert publication.pages[entry.path].why == "front matter cannot be read: Hugo stops"
