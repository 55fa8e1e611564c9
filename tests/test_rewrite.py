"""A post cleaned whole: HTML that becomes Markdown, what stays HTML, and that readers see the same."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from newslint.check import Edit
from newslint.checks.needless_html import NeedlessHtml, needless_html
from newslint.document import parse
from newslint.editors import Signature
from newslint.rewrite.escapes import flanks
from newslint.rewrite.tree import tree
from newslint.rewrite.unit import turns
from newslint.site import Settings, Site
from newslint.source import Source, Span

MATTER = "---\ntitle: 갯벌 축제\nexcerpt: 연다\n---\n"
DIALECTS = {
    "jekyll": "kramdown",
    "hugo": "goldmark",
    "hexo": "gfm",
    "zola": "commonmark",
    "plain": "commonmark",
}
TISTORY = Signature("Tistory", attributes=("data-ke-",))


def edits(
    text: str, generator: str = "jekyll", path: str = "post.md", **options: Any
) -> dict[bool, tuple[Edit, ...]]:
    """Return the edits that a post's fixes make, by whether they are safe."""
    settings = Settings(generator=generator, language="", dialect=DIALECTS[generator])
    site = Site("/site", settings)
    document = parse(Source.read(path, text.encode()), "post", site)
    found = needless_html(document.tags, document, NeedlessHtml(signatures=(TISTORY,), **options))
    fixes = [row.fix for row in found if row.fix]
    chosen = {
        safe: tuple(e for fix in fixes if fix.safe == safe for e in fix.edits)
        for safe in (True, False)
    }
    return {safe: rows for safe, rows in chosen.items() if rows}


