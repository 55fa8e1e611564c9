"""What the specimens on the rules' pages leave out: posts at a check's borders, and what it says of them."""

from __future__ import annotations

import pytest

import newslint

MATTER = "---\ntitle: 부두 소식\n---\n"
REPORT = "---\ntitle: 부두 소식\ncategories: [News]\n---\n"
KOREA = "[해양수산부](https://www.korea.kr/a.do?id=1)"
SPEECH = "“바다 안전에는 국경이 없으니 부두를 함께 고치겠다”라고 말했다."
TALK = "점검은 다음 달에 한다.\n\n배마다 담당자를 둔다.\n\n" * 2
GUESSES = "다만 오를 것으로 보입니다.\n\n"
BOARD = "번호 제목 작성일 조회\n\n" + "".join(
    f"{n} 부두 연다 2026-03-0{n} 12\n\n" for n in range(1, 4)
)


def whole(text: str) -> str:
    """Return a post: a body that has no front matter gets some."""
    return text if text.startswith("---\n") else MATTER + text


@pytest.mark.parametrize(
    ("rule", "body", "said"),
    [
        # References are decoded in the text, so its places are not the file's.
        ("broken-encoding", "부두 cafÃ© &amp; 부두\n", "`부두 cafÃ© &amp; 부두` was encoded twice"),
        # One byte that Windows-1252 has no letter for, and one letter that it has no byte for.
        ("broken-encoding", "부두 â€œ말â€\u009d\n", "`â€œ` was encoded twice"),
        ("broken-encoding", "부두 Ã가\n", ""),
        ("low-contrast", '<p><b><i>부두</b> <font color="#eee">글</font></p>\n', "`#eee` on white"),
        ("low-contrast", '<td background="a.png"><font color="#eee">글</font></td>\n', ""),
        ("low-contrast", '</b><p style="width:9em">부두</p>\n', ""),
        ("malformed-link", "[부두](https:///a.example/b)\n", "`https:///a.example/b` cannot be"),
        ("malformed-link", "[부두](httpss://a.example)\n", "`httpss://a.example` cannot be"),
        ("malformed-link", "[부두](htpps://a.example)\n", "`htpps://a.example` cannot be"),
        ("malformed-link", "[부두](ftp://a.example)\n", ""),
        ("malformed-link", "[부두](< https://a.example/b>)\n", "`https://a.example/b` has a blank"),
        (
            "malformed-link",
            "[글](https://a.kr/bhttps://c.kr/d)\n",
            "`https://a.kr/bhttps://c.kr/d` c",
        ),
        ("undefined-reference", "[부두][^1]\n\n글[^2]\n\n[^1]: 글\n", "footnote `[^2]` is defined"),
        ("undefined-reference", "글\\[^3]\n\n[^1]: 글[^1]\n", ""),
        ("undefined-reference", "rows[i][0] [부두][pier]\n\n[pear]: https://a.kr\n", ""),
        (
            "noisy-url",
            "[부두](https://a.kr/?utm_source=x&amp;id=1)\n",
            "the page is the same without",
        ),
        ("empty-link", '<a href="/x">\n\n부두\n', ""),
        ("bare-url", "(https://a.kr/b) https://a.kr/{c}\n", "`https://a.kr/b` stays text"),
        # Nor does a share link, a picture or a place in the post tell where it comes from.
        ("missing-source", f"{REPORT}{SPEECH} [위로](#top)\n", "this post reports but links no"),
        ("missing-source", f"{REPORT}{SPEECH} [지도](/a.png?w=9)\n", "this post reports but links"),
        (
            "missing-source",
            f"{REPORT}{SPEECH} [나누기](https://x.com/intent/post?u=1)\n",
            "this post reports but links no source",
        ),
        ("aggregator-source", "고친다 (출처: [글](https://n.news.naver.com/a/1)).\n", ""),
        ("bare-url", "[부두](https://a.kr/b\n", ""),
        ("clipped-excerpt", "---\nexcerpt: ''\n---\n글\n", ""),
        ("conflicting-date", "---\ndate: 2026-03-02\n---\n입력 2026.02.30 10:00\n", ""),
        ("conflicting-date", "---\ndate: 2026-03-02\n---\n입력 2026.02.10 10:00\n", "the post is"),
        ("decorative-rule", "# 부두\n\n## 배\n\n---\n\n## 길\n\n---\n\n## 집\n\n# 시장\n", ""),
        ("decorative-rule", "## 배\n\n---\n\n## 길\n\n---\n\n## 집\n\n## 시장\n", ""),
        ("low-contrast", '<ul><li style="color:#eee">부두<li>글</ul>\n', "`#eee` on white"),
        ("low-contrast", '<ul><li style="color:#eee"><li>글</ul>\n', ""),
        ("low-contrast", '<p>글<br color="#eee">글 <b color="#eee">글</b></p>\n', ""),
        ("presentational-tag", '<b>부두 <span style="color: red">글</span></b>\n', ""),
        ("empty-link", '[](/x){:name="pier"}\n', ""),
        # U+2017 is no byte of Windows-1252, nor of Latin-1.
        ("broken-encoding", "부두 Ã\u2017\n", ""),
        ("exclaiming-title", "---\ntitle: CSS의 !important는 언제 쓰나\n---\n글\n", ""),
        ("fenced-content", "---\ntitle: 부두\nnote: '```html <p>글'\n---\n글\n", ""),
        ("hidden-character", "---\ntitle: 부두\nnote: 부\u200b두\n---\n글\n", ""),
        # It holds a paragraph open.
        ("hidden-character", "<p>\u200b</p>\n<p>\u200b</p>\n", ""),
        ("hidden-character", "글&nbsp;\n", ""),
        (
            "generic-link-text",
            "새 부두를 여는 날을 더 알아보려는 분은<br>[여기](/a)를 본다\n",
            "link text",
        ),
        ("inline-style", "{{ page.note }}\n{: .lead}\n", ""),
        (
            "malformed-link",
            "[부두](%20https://a.kr/b)\n",
            "`%20https://a.kr/b` cannot be opened: a b",
        ),
        ("malformed-link", "[부두](httpss://a.example/{{ page.id }})\n", ""),
        ("malformed-link", "[부두](https://a.example/<b)\n", "`https://a.example/<b` cannot be"),
        ("missing-image-credit", "![부두](/pier.svg) <video src='/pier.mp4'></video>\n", ""),
        ("mixed-register", "---\nexcerpt: 배가 뜬다.\n---\n배가 뜹니다. 온다. 갑니다. 본다.\n", ""),
        ("mixed-quotes", '군은 “간다”고 했다. "온다"고 했다.\n\nHe said “go” and "come".\n', ""),
        ("one-column-table", "<table><tr><td>{{ a }}</td></tr><tr><td>b</td></tr></table>\n", ""),
        ("placeholder-link", "뉴스 기사 링크]\n\n[뉴스\n기사 링크]\n", ""),
        ("licence-as-content", f"---\nexcerpt: {'글 ' * 40}공공누리에 따라 쓴다\n---\n글\n", ""),
        ("licence-as-content", f"---\nexcerpt: {'글 ' * 400}공공누리에 따라 쓴다\n---\n글\n", ""),
        (
            "conflicting-sources",
            f"출처: 해양수산부\n\n{TALK * 3}출처: 한국일보\n",
            "the post gives 해양수산부",
        ),
        ("conflicting-sources", f"출처: 해양수산부\n\n{TALK * 3}출처: 국토교통부\n", ""),
        ("conflicting-sources", f"출처: 해담군청\n\n{TALK * 3}출처: 해양수산부\n", ""),
        (
            "conflicting-sources",
            f"출처: [글](https://n.news.naver.com/a)\n\n{TALK * 3}출처: [글](https://a.kr/b)\n",
            "",
        ),
        (
            "conflicting-sources",
            f"출처: [글](https://b.kr/a)\n\n{TALK}출처: 해담군청\n\n{TALK * 3}출처: [글](https://a.kr/b)\n",
            "",
        ),
        ("mislabelled-source", "출처: [부두 - 해양수산부](https://n.news.naver.com/a)\n", ""),
        (
            "missing-licence-notice",
            "공공누리 제1유형, 2026년\n\n출처: [보도자료](https://www.korea.kr/)\n",
            "the 공공누리 (KOGL) notice lacks the institution and the address",
        ),
        ("missing-licence-notice", "https://www.korea.kr/a.do?id=1 에 더 있다.\n", ""),
        # Before 2012 nothing was under that licence.
        ("missing-licence-notice", f"---\ndate: 2011-12-31\n---\n글\n\n출처: {KOREA}\n", ""),
        ("scraped-furniture", BOARD.replace("12\n", "12\n\n다른 글이다\n\n또 다른 글이다\n"), ""),
        ("scraped-furniture", f"{BOARD}목록\n\n인쇄하기\n", "100 % of the text is not the article"),
        (
            "scraped-furniture",
            "새 부두가 문을 열었다고 한다.\n\n2026-03-02 10:00\n\n좋아요 12\n\n공유하기\n",
            "65 % of the text",
        ),
        ("speculative-text", GUESSES * 10, "100 % of 10 sentences predict or judge"),
        ("speculative-text", f"---\nlang: en\n---\n{GUESSES * 10}", ""),
        ("speculative-text", GUESSES * 9, ""),
        ("speculative-text", GUESSES * 10 + "배가 떴다.\n\n" * 20, ""),
        ("speculative-text", "배를 늘릴 계획입니다.\n\n" * 10, ""),
        ("speculative-text", GUESSES * 10 + "군에 따르면 오른다.\n\n" * 2, ""),
        ("speculative-text", f"---\ntitle: 내일 날씨\n---\n{GUESSES * 10}", ""),
        ("spacer-paragraph", "글<br>글<br>글<br>글\n", ""),
        (
            "table-without-header",
            "<table><tr><td>배</td>, <td>길</td><tr><td>가<td>나</table>\n",
            "a table without headers",
        ),
        (
            "table-without-header",
            "<table><tr><td><b>배<td><b>길<tr><td><b>가<td><b>나<td><b>다</table>\n",
            "a table without headers",
        ),
        (
            "table-without-header",
            "<table><tr><td>배<td>시각<tr><td>가<td>\n\n# 글\n\n</table>\n",
            "",
        ),
        # No blank line ends what begins so, only its own end.
        ("swallowed-markdown", "<?php <?php <h2>글</h2>\n배가 뜬다.\n", ""),
        (
            "swallowed-markdown",
            "<p>글</p>\n부두\n배가 **뜬다**\n",
            "unrendered Markdown right after </p>",
        ),
        ("term-variant", "---\ntitle: 핵심 광물 확보\n---\n핵심광물과 핵심 광물, 핵심광물\n", ""),
        ("term-variant", "---\ntitle: 핵심 광물 확보\n---\n핵심광물사와 핵심광물\n", ""),
        ("term-variant", "---\ntitle: 베트남과 손잡다\n---\n한·베트남은 한·베트남이다\n", ""),
        ("unattributed-claim", f"{REPORT}> 부두가 곧 열릴 것으로 알려졌다.\n", ""),
        (
            "unattributed-claim",
            f"{REPORT[:-4]}lang: en\n---\n부두가 곧 열릴 것으로 알려졌다.\n",
            "",
        ),
        ("unattributed-quote", f"---\nlang: en\n---\n{SPEECH}\n", ""),
        ("unattributed-quote", f"> {SPEECH}\n", ""),
        ("unattributed-quote", "“새 부두는 왜 아무도 쓰지 않습니까?”라고 말했다.\n", ""),
        ("unattributed-quote", f"군수는 새 부두에 왔다. 날이 맑았다. {SPEECH}\n", ""),
        ("undefined-reference", "[부두\\][pier] [부두][peer]\n\n[pier]: https://a.kr\n", ""),
        # A link ends with its paragraph, or its item, and the label is one by itself.
        ("undefined-reference", "[부두\r\n글][piers]\r\n\r\n[pier]: /a\r\n", "`[piers]` is"),
        ("undefined-reference", "[부두\r\n\r\n글][piers]\r\n\r\n[pier]: /a\r\n", ""),
        ("undefined-reference", "- [부두\n- 글][pier]\n\n[pier]: https://a.kr\n", ""),
        ("undefined-reference", "[글][piers] [말][piers]\n\n[pier]: /a\n", "`[piers]` is"),
        # What a template writes there may be a name with its link.
        ("unlinked-source", "출처: {{ page.source }}\n\n배가 뜬다.\n", ""),
        ("unlinked-source", "출처:\n\n해담항만공사 {{ page.link }}\n", ""),
        ("unlinked-source", "출처: 해담항만공사\n[보도자료](https://a.kr/1)\n", ""),
        ("unused-reference", "piers, pier\n\n[pier]: https://a.kr\n", "nothing refers to `[pier]`"),
        # CommonMark counts only blanks, tabs and line endings for nothing in a label.
        ("unused-reference", "부두\n\n[\u00a0]: https://a.kr\n", "nothing refers to"),
    ],
)
def test_at_the_border(rule: str, body: str, said: str) -> None:
    options = newslint.Options(select=[rule], preview=True, language="en")
    found = newslint.lint_text(whole(body), options=options).diagnostics
    assert [row.message[: len(said)] for row in found] == ([said] if said else [])


@pytest.mark.parametrize(
    ("body", "excerpt", "cut"),
    [
        (
            "부두가 오늘 저녁부터 문을 열고 배를 맞는다.\n",
            "부두가 오늘 저녁부터 문을 열고 배를",
            True,
        ),
        (
            "부두가 오늘 문을 열고\n\n시장이 배를 맞는다.\n",
            "부두가 오늘 저녁부터 문을 열고 배를",
            False,
        ),
        ("부두가 문을 연다.\n", "부두가 문을 연다…”", True),
    ],
)
def test_an_excerpt_that_stops_midway(body: str, excerpt: str, cut: bool) -> None:  # noqa: FBT001 - a column of the table
    options = newslint.Options(select=["clipped-excerpt"], preview=True)
    found = newslint.lint_text(f"---\ntitle: 글\nexcerpt: {excerpt}\n---\n{body}", options=options)
    assert bool(found.diagnostics) is cut
