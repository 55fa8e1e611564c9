"""Generators: recognised by their configuration, asked for posts, pages and links."""

from __future__ import annotations

import pytest

from newslint.config_reader import GENERATORS
from newslint.site import Settings, Site, detect
from newslint.site.configuration import values
from newslint.site.detect import declared
from newslint.site.generators import decides, is_source
from newslint.site.model import host_of
from newslint.site.resolve import resolve


def settings_of(files: dict[str, str]) -> Settings | None:
    def read(name: str) -> bytes | None:
        return files[name].encode() if name in files else None

    return detect({name.partition("/")[0] for name in files}, read)


# -- Which generator -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "generator"),
    [
        ({"_config.yml": "title: x\n"}, "jekyll"),
        ({"_config.yml": ""}, "jekyll"),
        ({"_config.toml": "title = 'x'\n"}, "jekyll"),
        ({"_config.yml": "title: [속보] 깨짐\n"}, "jekyll"),
        ({"_config.yml": "title: x\nnew_post_name: :title.md\n"}, "hexo"),
        ({"_config.yml": "source_dir: source\n"}, "hexo"),
        ({"hugo.toml": "baseURL = 'https://a.kr'\n"}, "hugo"),
        ({"config.toml": "baseURL = 'https://a.kr'\n"}, "hugo"),
        ({"config.toml": "base_url = 'https://a.kr'\n"}, "zola"),
        ({"config/_default/hugo.yaml": "title: x\n"}, "hugo"),
        ({"config/_default/config.toml": "title = 'x'\n"}, "hugo"),
        ({"config/app.json": "{}"}, None),
        ({"config.json": "{}"}, None),
        ({"config.json": '{"baseURL": "https://a.kr"}'}, "hugo"),
        ({"pelicanconf.py": "SITENAME = 'x'\n"}, "pelican"),
        ({"pelicanconf.py": "this is not python"}, "pelican"),
        ({".eleventy.js": "module.exports = {}"}, "eleventy"),
        ({"eleventy.config.mjs": ""}, "eleventy"),
        ({"astro.config.mjs": ""}, "astro"),
        ({"docusaurus.config.ts": ""}, "docusaurus"),
        ({"gatsby-config.js": ""}, "gatsby"),
        ({"next.config.js": ""}, "next"),
        ({"_posts/a.md": ""}, None),
        ({}, None),
    ],
)
def test_detect(files: dict[str, str], generator: str | None) -> None:
    settings = settings_of(files)
    assert (settings.generator if settings else None) == generator


@pytest.mark.parametrize("generator", [name for name in GENERATORS if name != "plain"])
def test_a_generator_that_is_declared_needs_no_configuration(generator: str) -> None:
    settings = declared(generator, set(), lambda _: None)
    assert settings is not None
    assert settings.generator == generator


def test_a_plain_site_has_no_generator_to_declare() -> None:
    assert declared("plain", {"_config.yml"}, lambda _: b"title: x\n") is None


