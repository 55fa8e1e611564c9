"""What a site remembers of a post."""

from __future__ import annotations

from typing import Literal

import pytest

from newslint.about import about_of
from newslint.document import parse
from newslint.facts import Facts
from newslint.facts.remembered import facts_of
from newslint.site import Site
from newslint.source import Source

LONG = "a." * 130 + "kr"


def facts(text: str, path: str = "post.md", kind: Literal["post", "page"] = "post") -> Facts:
    site = Site("/site", hosts=frozenset({"haedam.example"}))
    return facts_of(parse(Source.read(path, text.encode()), kind, site))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[글](/a)", [("link", "/a", "/a", "spelt")]),
        ("[글](/a 'b')", [("link", "/a", "/a", "spelt")]),
        ("[글](/a?b=1&amp;c=2)", [("link", "/a?b=1&c=2", "/a?b=1&amp;c=2", "")]),
        ("[글][r]\n\n[r]: /a", [("link", "/a", "[글][r]", "")]),
        ("<a title='href=/b' href='/b'>글</a>", [("link", "/b", "/b", "spelt")]),
        ("<img src=a.png>", [("image", "a.png", "a.png", "spelt")]),
        ("<iframe src='/v'></iframe>", [("link", "/v", "/v", "spelt")]),
        ("<img srcset='/a.png 2x'>", [("image", "/a.png", "srcset='/a.png 2x'", "")]),
        ("![글]({{ x }}/a.png)", [("image", "{{ x }}/a.png", "{{ x }}/a.png", "templated")]),
        ("[글](a={{ x }}/b)", [("link", "a={{ x }}/b", "a={{ x }}/b", "templated")]),
        ("<a href='{{ x }}/a'>글</a>", [("link", "{{ x }}/a", "href='{{ x }}/a'", "templated")]),
        ("<a href={{x}}/a>글</a>", [("link", "{{x}}/a", "href={{x}}/a", "templated")]),
        ("[글][r]\n\n[r]: {{x}}/a", [("link", "{{x}}/a", "[글][r]", "templated")]),
        ("[글][r]\n\n[r]: <{{x}}/a> 'b'", [("link", "{{x}}/a", "[글][r]", "templated")]),
        ("---\nimage: /a.png\n---\n", [("image", "/a.png", "/a.png", "field")]),
        ("---\nlink: ' /a '\n---\n", [("link", "/a", "' /a '", "field")]),
        ("---\nimage: '{{ x }}'\n---\n", [("image", "{{ x }}", "'{{ x }}'", "templated field")]),
        ("---\nimage: [/a.png]\nlink:\ntitle: /b\n---\n", []),
        ("[글](https://haedam.example/a)", [("link", *2 * ("https://haedam.example/a",), "spelt")]),
        (
            "---\nimage: //haedam.example/a\nlink: //b.example/b\n---\n",
            [("image", *2 * ("//haedam.example/a",), "field")],
        ),
        ("[글](https://b.example/a) [글](//b.example) [글](mailto:a@b.example)", []),
        ("[글](www.b.example) [글](?page=2) [글]() [글](#) https://haedam.example/a", []),
        ("[글](http//b.example) [글](%20https://b.example) [글](https;//b.example)", []),
        ("[글](a/b:c)", [("link", "a/b:c", "a/b:c", "spelt")]),
    ],
)
def test_targets(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    source = Source.read("post.md", text.encode())
    assert [
        (
            row.kind,
            row.target,
            source.slice(row.span),
            " ".join(
                word
                for word, holds in (
                    ("templated", row.templated),
                    ("field", row.in_field),
                    ("spelt", row.is_spelt),
                )
                if holds
            ),
        )
        for row in facts(text).targets
    ] == expected


@pytest.mark.parametrize(
    ("text", "start"),
    [("<a href=ref>글</a>", 8), ("<a href='/a?src=a'>글</a>", 9), ("[/a](/a)", 5), ("![a](a)", 5)],
)
def test_a_target_is_looked_for_behind_what_names_it(text: str, start: int) -> None:
    (found,) = facts(text).targets
    assert (found.start, found.is_spelt) == (start, True)


@pytest.mark.parametrize(
    ("matter", "authors"),
    [
        ("author: 김해담", ("김해담",)),
        ("Author: ' 김  해담 '", ("김 해담",)),
        ("authors: [김해담, 이부두, 김해담, '']", ("김해담", "이부두")),
        ("author: {name: 김해담, mail: a@b.example}", ("김해담",)),
        ("authors: [{name: 김해담, url: /a}, 이부두]", ("김해담", "이부두")),
        ("writer: 김해담\nbyline: 이부두", ("김해담", "이부두")),
        ("author: 3\ntitle: 김해담", ()),
        (f"author: {'가' * 70}", ("가" * 60,)),
        (f"authors: {[f'a{number}' for number in range(9)]}", tuple(f"a{n}" for n in range(8))),
    ],
)
def test_authors(matter: str, authors: tuple[str, ...]) -> None:
    assert facts(f"---\n{matter}\n---\n글\n").authors == authors


@pytest.mark.parametrize(
    ("matter", "path", "dated", "day"),
    [
        ("date: 2026-03-02", "a.md", True, "2026-03-02"),
        ("date: 2026-03-02 10:00:00", "2026-01-01-a.md", True, "2026-03-02"),
        ("pubdate: 2 Mar 2026\npublished_at: 2026-03-03", "a.md", True, "2026-03-02"),
        ("date: soon\npublished: 2026-03-04", "a.md", True, "2026-03-04"),
        ("updated: 2026-03-02", "a.md", True, None),
        ("date: soon", "a.md", True, None),
        ("date: ' '", "a.md", False, None),
        ("date: [2026-03-02]", "a.md", False, None),
        ("title: 글", "2026-03-02-a.md", True, "2026-03-02"),
        ("title: 글", "news/2026/03/02/a.md", True, "2026-03-02"),
        ("title: 글", "2026_3_2.md", True, "2026-03-02"),
        ("title: 글", "12026-03-02.md", False, None),
        ("title: 글", "2026-03_02.md", False, None),
        ("title: 글", "2026-13-02.md", False, None),
        ("permalink: /2026/03/02/a/", "a.md", True, None),
        ("slug: 2026-03-02-a", "a.md", False, None),
    ],
)
def test_days(matter: str, path: str, *, dated: bool, day: str | None) -> None:
    found = facts(f"---\n{matter}\n---\n글\n", path)
    assert found.dated is dated
    assert (found.published and found.published.day.isoformat()) == day


@pytest.mark.parametrize(
    ("matter", "time"),
    [
        ("time: 10:00-12:00", "10:00-12:00"),
        ("start: 2026-03-02", "2026-03-02"),
        ("event: {start: 오전 10시}", "오전 10시"),
        ("event: {end: 오전 10시}", ""),
        ("start: {time: 오전 10시}", ""),
        ("title: 오전 10시", ""),
    ],
)
def test_when_it_takes_place(matter: str, time: str) -> None:
    assert facts(f"---\n{matter}\n---\n글\n").time == time


def test_keys_as_they_are_written() -> None:
    text = "---\ntitle: 글\nImage: /a.png\n'제목': 글\n---\n"
    found = facts(text)
    source = Source.read("post.md", text.encode())
    assert list(found.keys) == ["title", "image", "제목"]
    written = [found.key(name) for name in found.keys]
    assert [row.text for row in written] == ["title", "Image", "제목"]
    assert [source.slice(row.span) for row in written] == ["title", "Image", "'제목'"]


def test_texts_with_their_lines() -> None:
    found = facts("---\ntitle: 글\nn: 3\nexcerpt: |\n  첫 줄\n  둘째\nnote: 글\n---\n").fields
    assert {name: (row.text, row.line) for name, row in found.items()} == {
        "title": ("글", 2),
        "excerpt": ("첫 줄\n둘째\n", 4),
        "note": ("글", 7),
    }
    assert found["title"].key != 0
    assert found["note"].key == 0
    same = facts("---\ntitle: ' 글! '\n---\n").fields["title"]
    assert same.key == found["title"].key


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("# 부두\n\n## 등대\n", "부두"),
        (f"# {'가' * 60}\n", "가" * 60),
        (f"# {'가' * 61}\n", None),
        ("#\n\n# 부두\n", None),
        ("글\n", None),
    ],
)
def test_the_first_heading(text: str, opening: str | None) -> None:
    found = facts(text).opening
    assert (found and found.text) == opening
    assert facts(text, kind="page").opening is None