def cleaned(text: str, generator: str = "jekyll", *, safe: bool = False, **options: Any) -> str:
    """Return a post's body as its fixes make it, the unsafe ones too if `safe` is not asked for."""
    data = bytearray((MATTER + text).encode())
    found = edits(MATTER + text, generator, **options)
    chosen = found.get(True, ()) + (() if safe else found.get(False, ()))
    for edit in sorted(chosen, reverse=True):
        data[edit.span.start : edit.span.end] = edit.text.encode()
    return data.decode().removeprefix(MATTER)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<h2>언제</h2>\n", "## 언제\n"),
        ('<h3 data-ke-size="size23">언제</h3>\n', "### 언제\n"),
        ("<h2>언제</h2>\n<p>5월에.</p>\n", "## 언제\n\n5월에.\n"),
        ("<h2>언제</h2>\n5월에 연다.\n", "## 언제\n\n5월에 연다.\n"),
        ("글.\n<h2>언제</h2>\n", "글.\n\n## 언제\n"),
        ('<h2 id="when">언제</h2>\n', "## 언제 {#when}\n"),
        ("<p>첫째.</p>\n\n<p>둘째.</p>\n", "첫째.\n\n둘째.\n"),
        ("<p>\n  한 줄로\n  쓴다.\n</p>\n", "한 줄로 쓴다.\n"),
        ("<p>첫 줄<br>둘째 줄</p>\n", "첫 줄<br>\n둘째 줄\n"),
        ("<p>a&nbsp;b &amp; c</p>\n", "a&nbsp;b &amp; c\n"),
        ("<p>글</p>\n<p>&nbsp;</p>\n<p>글</p>\n", "글\n\n글\n"),
        ("<p>글</p>\n<hr>\n<p>글</p>\n", "글\n\n---\n\n글\n"),
        ("<p><b>굵은</b> 글과 <em>기운</em> 글</p>\n", "**굵은** 글과 *기운* 글\n"),
        ("<p><strong>굵은 </strong>글</p>\n", "**굵은** 글\n"),
        ("<p><b>굵은</b><b> 글</b></p>\n", "**굵은 글**\n"),
        ("굵은 <b>글</b>이다.\n", "굵은 **글**이다.\n"),
        ("- 굵은 <b>글</b>\n- 글\n", "- 굵은 **글**\n- 글\n"),
        ("> 굵은 <b>글</b>\n", "> 굵은 **글**\n"),
        ('<p><a href="/a">군청</a></p>\n', "[군청](/a)\n"),
        ('<p><a href="/a(b)">군청</a></p>\n', "[군청](</a(b)>)\n"),
        ('<p><a href="/a?b=1&amp;c=2"><b>군</b>청</a></p>\n', "[**군**청](/a?b=1&c=2)\n"),
        ('<p>와! <a href="/a">군청</a></p>\n', "와! [군청](/a)\n"),
        ('<p>와!<a href="/a">군청</a></p>\n', "와\\![군청](/a)\n"),
        ('<p><img src="/a.jpg" alt="갯벌"></p>\n', "![갯벌](/a.jpg)\n"),
        ("<p>명령은 <code>make</code>이다.</p>\n", "명령은 `make`이다.\n"),
        ("<p>물 H<sub>2</sub>O</p>\n", "물 H<sub>2</sub>O\n"),
        ("<ul>\n  <li>하나</li>\n  <li><b>둘</b></li>\n</ul>\n", "- 하나\n- **둘**\n"),
        ("<ol><li>하나</li><li>둘</li></ol>\n", "1. 하나\n2. 둘\n"),
        (
            "<ul>\n<li>하나\n<ol><li>가</li><li>나</li></ol>\n</li>\n<li>둘</li>\n</ul>\n",
            "- 하나\n  1. 가\n  2. 나\n- 둘\n",
        ),
        ("<blockquote><p>하나</p><p>둘</p></blockquote>\n", "> 하나\n>\n> 둘\n"),
        (
            "<table><tr><th>이름</th><th>값</th></tr><tr><td>장화</td><td></td></tr></table>\n",
            "| 이름 | 값 |\n|---|---|\n| 장화 | |\n",
        ),
        (
            "<table><thead><tr><th>가</th></tr></thead><tbody><tr><td>1|2</td></tr></tbody></table>\n",
            "| 가 |\n|---|\n| 1\\|2 |\n",
        ),
        ('<p><span style="font-weight: 700">값</span></p>\n', "**값**\n"),
        ('<p><b style="font-weight: normal">값</b></p>\n', "값\n"),
        ("<div>상자</div>\n<p>글</p>\n", "<div>상자</div>\n\n글\n"),
        ("<p>글</p>\n<!-- 주석 -->\n<p>글</p>\n", "글\n\n<!-- 주석 -->\n\n글\n"),
        ("<blockquote>글<p>글</p></blockquote>\n", "> 글\n>\n> 글\n"),
        ("<h2>글 #</h2>\n", "## 글 \\#\n"),
        ("<p>하나<br>둘<br></p>\n", "하나<br>\n둘\n"),
        ('<p><span style="font-style: italic">값</span></p>\n', "*값*\n"),
        ("<p><em><b>값</b></em></p>\n", "<b>*값*</b>\n"),
        ("<p><b>하나</b><b>둘</b></p>\n", "**하나둘**\n"),
        ("<p>하나 <br>둘</p>\n", "하나<br>\n둘\n"),
        ("<p>글 <b>값<br></b>둘</p>\n", "글 **값**<br>\n둘\n"),
        ("<p>글 <b><br></b>둘</p>\n", "글<br>\n둘\n"),
        ("글 <b>값<br /></b> 둘\n", "글 **값**<br /> 둘\n"),
        ("글 <font>값</font> <b>둘</b>\n", "글 값 **둘**\n"),
        ("<p>하나</p> \n", "하나\n"),
        ("<p>글</p>\n\n글 <!-- 곁 --> 글\n", "글\n\n글 <!-- 곁 --> 글\n"),
        ("<p>하나</p>\n둘 <b>셋</b>\n<p>넷</p>\n", "하나\n\n둘 **셋**\n\n넷\n"),
        ("<p>글 <a>값</a></p>\n", "글 <a>값</a>\n"),
        ("<p class='' a=b>글</p>\n<p class=''>둘</p>\n", "<p class='' a=b>글</p>\n\n둘\n"),
        ("<ul style='list-style-type: disc'><li>글</li></ul>\n", "- 글\n"),
        ("<blockquote><p>하나</p><p></p><p>둘</p></blockquote>\n", "> 하나\n>\n> 둘\n"),
        (
            "<table><tr><th scope='col'>가</th></tr><tr><td>나</td></tr></table>\n",
            "| 가 |\n|---|\n| 나 |\n",
        ),
    ],
)
def test_what_becomes_markdown(before: str, after: str) -> None:
    assert cleaned(before, safe=True) == after
    assert cleaned(after) == after


