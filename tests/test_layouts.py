"""Layouts that print the title: Jekyll's through their parents, Hugo's by section."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from newslint.site import Settings, Site
from newslint.site.jekyll import read_settings
from newslint.site.layouts import naming_layouts, titled_layouts

FILES: Mapping[str, str] = {
    "_layouts/post.html": '<h1 class="t">\n  {{ page.title | escape }}</h1>{{ content }}',
    "_layouts/plain.html": "<h1>바다소식</h1>{{ content }}",
    "_layouts/child.html": "---\nlayout: post\n---\n{{ content }}",
    "_layouts/wide.v2.html": "<h1>{{ page.title }}</h1>",
    "_layouts/round.html": "---\nlayout: round\n---\n{{ content }}",
    "layouts/_default/single.html": "<h1>{{ .Title }}</h1>",
    "themes/sea/layouts/news/single.html": "<h2>{{ .Title }}</h2>",
    "themes/sea/layouts/_default/single.html": "<p>",
    "themes/sea/layouts/partials/head.html": "<h1>{{ .Title }}</h1>",
}


def names(folder: str) -> set[str]:
    inside = [path[len(folder) + 1 :] for path in FILES if path.startswith(f"{folder}/")]
    return {path.split("/")[0] for path in inside}


def read(path: str) -> bytes | None:
    return FILES[path].encode() if path in FILES else None


def test_jekyll() -> None:
    expected = {"post": True, "plain": False, "child": True, "round": False, "wide.v2": True}
    assert titled_layouts("jekyll", read, names) == expected


def test_hugo() -> None:
    assert titled_layouts("hugo", read, names) == {"_default": True, "news": False}


def test_other_generators_are_not_looked_at() -> None:
    assert titled_layouts("hexo", read, names) == {}


@pytest.mark.parametrize(
    ("generator", "path", "layout", "prints"),
    [
        ("jekyll", "_posts/2026-03-02-a.md", "", True),
        ("jekyll", "_posts/2026-03-02-a.md", "plain", False),
        ("jekyll", "about.md", "", False),
        ("jekyll", "about.md", "post", True),
        ("hugo", "content/blog/a.md", "", True),
        ("hugo", "content/news/a.md", "", False),
        ("plain", "a.md", "post", False),
    ],
)
def test_a_post_s_page(generator: str, path: str, layout: str, prints: bool) -> None:  # noqa: FBT001
    settings = Settings(generator=generator, layout="post" if generator == "jekyll" else "")
    titled = {"jekyll": {"post"}, "hugo": {"_default"}}.get(generator, set())
    site = Site("/", settings, titled=frozenset(titled), untitled=frozenset({"news", "plain"}))
    assert site.prints_title(path, layout) is prints


@pytest.mark.parametrize(
    ("defaults", "layout"),
    [
        ("[{scope: {path: ''}, values: {layout: page}}]", "page"),
        ("[{scope: {path: '', type: posts}, values: {layout: post}}]", "post"),
        ("[{scope: {path: '', type: pages}, values: {layout: page}}]", ""),
        ("[{scope: {path: old}, values: {layout: old}}]", ""),
        ("nonsense", ""),
    ],
)
def test_the_layout_that_defaults_give(defaults: str, layout: str) -> None:
    config = f"defaults: {defaults}\n".encode()
    settings = read_settings({"_config.yml"}, {"_config.yml": config}.get)
    assert settings is not None
    assert settings.layout == layout


@pytest.mark.parametrize(
    ("texts", "naming"),
    [
        ({"_layouts/a.html": '<h2 id="{{ x }}">'}, {"a"}),
        ({"_layouts/a.html": "<H3 class=b id={% if x %}c{% endif %}>"}, {"a"}),
        # A page's own id, and one that begins in letters, are none that anything may come of.
        ({"_layouts/a.html": '<main id="{{ page.id }}"><h2 id="topic-{{ x }}">'}, set()),
        (
            {
                "_layouts/a.html": "{%- include b/c.html x=1 %}",
                "_includes/b/c.html": "<h2 id={{x}}>",
            },
            {"a"},
        ),
        (
            {
                "_layouts/a.html": "---\nlayout: b\n---\n",
                "_layouts/b.html": "---\nlayout: a\n---\n{% include c.html %}",
                "_layouts/d.html": "{% include e.html %}",
                "_includes/c.html": "{% include_cached f.html %}",
                "_includes/e.html": "<h2>",
                "_includes/f.html": "<h2 id='{{ x }}'>",
            },
            {"a", "b"},
        ),
    ],
)
def test_layouts_that_name_headings(texts: Mapping[str, str], naming: set[str]) -> None:
    assert naming_layouts({path: text.encode() for path, text in texts.items()}) == naming
