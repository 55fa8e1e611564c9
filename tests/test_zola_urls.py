"""What a Zola site publishes, after its documentation: Zola itself cannot be installed by pip."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from newslint.site.published import Entry
from newslint.site.zola_urls import publish, slugified

NOW = datetime(2026, 11, 25, tzinfo=UTC)
CONFIGURATION = {
    "base_url": "https://paper.example/gazette/",
    "default_language": "en",
    "languages": {"ko": {}},
    "taxonomies": [{"name": "tags"}],
    "generate_feeds": True,
}


@pytest.mark.parametrize(
    ("path", "fields", "url"),
    [
        ("content/_index.md", {}, "/"),
        ("content/_index.ko.md", {}, "/ko/"),
        ("content/about.md", {}, "/about/"),
        ("content/about.ko.md", {}, "/ko/about/"),
        ("content/posts/_index.md", {}, "/posts/"),
        ("content/posts/A Ferry!.md", {}, "/posts/a-ferry/"),
        ("content/posts/2024-03-01-dated.md", {}, "/posts/dated/"),
        ("content/posts/2024-03-01_dated.md", {}, "/posts/dated/"),
        ("content/posts/2024-03-01T10:00:00Z-dated.md", {}, "/posts/dated/"),
        ("content/posts/2024-13-01-odd.md", {}, "/posts/2024-13-01-odd/"),
        ("content/posts/x.md", {"slug": "Own Slug"}, "/posts/own-slug/"),
        ("content/posts/x.md", {"path": "press/First"}, "/press/First/"),
        ("content/posts/x.md", {"path": "/press/first"}, "/press/first/"),
        ("content/posts/bundle/index.md", {}, "/posts/bundle/"),
        ("content/posts/bundle/index.ko.md", {}, "/ko/posts/bundle/"),
        ("content/My Posts/café.md", {}, "/My%20Posts/cafe/"),
        ("content/index.md", {}, "/"),
        ("content/index.ko.md", {}, "/ko/"),
        ("content/posts/x.en.md", {}, "/posts/x-en/"),
        ("content/posts/부두.md", {}, ""),  # of Zola's table of letters
        ("content/posts/부두.ko.md", {"draft": True}, None),
        ("content/posts/x.md", {"draft": True}, None),
        ("content/posts/x.md", {"render": False}, None),
    ],
)
def test_a_source_goes_to_its_url(path: str, fields: Mapping[str, Any], url: str | None) -> None:
    entry = Entry(path, fields, has_front_matter=True)
    page = publish(CONFIGURATION, [entry], {path}, NOW).pages[path]
    assert (page.url if page.published else None) == url


def test_what_no_source_is_behind_is_there_too() -> None:
    entries = [
        Entry("content/posts/_index.md", {"paginate_by": 5}, has_front_matter=True),
        Entry(
            "content/posts/bundle/index.md",
            {"taxonomies": {"tags": ["Harbour Master"]}, "aliases": ["old", "/x.html"]},
            has_front_matter=True,
        ),
    ]
    files = {entry.path for entry in entries} | {
        "content/posts/cover.png",
        "content/posts/bundle/in/map.svg",
        "static/CNAME",
    }
    publication = publish(CONFIGURATION, entries, files, NOW)
    assert publication.base == "/gazette"
    assert publication.pages["content/posts/bundle/index.md"].aliases == ("/old/", "/x.html")
    assert publication.static == {
        "content/posts/cover.png": "posts/cover.png",
        "content/posts/bundle/in/map.svg": "posts/bundle/in/map.svg",
        "static/CNAME": "CNAME",
    }
    assert sorted(page.output for page in publication.pages.values()) == [
        "404.html",
        "atom.xml",
        "index.html",
        "posts/bundle/index.html",
        "posts/index.html",
        "robots.txt",
        "sitemap.xml",
        "tags/harbour-master/index.html",
        "tags/index.html",
    ]
    assert "/posts/page/**" in [unknown.pattern for unknown in publication.open_ended]


@pytest.mark.parametrize(
    ("name", "strategy", "slug"),
    [
        ("핵심 광물", "on", None),
        ("핵심: 광물. ", "safe", "핵심 광물"),
        ("핵심: 광물", "off", "핵심: 광물"),
        ("C++ & C#", "on", "c-c"),
    ],
)
def test_slugs_are_made_as_the_configuration_asks(
    name: str, strategy: str, slug: str | None
) -> None:
    assert slugified(name, strategy) == slug


@pytest.mark.parametrize(
    ("settings", "outputs"),
    [
        ({}, "404.html index.html press/index.html press/map.svg robots.txt sitemap.xml"),
        (
            {"generate_sitemap": False, "generate_robots_txt": False, "ignored_content": ["*.svg"]},
            "404.html index.html press/index.html",
        ),
        (
            {"compile_sass": True, "generate_robots_txt": False, "ignored_content": ["*.svg"]},
            "404.html in/page.css index.html press/index.html site.css sitemap.xml",
        ),
    ],
)
def test_a_site_has_what_its_configuration_asks_for(settings: dict[str, Any], outputs: str) -> None:
    entry = Entry("content/press/index.md", {}, has_front_matter=True)
    files = {entry.path, "content/press/map.svg", "sass/site.scss", "sass/in/page.sass"}
    files |= {"sass/_part.scss", "sass/README.md"}
    assert sorted(publish(settings, [entry], files, NOW).outputs) == outputs.split()


@pytest.mark.parametrize(
    ("taxonomy", "made"),
    [
        ({"name": "tags"}, ["tags/index.html", "tags/pier/index.html"]),
        ({"name": "tags", "render": False}, []),
        ("tags", []),
        ({"name": "갈래"}, []),
    ],
)
def test_terms_have_pages_whose_names_are_known(taxonomy: object, made: list[str]) -> None:
    fields = {"taxonomies": {"tags": ["Pier"], "갈래": ["부두"]}}
    entry = Entry("content/a.md", fields, has_front_matter=True)
    outputs = publish({"taxonomies": [taxonomy]}, [entry], {entry.path}, NOW).outputs
    assert sorted(path for path in outputs if path.startswith("tags")) == made


@pytest.mark.parametrize(
    ("settings", "pattern"),
    [
        ({"build_search_index": True}, "/elasticlunr.min.js"),
        ({"theme": "sea"}, "/**"),
        ({"taxonomies": [{"name": "갈래"}]}, "/**/갈래/**"),
    ],
)
def test_what_zola_may_publish_besides(settings: dict[str, Any], pattern: str) -> None:
    def told(configuration: dict[str, Any]) -> list[str]:
        return [row.pattern for row in publish(configuration, [], set(), NOW).open_ended]

    assert pattern in told(settings)
    assert pattern not in told({})