@pytest.mark.parametrize(
    ("generator", "before", "after"),
    [
        # What stands in no element is HTML's to CommonMark, and Markdown to kramdown.
        ("zola", "<div>상자</div>글 <b>값</b>\n", "<div>상자</div>\n\n글 **값**\n"),
        ("hexo", "<p>하나</p>\n둘 *셋* <b>넷</b>\n", "하나\n\n둘 \\*셋\\* **넷**\n"),
        ("plain", "<p>하나</p>\n둘 <u>셋</u>\n", "하나\n\n둘 <u>셋</u>\n"),
        ("plain", "<p>하나</p>\n둘 *셋*\n", ""),
        ("plain", "<p>하나</p>\n둘 <u>셋<!-- 곁 --></u>\n", ""),
        ("jekyll", "<p>하나</p>\n둘 *셋* <b>넷</b>\n", "하나\n\n둘 *셋* **넷**\n"),
        ("jekyll", "<p>하나</p>\n둘\n| 셋 | 넷 |\n", ""),
        ("jekyll", "<p>하나</p>\n둘 `셋`\n", ""),
        ("jekyll", "<p>하나</p>둘<p>셋</p>\n", ""),
        # To kramdown what stands in `<font>` is no Markdown.
        ("zola", "글 <font>[값](/a) 둘</font> <b>셋</b>\n", "글 [값](/a) 둘 **셋**\n"),
        (
            "jekyll",
            "글 <font>[값](/a) 둘</font> <b>셋</b>\n",
            "글 <font>[값](/a) 둘</font> **셋**\n",
        ),
        ("zola", "글 <span><div>상자</div></span>\n", "글 <div>상자</div>\n"),
        ("zola", "<table><tr><th>가</th></tr><tr><td>나</td></tr></table>\n", ""),
    ],
)
def test_what_an_engine_reads_its_own_way(generator: str, before: str, after: str) -> None:
    """'' where nothing is changed."""
    assert cleaned(before, generator) == (after or before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('글 <b><span style="color: #ee2323">값</span></b> 글\n', "글 **값** 글\n"),
        ('<p style="text-align: center">글</p>\n', "글\n"),
        ('<h2><b><span style="color: red">언제</span></b></h2>\n', "## 언제\n"),
        ('<p><font color="red" size="3">값</font></p>\n', "값\n"),
        ('<p><a href="/a" style="text-decoration: none">군청</a></p>\n', "[군청](/a)\n"),
        ('<p><a href="/a" target="_blank" rel="noopener">군청</a></p>\n', "[군청](/a)\n"),
        (
            '<table border="1"><tr><th>가</th></tr><tr><td style="text-align:center">1</td></tr></table>\n',
            "| 가 |\n|---|\n| 1 |\n",
        ),
        (
            '<table><tr><th align="right">가</th></tr><tr><td align="right">1</td></tr></table>\n',
            "| 가 |\n|--:|\n| 1 |\n",
        ),
    ],
)
def test_what_loses_its_looks_is_unsafe(before: str, after: str) -> None:
    assert cleaned(before, safe=True) == before
    assert cleaned(before) == after


