"""Checks with a site around a post, or options of its own, and what their fixes leave: beside the specimens on the rules' pages."""

from __future__ import annotations

from typing import Any

import pytest

from newslint.catalog import shipped
from newslint.specimen import Outcome, Specimen, run

MATTER = "---\ntitle: 부두 소식\n---\n"
KOREA = "[해양수산부](https://www.korea.kr/a.do?id=1)"
SPEECH = "“바다 안전에는 국경이 없으니 부두를 함께 고치겠다”라고 말했다."
SENTENCES = (
    "점검은 다음 달에 한다. 배마다 담당자를 둔다. 선착장에는 불을 더 켠다. 손님은 늘어난다. " * 4
)
KRAMDOWN = {"site": {"generator": "jekyll", "dialect": "kramdown"}}


def whole(text: str) -> str:
    """Return a post: a body that has no front matter gets some."""
    return text if text.startswith("---\n") else MATTER + text


def outcome(rule: str, text: str, options: dict[str, Any]) -> Outcome:
    """Run a rule on a post of the little site that some options describe, as its page would."""
    known = {row.name: row for row in shipped().rules.values()}
    return run(
        Specimen(
            known[rule],
            bad=True,
            path="post.md",
            text=whole(text),
            line=1,
            beside={},
            options=options,
        )
    )


@pytest.mark.parametrize(
    ("rule", "options", "body", "said"),
    [
        (
            "aggregator-source",
            {"site": {"hosts": ["haedam.tistory.com"]}},
            "출처: [부두](https://haedam.tistory.com/12)\n",
            "",
        ),
        # Where a line ends in a bare CR, the parser has its own mind of what is a link.
        ("bare-url", KRAMDOWN, "# 글\r<https://a.kr/b>\r", ""),
        ("bare-url", KRAMDOWN, "# 글\rhttps://a.kr/b\r", "`https://a.kr/b`"),
        (
            "disallowed-value",
            {"values": {"category": ["news"]}},
            f"---\ncategory: {'news' * 16}\n---\n글\n",
            "use `news`, or list it in `values`",
        ),
        (
            "hotlinked-image",
            {"site": {"hosts": ["pier.co.kr"]}},
            "![부두](https://cdn.pier.net/a.png)\n",
            "",
        ),
        (
            "hotlinked-image",
            {"site": {"hosts": ["haedam.pages.example"]}, "shared": ["pages.example"]},
            "![배](https://haedam.example/a.png) ![배](https://gull.pages.example/b.png)\n",
            "an image is shown from gull.pages.example",
        ),
        ("low-contrast", {"background": "#123456"}, '<p style="color:#123">글</p>\n', "on #123456"),
        (
            "mislabelled-source",
            {"site": {"hosts": ["a.kr"], "names": ["해양수산부"]}},
            "출처: [부두 - 해양수산부](https://a.kr/1)\n",
            "",
        ),
        (
            "self-source",
            {"site": {"hosts": ["a.kr"]}},
            "---\noriginal: true\n---\n출처: [부두](https://a.kr/1)\n",
            "",
        ),
        ("misspelt-word", {"allowed": ["역활"]}, "부두의 역활이 크다.\n", ""),
        (
            "missing-source",
            {"exempt": ["own"]},
            f"---\ncategories: [News]\nown: true\n---\n{SPEECH}\n",
            "",
        ),
        (
            "site-typo",
            {"words": ["해담항만공사", "해담항"]},
            "해닭항만공사와 해닭항\n",
            "해담항만공사",
        ),
        ("mistyped-field", {"types": {"links": ["mappings"]}}, "---\nlinks: []\n---\n글\n", ""),
        (
            "title-as-author",
            {"site": {"names": ["Haedam News"]}},
            "---\ntitle: 부두 소식\nauthor: Haedam News\n---\n글\n",
            "the author is the name of the site",
        ),
        # A particle agrees with a syllable, and a price is read with the currency behind it.
        ("wrong-particle", {"units": {"kt": "knot"}}, "5kt을 5kt를\n", ""),
        ("wrong-particle", {"units": {"kg": "킬로그램"}}, "값은 $5kg를 넘는다\n", ""),
    ],
)
def test_what_the_site_or_an_option_tells(
    rule: str, options: dict[str, Any], body: str, said: str
) -> None:
    report = outcome(rule, body, options).report
    assert said in report if said else not report


@pytest.mark.parametrize(
    ("rule", "body", "fixed"),
    [
        ("bare-url", "https://a.kr/a\\_b\n", ""),
        ("bare-url", '글 <a href="https://a.kr/b 글\n', ""),
        ("editor-residue", '글\n  <p data-ke-size="size16">글</p>\n', "글\n  <p>글</p>\n"),
        ("editor-residue", '글 <p data-ke-size="size16">글</p>\n', ""),
        ("extra-h1", "<h1>배</h1>\n\n<h1>길</h1>\n", ""),
        ("extra-h1", "# 배\n\n> 길\n> ===\n", ""),
        # Without front matter a line of dashes would become its fence.
        ("extra-h1", "---\n\n# 배\n\n# 길\n", ""),
        ("fenced-content", f"```html\n<p>{SENTENCES}</p>\n", ""),
        (
            "glued-excerpt",
            "---\nexcerpt: '# 부두 소식 새 배가 더 뜬다'\n---\n## 부두 소식\n\n새 배가 더 뜬다.\n",
            "",
        ),
        ("hidden-character", "\u200b# 1 of 3\n\n부\u00ad두\n", "\u200b# 1 of 3\n\n부두\n"),
        ("hidden-character", "<p>글 <b>\u200b</b></p>\n", "<p>글 <b></b></p>\n"),
        ("hidden-character", "글\n  \u00a0\n글\n", "글\n  \n글\n"),
        ("missing-licence-notice", "글\n\n출처: [해양수산부](https://www.korea.kr/)\n", ""),
        ("missing-licence-notice", f"---\ndate: 2026-03-02\n---\n출처: {KOREA}\n", ""),
        ("missing-licence-notice", f"---\ndate: 2026-03-02\n---\n출처: {KOREA}\n글\n", ""),
        ("missing-licence-notice", "출처: [보도자료](https://www.korea.kr/a.do?id=1)\n", ""),
        ("noisy-url", "[글](https://a.kr/?utm_source=x\\&id=1)\n", ""),
        ("scraped-furniture", "글\n\n<p>좋아요 12</p>\n\n<p>공유하기</p>\n", ""),
        ("unlinked-source", "<p>출처: www.a.kr/1</p>\n", ""),
        ("unlinked-source", "<p>출처: https://a.kr/1?b=2&amp;c=3</p>\n", ""),
        (
            "unused-reference",
            "[배](pier) [길](<pier>)\n\n[pier]: https://a.kr\n",
            "[배][pier] [길](<pier>)\n\n[pier]: https://a.kr\n",
        ),
    ],
)
def test_what_is_fixed_and_what_is_left(rule: str, body: str, fixed: str) -> None:
    """`fixed` is the body then; '' where a finding has no fix, and all stays as it was."""
    found = outcome(rule, body, KRAMDOWN)
    assert found.count
    assert found.fixed == whole(fixed or body)