@pytest.mark.parametrize(("names", "drops_html"), [({"hugo.toml"}, True), (set(), False)])
def test_what_a_configuration_elsewhere_says_of_html_is_not_known(
    names: set[str], *, drops_html: bool
) -> None:
    settings = declared("hugo", names, lambda name: b"" if name in names else None)
    assert settings is not None
    assert settings.drops_html is drops_html


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"_config.yml": "title: 동네\nurl: https://www.a.kr/\nbaseurl: /news\nlang: ko_KR\n"},
            {"title": "동네", "url": "https://www.a.kr/news", "language": "ko_KR"},
        ),
        ({"_config.yml": "title: x\n", "CNAME": "news.a.kr\n"}, {"url": "https://news.a.kr"}),
        ({"_config.yml": "markdown: CommonMarkGhPages\n"}, {"dialect": "gfm"}),
        ({"_config.yml": "markdown: kramdown\n"}, {"dialect": "kramdown"}),
        (
            {"_config.yml": "collections: {guides: {output: true}}\ncollections_dir: all\n"},
            {"post_folders": ("all/_guides",)},
        ),
        (
            {"_config.yml": "source: docs\ndestination: ./out\n"},
            {"content": "docs", "roots": ("docs",), "output": ("out",)},
        ),
        ({"_config.yml": "remote_theme: a/b\n"}, {"theme": True}),
        ({"_config.yml": "theme: b\n"}, {"theme": True}),
        ({"_config.yml": "theme: b\n", "b.gemspec": ""}, {"theme": False}),
        (
            {
                "hugo.toml": "BaseURL = 'https://a.kr/'\nTitle = '동네'\ncontentDir = 'posts'\n"
                "theme = 't'\npublishDir = 'out'\n"
            },
            {
                "url": "https://a.kr/",
                "title": "동네",
                "output": ("out", "resources/_gen"),
                "theme": True,
                "content": "posts",
                "roots": ("static", "themes/t/static", "posts"),
            },
        ),
        (
            {"_config.yml": "name: 동네\nlocale: ko\nurl: https://a.kr\nbaseurl: /b\n"},
            {"title": "동네", "language": "ko", "url": "https://a.kr/b", "roots": ("",)},
        ),
        ({"_config.yml": "markdown_ext: 'md, txt ,,markdown'\n"}, {"extensions": ("txt",)}),
        (
            {"_config.yml": "exclude: [/a/, b/c]\ncollections: [x, y]\ncollections_dir: ./z/\n"},
            {"excludes": ("/a", "/b/c"), "post_folders": ("z/_x", "z/_y"), "output": ("_site",)},
        ),
        ({"_config.yml": "source: ./a/\n"}, {"content": "a", "post_folders": ()}),
        ({"_config.yml": "kramdown: {input: kramdown}\n"}, {"heading_ids": "?"}),
        ({"_config.yml": "kramdown: {input: GFM, auto_id_prefix: a}\n"}, {"heading_ids": "?"}),
        ({"_config.yml": "kramdown: {auto_id_stripping: true}\n"}, {"heading_ids": "?"}),
        ({"_config.yml": "kramdown: {transliterated_header_ids: true}\n"}, {"heading_ids": "?"}),
        (
            {"_config.yml": "source: ./docs/\ncollections: [x]\ncollections_dir: y\n"},
            {"post_folders": ("docs/y/_x",)},
        ),
        ({"_config.yml": "source: docs\ncollections: [x]\n"}, {"post_folders": ("docs/_x",)}),
        ({"_config.yml": "kramdown: {input: gfm, hard_wrap: false}\n"}, {"heading_ids": ""}),
        ({"_config.yml": "excerpt_separator: <!--more-->\n"}, {"takes_leads": False}),
        ({"_config.yml": 'excerpt_separator: "\\n\\n"\n'}, {"takes_leads": True}),
        (
            {"_config.yml": "defaults: [{scope: {path: ''}, values: {layout: a}}]\n"},
            {"layout": "a"},
        ),
        (
            {
                "_config.yml": "defaults:\n"
                "  - {scope: {type: posts}, values: {layout: a}}\n"
                "  - {scope: {path: _posts, type: posts}, values: {author: b}}\n"
                "  - {scope: {path: news}, values: {layout: c}}\n"
                "  - {scope: {path: '', type: pages}, values: {layout: d}}\n"
                "  - {values: {layout: e}}\n  - f\n"
            },
            {"layout": "a"},
        ),
        (
            {
                "_config.yml": "defaults:\n"
                "  - {scope: {type: posts}, values: {layout: a}}\n"
                "  - {scope: {path: _posts}, values: {layout: b}}\n"
                "  - {scope: {type: posts}, values: {layout: 3}}\n"
                "  - {scope: all, values: {layout: c}}\n"
            },
            {"layout": "b"},
        ),
        ({"_config.yml": "remote_theme: a/b\n", "b.gemspec": ""}, {"theme": False}),
        ({"_config.yml": "title: x\n"}, {"theme": False, "layout": "", "takes_leads": True}),
        ({"hugo.yaml": "languageCode: ko\n"}, {"language": "ko", "dialect": "goldmark"}),
        ({"hugo.yaml": "defaultContentLanguage: ko\n"}, {"language": "ko", "theme": False}),
        (
            {"hugo.yaml": "theme: [a, b]\n", "themes/a/theme.toml": ""},
            {
                "theme": False,
                "roots": ("static", "themes/a/static", "themes/b/static", "content"),
                "output": ("public", "resources/_gen"),
            },
        ),
        ({"hugo.yaml": "module: {Imports: [{path: a}]}\n"}, {"theme": True}),
        (
            {
                "config/_default/hugo.yaml": "title: x\n",
                "config/_default/module.toml": "imports = []",
            },
            {"theme": True},
        ),
        (
            {"hugo.yaml": "title: x\n", "config/_default/module.json": '{"imports": []}'},
            {"theme": True},
        ),
        (
            {
                "hugo.toml": "",
                "config/_default/markup.yml": "Goldmark: {Parser: {autoHeadingIDType: a}}",
            },
            {"heading_ids": "?"},
        ),
        (
            {"hugo.yaml": "markup: {goldmark: {parser: {autoHeadingIDType: github}}}\n"},
            {"heading_ids": ""},
        ),
        (
            {"hugo.yaml": "markup: {goldmark: {parser: {autoHeadingIDType: blackfriday}}}\n"},
            {"heading_ids": "blackfriday"},
        ),
        (
            {"hugo.yaml": "markup: {goldmark: {parser: {autoHeadingIDType: github-ascii}}}\n"},
            {"heading_ids": "?"},
        ),
        ({"hugo.yaml": "markup: {defaultMarkdownHandler: asciidocext}\n"}, {"heading_ids": "?"}),
        ({"hugo.yaml": "markup: {defaultMarkdownHandler: goldmark}\n"}, {"heading_ids": ""}),
        (
            {"_config.yml": "source_dir: src\nlanguage: [ko, en]\n"},
            {"language": "ko", "post_folders": ("src/_posts", "src/_drafts")},
        ),
        (
            {
                "pelicanconf.py": "SITENAME = '동네'\nPATH = './content'\nSITEURL = ''\n",
                "publishconf.py": "SITEURL = 'https://a.kr'\nSITENAME = ''\n",
            },
            {"title": "동네", "url": "https://a.kr", "content": "content"},
        ),
        (
            {"config.toml": "base_url = 'https://a.kr'\ndefault_language = 'ko'\n"},
            {"language": "ko"},
        ),
    ],
)
def test_settings(files: dict[str, str], expected: dict[str, object]) -> None:
    settings = settings_of(files)
    assert {name: getattr(settings, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (
            "_config.yml",
            Settings(
                generator="jekyll",
                dialect="kramdown",
                list_names=("index.",),
                output=("_site",),
                hides_underscored=True,
                titles_from_names=True,
                takes_leads=True,
            ),
        ),
        (
            "hugo.toml",
            Settings(
                generator="hugo",
                dialect="goldmark",
                content="content",
                post_folders=("content",),
                output=("public", "resources/_gen"),
                roots=("static", "content"),
                drops_html=True,
            ),
        ),
    ],
)
def test_settings_of_a_site_that_sets_none(file: str, expected: Settings) -> None:
    assert settings_of({file: ""}) == expected