@pytest.mark.parametrize(
    "text",
    [
        '<p class="lead">글</p>\n',
        '<div style="color: red">글</div>\n',
        '<div><p style="color: red">글</p></div>\n',
        '<p id="top">글</p>\n',
        '<h2 class="lead">글</h2>\n',
        '<h2 id="때">글</h2>\n',
        '글 <span class="caps">글</span>\n',
        '<p style="display: none">글</p>\n',
        '<p lang="en">text</p>\n',
        '<img src="/a.jpg" alt="갯벌" width="300">\n',
        '<p><img src="/a.jpg" alt=""></p>\n',
        "<p></p>\n<div>상자</div>\n",
        '글 <a href="/a" rel="nofollow">군청</a>\n',
        '글 <a href="/a" title="군청">군청</a>\n',
        '글 <a id="there"></a>\n',
        '<p markdown="1">글</p>\n',
        '글 <a href="/a">^1</a>\n',
        "글 <font>_값_</font>\n",
        "글<span>_값_</span>\n",
        "<ul><li><p>하나</p></li></ul>\n",
        '<ol start="3"><li>하나</li></ol>\n',
        "<ul><li></li></ul>\n",
        "<table><tr><td>가</td></tr><tr><td>나</td></tr></table>\n",
        "<table><tr><th>가</th><th>나</th></tr><tr><td colspan=2>나</td></tr></table>\n",
        "<table><tr><th>가</th></tr><tr><td><ul><li>나</li></ul></td></tr></table>\n",
        "<table><caption>표</caption><tr><th>가</th></tr><tr><td>나</td></tr></table>\n",
        "<pre><b>글</b></pre>\n",
        "<script>let a = '<p>글</p>';</script>\n",
        "<div><p>글</p></div>\n",
        "<p>글</b></p>\n",
        "<p>글\n",
        "<p>{{ page.title }}</p>\n",
        "{% include a.html %}\n<p>글</p>\n",
        "<p>글</p>\n{: .lead}\n",
        "<p>글</p>\n<!-- newslint-ignore inline-style -->\n<p>글</p>\n",
        "<p>**굵은** 글</p>\n",
        "`<b>글</b>`\n",
        "```\n<p>글</p>\n```\n",
        "    <p>글</p>\n",
        "글 <b>(강조)</b>는 <i>「강조」</i>도\n",
        "글 <b>**굵은** 글</b>\n",
        "- <p>글</p>\n",
        "<p>&nbsp;</p>\n",
        "<p>$$x$$</p>\n",
        "<table><tr>글<td>값</td></tr></table>\n",
        "<table><tr><th>가</th><th>나</th></tr><tr><td>다</td></tr></table>\n",
        "<ul>글<li>하나</li></ul>\n",
        "<ul><li>하나<h2>제목</h2></li></ul>\n",
        "<h2>글 <br>글</h2>\n",
        "<p>글 <code>a <b>b</b></code></p>\n",
        "<p><img src='/a b.jpg' alt='가'></p>\n",
        "<p><br>하나</p>\n",
        "<p>글 <!-- 곁 --> <b>값</b></p>\n",
        "<p>글 <small>값 <!-- 곁 --></small></p>\n",
        "<p a='b'c='d'>글</p>\n<p>둘</p>\n",
        "<ul><li>하나</li><!-- 둘 --></ul>\n",
        "<ul><li class='a'>하나</li></ul>\n",
        "<blockquote><p>하나</p><p class='a'>둘</p></blockquote>\n",
        "<table><tr><th>가</th></tr><div><td>나</td></div></table>\n",
        "<table><tr class='a'><th>가</th></tr><tr><td>나</td></tr></table>\n",
    ],
)
def test_what_stays_html(text: str) -> None:
    assert cleaned(text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<table border="1"><tr><td style="height: 17px" colspan="2">가</td></tr></table>\n',
            '<table><tr><td colspan="2">가</td></tr></table>\n',
        ),
        (
            '<ul><li><p><span style="color: red">가</span></p></li></ul>\n',
            "<ul><li><p>가</p></li></ul>\n",
        ),
        (
            '<p class="lead" style="color: red">가 <span style="font-weight: 700">나</span></p>\n',
            '<p class="lead">가 <span style="font-weight: 700">나</span></p>\n',
        ),
        (
            '<table><tr><th scope="row" width="9">가</th><td><img src="a" width="9"></td></tr></table>\n',
            '<table><tr><th scope="row">가</th><td><img src="a" width="9"></td></tr></table>\n',
        ),
    ],
)
def test_what_stays_html_loses_its_looks(before: str, after: str) -> None:
    assert cleaned(before, safe=True) == before
    assert cleaned(before) == after


