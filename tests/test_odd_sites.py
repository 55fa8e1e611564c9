"""No model of a site stops at a configuration or a front matter that makes no sense."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import product
from typing import Any

import pytest
from program_sites import publication_of

from newslint.site import (
    hexo_urls,
    hugo_urls,
    pelican_urls,
    zola_urls,
)
from newslint.site.published import Entry

NOW = datetime(2026, 11, 25, tzinfo=UTC)
MODELS: dict[str, tuple[Any, str, str]] = {
    "hugo": (
        hugo_urls,
        (
            "baseurl contentdir staticdir languages defaultcontentlanguage permalinks uglyurls"
            " taxonomies disablekinds outputs outputformats mediatypes module theme frontmatter"
            " timezone cascade sitemap ignorefiles disablelanguages"
        ),
        "content/posts/a.md",
    ),
    "hexo": (
        hexo_urls,
        (
            "source_dir permalink permalink_defaults pretty_urls new_post_name root timezone theme"
            " filename_case category_map default_category"
        ),
        "source/_posts/a.md",
    ),
    "pelican": (
        pelican_urls,
        (
            "PATH ARTICLE_PATHS PAGE_PATHS STATIC_PATHS ARTICLE_URL TIMEZONE EXTRA_PATH_METADATA"
            " FILENAME_METADATA SLUG_REGEX_SUBSTITUTIONS DIRECT_TEMPLATES DEFAULT_METADATA COMPUTED"
        ),
        "content/a.md",
    ),
    "zola": (
        zola_urls,
        (
            "base_url default_language languages taxonomies slugify theme feed_filenames"
            " ignored_content"
        ),
        "content/a.md",
    ),
}
ODD: tuple[Any, ...] = (
    None,
    True,
    7,
    0.5,
    "",
    "/",
    "%",
    "[",
    "(",
    ":x",
    "{x",
    [],
    [[]],
    [None],
    {},
    {"x": 1},
    {"mounts": [7]},
)
FIELDS = (
    "title date slug url aliases draft publishDate build cascade tags categories outputs permalink"
    " published category path taxonomies status save_as pagination id render"
).split()


@pytest.mark.parametrize("generator", MODELS)
def test_an_odd_configuration_stops_no_model(generator: str) -> None:
    model, keys, path = MODELS[generator]
    entry = Entry(path, {"title": "A", "date": date(2024, 3, 1)}, has_front_matter=True)
    for key, value in product(keys.split(), ODD):
        publication = model.publish({key: value}, [entry], {path, "static/x.png"}, NOW)
        assert all(isinstance(page.url, str) for page in publication.pages.values())


@pytest.mark.parametrize("generator", MODELS)
def test_odd_front_matter_stops_no_model(generator: str) -> None:
    model, _, path = MODELS[generator]
    for field, value in product(FIELDS, ODD):
        fields = {"title": "A", "date": date(2024, 3, 1), field: value}
        publication = model.publish({}, [Entry(path, fields, has_front_matter=True)], {path}, NOW)
        assert path in publication.pages


DATED = {
    "jekyll": ("_config.yml", b"timezone: Asia/Seoul\n", "_posts/2024-03-01-a.md"),
    "hexo": ("_config.yml", b"timezone: Asia/Seoul\n", "source/_posts/a.md"),
    "hugo": ("hugo.yaml", b"permalinks: {posts: '/:year/:slug/'}\n", "content/posts/a.md"),
    "pelican": ("pelicanconf.py", b"TIMEZONE = 'Asia/Seoul'\n", "content/a.md"),
    "zola": ("config.toml", b"base_url = '/'\n", "content/a.md"),
    "eleventy": ("eleventy.config.js", b"", "a.md"),
    "docusaurus": (
        "docusaurus.config.js",
        b"module.exports = {presets: ['classic']};",
        "blog/a.md",
    ),
    "astro": ("astro.config.mjs", b"export default {};", "src/pages/a.md"),
}
FAR = (
    "0001-01-01",
    "0001-01-01T00:00:00+09:00",
    "'0001-01-01T00:00:00+09:00'",
    "9999-12-31",
    "9999-12-31T23:59:59-09:00",
    "'9999-12-31 23:59:59 -0900'",
)


@pytest.mark.parametrize("date", FAR)
@pytest.mark.parametrize("generator", DATED)
def test_the_ends_of_the_calendar_stop_no_model(generator: str, date: str) -> None:
    name, configuration, post = DATED[generator]
    permalink = "\"/{{ page.date | date: '%Y' }}/\"" if generator == "eleventy" else "/a/"
    text = f"---\ntitle: A\ndate: {date}\npermalink: {permalink}\n---\n".encode()
    assert post in publication_of(generator, {name: configuration, post: text}).pages
