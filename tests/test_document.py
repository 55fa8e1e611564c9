"""A post as flat tables: what is found, what it says, and where it stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import html, rows
from newslint.document import Document, dialect_of, parse
from newslint.references import is_made
from newslint.site import Settings, Site
from newslint.source import Source, Span


def read(
    text: str, path: str = "post.md", dialect: str = "commonmark", language: str = ""
) -> Document:
    site = Site("/site", Settings(dialect=dialect, language=language))
    return parse(Source.read(path, text.encode()), "post", site)


def links(document: Document) -> list[tuple[str, str, str, str, str]]:
    slice_ = document.source.slice
    return [
        (row.kind, row.target, row.text, slice_(row.span), slice_(row.place))
        for row in document.links
    ]


def words(document: Document) -> list[str]:
    return [text for run in document.texts if (text := run.text.strip())]


# -- Links and images ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            '앞 [도서관](https://a.kr/x "제목") 뒤',
            [
                (
                    "inline",
                    "https://a.kr/x",
                    "도서관",
                    '[도서관](https://a.kr/x "제목")',
                    "https://a.kr/x",
                )
            ],
            id="inline",
        ),
        pytest.param(
            "[글](<새 글.md>)",
            [("inline", "새 글.md", "글", "[글](<새 글.md>)", "<새 글.md>")],
            id="angles",
        ),
        pytest.param(
            "[굵게 **이 글**](/a)",
            [("inline", "/a", "굵게 이 글", "[굵게 **이 글**](/a)", "/a")],
            id="strong-inside",
        ),
        pytest.param(
            "[`코드` 글](/a)",
            [("inline", "/a", "코드 글", "[`코드` 글](/a)", "/a")],
            id="code-inside",
        ),
        pytest.param(
            "[출처: 신문](/a) | 뉴스",
            [("inline", "/a", "출처: 신문", "[출처: 신문](/a)", "/a")],
            id="bar-after",
        ),
        pytest.param("[글]()", [("inline", "", "글", "[글]()", "[글]()")], id="empty"),
        pytest.param("[](/a)", [("inline", "/a", "", "[](/a)", "/a")], id="no-text"),
        pytest.param(
            "[a](/b_(c))", [("inline", "/b_(c)", "a", "[a](/b_(c))", "/b_(c)")], id="parentheses"
        ),
        pytest.param(
            "[a](/b?x=1&amp;y=2)",
            [("inline", "/b?x=1&y=2", "a", "[a](/b?x=1&amp;y=2)", "/b?x=1&amp;y=2")],
            id="entity",
        ),
        pytest.param(
            "[글][출처]\n\n[출처]: https://a.kr/x\n",
            [("reference", "https://a.kr/x", "글", "[글][출처]", "[글][출처]")],
            id="reference",
        ),
        pytest.param("[글][없음]", [], id="reference-undefined"),
        pytest.param(
            "<https://a.kr/x>",
            [
                (
                    "autolink",
                    "https://a.kr/x",
                    "https://a.kr/x",
                    "<https://a.kr/x>",
                    "<https://a.kr/x>",
                )
            ],
            id="autolink",
        ),
        pytest.param(
            "<desk@a.kr>",
            [("autolink", "mailto:desk@a.kr", "desk@a.kr", "<desk@a.kr>", "<desk@a.kr>")],
            id="email",
        ),
        pytest.param(
            "출처 https://a.kr/x.",
            [("bare", "https://a.kr/x", "https://a.kr/x", "https://a.kr/x", "https://a.kr/x")],
            id="bare-full-stop",
        ),
        pytest.param(
            "(www.a.kr/가?b=1)",
            [("bare", "www.a.kr/가?b=1", "www.a.kr/가?b=1", "www.a.kr/가?b=1", "www.a.kr/가?b=1")],
            id="bare-parentheses",
        ),
        pytest.param(
            "<a href=\"/x?a=1&amp;b=2\" title='>'>더 보기</a>",
            [
                (
                    "html",
                    "/x?a=1&b=2",
                    "더 보기",
                    "<a href=\"/x?a=1&amp;b=2\" title='>'>더 보기</a>",
                    'href="/x?a=1&amp;b=2"',
                )
            ],
            id="html",
        ),
        pytest.param(
            "<A HREF=/x>글</A>", [("html", "/x", "글", "<A HREF=/x>글</A>", "HREF=/x")], id="upper"
        ),
        pytest.param(
            "<p><a href=/x?a=1>글</a></p>",
            [("html", "/x?a=1", "글", "<a href=/x?a=1>글</a>", "href=/x?a=1")],
            id="unquoted",
        ),
        pytest.param('<a name="x">글</a>', [], id="html-anchor"),
        pytest.param(
            "<iframe></iframe><object data=/a></object>",
            [("media", "/a", "", "<object data=/a>", "data=/a")],
            id="media-without-target",
        ),
        pytest.param(
            '<iframe src="https://v.kr/1"></iframe>',
            [
                (
                    "media",
                    "https://v.kr/1",
                    "",
                    '<iframe src="https://v.kr/1">',
                    'src="https://v.kr/1"',
                )
            ],
            id="iframe",
        ),
        pytest.param(
            "[![사진](a.png)](/b)",
            [("inline", "/b", "사진", "[![사진](a.png)](/b)", "/b")],
            id="around-image",
        ),
        pytest.param("\\[글](/a)", [], id="escaped"),
    ],
)
def test_links(text: str, expected: list[tuple[str, str, str, str, str]]) -> None:
    assert links(read(text)) == expected


def test_bare_urls_beside_an_entity() -> None:
    document = read("R&amp;D 소식 https://a.kr/x 와 https://b.kr/?c=1&amp;d=2\n")
    assert [row.target for row in document.links] == ["https://a.kr/x", "https://b.kr/?c=1&d=2"]


@pytest.mark.parametrize(
    "text", ["<p><a href='/x'>더 <b>보기</b></a></p>", "<h2>더 <b>보기</b></h2>"]
)
def test_blanks_between_html_elements_are_kept(text: str) -> None:
    document = read(text)
    assert [row.text for row in document.links or document.headings] == ["더 보기"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![대체](/a.png)", [("inline", "/a.png", "대체", "/a.png")]),
        ("![](/a.png)", [("inline", "/a.png", "", "/a.png")]),
        ("![왼쪽 | 오른쪽](/a.png)", [("inline", "/a.png", "왼쪽 | 오른쪽", "/a.png")]),
        ("![가 **나**](a.png)", [("inline", "a.png", "가 나", "a.png")]),
        ("[![사진](a.png)](/b)", [("inline", "a.png", "사진", "a.png")]),
        ("![사진][r]\n\n[r]: a.png", [("reference", "a.png", "사진", "![사진][r]")]),
        ('<img src="a.png" alt="사진">', [("html", "a.png", "사진", 'src="a.png"')]),
        ("<IMG SRC=a.png>", [("html", "a.png", None, "SRC=a.png")]),
        ('<img alt="">', [("html", "", "", '<img alt="">')]),
        (
            '<img src="a.png" srcset="b.png 1x, c,d.png 2x" alt="가">',
            [
                ("html", "a.png", "가", 'src="a.png"'),
                ("srcset", "b.png", "가", 'srcset="b.png 1x, c,d.png 2x"'),
                ("srcset", "c,d.png", "가", 'srcset="b.png 1x, c,d.png 2x"'),
            ],
        ),
        (
            '<video poster="p.jpg" src="v.mp4"><source src="s.webm"></video>',
            [
                ("media", "p.jpg", None, 'poster="p.jpg"'),
                ("media", "v.mp4", None, 'src="v.mp4"'),
                ("media", "s.webm", None, 'src="s.webm"'),
            ],
        ),
    ],
    ids="plain no-alt bar strong linked reference html upper empty srcset video".split(),
)
def test_images(text: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    document = read(text)
    assert [
        (row.kind, row.target, row.alt, document.source.slice(row.place)) for row in document.images
    ] == expected


@pytest.mark.parametrize(
    ("text", "templated"),
    [
        ("[글]({{ site.url }}/a)", [True]),
        ('![]({{"/a.png" | absolute_url}})', [True]),
        ("{{ x }} [글](/a) {{ y }}", [False]),
        ('<a href="{{ x }}">글</a>', [True]),
        ('<a href="/a" title="{{ x }}">글</a>', [False]),
        ("[{{ x }}](/a)", [False]),
        ('[글]({{< ref "a b.md" >}})', [True]),
        ("[글][a] ![][a] [글][b]\n\n[a]: {{ x }}/y\n[b]: /z\n", [True, False, True]),
    ],
    ids="liquid nested beside html attribute text shortcode reference".split(),
)
def test_templated_targets(text: str, templated: list[bool]) -> None:
    document = read(text)
    found = [row.templated for row in document.links]
    assert found + [row.templated for row in document.images] == templated


def test_a_run_beside_templates_has_its_own_text_only() -> None:
    assert words(read("앞 {{ page.title }} 뒤\n\n{% include a.html %}\n")) == ["앞", "뒤"]


@pytest.mark.parametrize(
    ("text", "marked", "templated"),
    [
        ("앞 {{ page.title }} 뒤", "앞", False),
        ("앞 {{ page.title }} 뒤", "{{", True),
        ("앞 {{ page.title }} 뒤", " 뒤", False),
        ('<a {{ page.rel }} href="/a">글</a>', '<a {{ page.rel }} href="/a">', True),
        ('{{ a }}<b id="b">{{ c }}', '<b id="b">', False),
        ("글", "글", False),
    ],
    ids="before start after around between none".split(),
)
def test_is_templated(text: str, marked: str, *, templated: bool) -> None:
    document = read(text)
    start = document.source.data.index(marked.encode())
    assert document.is_templated(Span(start, start + len(marked.encode()))) == templated


# -- Headings, tables, code, comments --------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 하나 {#id}\n", [("atx", 1, "하나", "id", "# 하나 {#id}\n")]),
        ("### 셋 ###\n", [("atx", 3, "셋", None, "### 셋 ###\n")]),
        ("하나\n===\n글\n", [("setext", 1, "하나", None, "하나\n===\n")]),
        ("둘 **굵게**\n---\n", [("setext", 2, "둘 굵게", None, "둘 **굵게**\n---\n")]),
        ("<h4 id=x>넷</h4>", [("html", 4, "넷", "x", "<h4 id=x>넷</h4>")]),
        ("<H1>ONE</H1>", [("html", 1, "ONE", None, "<H1>ONE</H1>")]),
        ("## [글](/a) 더\n", [("atx", 2, "글 더", None, "## [글](/a) 더\n")]),
        ("#해시태그\n", []),
        ("> ## 인용\n", [("atx", 2, "인용", None, "## 인용\n")]),
        (
            "# 하나 <h2>둘\n\n글</h2>\n",
            [
                ("atx", 1, "하나 둘", None, "# 하나 <h2>둘\n"),
                ("html", 2, "둘글", None, "<h2>둘\n\n글</h2>"),
            ],
        ),
    ],
    ids="atx closed setext-1 setext-2 html upper link hashtag quoted crossed".split(),
)
def test_headings(text: str, expected: list[tuple[str, int, str, str | None, str]]) -> None:
    document = read(text)
    assert [
        (row.kind, row.level, row.text, row.id, document.source.slice(row.span))
        for row in document.headings
    ] == expected


def test_of_equal_headings_each_has_its_own_text() -> None:
    document = read("## 가\n\n## 나\n\n## 가\n")
    assert [row.text for row in document.headings] == ["가", "나", "가"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| 가 | 나 |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n", [("markdown", True, 3, 2)]),
        ("|  |  |\r\n|---|---|\r\n| 1 | 2 |\r\n", [("markdown", False, 2, 2)]),
        ("|  | 나 |\n|---|---|\n| 1 | 2 |\n", [("markdown", True, 2, 2)]),
        ("<table><tr><th>가<th>나</tr><tr><td>1<td>2</tr></table>", [("html", True, 2, 2)]),
        ("<table><tr><td>1</td></tr></table>", [("html", False, 1, 1)]),
        (
            "<table><tr><td><table><tr><th>안</th></tr></table></td><td>2</td></tr></table>",
            [("html", False, 1, 2), ("html", True, 1, 1)],
        ),
        ("<TABLE><TR><TD>1<TD>2<TR><TD>3</TABLE>", [("html", False, 2, 2)]),
        ("<tr><td>표 없음</td></tr>", []),
    ],
    ids="markdown empty-header half-header html no-header nested unclosed no-table".split(),
)
def test_tables(text: str, expected: list[tuple[str, bool, int, int]]) -> None:
    document = read(text, "post.html" if text.startswith("<") else "post.md")
    assert [(row.kind, row.header, row.rows, row.columns) for row in document.tables] == expected


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("```html\n<a href='/x'>[글](/y)</a>\n```\n", [("fenced", "html")]),
        ("~~~\n[글](/y) https://a.kr\n~~~\n", [("fenced", "")]),
        ("    [글](/y) <b>\n", [("indented", "")]),
        ("`[글](/y) https://a.kr <b>`\n", [("inline", "")]),
        ("<pre>[글](/y)</pre>", [("html", "")]),
        ("```\n[글](/y)\n", [("fenced", "")]),
        ("```\n가\n```\n\n```\n[글](/y)\n\n# 끝\n", [("fenced", ""), ("fenced", "")]),
    ],
    ids="fenced tildes indented inline pre unclosed odd".split(),
)
def test_code_is_neither_text_nor_links(text: str, kinds: list[tuple[str, str]]) -> None:
    document = read(text)
    assert [(row.kind, row.language) for row in document.codes] == kinds
    assert (words(document), document.links, document.headings) == ([], [], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!-- 메모 -->\n\n글", [("메모", "<!-- 메모 -->")]),
        ("글 <!-- [a](/b) --> 글", [("[a](/b)", "<!-- [a](/b) -->")]),
        ("<div><!-- 안\n\n쪽 --></div>", [("안\n\n쪽", "<!-- 안\n\n쪽 -->")]),
        ("<div><!-- 안 --!>글</div>", [("안", "<!-- 안 --!>")]),
        ("<div><!-->글</div>", [("", "<!-->")]),
    ],
    ids="block inline lines bang empty".split(),
)
def test_comments(text: str, expected: list[tuple[str, str]]) -> None:
    document = read(text, "post.html" if text.startswith("<div") else "post.md")
    assert [(row.text, document.source.slice(row.span)) for row in document.comments] == expected
    assert document.links == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[해담]: https://a.kr/x\n", [("해담", "https://a.kr/x", "[해담]: https://a.kr/x")]),
        ("[ A  b ]: <c d> '제\n목'\n", [("A b", "c d", "[ A  b ]: <c d> '제\n목'")]),
        ("> [a]: /x\n\n- [b]: /y\n", [("a", "/x", "[a]: /x"), ("b", "/y", "[b]: /y")]),
        (
            "[a]: /x\n[가]: /y\n[A]: /z\n\n[가]: /w\n[a]: /v\n",
            [
                ("a", "/x", "[a]: /x"),
                ("가", "/y", "[가]: /y"),
                ("A", "/z", "[A]: /z"),
                ("가", "/w", "[가]: /w"),
                ("a", "/v", "[a]: /v"),
            ],
        ),
        ("```\n[a]: /x\n```\n\n    [b]: /y\n", []),
        ("<div>\n[a]: /x\n</div>\n", []),
        ("글\n[a]: /x\n", []),
        ("글[^1]\n\n[^1]: 주\n", []),
        ("[a]: 두 낱말\n", []),
    ],
    ids="plain title nested again code html paragraph footnote none".split(),
)
def test_references(text: str, expected: list[tuple[str, str, str]]) -> None:
    document = read(f"---\ntitle: 가\n---\n{text}")
    slice_ = document.source.slice
    assert [(row.label, row.target, slice_(row.span)) for row in document.references] == expected


def test_labels_that_a_template_makes() -> None:
    document = read("글]: 가\n\n[a{{ x }}]: /b\n\n[c]: /d{{ x }}\n")
    data = document.source.data
    assert [is_made(row, data) for row in document.references] == [True, False]


@pytest.mark.parametrize(("dialect", "labels"), [("commonmark", []), ("kramdown", ["a"])])
def test_references_below_an_html_element(dialect: str, labels: list[str]) -> None:
    document = read("<div>글</div>\n[a]: /x\n", dialect=dialect)
    assert [row.label for row in document.references] == labels


# -- Text ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("첫 *문단* **입니다**\n", ["첫", "문단", "입니다"]),
        ("R&amp;D &lt;가&gt; &#44032;\n", ["R&D <가> 가"]),
        ("<div>\n안쪽 글\n</div>\n", ["안쪽 글"]),
        ("<p>R&amp;D</p>", ["R&D"]),
        ("<script>var a = '글'</script><style>p { x: y }</style>\n", []),
        ("<title>머리</title><p>글</p>", ["글"]),
        ("<p>하나<p>둘<li>셋", ["하나", "둘", "셋"]),
        ("<P><FONT COLOR=red>OLD NEWS</FONT>", ["OLD NEWS"]),
        ("\\*별표\\*\n", ["*별표*"]),
        ("<!DOCTYPE html>\n<p>글", ["글"]),
        ("글 1 < 2 그리고 3 > 2\n", ["글 1 < 2 그리고 3 > 2"]),
        ("- 하나\n- 둘\n", ["하나", "둘"]),
        ("[^1] 글\n\n[^1]: 각주 글\n", ["글", "각주 글"]),
    ],
    ids="emphasis entities html html-entity raw title unclosed upper escape doctype less list note".split(),
)
def test_text(text: str, expected: list[str]) -> None:
    assert "".join(words(read(text))).replace(" ", "") == "".join(expected).replace(" ", "")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("하나<br>둘<BR/>셋  \n넷\\\n다섯", ["하나", "둘", "셋", "넷", "다섯"]),
        ("가 **나** [다](/a) 라", ["가 나 다 라"]),
        ("첫 문단\n\n둘째 문단", ["첫 문단", "둘째 문단"]),
        ("<p>하나<br>둘</p><p>셋</p>", ["하나", "둘", "셋"]),
        ("<p>하나<script>\n</script> 둘</p>", ["하나 둘"]),
        ("| 가 | 나 |\n|---|---|\n| 다 | 라 |", ["가", "나", "다", "라"]),
    ],
    ids="breaks runs paragraphs html script cells".split(),
)
def test_lines(text: str, lines: list[str]) -> None:
    document = read(text)
    assert [row.text.strip() for row in document.lines] == lines
    assert [run for row in document.lines for run in row.runs] == document.texts


@pytest.mark.parametrize(
    ("first", "last", "place"),
    [
        (0, 1, "가"),
        (2, 3, "나"),
        (3, 4, "다"),
        (2, 4, "나다"),
        (0, 3, "가 **나"),
        # A run in which a reference was decoded is taken whole.
        (5, 6, " x &amp; y"),
        (3, 6, "다** x &amp; y"),
    ],
)
def test_the_place_of_a_part_of_a_line(first: int, last: int, place: str) -> None:
    document = read("가 **나다** x &amp; y\n")
    (line,) = document.lines
    assert line.text == "가 나다 x & y"
    assert document.source.slice(line.span_of(first, last)) == place


def test_brackets_that_are_no_link_part_no_run() -> None:
    runs = [run.text for run in read("예약은 [해담항]에서 한다. \\[문의\\] 없음\n").texts]
    assert runs == ["예약은 [해담항]에서 한다. [문의] 없음"]


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("글", 0),
        ("**글**", rows.EMPHASIS),
        ("[글](/a)", rows.LINK),
        ("# 글", rows.HEADING),
        ("> 글", rows.QUOTE),
        ("- 글", rows.LIST),
        ("<p>글</p>", rows.HTML),
        ("<b>글</b> ", rows.EMPHASIS),
        ('<span style="color: red">글</span> ', rows.EMPHASIS),
        ('<span style="font-weight:700">글</span> ', rows.EMPHASIS),
        ('<font color="red">글</font> ', rows.EMPHASIS),
        ('<font face="serif">글</font> ', 0),
        ("<blockquote>글</blockquote>", rows.HTML | rows.QUOTE),
        ("<figure><figcaption>글</figcaption></figure>", rows.HTML | rows.CAPTION),
        ("<h2><a href='/a'>글</a></h2>", rows.HTML | rows.HEADING | rows.LINK),
    ],
)
def test_flags(text: str, flags: int) -> None:
    (run,) = (run for run in read(text).texts if run.text.strip())
    inline = text.startswith(("<b>", "<span"))
    assert run.flags & ~(rows.HTML if inline else 0) == flags


# -- Dialects --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dialect", "found", "html"),
    [
        ("kramdown", ["/b"], False),
        ("commonmark", [], True),
        ("gfm", [], True),
        ("goldmark", [], True),
    ],
)
def test_what_follows_an_html_element(
    dialect: str,
    found: list[str],
    html: bool,  # noqa: FBT001
) -> None:
    document = read("<h2>제목</h2>\n[글](/b) 뒤\n", dialect=dialect)
    assert [row.target for row in document.links] == found
    assert bool(document.texts[-1].flags & rows.HTML) is html


@pytest.mark.parametrize(
    ("path", "dialect"),
    [
        ("a.md", "gfm"),
        ("a.html", "html"),
        ("a.HTM", "html"),
        ("a.mdx", "mdx"),
        ("b.html/a.md", "gfm"),
    ],
)
def test_dialect_of(path: str, dialect: str) -> None:
    assert dialect_of(path, "gfm") == dialect


def test_an_html_post_is_html_throughout() -> None:
    document = read("---\ntitle: 가\n---\n# 글 [a](/b)\n", "post.html")
    assert (document.links, document.headings) == ([], [])
    assert words(document) == ["# 글 [a](/b)"]


def test_components_of_mdx() -> None:
    document = read("import A from 'a'\n\n<Chart data={[1, 2]} src='/a'>글</Chart>\n", "post.mdx")
    assert [tag.name for tag in document.tags] == ["Chart", "Chart"]
    assert document.tags[0].get("src") == "/a"
    assert words(document) == ["글"]


def test_more_spellings_of_tags_than_are_kept_are_read_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(html, "_MOST_SPELLINGS", 2)
    ids = [f"p{number}" for number in (1, 2, 3, 1, 4, 3)]
    document = read("".join(f'<p id="{name}">글</p>\n' for name in ids))
    assert [tag.get("id") for tag in document.tags if not tag.closing] == ids


def test_a_whole_page_has_front_matter_in_its_head() -> None:
    document = read(
        '<!DOCTYPE html>\n<html lang="ko"><head><title>새 도서관</title>\n'
        '<meta name="viewport" content="width=device-width"><meta charset="utf-8">\n'
        '<meta name="description" content="시가 도서관을 열었다">\n'
        '<meta property="article:published_time" content="2024-01-02"></head>\n'
        "<body><p>본문</p><svg><title></title></svg></body></html>\n",
        "post.html",
    )
    assert document.front_matter is not None
    assert document.front_matter.format == "html"
    assert {row.name: row.value for row in document.fields} == {
        "lang": "ko",
        "title": "새 도서관",
        "description": "시가 도서관을 열었다",
        "date": "2024-01-02",
    }
    assert words(document) == ["본문"]


@pytest.mark.parametrize(
    ("text", "path", "draft"),
    [
        ("---\ndraft: true\n---\n글", "a.md", True),
        ('+++\ndraft = "true"\n+++\n글', "a.md", True),
        ("Title: 글\nStatus: draft\n\n글", "a.md", True),
        ("---\npublished: no\n---\n글", "a.md", True),
        ("---\ntitle: 글\n---\n글", "_drafts/a.md", True),
        ("글", "_drafts/a.md", True),
        ("---\ndraft: false\npublished: 2026-03-02\nstatus: [draft]\n---\n글", "a.md", False),
        ("---\ndraft:\n---\n글", "drafts/a.md", False),
        ("글", "a.md", False),
    ],
)
def test_drafts(text: str, path: str, *, draft: bool) -> None:
    assert read(text, path).is_withheld is draft


def test_a_fragment_has_no_front_matter() -> None:
    assert read('<div style="color:red">글</div>', "post.html").front_matter is None


@pytest.mark.parametrize(
    ("text", "path", "language"),
    [
        ("---\nlang: en_US\n---\n본문입니다", "a.md", "en-us"),
        ("---\nlanguage: ja\n---\n본문입니다", "ko/a.md", "ja"),
        ("Le texte.", "posts/ferry.fr.md", "fr"),
        ("Le texte.", "posts/ferry/index.pt-br.md", "pt-br"),
        ("The text.", "posts/release-1.0.md", ""),
        ("The text.", "posts/fr.md", ""),
        ("본문입니다", "en/2024/a.md", "en"),
        ("시청이 새 도서관을 열었다고 밝혔다", "a.md", "ko"),
        ("市役所は新しい図書館を開館しました", "a.md", "ja"),
        ("市政府今天宣布图书馆重新开放", "a.md", "zh"),
        ("The city reopened its library on Monday, and 김 was the first reader there", "a.md", ""),
        ("---\ntitle: 새 도서관\n---\n", "a.md", "ko"),
        ("글", "a.md", "ko"),
        ("", "a.md", ""),
    ],
)
def test_language(text: str, path: str, language: str) -> None:
    assert read(text, path).language == language


@pytest.mark.parametrize("piece", ["<![x", "<![x >", "<![if x]>", "<![CDATA[", "<!", "<?", "</"])
def test_any_text_has_a_soup(piece: str) -> None:
    document = parse(
        Source.read("p.md", f"<p>하나</p>{piece} <p>둘</p>\n".encode()), "post", Site("/")
    )
    assert next(node.get_text() for node in document.soup.find_all("p")) == "하나"


@pytest.mark.parametrize("text", ["<!--\x8000", "<!--가", "<p>하나</p><!-- 가나다"])
@pytest.mark.parametrize("path", ["p.md", "p.html"])
def test_a_comment_that_never_ends_is_cut_between_letters(text: str, path: str) -> None:
    document = parse(Source.read(path, text.encode()), "post", Site("/"))
    assert all("\ufffd" not in row.text for row in document.comments)


def test_soup() -> None:
    document = read("---\ntitle: 가\n---\n<p>하나<b>둘</b></p>\n")
    assert [node.get_text() for node in document.soup.find_all("p")] == ["하나둘"]
    assert document.soup is document.soup


def test_tag_attributes_have_their_places() -> None:
    document = read("글 <span class='가' STYLE=\"color: red\" hidden data-x=1>나</span>\n")
    tag = document.tags[0]
    assert [(row.name, row.value) for row in tag.attributes] == [
        ("class", "가"),
        ("style", "color: red"),
        ("hidden", None),
        ("data-x", "1"),
    ]
    assert [document.source.slice(tag.place(row)) for row in tag.attributes] == [
        "class='가'",
        'STYLE="color: red"',
        "hidden",
        "data-x=1",
    ]
    assert (tag.get("hidden"), tag.get("none")) == ("", None)


def test_offsets_count_from_the_file_not_from_the_body() -> None:
    document = read("\ufeff---\r\ntitle: 가\r\n---\r\n\r\n글 [나](/다)\r\n")
    (link,) = document.links
    assert document.source.slice(link.span) == "[나](/다)"
    assert document.source.position(link.span.start) == (5, 3)
    assert document.source.slice(document.body) == "\r\n글 [나](/다)\r\n"


# -- Whatever a post holds -------------------------------------------------------------------

SIZE = 250_000
NASTY = [
    "<",
    "<a ",
    "<!--",
    "글 <!-- ",
    "<?",
    "<![CDATA[",
    "[",
    "![",
    "[a](",
    "&",
    "&amp;",
    "`",
    "``a ",
    "*a ",
    "_a",
    "**a ",
    "~",
    "|",
    "-",
    "=",
    "\n",
    " ",
    "\r",
    "가",
    "</p>",
    "<script>",
    "<div>",
    "<span>a",
    "<p title='",
    '<a href="',
    "# a\n",
    "https://a.kr/ ",
    "http://",
    "[^a]",
    "[a]: b\n",
    "[가]: <b>\n\n",
    "\\*",
    "<http:",
    "{{",
    "{%",
    "<br>",
    "<li>a",
    "<table>",
    "- ",
    "---\n",
    "\x00",
    "🎉",
]


@pytest.mark.parametrize("dialect", ["commonmark", "html"])
@pytest.mark.parametrize("piece", NASTY, ids=[repr(piece).strip("'\"") for piece in NASTY])
def test_nasty_posts_are_read(piece: str, dialect: str) -> None:
    size = SIZE // 10 if piece in ("- ", "<div>", "<table>") else SIZE
    text = piece * (size // len(piece.encode()))
    document = read(
        f"---\ntitle: 가\n---\n\n{text}\n", f"post.{'html' if dialect == 'html' else 'md'}"
    )
    assert document.source.text.endswith(f"{text}\n")
    check_places(document)


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a ",
        "[",
        "&",
        "`",
        "**a ",
        "<span>a ",
        "<br>",
        "<p>글</p>\n",
        "[글](/a) ",
        "# 글\n",
        "https://a.kr/ ",
        "<b>글",
        "<img src=a> ",
        "<table><tr><td>글</table>\n",
        "<h1>글",
    ],
)
def test_work_grows_with_the_post(piece: str, work: Callable[[Callable[[], object]], int]) -> None:
    def run(times: int) -> int:
        return work(lambda: read(f"{piece * times}\n", "post.html").lines)

    assert run(2_000) <= 2.5 * run(1_000) + 200


def check_places(document: Document) -> None:
    size = len(document.source.data)
    start = document.body.start
    tables: tuple[
        list[rows.Link]
        | list[rows.Reference]
        | list[rows.Image]
        | list[rows.Heading]
        | list[rows.Table]
        | list[rows.Tag]
        | list[rows.Text]
        | list[rows.Code]
        | list[rows.Comment],
        ...,
    ]
    tables = (
        document.links,
        document.references,
        document.images,
        document.headings,
        document.tables,
        document.tags,
        document.texts,
        document.codes,
        document.comments,
    )
    for table in tables:
        for row in table:
            assert start <= row.span.start <= row.span.end <= size, row
    places = [row.place for row in document.links] + [row.place for row in document.images]
    assert all(start <= place.start <= place.end <= size for place in places)
    for tag in document.tags:
        data = document.source.data
        assert data[tag.span.start : tag.span.start + 1] == b"<"
        assert data[tag.span.end - 1 : tag.span.end] == b">"


PIECES = """
    [ ] ( ) ! < > </ /> & ; ` ``` ~~~ * ** _ # ## - + | = " ' { } {{ }} {% %} {: :} \\ :// @ ^ ~
    <p> </p> <b> </b> <a <a> </a> <img <br> <h2> </h2> <table> <tr> <td> <th> </table> <pre> </pre>
    <script> </script> <!-- --> <div> </div> <ul> <li> <code> </code> <svg> <video> href= src= alt=
    &amp; &lt https://a.kr www.a.kr a 가 글 🎉 [^1] [^1]: [r] [r]: import export <A /a.png raw endraw