def test_emphasis_that_commonmark_would_not_read_stays_html_without_its_colour() -> None:
    before = '글 <b><span style="color: red">(강조)</span></b>는 글\n'
    assert cleaned(before) == "글 <b>(강조)</b>는 글\n"


@pytest.mark.parametrize(
    ("before", "inner", "after", "expected"),
    [
        ("글 ", "강조", "는", True),
        ("글", "강조", "는", True),
        ("글 ", "강조.", " 글", True),
        ("글 ", "(강조)", "는", False),
        ("글", "(강조)", " 글", False),
        ("", "(강조)", "", True),
        ("“", "(강조)", "”", True),
        ("글 ", "100%", "가", False),
        ("글 ", " 강조", " ", False),
        ("글 ", "", " ", False),
    ],
)
def test_flanking(before: str, inner: str, after: str, *, expected: bool) -> None:
    assert flanks(before, inner, after) is expected
    rendered = renderers().commonmark([f"x{before}**{inner}**{after}x"])[0]
    assert ("<strong>" in rendered) is expected or not before or not after or not inner.strip()


@pytest.mark.parametrize(
    ("generator", "raw", "written"),
    [
        ("jekyll", "그는 \"안녕\"이라 '말'했다", "그는 \\\"안녕\\\"이라 \\'말\\'했다"),
        ("hugo", '그는 "안녕"이라', '그는 \\"안녕\\"이라'),
        ("hexo", '그는 "안녕"이라', '그는 "안녕"이라'),
        ("zola", '그는 "안녕"이라', '그는 "안녕"이라'),
        ("plain", '그는 "안녕"이라', '그는 \\"안녕\\"이라'),
        ("jekyll", "출처: 군청 | 뉴스", "출처: 군청 \\| 뉴스"),
        ("hexo", "출처: 군청 | 뉴스", "출처: 군청 | 뉴스"),
        ("jekyll", "25~28도, 30~31도", "25~28도, 30~31도"),
        ("hexo", "25~28도, 30~31도", "25\\~28도, 30\\~31도"),
        ("jekyll", "글... 글", "글\\.\\.\\. 글"),
        ("jekyll", "5 -- 6", "5 \\-\\- 6"),
        ("zola", "5 -- 6", "5 -- 6"),
        ("jekyll", "*주의: 5 * 6", "\\*주의: 5 * 6"),
        ("jekyll", "snake_case와 _밑줄_", "snake_case와 \\_밑줄\\_"),
        ("jekyll", "[속보] 연다", "[속보] 연다"),
        ("jekyll", "a \\ b", "a \\\\ b"),
        ("jekyll", "5 < 6 &lt; 7", "5 &lt; 6 &lt; 7"),
        ("jekyll", "a{b}", "a\\{b}"),
        ("jekyll", "2026. 3. 2", "2026\\. 3. 2"),
        ("jekyll", "- 문의", "\\- 문의"),
        ("jekyll", "+ 문의", "\\+ 문의"),
        ("jekyll", "#축제", "\\#축제"),
        ("jekyll", "> 글", "\\> 글"),
        ("jekyll", ": 글", "\\: 글"),
        ("jekyll", "1) 글", "1\\) 글"),
        ("jekyll", "https://haedam.example", "https://haedam.example"),
    ],
)
def test_text_stays_text(generator: str, raw: str, written: str) -> None:
    assert cleaned(f"<p>{raw}</p>\n", generator) == f"{written}\n"


def test_words_in_brackets_may_be_references_where_there_are_some() -> None:
    text = "<p>[속보] 연다</p>\n\n[속보]: /breaking\n"
    assert cleaned(text) == "\\[속보\\] 연다\n\n[속보]: /breaking\n"


