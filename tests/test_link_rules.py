"""What the rules about links inside Jekyll and Hugo sites tell, and mend."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from newslint.catalog import shipped
from newslint.checks.noisy_url import NoisyUrl, noisy_url
from newslint.document import parse
from newslint.facts.remembered import facts_of
from newslint.folders import Folders
from newslint.publishing import Sources
from newslint.site import Settings, Site
from newslint.source import Source
from newslint.specimen import Outcome, Specimen, run

Write = Callable[[Mapping[str, str | bytes]], Path]

JEKYLL = {"_config.yml": "url: https://haedam.example\npermalink: /:title/\n"}
BELOW = {"_config.yml": "url: https://haedam.example\nbaseurl: /news\npermalink: /:title/\n"}
HUGO = {"hugo.toml": 'baseURL = "https://haedam.example/"\n'}
HUGO_BELOW = {"hugo.toml": 'baseURL = "https://haedam.example/news/"\n'}
FILES = {
    "img/Pier.PNG": "",
    "img/a b.png": "",
    "img/부두.png": "",
    "_posts/2026-03-02-Pier.md": "---\ntitle: Pier\n---\n## At the pier\n",
    "_posts/2026-03-03-Sub.md": "---\npermalink: /Sub/Page/\n---\n",
}
POST = "_posts/2026-03-05-ferry.md"


def told(rule: str, body: str, beside: Mapping[str, str], path: str = POST) -> Outcome:
    text = body if body.startswith("---") else f"---\ntitle: Ferry\n---\n{body}\n"
    specimen = Specimen(
        shipped().rules[rule], bad=True, path=path, text=text, line=1, beside=beside, options={}
    )
    return run(specimen)


def body_of(outcome: Outcome) -> str:
    return outcome.fixed.partition("\n---\n")[2].rstrip("\n")


@pytest.mark.parametrize(
    ("written", "fixed"),
    [
        ("![](/img/pier.png)", "![](/img/Pier.PNG)"),
        ("[a](/pier/)", "[a](/Pier/)"),
        ("[a](/pier)", "[a](/Pier)"),
        ("[a](/PIER/?from=feed#at-the-pier)", "[a](/Pier/?from=feed#at-the-pier)"),
        ('[a](/pier/ "Pier")', '[a](/Pier/ "Pier")'),
        ("[a](</pier/>)", "[a](</Pier/>)"),
        ("![](../img/pier.png)", None),
        ("![](/img/../img/pier.png)", None),
        ('<a href="/pier/">a</a>', '<a href="/Pier/">a</a>'),
        ("<a href=/pier>a</a>", "<a href=/Pier>a</a>"),
        ("<img src='/img/pier.png'>", "<img src='/img/Pier.PNG'>"),
        ('<img srcset="/img/pier.png 1x">', None),
        ("![](/img/A%20b.png)", "![](/img/a%20b.png)"),
        (
            unicodedata.normalize("NFD", "![](/img/부두.png)"),
            "![](/img/부두.png)",
        ),
        ("[a](https://haedam.example/pier/)", None),
        ("[a]({{ site.baseurl }}/pier/)", None),
        ("[a][b]\n\n[b]: /pier/", None),
        ("[a](/pier/) [b](/pier/)", "[a](/Pier/) [b](/Pier/)"),
        ("[a](/pier/) [a][b]\n\n[b]: /pier/", None),
    ],
)
def test_letters_are_mended_where_they_stand(written: str, fixed: str | None) -> None:
    outcome = told("wrong-case-link", written, {**JEKYLL, **FILES})
    assert outcome.count == 1
    assert body_of(outcome) == (written if fixed is None else fixed)


def test_letters_of_a_relative_link_are_mended() -> None:
    beside = {**HUGO, "content/news/pier/index.md": "", "content/news/pier/Crane.png": ""}
    path = "content/news/pier/index.md"
    outcome = told("wrong-case-link", "![](crane.png) ![](./crane.PNG)", beside, path)
    assert (outcome.count, body_of(outcome)) == (2, "![](Crane.png) ![](./crane.PNG)")


@pytest.mark.parametrize(
    ("written", "fixed"),
    [
        ("[a](/Pier/)", "[a](/news/Pier/)"),
        ("[a](/Pier/#at-the-pier)", "[a](/news/Pier/#at-the-pier)"),
        ('<a class="b" href="/Pier/">a</a>', '<a class="b" href="/news/Pier/">a</a>'),
        ("![](/img/Pier.PNG)", "![](/news/img/Pier.PNG)"),
        ("[a][b]\n\n[b]: /Pier/", None),
    ],
)
def test_the_base_is_put_first(written: str, fixed: str | None) -> None:
    outcome = told("missing-baseurl", written, {**BELOW, **FILES})
    assert outcome.count == 1
    assert body_of(outcome) == (written if fixed is None else fixed)


@pytest.mark.parametrize(
    "body",
    [
        "[a](/)",
        "[a](/news/Pier/)",
        "[a](/office/)",
        "[a](https://haedam.example/Pier/)",
        "[a]({{ '/Pier/' | relative_url }})",
        "---\nimage: /img/Pier.PNG\n---\n",
    ],
)
def test_the_base_is_not_missed(body: str) -> None:
    assert told("missing-baseurl", body, {**BELOW, **FILES}).report == ""


@pytest.mark.parametrize(
    ("beside", "count"),
    [
        ({}, 1),
        ({"hugo.toml": HUGO_BELOW["hugo.toml"] + "relativeURLs = true\n"}, 0),
        ({"hugo.toml": HUGO_BELOW["hugo.toml"] + "canonifyURLs = true\n"}, 0),
        ({"layouts/_default/_markup/render-link.html": "<a>"}, 0),
    ],
)
def test_what_hugo_makes_of_links_from_the_root(beside: Mapping[str, str], count: int) -> None:
    files = {**HUGO_BELOW, "content/pier.md": "", **beside}
    assert told("missing-baseurl", "[a](/pier/)", files, "content/ferry.md").count == count


@pytest.mark.parametrize(
    ("head", "count"),
    [("title: Ferry", 1), ("published: false", 0), ("date: 2026-08-01", 0)],
)
def test_what_is_not_published_may_lead_to_its_like(head: str, count: int) -> None:
    beside = {**JEKYLL, "_posts/2026-07-01-fair.md": "---\ntitle: Fair\n---\n"}
    body = f"---\n{head}\n---\n[a](/fair/)\n"
    assert told("unpublished-target", body, beside).count == count


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("[a]({% post_url 2026-03-01-Pier %})", ["post_url 2026-03-01-Pier"]),
        ("[a]({{ site.baseurl }}{% post_url 2026-03-01-Pier %})", ["post_url 2026-03-01-Pier"]),
        ('<a href="{% link none.md %}">a</a>', ["link none.md"]),
        ('<a href="{%  link  none.md\n%}">a</a>', ["link none.md"]),
        pytest.param(
            f'<a href="{{% link a{" " * 50_000}b %}}">a</a>', ["link a b"], id="many blanks"
        ),
        pytest.param(
            f'<a href="{{{{ "/" }}}}{"{%" * 50_000}">a</a>', [], id="many tags that never end"
        ),
        ("[a][b]\n\n[b]: {% link none.md %}", ["link none.md"]),
        ('[a][b]\n\n[b]: {% link none.md %} "Title"', ["link none.md"]),
        ("[a]({% link none.md %}) [b]({% link none.md %}#c)", ["link none.md"]),
        ("[a]({% link none.md %}) [b]({% link no.md %})", ["link none.md", "link no.md"]),
        ("[a]({% post_url 2026-03-02-Pier %}#b)", []),
        ("[a]({{ site.url }}{% post_url 2026-03-02-Pier %})", []),
        ("[a]({% post_url {{ page.next }} %})", []),
    ],
)
def test_tags_that_name_nothing(written: str, tags: list[str]) -> None:
    report = told("broken-tag", written, {**JEKYLL, **FILES}).report
    assert [line.split("`")[1] for line in report.splitlines()] == tags


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("[a]({{ site.url }}/x)", "{{ site.url }}/x"),
        ('<a href="{{ site.url }}/x">a</a>', "{{ site.url }}/x"),
        ("<a href='{{ \"/x\" | relative_url }}'>a</a>", '{{ "/x" | relative_url }}'),
        ("[a][b]\n\n[b]: {{ site.url }}/x", "{{ site.url }}/x"),
        ("[a][b]\n\n[b]: <{{ site.url }}/x> 'c'", "{{ site.url }}/x"),
        ("![a][b]\n\n[b]: {{ site.url }}/x (c)", "{{ site.url }}/x"),
        ('<img src="{{ site.url }}/x">', "{{ site.url }}/x"),
    ],
)
def test_templated_targets_are_remembered_as_the_file_has_them(written: str, target: str) -> None:
    site = Site("/", Settings(generator="jekyll", dialect="kramdown"))
    facts = facts_of(parse(Source.read("a.md", written.encode()), "post", site))
    assert [(row.target, row.templated) for row in facts.targets] == [(target, True)]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('<img srcset="{{ a }} 1x, /none.png 2x">', ""),
        ('<a href="{{ site.baseurl }}/none/">a</a>', "`{{ site.baseurl }}/none/`"),
        ("[a]({{ '/no such/' | relative_url }})", "`{{ '/no such/' | relative_url }}`"),
        ("[a]({{ 'no such/' | absolute_url }})", "`{{ 'no such/' | absolute_url }}`"),
        ("[a](/none/)", "`/none/`"),
    ],
)
def test_templated_targets_are_judged(written: str, message: str) -> None:
    beside = {**JEKYLL, **FILES}
    reports = [told(rule, written, beside).report for rule in ("broken-link", "broken-image")]
    assert message in reports[0]
    assert bool(message) == bool("".join(reports))


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("/img/none.png", "`/img/none.png`"),
        ("img/none.png", ""),  # a layout may put another path before it
        ("img/Pier.PNG", ""),
    ],
)
def test_targets_in_fields_are_judged(written: str, message: str) -> None:
    report = told("broken-image", f"---\nimage: {written}\n---\n", {**JEKYLL, **FILES}).report
    assert message in report
    assert bool(message) == bool(report)


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("/img/Harbuor.PNG", "/img/Harbour.PNG"),
        ("/img/harbuor.png?v=1?w=2", "/img/Harbour.PNG"),
        ("/img/harbuor.png#a#b", "/img/Harbour.PNG"),
        ("/img/harbuor.png?v=1#a?b", "/img/Harbour.PNG"),
        ("/img/HARBOUR.png?v=1", "/img/Harbour.PNG"),
        # Another folder, another kind of file, another number, another word.
        ("/img/in/harbour.png", ""),
        ("/img/harbour.jpg", ""),
        ("/img/harbour2.png", ""),
        ("/img/crane.png", ""),
    ],
)
def test_the_file_that_was_probably_meant(written: str, nearest: str) -> None:
    beside = {"img/Harbour.PNG": "", "img/harbours-of-old.png": ""}
    report = told("broken-image", f"![]({written})", beside, "a.md").report
    assert (f"did you mean `{nearest}`" if nearest else "broken-image") in report
    assert ("did you mean" in report) is bool(nearest)


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("/docs/sub-page/", "did you mean `/old/sub-page/`"),
        ("/docs/page/", "nothing under `/docs/`"),
        ("/docs/photo-two.png", "nothing under `/docs/`"),
        ("/old/none/", "`/old/none/` leads to nothing"),
    ],
)
def test_a_folder_that_holds_nothing(target: str, message: str) -> None:
    beside = {
        **HUGO,
        "content/old/sub-page.md": "",
        "content/old/page.md": "",
        "static/old/photo-two.png": "",
        "content/more.md": " ".join(f"[a](/docs/{number}/)" for number in range(5)),
    }
    assert message in told("broken-link", f"[a]({target})", beside, "content/ferry.md").report


def test_links_into_a_lost_folder_are_one_finding() -> None:
    body = " ".join(f"[a](/docs/{number}/)" for number in range(6))
    outcome = told("broken-link", body, HUGO, "content/ferry.md")
    assert outcome.count == 1
    assert "6 links lead there" in outcome.report


@pytest.mark.parametrize(
    ("target", "is_told"), [("/about/#none", True), ("/Pier/#none", False), ("/own/#none", False)]
)
def test_a_layout_that_names_headings_counts_for_its_own_pages(
    target: str, *, is_told: bool
) -> None:
    defaults = "defaults: [{scope: {type: posts}, values: {layout: post}}]\n"
    beside = {
        "_config.yml": JEKYLL["_config.yml"] + defaults,
        "_layouts/post.html": '<h2 id="{{ x }}">',
        "_posts/2026-03-02-Pier.md": FILES["_posts/2026-03-02-Pier.md"],
        "about.md": "---\npermalink: /about/\n---\n## A\n",
        "own.md": "---\npermalink: /own/\nlayout: post\n---\n## A\n",
    }
    assert bool(told("broken-anchor", f"[a]({target})", beside).report) is is_told


@pytest.mark.parametrize(
    ("fragment", "beside", "message"),
    [
        ("at-the-pier", {}, ""),
        ("At-The-Pier", {}, "did you mean `at-the-pier`"),
        ("none", {}, "has no id `none`: mend it"),
        ("comments", {}, ""),
        ("top", {}, ""),
        (":~:text=pier", {}, ""),
        ("story", {"_layouts/post.html": '<div id="story">'}, ""),
        ("story", {"_includes/foot.html": "<a name=story>"}, ""),
        ("topic-3", {"_layouts/post.html": '<i id="topic-{{ n }}">'}, ""),
        ("none", {"_config.yml": JEKYLL["_config.yml"] + "theme: minima\n"}, ""),
        ("at-the-pir", {"_config.yml": JEKYLL["_config.yml"] + "theme: minima\n"}, "did you mean"),
        (
            "none",
            {"_config.yml": JEKYLL["_config.yml"] + "kramdown: {auto_id_prefix: n-}\n"},
            "",
        ),
        ("none", {"_config.yml": JEKYLL["_config.yml"] + "kramdown: {input: kramdown}\n"}, ""),
        ("none", {"_config.yml": JEKYLL["_config.yml"] + "kramdown: {input: GFM}\n"}, "none"),
    ],
)
def test_anchors(fragment: str, beside: Mapping[str, str], message: str) -> None:
    report = told("broken-anchor", f"[a](/Pier/#{fragment})", {**JEKYLL, **FILES, **beside}).report
    assert message in report
    assert bool(message) == bool(report)


@pytest.mark.parametrize(
    ("fragment", "configuration", "nearest"),
    [
        ("5-2-7", "", ""),
        ("5-2-6-flag", "", "5-2-6-flags"),
        ("none", '[markup.goldmark.parser]\nautoHeadingIDType = "blackfriday"\n', ""),
        ("none", '[markup.goldmark.parser]\nautoHeadingIDType = "github-ascii"\n', None),
        ("none", '[markup.goldmark.parser]\nautoHeadingIDType = "github"\n', ""),
        ("none", '[markup]\ndefaultMarkdownHandler = "blackfriday"\n', None),
        ("none", '[[module.imports]]\npath = "github.com/haedam/theme"\n', None),
    ],
)
def test_anchors_of_hugo(fragment: str, configuration: str, nearest: str | None) -> None:
    beside = {
        "hugo.toml": HUGO["hugo.toml"] + configuration,
        "content/pier.md": "## 5-2-6 Flags\n",
    }
    report = told("broken-anchor", f"[a](/pier/#{fragment})", beside, "content/ferry.md").report
    assert bool(report) == (nearest is not None)
    assert f"did you mean `{nearest}`" in report or not nearest


def test_layouts_are_part_of_what_an_answer_depends_on(write: Write) -> None:
    def state(layout: str) -> bytes:
        root = write({**JEKYLL, "_layouts/post.html": layout})
        files = frozenset({*JEKYLL, "_layouts/post.html"})
        site = Site(root.as_posix(), Settings(generator="jekyll"))
        return Sources(site, Folders(), {}, files, date(2026, 3, 5)).state

    assert state('<a id="b">') != state('<a id="c">')
    assert state('<a id="b">c') == state('<a id="b">d')


@pytest.mark.parametrize(
    ("written", "fixed", "safe"),
    [
        ("[a](https://ferry.example/?utm_source=x)", "[a](https://ferry.example/)", False),
        (
            "[a](https://ferry.example/?UTM_Id=1&id=7#b)",
            "[a](https://ferry.example/?id=7#b)",
            False,
        ),
        ("<https://ferry.example/?id=7&fbclid=1>", "<https://ferry.example/?id=7>", False),
        ("[a](https://www.korea.kr/v?a=1&newsId=7)", "[a](https://www.korea.kr/v?newsId=7)", True),
        ("<https://www.korea.kr/v?newsId=7&a=1>", "<https://www.korea.kr/v?newsId=7>", False),
        ("[a](https://www.korea.kr/v?pageIndex=7)", None, False),
        ("[a](https://northkorea.kr/v?newsId=7&a=1)", None, False),
        ("[a](https://ferry.example/?to=https://b.example/?utm_source=x)", None, False),
        ("[a](https://ferry.example/?to=https%3A%2F%2Fb.example&utm_source=x)", None, False),
        ("[a](https://ferry.example/?source=x)", None, False),
        ("[a](https://ferry.example/#?utm_source=x)", None, False),
    ],
)
def test_noise_of_urls(written: str, fixed: str | None, safe: bool) -> None:  # noqa: FBT001  # a table's column
    options = NoisyUrl(noise=("utm_*", "fbclid"), keep={"korea.kr": ("newsId",)})
    document = parse(Source.read("a.md", written.encode()), "post", Site("/", Settings()))
    fixes = [finding.fix for finding in noisy_url(document.links, document, options)]
    assert [fix.safe for fix in fixes if fix] == ([safe] if fixed else [])
    assert body_of(told("noisy-url", written, {})) == (fixed or written)