@pytest.mark.parametrize(
    ("text", "empty", "shifted", "readable"),
    [
        ("---\ntitle: 글\n---\n", True, False, True),
        ("---\ntitle: 글\n---\n글\n", False, False, True),
        ("![](/a.png)\n", False, False, True),
        (" ---\ntitle: 글\n---\n", False, True, True),
        ("\t+++\ntitle = 1\n+++\n", False, True, True),
        ("---\ntitle: [글] 글\n---\n글\n", False, False, False),
    ],
)
def test_what_there_is_of_a_post(text: str, *, empty: bool, shifted: bool, readable: bool) -> None:
    found = facts(text)
    assert (found.empty, found.shifted, found.readable) == (empty, shifted, readable)
    assert found.has_front_matter == text.startswith("---")


def test_alternative_texts() -> None:
    found = facts("![ 부두 ](/a.png) ![](/b.png) <img src='/c.png' alt=' '> <img alt='등대'>").alts
    assert [(row.text, row.target) for row in found] == [("부두", "/a.png"), ("등대", "")]


@pytest.mark.parametrize(
    ("body", "labels"),
    [
        ("[해담일보](https://haedam.example/)에서 받는다.", ["해담일보"]),
        ("&nbsp;\n\n[해담일보](https://haedam.example/)에서 받는다.\n\n&nbsp;\n", ["해담일보"]),
        (f"[해담일보](https://haedam.example/)는 {'긴 글 ' * 100}", []),
        ("[해담일보](https://haedam.example/)와 [등대](https://light.example/)", []),
        ("[해담일보](https://haedam.example/)\n\n하나\n\n둘\n\n셋", []),
    ],
    ids=["one", "blank blocks", "long", "two links", "too far up"],
)
def test_how_a_post_ends(body: str, labels: list[str]) -> None:
    assert [row.label for row in facts(f"글이다.\n\n{body}\n").closings] == labels


