"""What each generator makes of a site: asked by the generator's name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from newslint.site.generators import (
    adds_base,
    decides,
    expander,
    has_front_matter,
    kind_of,
    marks_of,
    moment_of,
    pattern_of,
    published,
    redirecter,
)
from newslint.site.globs import glob_pattern, is_glob
from newslint.site.hugo_release import release_of
from newslint.site.jekyll_tags import JekyllPublication
from newslint.site.links import Expanded, Redirect
from newslint.site.published import Entry, Publication

GENERATORS = "jekyll hugo hexo pelican zola eleventy docusaurus astro".split()
NOW = moment_of(date(2026, 3, 2))
Files = Mapping[str, str]


def reader(files: Files):  # type: ignore[no-untyped-def]  # a function of a path
    return lambda path: files[path].encode() if path in files else None


def test_a_day_is_taken_to_its_end() -> None:
    assert datetime(2026, 3, 2, 23, 59, 59, tzinfo=UTC) == NOW


@pytest.mark.parametrize(
    ("form", "generators"),
    [
        ("yaml", "jekyll hugo hexo pelican zola eleventy docusaurus astro"),
        ("toml", "hugo zola astro"),
        ("json", "hugo hexo eleventy"),
        ("headers", "hexo pelican"),
        ("html", "pelican"),
        ("", ""),
    ],
)
def test_the_forms_of_front_matter(form: str, generators: str) -> None:
    assert [name for name in GENERATORS if has_front_matter(name, form)] == generators.split()
    assert not has_front_matter("plain", form)


def test_how_front_matter_may_begin() -> None:
    assert marks_of("jekyll") == (b"---",)
    assert marks_of("hugo") == (b"---", b"+++", b"{")


def test_what_is_published_is_told_of_some_generators() -> None:
    kinds = [kind_of(name) for name in ("jekyll", "hugo", "zola", "gatsby", "plain")]
    assert kinds == [JekyllPublication, Publication, Publication, None, None]
    assert published("gatsby", reader({}), [], [], NOW) is None


@pytest.mark.parametrize(
    ("glob", "matches", "others"),
    [
        ("/a/*/", "/a/b/", "/a/ /a/b/c/ /a/b"),
        ("/a/**", "/a/ /a/b /a/b/c", "/a /b/a/"),
        ("/a/**/b", "/a/b /a/x/b /a/x/y/b", "/a/xb /ab"),
        ("/a.b", "/a.b", "/axb"),
    ],
)
def test_patterns_of_urls(glob: str, matches: str, others: str) -> None:
    pattern = re.compile(pattern_of(glob))
    asked = [*matches.split(), *others.split()]
    assert [url for url in asked if pattern.fullmatch(url)] == matches.split()


@pytest.mark.parametrize(
    ("glob", "matches", "others"),
    [
        ("/a/*.md", "/a/b.md /a/.md", "/a/b/c.md /a/bmd"),
        ("**/a", "a b/a b/c/a", "ba a/b"),
        ("a/**", "a/ a/b a/b/c", "a ab"),
        ("a?c", "abc a.c", "ac a/c abbc"),
        ("a.{md,mdx}", "a.md a.mdx", "a.m a.{md,mdx}"),
        ("{*.md,b/**}", "a.md b/c/d", "a/b.md b"),
        ("a{b", "a{b", "ab"),
        ("/" + "*/" * 8, "/1/2/3/4/5/6/7/8/", "/1/"),
    ],
)
def test_globs_of_programs(glob: str, matches: str, others: str) -> None:
    pattern = glob_pattern(glob)
    assert pattern is not None
    asked = [*matches.split(), *others.split()]
    assert [path for path in asked if re.fullmatch(pattern, path)] == matches.split()


@pytest.mark.parametrize("glob", ["a[bc]", "!a", "@(a|b)", "a+(b)", "*/" * 9])
def test_globs_that_are_not_read(glob: str) -> None:
    assert glob_pattern(glob) is None


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("a/b.md", False),
        ("a/*.md", True),
        ("a?", True),
        ("{a}", True),
        ("[a]", True),
        ("+(a)", True),
    ],
)
def test_what_is_a_glob(path: str, *, is_one: bool) -> None:
    assert is_glob(path) is is_one


@pytest.mark.parametrize(
    ("path", "generators"),
    [
        ("plugins/a.js", "eleventy docusaurus astro"),
        ("a.ts", "eleventy docusaurus astro"),
        ("a.11ty.tsx", "eleventy docusaurus astro"),
        (".gitignore", "eleventy docusaurus astro"),
        ("docs/_category_.json", "eleventy docusaurus astro"),
        (".eleventyignore", "eleventy"),
        ("src/.eleventyignore", "eleventy"),
        ("_data/site.json", "eleventy"),
        ("a.md", ""),
        ("a.tsx", ""),
    ],
)
def test_files_that_decide_on_what_is_published(path: str, generators: str) -> None:
    assert [name for name in GENERATORS if decides(name, path)] == generators.split()


@pytest.mark.parametrize(
    ("generator", "files", "adds"),
    [
        ("jekyll", {}, False),
        ("hexo", {}, True),
        ("pelican", {}, False),
        ("eleventy", {}, True),
        ("docusaurus", {}, True),
        ("astro", {}, True),
        ("hugo", {}, False),
        ("hugo", {"hugo.toml": "canonifyURLs = true"}, True),
        ("hugo", {"hugo.toml": "relativeURLs = true"}, True),
        ("hugo", {"hugo.toml": "relativeURLs = false"}, False),
        ("hugo", {"layouts/_default/_markup/render-link.html": ""}, True),
        ("hugo", {"layouts/_default/render-link.html": ""}, False),
    ],
)
def test_who_puts_the_site_s_path_before_links(generator: str, files: Files, *, adds: bool) -> None:
    assert adds_base(generator, reader(files), list(files)) is adds


@pytest.mark.parametrize(
    ("generator", "files"),
    [
        ("jekyll", {"_config.yml": b"title: \xff\n", "Gemfile": b"gem '\xff'\n"}),
        ("jekyll", {"_plugins/a.rb": b"# \xff\nmodule A\nend\n"}),
        ("hugo", {"hugo.toml": b"title = '\xff'\n"}),
        ("docusaurus", {"docusaurus.config.js": b"// \xff\n"}),
        ("eleventy", {".eleventy.js": b"// \xff\n", ".eleventyignore": b"\xff\n"}),
        ("astro", {"astro.config.mjs": b"// \xff\n", ".gitignore": b"\xff\n"}),
        ("pelican", {"pelicanconf.py": b"# \xff\n"}),
        ("zola", {"config.toml": b"title = '\xff'\n"}),
    ],
)
def test_files_that_are_no_utf_8_are_no_fault(generator: str, files: Mapping[str, bytes]) -> None:
    assert published(generator, files.get, [], list(files), NOW) is not None


def test_pelican_publishes_by_a_configuration_of_its_own() -> None:
    files = {
        "pelicanconf.py": "ARTICLE_URL = 'a/{slug}'\nARTICLE_SAVE_AS = 'c/{slug}.html'",
        "publishconf.py": "ARTICLE_URL = 'b/{slug}'",
    }
    post = Entry("content/pier.md", {"title": "Pier", "date": "2026-03-01"}, has_front_matter=True)
    found = published("pelican", reader(files), [post], [*files, post.path], NOW)
    assert found is not None
    assert (found.pages[post.path].url, found.pages[post.path].output) == ("/b/pier", "c/pier.html")


JEKYLL, PLUGIN = "_config.yml", "plugins: [jekyll-redirect-from]\n"
GEM = "gem 'jekyll-redirect-from', group: :jekyll_plugins\n"


@pytest.mark.parametrize(
    ("generator", "files", "redirect"),
    [
        ("jekyll", {JEKYLL: PLUGIN}, Redirect("redirect_from", "/옛/글/")),
        ("jekyll", {JEKYLL: "title: a\n"}, None),
        (
            "jekyll",
            {
                JEKYLL: "title: a\n",
                "Gemfile": GEM,
            },
            Redirect("redirect_from", "/옛/글/"),
        ),
        (
            "jekyll",
            {JEKYLL: PLUGIN, "Gemfile": "gem 'jekyll-feed', group: :jekyll_plugins\n"},
            Redirect("redirect_from", "/옛/글/"),
        ),
        ("jekyll", {JEKYLL: "", "a.gemspec": GEM}, Redirect("redirect_from", "/옛/글/")),
        ("jekyll", {JEKYLL: "", "vendor/a.gemspec": GEM, "README": GEM, "a/Gemfile": GEM}, None),
        ("hugo", {"hugo.yaml": "title: a\n"}, Redirect("aliases", "/옛/글/")),
        ("hugo", {"hugo.yaml": "disableAliases: true\n"}, None),
        ("hexo", {JEKYLL: PLUGIN}, None),
    ],
)
def test_how_a_page_gets_a_further_url(
    generator: str, files: Files, redirect: Redirect | None
) -> None:
    asked = redirecter(generator, reader(files), list(files), NOW)
    assert asked("/%EC%98%9B/%EA%B8%80/") == redirect


@pytest.mark.parametrize(
    ("file", "text", "release"),
    [
        (".github/workflows/site.yml", "hugo-version: '0.120.4'", "0.120.4"),
        (".github/workflows/site.yml", 'HUGO_VERSION: "v0.99.0"', "0.99.0"),
        ("netlify.toml", 'HUGO_VERSION = "0.111.3"', "0.111.3"),
        (".tool-versions", "ruby 3.2\nhugo extended_0.145.0\n", "0.145"),
        (".tool-versions", "hugo-extended 0.145.0\n", "0.145"),
        (".gitlab-ci.yml", "variables:\n  HUGO_VERSION: latest\n", None),
        ("README.md", "HUGO_VERSION: 0.120.4", None),
        ("docs/netlify.toml", 'HUGO_VERSION = "0.111.3"', None),
    ],
)
def test_the_release_of_hugo(file: str, text: str, release: str | None) -> None:
    files = {"mise.toml": "[tools]\n", "a.md": "HUGO_VERSION: 0.1.2", file: text}
    assert release_of(reader(files), files) == release


MATTER = Entry("content/news/pier.md", {"title": "부두"}, has_front_matter=True)
FERRY = Entry("content/news/ferry.md", {"title": "여객선"}, has_front_matter=True)


@pytest.mark.parametrize(
    ("written", "target", "broken"),
    [
        ('{{< ref "pier.md" >}}', "/site/news/pier/", ""),
        ('{{% relref "pier" %}}#a', "/site/news/pier/#a", ""),
        ('{{< relref path="/news/pier.md#map" >}}', "/site/news/pier/#map", ""),
        (" {{<ref `pier`>}}?a=b ", "/site/news/pier/?a=b", ""),
        ("{{< ref 'pier' >}}", "/site/news/pier/", ""),
        ("{{< ref pier >}}", "/site/news/pier/", ""),
        ('{{< ref "#map" >}}', "#map", ""),
        ('{{< ref "none" >}}', None, 'ref "none"'),
        ('{{<  relref   "none"  >}}x', None, 'relref "none"'),
        ('{{< ref "pier" >}}{{ x }}', None, ""),
        ("{{< figure src=a >}}", None, ""),
        ("/news/", None, ""),
    ],
)
def test_the_references_of_hugo(written: str, target: str | None, broken: str) -> None:
    files = {
        "hugo.toml": "baseURL = 'https://haedam.example/site/'\n",
        MATTER.path: "",
        FERRY.path: "",
    }
    found = published("hugo", reader(files), [MATTER, FERRY], list(files), NOW)
    assert found is not None
    expand = expander("hugo", found, reader(files), list(files))
    assert expand(FERRY.path, written) == Expanded(target, broken)


def test_who_knows_no_references_tells_nothing() -> None:
    found = Publication({}, {})
    for generator in ("hexo", "jekyll"):
        expand = expander(generator, found, reader({}), [])
        assert expand("a.md", "{% link a.md %}") == Expanded(None)