@pytest.mark.parametrize("generator", ["hugo", "hexo"])
def test_a_bare_url_stays_dead_text_where_markdown_would_link_it(generator: str) -> None:
    text = "<p>https://haedam.example</p>\n"
    assert cleaned(text, generator) == text


def test_options() -> None:
    coloured = '<p>글 <b><span style="color: red">값</span></b></p>\n'
    assert cleaned(coloured, coloured="plain") == "글 값\n"
    assert cleaned(coloured, styles=()) == '글 **<span style="color: red">값</span>**\n'
    quoted = '<p>"안녕"</p>\n'
    assert cleaned(quoted, quotes="curled") == '"안녕"\n'
    assert cleaned(quoted, quotes="curled", safe=True) == quoted
    opened = '글 <a href="/a" target="_blank">군청</a>\n'
    assert cleaned(opened, dropped=()) == opened
    followed = '글 <a href="/a" rel="nofollow">군청</a>\n'
    assert cleaned(followed, rels=("nofollow",)) == "글 [군청](/a)\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_newlines_and_byte_order_mark_stay(newline: str, mark: str) -> None:
    text = f"{mark}{MATTER}<h2>언제</h2>\n<div>상자\n둘</div>\n<p>글</p>\n".replace("\n", newline)
    data = text.encode()
    for edit in edits(text)[True]:
        data = data[: edit.span.start] + edit.text.encode() + data[edit.span.end :]
    expected = f"{mark}{MATTER}## 언제\n\n<div>상자\n둘</div>\n\n글\n".replace("\n", newline)
    assert data.decode() == expected


def test_lists_that_would_become_one_stay_apart() -> None:
    text = "<ul><li>하나</li></ul>\n\n<ul><li>둘</li></ul>\n"
    assert cleaned(text) == "- 하나\n\n<ul><li>둘</li></ul>\n"
    styled = '<ul><li>하나</li></ul>\n\n<ul style="color: red"><li>둘</li></ul>\n'
    assert cleaned(styled) == '- 하나\n\n<ul style="color: red"><li>둘</li></ul>\n'


def test_a_heading_takes_no_id_from_another() -> None:
    text = "<h2>언제</h2>\n\n글\n\n## 언제\n"
    assert cleaned(text) == text


def test_what_jekyll_takes_for_an_excerpt_is_not_cut_short_safely() -> None:
    matter = "---\ntitle: 갯벌\n---\n"
    found = edits(f"{matter}<p>첫째.</p>\n<p>둘째.</p>\n\n<p>셋째.</p>\n")
    assert [edit.text for edit in found[False]] == ["첫째.\n\n둘째."]
    assert [edit.text for edit in found[True]] == ["셋째."]