@pytest.mark.parametrize(
    "files",
    [
        ["_config.yml", "_config.yaml"],
        ["_config.yaml", "_config.toml"],
        ["hugo.toml", "hugo.yaml", "config.toml", "config/_default/hugo.toml"],
        ["hugo.json", "config.toml"],
        ["config.yml", "config.json", "config/_default/config.toml"],
    ],
)
def test_of_several_configurations_the_first_counts(files: list[str]) -> None:
    def text(file: str) -> str:
        title = "title = 'T'" if file.endswith("toml") else '{"title": "T"}'
        return title.replace("T", file)

    settings = settings_of({file: text(file) for file in files})
    assert settings is not None
    assert settings.title == files[0]


@pytest.mark.parametrize(
    ("raw", "extension", "expected"),
    [
        (b"title: a\n", "yml", {"title": "a"}),
        (b"\xef\xbb\xbftitle: a\n", "yaml", {"title": "a"}),
        (b"\xef\xbb\xbftitle = 'a'\n", "toml", {"title": "a"}),
        (b'\xef\xbb\xbf{"title": {"a": [1]}}', "json", {"title": {"a": [1]}}),
        (b"title: \xff\n", "yml", {"title": "\ufffd"}),
        (b"title: [a\n", "yml", {}),
        (b"title = \n", "toml", {}),
        (b"a = " + b"[" * 100_000, "toml", {}),
        (b"- a\n", "yml", {}),
        (
            b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n" * 1,
            "yml",
            {"a": ["x"] * 2, "b": [["x"] * 2] * 2, "c": [[["x"] * 2] * 2] * 2},
        ),
        (None, "yml", {}),
    ],
)
def test_a_configuration_s_values(
    raw: bytes | None, extension: str, expected: dict[str, object]
) -> None:
    assert values(raw, extension) == expected


