"""Where an Eleventy page goes by its data, its layout and its permalink's template.

What Eleventy 3.1.8 made of each is the URL here; where only a build tells, it is beside the ''.
"""

from __future__ import annotations

import pytest
from program_sites import publication_of

from newslint.site.published import Page, Publication

LAYOUTS = {
    "_includes/placed.njk": "---\npermalink: /placed/{{ page.fileSlug }}/\n---\n",
    "_includes/json.njk": '---json\n{ "permalink": "/json/" }\n---\n',
    "_includes/program.njk": "---js\n{ permalink: '/made/' }\n---\n",
}
READS_YAML = "config.addDataExtension('yaml', (text) => parse(text))"
DRAFTS = "config.addPreprocessor('drafts', '*', (data) => !data.draft)"


def site(statement: str, files: dict[str, str]) -> Publication:
    """Return what is told of a site whose program does one thing."""
    program = f"module.exports = (config) => {{\n  {statement}\n}};\n"
    files = {"eleventy.config.js": program, **LAYOUTS, **files}
    return publication_of("eleventy", {path: text.encode() for path, text in files.items()})


def url_of(page: Page) -> str | None:
    """Return the URL of a page; None where it is not published."""
    return page.url if page.published else None


def post(*lines: str) -> str:
    """Return a post of some front matter."""
    return "\n".join(("---", *lines, "---", "Text.\n"))


@pytest.mark.parametrize(
    ("statement", "text", "url"),
    [
        ("config.addGlobalData('layout', 'placed.njk')", post(), "/placed/pier/"),
        ("config.addGlobalData('layout', () => 'placed.njk')", post(), ""),  # /placed/pier/
        ("config.addLayoutAlias('news', 'placed.njk')", post("layout: news"), "/placed/pier/"),
        ("", post("layout: json"), "/json/"),
        ("", post("layout: program"), ""),  # /made/
        ("", post("eleventyComputed:", "  permalink: /c/"), "/c/"),
        (
            "",
            post("slug: a", "eleventyComputed:", "  slug: b", 'permalink: "{{ slug }}/"'),
            "",
        ),  # /a/
        ("", post("templateEngineOverride: njk", "permalink: /own/"), "/own/"),
        ("", post("templateEngineOverride: njk", 'permalink: "/{{ 1 }}/"'), ""),  # /1/
        ("", post("title: [", "permalink: /own/"), ""),  # no build
        ("", post("draft: true"), "/posts/pier/"),
        (DRAFTS, post("draft: true"), ""),
        (DRAFTS, post(), "/posts/pier/"),
        ("config.ignores.add('posts/pier.md')", post(), None),
        ("if (config.fast) { config.ignores.add('posts/pier.md'); }", post(), "/posts/pier/"),
    ],
)
def test_a_program_and_a_post_place_a_page(statement: str, text: str, url: str | None) -> None:
    told = site(statement, {"posts/pier.md": text})
    assert url_of(told.pages["posts/pier.md"]) == url


@pytest.mark.parametrize(
    ("path", "data", "url"),
    [
        ("posts/posts.json", '{"permalink": "/p/"}', "/p/"),
        ("posts/posts.json", '{"eleventyComputed": {"permalink": "/c/"}}', "/c/"),
        ("posts/posts.json", '["no data"]', "/posts/pier/"),
        ("posts/posts.json", "{ // JSON has no comments\n}", ""),  # no build
        ("posts/posts.yaml", "tags: news\n", "/posts/pier/"),
        ("posts/posts.yaml", "permalink: /y/\n", ""),  # /y/
    ],
)
def test_a_file_of_data_places_a_page(path: str, data: str, url: str) -> None:
    own = post("eleventyComputed:", "  byline: Sea Desk")
    told = site(READS_YAML, {"posts/pier.md": own, path: data})
    assert url_of(told.pages["posts/pier.md"]) == url


DAY = """permalink: "/{{ page.date | date: '%Y/%m/%d' }}/\""""


@pytest.mark.parametrize(
    ("path", "date", "url"),
    [
        ("2024-05-04-pier.md", "''", "/2024/05/04/"),
        ("2024-05-04-pier.md", "2024-05-01", "/2024/05/01/"),
        ("2024-05-04-pier.md", "'2024-05-01'", "/2024/05/01/"),
        ("2024-05-04-pier.md", "2024-05-01 23:30:00", "/2024/05/01/"),
        ("2024-05-04-pier.md", "2024-05-01T01:00:00+09:00", "/2024/04/30/"),
        ("2024-05-04-pier.md", "'2024-05-01T01:00:00+09:00'", "/2024/04/30/"),
        ("2024-05-04-pier.md", "Last Modified", ""),  # the day of the file
        ("2024-13-45-pier.md", "''", ""),  # /Invalid Date/
    ],
)
def test_a_page_is_dated_in_utc(path: str, date: str, url: str) -> None:
    told = site("", {path: post(f"date: {date}", DAY)})
    assert url_of(told.pages[path]) == url


@pytest.mark.parametrize(
    ("engine", "permalink", "url"),
    [
        ("'liquid'", "{{ 'Pier Nine' | downcase }}/", "/pier%20nine/"),
        ("'liquid'", "{{ page.date | date: '' }}/x/", "/x/"),
        ("'liquid'", "{{ page.date | date: '%B' }}/", ""),  # /May/
        ("'liquid'", "{{ page.date | date }}/", ""),  # /Saturday, May 4, 2024 at 12:00 am +0000/
        ("'njk'", "{{ 'Pier' | lower | safe }}/", "/pier/"),
        ("'njk'", "{{ 'Pier&Quay' | safe }}/", ""),  # /Pier&Quay/
        ("false", "{{ page.fileSlug }}/", "/%7B%7B%20page.fileSlug%20%7D%7D/"),
    ],
)
def test_a_permalink_is_filled_as_its_engine_fills_it(
    engine: str, permalink: str, url: str
) -> None:
    statement = f"return {{ markdownTemplateEngine: {engine} }}"
    told = site(statement, {"2024-05-04-pier.md": post(f'permalink: "{permalink}"')})
    assert url_of(told.pages["2024-05-04-pier.md"]) == url


LIST = "exports.render = () => '<ul></ul>';\n"
PLACED = f"exports.data = {{ permalink: '/all/' }};\n{LIST}"
SHOUT = "config.addTemplateFormats('shout'); config.addExtension('shout', { compile })"


@pytest.mark.parametrize(
    ("statement", "path", "text", "url", "cause"),
    [
        ("", "list.11ty.js", LIST, "/list/", "the program list.11ty.js"),
        ("", "list.11ty.js", LIST, "/all/", ""),
        ("", "list.11ty.js", PLACED, "/all/", "the program list.11ty.js"),
        ("config.setTemplateFormats('md')", "list.11ty.js", LIST, "/list/", ""),
        (SHOUT, "in/list.shout", "TEXT", "/in/list/", "the program in/list.shout"),
        (SHOUT, "in/list.shout", "TEXT", "/list/", ""),
    ],
)
def test_a_template_that_is_a_program_may_be_at_its_own_path(
    statement: str, path: str, text: str, url: str, cause: str
) -> None:
    assert site(statement, {path: text}).unknown(url) == cause
