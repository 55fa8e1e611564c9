"""Where links lead, by what a site publishes."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from newslint.site.jekyll_tags import JekyllPublication, Post
from newslint.site.links import Links, Way, parts_of
from newslint.site.liquid import expanded
from newslint.site.published import Page, Publication, Unknown
from newslint.site.redirects import redirects_in, redirects_of


def page(path: str, url: str, output: str, **more: object) -> Page:
    return Page(path, url, output, **more)  # type: ignore[arg-type]


PAGES = (
    page("_posts/2026-03-02-pier.md", "/news/2026/03/02/pier.html", "news/2026/03/02/pier.html"),
    page(
        "_posts/2026-03-03-light.md", "/news/2026/03/03/light/", "news/2026/03/03/light/index.html"
    ),
    page("_posts/2026-03-04-hangul.md", "/news/%EB%B6%80%EB%91%90.html", "news/부두.html"),
    page("about.md", "/about", "about.html"),
    page("index.html", "/", "index.html"),
    page("moved.md", "/moved/", "moved/index.html", aliases=("/old/moved", "/older/")),
    page(
        "_posts/2026-05-01-draft.md",
        "/news/2026/05/01/draft.html",
        "news/2026/05/01/draft.html",
        published=False,
        why="future date",
    ),
)
STATIC = {path: path for path in ("assets/img/Pier.png", "assets/img/two.png", "files/a b.pdf")}
SITE = Publication(
    {row.path: row for row in PAGES},
    STATIC,
    generated=(page("", "/feed.xml", "feed.xml"),),
    open_ended=(Unknown(r"/tag/.*", "plugin jekyll-archives"),),
)
LINKS = Links(
    SITE,
    frozenset({"haedam.example"}),
    redirects=tuple(redirects_of("# old\n/gone/* /news/ 301\n/a/:id /b\n")),
)
PIER, LIGHT = PAGES[0].path, PAGES[1].path


def anew(links: Links) -> Links:
    """Return links of which none has been followed yet."""
    return replace(links, _known={})


@pytest.mark.parametrize(
    ("target", "verdict", "source"),
    [
        ("/news/2026/03/03/light/", "exists", LIGHT),
        ("/news/2026/03/03/light", "exists", LIGHT),
        ("/news/2026/03/03/light/index.html", "exists", LIGHT),
        ("/news/2026/03/02/pier.html", "exists", PIER),
        ("/news/2026/03/02/pier.html?from=feed#top", "exists", PIER),
        ("pier.html", "exists", PIER),
        ("../03/light/", "exists", LIGHT),
        ("./../../../../about", "exists", "about.md"),
        ("../../../../../../../", "exists", "index.html"),
        ("#more", "exists", PIER),
        ("", "exists", PIER),
        ("?page=2", "exists", PIER),
        ("https://haedam.example/news/2026/03/03/light/", "exists", LIGHT),
        ("HTTP://www.Haedam.example:443/about", "exists", "about.md"),
        ("https://haedam.example", "exists", "index.html"),
        ("//haedam.example/news/2026/03/02/pier.html", "exists", PIER),
        (r"\news\2026\03\02\pier.html", "exists", PIER),
        ("  /news/2026/03/02/\npier.html ", "exists", PIER),
        ("/news/부두.html", "exists", PAGES[2].path),
        ("/news/%EB%B6%80%EB%91%90.html", "exists", PAGES[2].path),
        ("/files/a%20b.pdf", "exists", "files/a b.pdf"),
        ("/feed.xml", "exists", ""),
        ("/old/moved", "exists", "moved.md"),
        ("/old/moved/", "exists", "moved.md"),
        ("/older/", "exists", "moved.md"),
        ("/about", "exists", "about.md"),
        ("/about.html", "exists", "about.md"),
        ("/about/", "undecidable", "about.md"),
        ("/news/2026/03/02/pier", "undecidable", PIER),
        ("/assets/img/two.png/", "undecidable", "assets/img/two.png"),
        ("/assets/img/", "undecidable", ""),
        ("/tag/pier/", "undecidable", ""),
        ("/gone/by/", "undecidable", ""),
        ("/a/12/", "undecidable", ""),
        ("/a/12/34", "missing", ""),
        ("/%FF", "undecidable", ""),
        ("https://elsewhere.example/about", "undecidable", ""),
        ("mailto:desk@haedam.example", "undecidable", ""),
        ("/news/2026/03/09/light/", "missing", ""),
        ("/news/nothing.html", "missing", ""),
        ("nothing.png", "missing", ""),
        ("/assets/img/pier.png", "miscased", "assets/img/Pier.png"),
        ("/news/2026/05/01/draft.html", "unpublished", PAGES[-1].path),
        (unicodedata.normalize("NFD", "/news/부두.html"), "miscased", PAGES[2].path),
        ("../../../../_posts/2026-03-03-light.md", "missing", ""),
        ("2026-03-03-light.md", "undecidable", LIGHT),
    ],
)  # fmt: skip
def test_where_a_link_leads(target: str, verdict: str, source: str) -> None:
    way = anew(LINKS).way(PIER, target)
    assert (way.verdict, way.source) == (verdict, source)
    assert bool(way.cause) == (verdict in ("undecidable", "unpublished"))


NO_URL = Publication({"a.md": page("a.md", "", "", published=False, why="draft")}, STATIC)


@pytest.mark.parametrize(
    ("links", "target", "cause"),
    [
        (LINKS, "mailto:desk@haedam.example", "it leads elsewhere"),
        (LINKS, "https://elsewhere.example/about", "it leads elsewhere"),
        (LINKS, "/%FF", "its percent-encoding is no UTF-8"),
        (LINKS, "/about/", "the host decides on a URL without `.html`"),
        (LINKS, "/assets/img/two.png/", "the host decides on a slash after a file"),
        (LINKS, "/assets/img/", "a folder without a page of its own"),
        (LINKS, "/gone/by/", "the host redirects it"),
        (LINKS, "/tag/pier/", "plugin jekyll-archives"),
        (LINKS, "/news/2026/05/01/draft.html", "future date"),
        (Links(NO_URL), "/", "every site has a home page"),
        (Links(NO_URL), "b.png", "its page has no URL"),
        (
            Links(SITE),
            "2026-03-03-light.md",
            "a plugin may turn links to sources into links to pages",
        ),
        (Links(SITE, is_exact=False), "/none", "its URLs are not held to real builds"),
        (
            Links(Publication(SITE.pages, STATIC, base="/blog"), LINKS.hosts),
            "/other/",
            "it lies outside the site's path",
        ),
        (
            Links(Publication(SITE.pages, STATIC, base="/blog"), LINKS.hosts),
            "https://haedam.example/about",
            "a whole URL means another site of the host",
        ),
    ],
)
def test_why_it_cannot_be_told(links: Links, target: str, cause: str) -> None:
    source = "a.md" if "a.md" in links.published.pages else PIER
    assert anew(links).way(source, target).cause == cause


@pytest.mark.parametrize(
    ("links", "target", "verdict"),
    [
        (Links(SITE, listed=frozenset({"/shop/a"})), "/shop/a", "exists"),
        (Links(SITE, listed=frozenset({"/shop/a"})), "/shop/b", "missing"),
        (Links(SITE, known=(re.compile("/shop/.*"),)), "/shop/b", "exists"),
        (Links(SITE, known=(re.compile("/shop"),)), "/shop/b", "missing"),
        (
            Links(Publication({}, STATIC, base="/blog"), listed=frozenset({"/blog/a"})),
            "/blog/a",
            "exists",
        ),
        (Links(SITE, built=frozenset({"made/index.html"})), "/made", "exists"),
        (Links(SITE, built=frozenset({"made.html"})), "/made/", "exists"),
        (Links(SITE, built=frozenset({"X/index.html"})), "/X", "exists"),
        (Links(SITE, built=frozenset({"made.css"})), "/made.css", "exists"),
        (Links(SITE, built=frozenset({"made.css"})), "/made", "missing"),
        (Links(SITE, built=frozenset({"made.css"})), "/tag/pier/", "missing"),
    ],
)
def test_what_a_site_has_besides(links: Links, target: str, verdict: str) -> None:
    assert links.way(PIER, target).verdict == verdict


@pytest.mark.parametrize(
    ("base", "target", "folder"),
    [
        ("", "/news/2026/x.html", ""),
        ("", "/news/2027/x.html", "/news/2027/"),
        ("", "/shop/2027/x.html", "/shop/"),
        ("", "/shop", ""),
        ("", "/a/../shop/%ED%95%AD/x", "/shop/"),
        ("", "shop/a/b", ""),
        ("", "mailto:a/b/c", ""),
        ("/blog", "/blog/shop/a", "/blog/shop/"),
        ("/blog", "/blog/news/a", ""),
        ("", "/%FF/a/b", "/\ufffd/"),
    ],
)
def test_the_folder_that_holds_nothing(base: str, target: str, folder: str) -> None:
    links = Links(Publication(SITE.pages, STATIC, base=base))
    assert links.lost_folder(target) == folder


@pytest.mark.parametrize(
    ("target", "nearest"),
    [
        ("/news/2026/03/09/light/", "/news/2026/03/03/light/"),
        ("/news/pier.html", "/news/2026/03/02/pier.html"),
        ("/assets/two.png", "/assets/img/two.png"),
        ("/assets/img/pier.png", "/assets/img/Pier.png"),
        ("/news/nothing.html", ""),
        ("/news/.html", ""),
    ],
)
def test_what_was_probably_meant(target: str, nearest: str) -> None:
    assert anew(LINKS).way(PIER, target).nearest == nearest


def test_a_link_that_was_forgotten_is_told_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newslint.site.links._REMEMBERED", 3)
    links = Links(SITE)
    asked = ["/about", *(f"/files/{number}.pdf" for number in range(9)), "/about"]
    verdicts = [links.way(PIER, target).verdict for target in asked]
    assert verdicts == ["exists", *["missing"] * 9, "exists"]


def test_a_fragment_is_told() -> None:
    assert anew(LINKS).way(PIER, "/about#%EB%B6%80%EB%91%90").fragment == "부두"
    assert anew(LINKS).way(PIER, "#%EB%B6%80%EB%91%90") == Way("exists", PIER, fragment="부두")


@pytest.mark.parametrize(
    ("target", "verdict"),
    [
        ("/blog/about", "exists"),
        ("/blog", "exists"),
        ("/blog/", "exists"),
        ("/about", "outside"),
        ("/other/project", "undecidable"),
        ("/", "undecidable"),
        ("https://haedam.example/about", "undecidable"),
        ("https://haedam.example/blog/about", "exists"),
        ("/blog/none", "missing"),
        ("pier.html", "exists"),
        ("../../../../../about", "outside"),
        ("../../../../about", "exists"),
    ],
)
def test_a_site_below_a_path(target: str, verdict: str) -> None:
    site = Publication(SITE.pages, STATIC, base="/blog")
    assert Links(site, frozenset({"haedam.example"})).way(PIER, target).verdict == verdict


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/about#a", Way("exists", "b.md", fragment="a")),
        ("b.md", Way("exists", "b.md")),
        ("#a", Way("exists", PIER, fragment="a")),
        # A whole URL is followed by nobody but browsers.
        ("https://haedam.example/about#a", Way("exists", "about.md", fragment="a")),
    ],
)
def test_what_a_generator_follows_from_file_to_file(target: str, expected: Way) -> None:
    links = Links(SITE, LINKS.hosts, by_source=lambda _page, _path: Way("exists", "b.md"))
    assert links.way(PIER, target) == expected


def test_a_link_to_a_source_that_is_not_published() -> None:
    way = Links(SITE, follows_sources=True).way(PIER, "2026-05-01-draft.md")
    assert way == Way("unpublished", "_posts/2026-05-01-draft.md", "future date")


@pytest.mark.parametrize(
    ("follows", "verdict"), [(True, "exists"), (False, "missing"), (None, "undecidable")]
)
def test_links_to_sources(follows: object, verdict: str) -> None:
    links = Links(SITE, follows_sources=None if follows is None else bool(follows))
    assert links.way(PIER, "2026-03-03-light.md").verdict == verdict
    assert links.way(PIER, "2026-03-03-none.md").verdict == "missing"
    nearest = "/news/2026/03/03/light/" if verdict == "missing" else ""
    assert links.way(PIER, "2026-03-03-light.md").nearest == nearest
    assert links.way(PIER, "2026%FF.md").verdict == "undecidable"


@pytest.mark.parametrize(
    ("target", "verdict"),
    [
        ("/about", "exists"),
        ("/about/", "undecidable"),
        ("/news/nothing.html", "undecidable"),
        ("/assets/img/pier.png", "undecidable"),
        ("/news/2026/05/01/draft.html", "undecidable"),
    ],
)
def test_where_no_real_build_was_looked_at_nothing_is_missing(target: str, verdict: str) -> None:
    way = Links(SITE, is_exact=False).way(PIER, target)
    assert way.verdict == verdict
    assert bool(way.cause) == (verdict == "undecidable")


def test_a_page_without_a_url() -> None:
    withheld = Publication({"a.md": Page("a.md", "", "", published=False, why="draft")}, STATIC)
    links = Links(withheld)
    assert links.way("a.md", "b.png").verdict == "undecidable"
    assert links.way("a.md", "/b.png").verdict == "missing"
    assert links.way("a.md", "/assets/img/two.png").verdict == "exists"


@pytest.mark.parametrize(
    ("target", "parts"),
    [
        ("/a/b?c=d#e", (None, "/a/b", "e")),
        ("a#b#c", (None, "a", "b#c")),
        ("#%EB%B6%80", (None, "", "부")),
        ("?a=b", (None, "", "")),
        ("https://A.kr/b", ("A.kr", "/b", "")),
        ("https://a.kr", ("a.kr", "/", "")),
        ("http://me:pass@a.kr:80/", ("a.kr:80", "/", "")),
        ("//a.kr#b", ("a.kr", "/", "b")),
        (r"\\a.kr\b", ("a.kr", "/b", "")),
        (" \t/a\n/b\r ", (None, "/a/b", "")),
        ("a:b", None),
        ("./a:b", (None, "./a:b", "")),
    ],
)
def test_a_link_is_taken_apart_as_a_browser_does(
    target: str, parts: tuple[str | None, str, str] | None
) -> None:
    assert parts_of(target) == parts


@pytest.mark.parametrize("target", ["tel:110", "javascript:void(0)", "data:,x", "about:blank"])
def test_what_is_no_url_of_the_web(target: str) -> None:
    assert parts_of(target) is None


@pytest.mark.parametrize(
    ("name", "text", "path", "is_sent"),
    [
        ("netlify.toml", '[[redirects]]\nfrom = "/old/*"\nto = "/new"\n', "/old/pier", True),
        ("netlify.toml", '[[redirects]]\nfrom = "/old/:id"\nto = "/new"\n', "/old/a/b", False),
        (
            "netlify.toml",
            '[[redirects]]\nfrom = "/*"\nto = "/404.html"\nstatus = 404\n',
            "/a",
            False,
        ),
        ("netlify.toml", "[[redirects]\n", "/a", False),
        ("vercel.json", '{"redirects": [{"source": "/old/:path*"}]}', "/old/a/b", True),
        ("vercel.json", '{"redirects": [{"source": "/old/:path*"}]}', "/old", True),
        ("vercel.json", '{"redirects": [{"source": "/old/:path*"}]}', "/older", False),
        ("vercel.json", '{"redirects": [{"source": "/p-:id(\\\\d+)"}]}', "/p-12", True),
        ("vercel.json", '{"rewrites": [{"source": "/(.*)"}]}', "/any/thing", True),
        (
            "vercel.json",
            '{"routes": [{"src": "/api/.*"}, {"handle": "filesystem"}]}',
            "/api/x",
            True,
        ),
        ("vercel.json", '{"routes": [{"src": "/(api"}]}', "/x", True),
        ("vercel.json", '{"redirects": [3], "rewrites": {}}', "/x", False),
        ("firebase.json", '{"hosting": {"rewrites": [{"source": "/app/**"}]}}', "/app/a/b", True),
        ("firebase.json", '{"hosting": [{"redirects": [{"source": "/a"}]}]}', "/b", False),
        ("netlify.toml", '[[redirects]]\nfrom = "https://a.example/a"\n', "/a", False),
        ("vercel.json", '{"redirects": [{"source": "/a/:b?"}]}', "/a", True),
        ("vercel.json", '{"redirects": [{"source": "/a/:b?"}]}', "/a/b/c", False),
        ("vercel.json", '{"redirects": [{"source": "/a/:b+"}]}', "/a", False),
        ("vercel.json", '{"redirects": [{"source": "/a/:b+"}]}', "/a/b/c", True),
        ("vercel.json", '{"redirects": [{"source": "/a/(x|(y))/z"}]}', "/a/y/z", True),
        ("vercel.json", '{"redirects": [{"source": "/a*"}]}', "/ab/c", True),
        ("vercel.json", '{"redirects": [{"source": "/a/"}]}', "/a", True),
        ("vercel.json", '{"redirects": [{"source": "/:a/b/"}]}', "/x/b/", True),
        ("vercel.json", '{"redirects": [{"source": "/a.b"}]}', "/axb", False),
        ("vercel.json", '{"redirects": [{}]}', "/", False),
        ("vercel.json", '{"routes": [{"src": "/a", "handle": "hit"}, {}]}', "/a", False),
        ("vercel.json", "[]", "/a", False),
        ("vercel.json", "", "/a", False),
        ("vercel.json", "[" * 100_000, "/a", False),
        ("firebase.json", '{"hosting": {"redirects": [{"regex": "/r/\\\\d+"}]}}', "/r/12", True),
        ("firebase.json", '{"hosting": {"redirects": [{"regex": "/r/\\\\d+"}]}}', "/r/x", False),
        ("firebase.json", '{"hosting": "none"}', "/a", False),
        ("firebase.json", '{"hosting": {"redirects": [{}]}}', "/a", True),
        ("firebase.json", '{"hosting": {"redirects": [{"source": "/a[b]"}]}}', "/c", True),
        ("netlify.toml", '[[redirects]]\nfrom = "/a"\nstatus = 200\n', "/a", True),
        ("netlify.toml", '[[redirects]]\nto = "/a"\n', "/a", False),
        ("netlify.toml", "redirects = 3\n", "/a", False),
        (
            "now.json",
            '{"rewrites": [{"source": "/a"}], "redirects": [{"source": "/b"}]}',
            "/b",
            True,
        ),
        (
            "now.json",
            '{"rewrites": [{"source": "/a"}], "redirects": [{"source": "/b"}]}',
            "/a",
            True,
        ),
    ],
)
def test_what_a_host_is_told_to_send_elsewhere(
    name: str, text: str, path: str, *, is_sent: bool
) -> None:
    patterns = redirects_in(name, text.encode())
    assert any(pattern.fullmatch(path) for pattern in patterns) == is_sent


def test_a_host_s_configuration_need_not_be_utf_8() -> None:
    raw = b'{"name": "\xff", "redirects": [{"source": "/a"}]}'
    assert [bool(row.fullmatch("/a")) for row in redirects_in("vercel.json", raw)] == [True]
    assert [*redirects_in("vercel.json", None)] == []


@pytest.mark.parametrize(
    ("text", "sent", "stays"),
    [
        ("/a /b 301\n", "/a /a/", "/ab /a/b /"),
        ("  /a/\t/b\n/c /d\n", "/a /a/ /c", "/b /d"),
        ("/a/:one/c /b\n", "/a/x/c /a/x/c/", "/a/x/y/c /a//c"),
        ("/a.b/* /c/:splat\n", "/a.b/ /a.b/x/y", "/a.b /axb/c"),
        ("# /a /b\n/c\nhttps://a.example/d /e\n", "", "/a /c /d"),
    ],
)
def test_lines_of_redirects(text: str, sent: str, stays: str) -> None:
    patterns = list(redirects_of(text))
    paths = [*sent.split(), *stays.split()]
    found = [path for path in paths if any(pattern.fullmatch(path) for pattern in patterns)]
    assert found == sent.split()


POST = Post(PIER, PIER, datetime(2026, 3, 2, tzinfo=UTC), "pier")
TAGGED = JekyllPublication(
    SITE.pages,
    STATIC,
    base="/b",
    posts=(POST,),
    linked={path: path for path in (*SITE.pages, *STATIC, "none.html")},
)


@pytest.mark.parametrize(
    ("written", "target", "broken"),
    [
        ("/a", "/a", ""),
        ("{{ site.baseurl }}/a", "/b/a", ""),
        ("{{ site.url }}{{ site.baseurl }}/a", "/b/a", ""),
        ("{{ '/a b' | relative_url }}", "/b/a%20b", ""),
        ('{{ "a" | absolute_url }}', "/b/a", ""),
        ("{{ 'https://x.example/a' | relative_url }}", "https://x.example/a", ""),
        ("{{ '/a' | prepend: site.baseurl | prepend: site.url }}", "/b/a", ""),
        ("{{- '/a' -}}#c", "/a#c", ""),
        ("{{ page.url }}", None, ""),
        ("{{ '/a' | upcase }}", None, ""),
        ("{{ '/a' | relative_url | upcase }}", None, ""),
        ("{% post_url 2026-03-02-pier %}", "/b/news/2026/03/02/pier.html", ""),
        ("{{ site.url }}{%- post_url /2026-03-02-pier -%}#x", "/b/news/2026/03/02/pier.html#x", ""),
        ("{% post_url 2026-03-02-none %}", None, "post_url 2026-03-02-none"),
        ("{% post_url  2026-03-02-pier.md  %}", None, "post_url 2026-03-02-pier.md"),
        ("{% link about.md %}", "/b/about", ""),
        ("{% link assets/img/two.png %}", "/b/assets/img/two.png", ""),
        ("{% link none.md %}", None, "link none.md"),
        ("{% link none.html %}", None, ""),
        ("{% link {{ a }} %}", None, ""),
        ("{% include a %}", None, ""),
        ("{% link %}", None, "link"),
        ("/a {{ site.baseurl }}/b", None, ""),
        ("{{ site.baseurl }}/{{", None, ""),
        ("{{ site.baseurl }}/{%", None, ""),
        pytest.param("{{ site.url }}" * 100 + "/a", "/a", "", id="many"),
        pytest.param("{{ site.url }}" * 101 + "/a", None, "", id="too-many"),
    ],
)
def test_what_liquid_makes_of_a_link(written: str, target: str | None, broken: str) -> None:
    assert expanded(TAGGED, PIER, written) == (target, broken)