def test_pelican_is_never_executed() -> None:
    settings = settings_of(
        {"pelicanconf.py": "raise SystemExit(3)\nSITENAME = 'x'\nSITEURL = 'a'.upper()\n"}
    )
    assert settings is not None
    assert (settings.title, settings.url) == ("x", "")


# -- Posts and pages -------------------------------------------------------------------------

JEKYLL = Settings(generator="jekyll", post_folders=("_guides",), hides_underscored=True)
HUGO = Settings(generator="hugo", content="content", post_folders=("content",))
PELICAN = Settings(
    generator="pelican",
    content="content",
    post_folders=("content",),
    page_folders=("content/pages",),
)
HEXO = Settings(
    generator="hexo", content="source", post_folders=("source/_posts",), hides_underscored=True
)


@pytest.mark.parametrize(
    ("settings", "path", "kind"),
    [
        (JEKYLL, "_posts/2024-01-02-a.md", "post"),
        (JEKYLL, "news/_posts/2024-01-02-a.md", "post"),
        (JEKYLL, "_drafts/a.md", "post"),
        (JEKYLL, "_guides/a.md", "post"),
        (JEKYLL, "about.md", "page"),
        (JEKYLL, "index.html", "page"),
        (JEKYLL, "_layouts/post.html", None),
        (JEKYLL, "_includes/a.html", None),
        (JEKYLL, "_other/a.md", None),
        (JEKYLL, "README.md", None),
        (JEKYLL, "docs/README.ko.md", None),
        (JEKYLL, "LICENSE.md", None),
        (JEKYLL, "CONTRIBUTING.md", None),
        (JEKYLL, "security-notes/a.md", "page"),
        (HUGO, "content/news/a.md", "post"),
        (HUGO, "content/news/_index.md", "page"),
        (HUGO, "content/_index.ko.md", "page"),
        (HUGO, "layouts/_default/single.html", None),
        (HUGO, "themes/t/content/a.md", None),
        (HUGO, "a.md", None),
        (HUGO, "archetypes/default.md", None),
        (PELICAN, "content/a.md", "post"),
        (PELICAN, "content/pages/a.md", "page"),
        (PELICAN, "a.md", None),
        (HEXO, "source/_posts/a.md", "post"),
        (HEXO, "source/about/index.md", "page"),
        (HEXO, "scaffolds/post.md", None),
        (JEKYLL, "404.html", "page"),
        (JEKYLL, "_tabs/about.md", "page"),
        (JEKYLL, "_pages/README.md", "page"),
        (JEKYLL, "_guides/_index.md", "page"),
        (JEKYLL, "a/_hidden/b.md", None),
        (JEKYLL, "vendor/_posts/2024-01-02-a.md", "post"),
        (HUGO, "contents/a.md", None),
        (HUGO, "content/pages/a.md", "page"),
        (HUGO, "content/README.md", "post"),
        (Settings(content="src", post_folders=("src/blog/",)), "src/blog/a.md", "post"),
        (Settings(content="src", post_folders=("src/blog/",)), "src/a.md", "page"),
        (Settings(content="", post_folders=("",)), "a.md", "post"),
        (Settings(content="src", page_folders=("src/info",)), "src/info/a.md", "page"),
        (Settings(), "a.md", "?"),
        (Settings(), "_posts/a.md", "post"),
        (Settings(), "README.md", None),
        (Settings(), "themes/a.md", None),
        (Settings(generator="eleventy", programmed=True), "posts/a.md", "?"),
    ],
)
def test_kind_of(settings: Settings, path: str, kind: str | None) -> None:
    assert Site("/site", settings).kind_of(path) == kind
    assert Site("/site", settings, base="docs/").kind_of(f"docs/{path}") == kind