@pytest.mark.parametrize(
    ("matter", "categories"),
    [
        ("categories: [항만, 행사, 2026]", ("항만", "행사", "2026")),
        ("categories: 항만 행사", ("항만", "행사")),
        ("category: 항만, 새 행사", ("항만", "새 행사")),
        ("categories: {항만: 행사}", ()),
        ("categories: [[항만]]", ()),
        ("tags: [항만]", ()),
    ],
)
def test_categories(matter: str, categories: tuple[str, ...]) -> None:
    found = facts(f"---\ntitle: 부두\n{matter}\n---\n글이다.\n")
    assert about_of(found, "jekyll").categories == categories


def test_a_page_has_no_sources_and_no_authors() -> None:
    text = "---\ntitle: 부두 | 해담일보\nauthor: 김해담\n---\n출처: [부두](https://a.example/a)\n\n[등대](https://b.example/)\n"
    assert facts(text).authors
    assert facts(text).cited
    assert facts(text).closings
    assert facts(text).barred
    page = facts(text, kind="page")
    assert (page.kind, page.authors, page.cited) == ("page", (), ())
    assert (page.closings, page.barred) == ((), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![글](https://www.a.kr:8080/x.png)", [("a.kr", "https://www.a.kr:8080/x.png")]),
        ("![글](//b.kr/x.png)", [("b.kr", "//b.kr/x.png")]),
        ("![글](HTTP://B.kr/x.png)", [("b.kr", "HTTP://B.kr/x.png")]),
        ("---\nimage: https://c.kr/x.png\n---\n", [("c.kr", "https://c.kr/x.png")]),
        ("---\nlink: https://c.kr/x.png\n---\n", []),
        ("---\nimage: {path: https://c.kr/x.png}\n---\n", []),
        ("![글](/x.png) ![글](data:image/png;base64,AA) ![글](x.png)", []),
        ("![글](https://{{ site.cdn }}/x.png)", []),
        ('<video src="https://d.kr/x.mp4" poster="https://d.kr/x.png"></video>', []),
        ("![글](https://a.kr) ![글](https://a.kr/)", []),
        ("![글](https://[bad/x.png)", []),
        (f"![글](https://{LONG}/x.png)", []),
    ],
    ids="port scheme-relative capitals field link-field nested inside template media home bad long".split(),
)
def test_image_hosts(text: str, expected: list[tuple[str, str]]) -> None:
    source = Source.read("post.md", text.encode())
    facts = facts_of(parse(source, "post", Site("/site")))
    assert [(row.host, source.slice(row.span)) for row in facts.image_hosts] == expected
