"""What the specimens on the rules' pages leave out: posts at a check's borders, and what it says of them."""

from __future__ import annotations

import pytest

import newslint

MATTER = "---\ntitle: 부두 소식\n---\n"


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
        # CommonMark counts only blanks, tabs and line endings for nothing in a label.
        ("unused-reference", "부두\n\n[\u00a0]: https://a.kr\n", "nothing refers to"),
        # What a template writes there may be a name with its link.
        ("unlinked-source", "출처: {{ page.source }}\n\n배가 뜬다.\n", ""),
        ("unlinked-source", "출처:\n\n해담항만공사 {{ page.link }}\n", ""),
        ("empty-link", '<a href="/x">\n\n부두\n', ""),
        ("bare-url", "(https://a.kr/b) https://a.kr/{c}\n", "`https://a.kr/b` stays text"),
    ],
)
def test_at_the_border(rule: str, body: str, said: str) -> None:
    options = newslint.Options(select=[rule], preview=True, language="en")
    found = newslint.lint_text(MATTER + body, options=options).diagnostics
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