@pytest.mark.parametrize(
    ("generator", "paths", "others"),
    [
        (
            "jekyll",
            "feed.xml css/a.SCSS CNAME a/b.json",
            "logo.png _layouts/a.html .well-known/a.json a/.b/c.md vendor/a.md",
        ),
        ("hugo", "content/a.md content/b.HTML c.org", "static/a.css feed.xml themes/t/a.md .a.md"),
        (
            "eleventy",
            "a.njk .well-known/b.liquid c/d.HBS _layouts/e.html",
            "_includes/a.njk x/_data/b.md node_modules/c/d.md e.css",
        ),
        ("docusaurus", "docs/a.md src/pages/b.MDX", "node_modules/x/a.md c.html"),
        ("astro", "src/pages/b.mdx .a.md", "docs/node_modules/x/a.md src/pages/c.astro"),
        ("gatsby", "", "a.md src/pages/b.mdx"),
        ("", "", "a.md b.html"),
    ],
)
def test_what_may_have_a_url_of_its_own(generator: str, paths: str, others: str) -> None:
    site = Site("/site", Settings(generator=generator))
    asked = [*paths.split(), *others.split()]
    assert [path for path in asked if is_source(site, path)] == paths.split()


@pytest.mark.parametrize(
    ("generator", "paths", "others"),
    [
        ("docusaurus", "a.config.ts docs/_category_.yml .gitignore", "docs/a.md b/.gitignore"),
        ("astro", "src/pages/a.js .gitignore", "src/pages/a.astro"),
        ("eleventy", "a.cjs .eleventyignore src/.eleventyignore", "a/.eleventyignore"),
        ("eleventy", "posts/posts.json posts/a.11tydata.yaml", "posts/a.md posts/a.yaml"),
        ("eleventy", "_includes/base.njk a/_data/site.yaml", "_includes/LICENSE a/base.njk"),
        ("jekyll", "", "a.js _data/a.json .gitignore"),
    ],
)
def test_what_decides_on_what_is_published(generator: str, paths: str, others: str) -> None:
    asked = [*paths.split(), *others.split()]
    assert [path for path in asked if decides(generator, path)] == paths.split()


# -- Links -----------------------------------------------------------------------------------

FILES = frozenset(
    {
        "_posts/2024-01-02-a.md",
        "assets/a.png",
        "assets/새 그림.png",
        "about.md",
        "blog/index.html",
        "static/img/b.png",
        "content/news/c.md",
        "docs/x.md",
        "docs/img/y.png",
        "CASE/K.png",
    }
)
FOLDERS = frozenset(
    {
        "_posts",
        "assets",
        "blog",
        "static",
        "static/img",
        "content",
        "content/news",
        "docs",
        "docs/img",
        "CASE",
    }
)
PLAIN = Settings()
JEKYLL_SITE = Settings(generator="jekyll", roots=("",))
HUGO_SITE = Settings(generator="hugo", roots=("static", "content"))