@pytest.mark.parametrize(
    ("generator", "path"), [("jekyll", "post.html"), ("jekyll", "post.mdx"), ("pelican", "post.md")]
)
def test_where_nobody_knows_how_it_would_be_read_nothing_is_said(
    generator: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(DIALECTS, "pelican", "commonmark")
    assert not edits(f"{MATTER}<p>글</p>\n", generator, path)


def test_below_html_that_kramdown_does_not_end_nothing_is_touched() -> None:
    text = "<p>글</p>\n\n<p>글 <b>굵은</p>\n\n<p>글</p>\n"
    assert cleaned(text) == "글\n\n<p>글 <b>굵은</p>\n\n<p>글</p>\n"
    assert cleaned(text, "zola") == "글\n\n<p>글 <b>굵은</p>\n\n글\n"
    named = "<하단 참고 링크>\n군청\n\n<p>글</p>\n"
    assert cleaned(named) == named
    assert cleaned("<자료=군청>\n\n<p>글</p>\n") == "<자료=군청>\n\n글\n"


@pytest.mark.parametrize(
    "text",
    [
        "<b>" * 3000 + "글" + "</b>" * 3000 + "\n",
        "<div>" * 3000 + "\n\n<p>글</p>\n",
        ">" * 3000 + " 글\n\n<p>글</p>\n",
        "<p>글</p>" * 3000 + "\n",
        "<ul><li>글</li></ul>\n\n" * 300,
        f"<p>{chr(160) * 60}글</p>\n",
    ],
    ids=["nested", "unclosed", "quoted", "many", "lists", "blanks"],
)
def test_hostile_posts_end(text: str) -> None:
    assert "글" in cleaned(text)


def test_a_quotation_mark_is_looked_for_behind_any_number_of_tags() -> None:
    tags = b"<span>" + b"<ab c>" * 60
    assert turns(tags + b'"', "kramdown")
    assert not turns(tags + b".", "kramdown")


def test_work_grows_with_the_post(work: Callable[[Callable[[], object]], int]) -> None:
    block = '<h2>언제</h2>\n<p>글 <b>굵은</b> 글</p>\n\n글 <b><span style="color:red">값</span></b>.\n\n'
    few, many = work(lambda: cleaned(block * 20)), work(lambda: cleaned(block * 200))
    assert many < 15 * few


@pytest.mark.parametrize(
    "text", ["<p>글", "</p>", "<p><b></p></b>", "<p/>", "<!-- 글", "<![CDATA["]
)
def test_no_tree_of_what_is_not_well_formed(text: str) -> None:
    data = text.encode()
    assert tree(data, Span(0, len(data))) is None


def test_who_does_not_ask_pays_nothing() -> None:
    program = (
        "import sys; from newslint.catalog import shipped; shipped().active('strict', ());"
        "print(*(name for name in sys.modules if name.startswith(('newslint.rewrite', 'bs4'))))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert not done.stdout.split()


# -- real renderers -------------------------------------------------------------------------------


def renderers() -> ModuleType:
    """Return what the benchmark holds whole sites up with."""
    path = Path(__file__).parents[1] / "benchmarks" / "cleaned.py"
    spec = importlib.util.spec_from_file_location("cleaned", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _has_kramdown() -> bool:
    if shutil.which("ruby") is None:
        return False
    command = ["ruby", "-e", "require 'kramdown'; require 'kramdown-parser-gfm'"]
    return not subprocess.run(command, capture_output=True, check=False).returncode


POSTS = yaml.safe_load((Path(__file__).parent / "data" / "editor-posts.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", sorted(POSTS))
@pytest.mark.parametrize(
    "engine",
    [
        "CommonMark",
        pytest.param(
            "kramdown",
            marks=pytest.mark.skipif(
                not _has_kramdown(), reason="needs Debian's ruby-kramdown-parser-gfm"
            ),
        ),
    ],
)
def test_readers_see_the_same(name: str, engine: str) -> None:
    """Text, links, images, headings, cells and what is bold, as real programs render them."""
    held = renderers()
    before = POSTS[name]["post"]
    for generator in ("plain", "jekyll" if engine == "kramdown" else "zola"):
        after = cleaned(before, generator)
        assert after != before
        assert cleaned(after, generator) == after
        old, new = held.ENGINES[engine]([before, after])
        assert held.differences(old, new) == []


@pytest.mark.parametrize("name", sorted(name for name in POSTS if "jekyll" in POSTS[name]))
def test_a_post_cleaned_whole(name: str) -> None:
    assert cleaned(POSTS[name]["post"]) == POSTS[name]["jekyll"]


def test_the_comparison_sees_what_differs() -> None:
    held = renderers()
    pairs = {
        "text": ("<p>글</p>", "<p>길</p>"),
        "links": ('<a href="/a">글</a>', '<a href="/b">글</a>'),
        "images": ('<img src="/a" alt="글">', '<img src="/a" alt="길">'),
        "headings": ("<h2>글</h2>", "<h3>글</h3>"),
        "cells": ("<td>글</td><td></td>", "<td></td><td>글</td>"),
        "bold": ("<b>글</b>", "글"),
    }
    for name, (old, new) in pairs.items():
        assert any(fault.startswith(f"{name}:") for fault in held.differences(old, new)), name
        assert held.differences(old, old) == []
