"""No model of a site stops at a configuration or a front matter that makes no sense."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import product
from typing import Any

import pytest

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