@pytest.mark.parametrize(
    ("settings", "source", "target", "verdict"),
    [
        (JEKYLL_SITE, "a.md", "/assets/a.png", "exists"),
        (JEKYLL_SITE, "a.md", "/assets/a.png?v=2#top", "exists"),
        (JEKYLL_SITE, "a.md", "/assets/%EC%83%88%20%EA%B7%B8%EB%A6%BC.png", "exists"),
        (JEKYLL_SITE, "a.md", "/assets/새 그림.png", "exists"),
        (JEKYLL_SITE, "a.md", "/assets/none.png", "missing"),
        (JEKYLL_SITE, "a.md", "/assets/deep/none.png", "missing"),
        (JEKYLL_SITE, "a.md", "/made/none.png", "undecidable"),
        (JEKYLL_SITE, "a.md", "/none.png", "undecidable"),
        (JEKYLL_SITE, "a.md", "/about/", "exists"),
        (JEKYLL_SITE, "a.md", "/blog/", "exists"),
        (JEKYLL_SITE, "a.md", "/2024/01/02/none/", "undecidable"),
        (JEKYLL_SITE, "a.md", "/", "undecidable"),
        (JEKYLL_SITE, "a.md", "none.png", "undecidable"),
        (JEKYLL_SITE, "a.md", "/%FF.png", "undecidable"),
        (JEKYLL_SITE, "a.md", "/[bad", "undecidable"),
        (HUGO_SITE, "a.md", "/img/b.png", "exists"),
        (HUGO_SITE, "a.md", "/img/none.png", "missing"),
        (HUGO_SITE, "a.md", "/news/c/", "exists"),
        (HUGO_SITE, "a.md", "/img/B.PNG", "undecidable"),
        (PLAIN, "docs/x.md", "img/y.png", "exists"),
        (PLAIN, "docs/x.md", "./img/y.png", "exists"),
        (PLAIN, "docs/x.md", "../about", "exists"),
        (PLAIN, "docs/x.md", "img/none.png", "missing"),
        (PLAIN, "docs/x.md", "../../out.md", "undecidable"),
        (PLAIN, "docs/x.md", "x.md#part", "exists"),
        (PLAIN, "docs/x.md", "..", "exists"),
        (PLAIN, "docs/img/z.md", "y.png", "exists"),
        (PLAIN, "docs/x.md", "../..", "undecidable"),
        (PLAIN, "docs/x.md", "x.html", "undecidable"),
        (PLAIN, "docs/x.md", "y.html", "missing"),
        (PLAIN, "docs/x.md", "y.htm", "missing"),
        (PLAIN, "docs/x.md", "27일·수", "undecidable"),
        (PLAIN, "docs/x.md", "27일 X회", "undecidable"),
        (PLAIN, "docs/x.md", "부두.md", "missing"),
        (PLAIN, "docs/x.md", "./부두", "missing"),
        (PLAIN, "docs/x.md", "none", "missing"),
        (PLAIN, "docs/x.md", r"img\y.png", "exists"),
        (PLAIN, "docs/x.md", " img/y.png ", "exists"),
        (PLAIN, "x.md", "docs/x", "exists"),
        (PLAIN, "x.md", "docs", "exists"),
        (JEKYLL_SITE, "docs/x.md", "img/y.png", "exists"),
        (JEKYLL_SITE, "docs/x.md", "../assets/a.png", "exists"),
        (JEKYLL_SITE, "a.md", "/Assets/A.png", "missing"),
        (JEKYLL_SITE, "a.md", "/assets/none.PNG", "missing"),
        (JEKYLL_SITE, "a.md", "/assets/none.xyz", "undecidable"),
        (JEKYLL_SITE, "a.md", "/blog", "exists"),
        (HUGO_SITE, "a.md", "/news/none.pdf", "missing"),
        (HUGO_SITE, "a.md", "/docs/none.pdf", "undecidable"),
        (
            Settings(generator="eleventy", programmed=True),
            "a.md",
            "/assets/none.png",
            "undecidable",
        ),
        (Settings(generator="jekyll", theme=True), "a.md", "/assets/deep/none.png", "undecidable"),
        (Settings(generator="jekyll", theme=True), "a.md", "/assets/none.png", "missing"),
    ],
)
def test_resolve(settings: Settings, source: str, target: str, verdict: str) -> None:
    assert resolve(Site("/site", settings), FILES, FOLDERS, source, target) == verdict


def test_resolve_counts_from_where_the_configuration_lies() -> None:
    site = Site("/site", JEKYLL_SITE, base="docs/")
    assert resolve(site, FILES, FOLDERS, "docs/x.md", "/img/y.png") == "exists"
    assert resolve(site, FILES, FOLDERS, "docs/x.md", "/img/none.png") == "missing"
    themed = Site("/site", Settings(generator="jekyll", theme=True), base="docs/")
    assert resolve(themed, FILES, FOLDERS, "docs/x.md", "/img/none.png") == "missing"
    assert resolve(themed, FILES, FOLDERS, "docs/x.md", "/img/in/none.png") == "undecidable"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.A.kr:8080/x", "a.kr"),
        ("https://a.kr.", "a.kr"),
        ("//a.kr/x", "a.kr"),
        ("a.kr", ""),
        ("https://[bad", ""),
        ("https://뉴스.kr/x", "뉴스.kr"),
        ("", ""),
    ],
)
def test_host_of(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("host", "owned"),
    [
        ("a.kr", True),
        ("photo.a.kr", True),
        ("b.kr", True),
        ("xa.kr", False),
        ("a.kr.c.kr", False),
        ("", False),
    ],
)
def test_a_site_owns_what_lies_below_its_hosts(host: str, *, owned: bool) -> None:
    assert Site("/site", hosts=frozenset({"a.kr"}), sisters=frozenset({"b.kr"})).owns(host) == owned