"""
BREAKS = ["\n", "\n\n", " ", "    ", "\t", "\r\n", "\r", "\x00", "\u2028", "---\n", "  \n"]
FRAGMENTS = st.sampled_from([*PIECES.split(), *BREAKS])


@given(
    st.lists(FRAGMENTS, max_size=60).map("".join),
    st.sampled_from(["commonmark", "kramdown", "goldmark", "gfm"]),
    st.sampled_from(["p.md", "p.html", "p.mdx"]),
)
def test_any_text_is_a_document(text: str, dialect: str, path: str) -> None:
    document = read(text, path, dialect)
    check_places(document)
    assert [run for line in document.lines for run in line.runs] == document.texts
    assert sorted(document.links) == document.links
    assert all(run.text for run in document.texts)


@given(st.lists(FRAGMENTS, max_size=30).map("".join))
def test_front_matter_moves_places_and_nothing_else(text: str) -> None:
    plain = read(f"\n\n글\n\n{text}")
    head = "---\ntitle: 가\n---\n"
    moved = read(f"{head}\n\n글\n\n{text}")
    shift = len(head.encode())

    def back(span: Span) -> Span:
        return Span(span.start - shift, span.end - shift)

    assert [(back(row.span), row.text) for row in moved.texts] == [
        (row.span, row.text) for row in plain.texts
    ]
    assert [(back(row.span), row.target) for row in moved.links] == [
        (row.span, row.target) for row in plain.links
    ]
