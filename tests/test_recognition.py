"""Prints: an offence is known again after edits elsewhere, and never for another one."""

from __future__ import annotations

import pytest

from newslint.recognition import SIZE, print_of_site, prints, split
from newslint.source import Source, Span

GOING = """
## 가는 길

<font color="red">3번 버스</font>를 탄다.
"""
ASKING = """
## 묻는 곳

<font color="blue">군청</font>에 묻는다.
"""
POST = f"""\
---
title: 해담항 어시장, 새벽 다섯 시에 연다!
date: 2026-03-10
excerpt: >
  어시장은 다섯 시에 문을 연다.
  손님은 주차장을 그냥 쓴다.
---
어시장은 <a href="/fish" rel="dofollow">다섯 시</a>에 연다.
{GOING}{ASKING}"""


def mark(text: str, needle: str, occurrence: int = 1, rule: str = "markup/x") -> bytes:
    source = Source.read("post.md", text.encode())
    start = -1
    for _ in range(occurrence):
        start = source.data.index(needle.encode(), start + 1)
    return prints(rule, source, [Span(start, start + len(needle.encode()))], {})


NEEDLES = ["!", "excerpt", "손님은 주차장을 그냥 쓴다", "dofollow", '<font color="red">', "군청"]
ELSEWHERE = {
    "a paragraph at the top": ("---\n어시장은", "---\n봄이 왔다.\n\n어시장은"),
    "a field more": ("date:", "author: 한지원\ndate:"),
    "a field moved": ("date: 2026-03-10\n", ""),
    "the front matter wrapped anew": ("연다.\n  손님은", "연다. 손님은"),
    "a field in quotation marks": (
        "해담항 어시장, 새벽 다섯 시에 연다!",
        '"해담항 어시장, 새벽 다섯 시에 연다!"',
    ),
    "Windows' line ends": ("\n", "\r\n"),
    "a byte order mark": ("---\ntitle", "\ufeff---\ntitle"),
    "text before it": ("를 탄다.", "를 타고 한참을 간다."),
    "a line below it": ("에 연다.\n", "에 연다.\n봄에는 여섯 시다.\n"),
    "a section moved": (GOING + ASKING, ASKING + GOING),
    "a heading of another level": ("## 가는 길", "### 가는 길 ##"),
}


@pytest.mark.parametrize("needle", NEEDLES)
@pytest.mark.parametrize("edit", ELSEWHERE)
def test_it_is_known_again_after_an_edit_elsewhere(needle: str, edit: str) -> None:
    old, new = ELSEWHERE[edit]
    assert old in POST
    assert mark(POST.replace(old, new), needle) == mark(POST, needle)


@pytest.mark.parametrize(
    ("needle", "old", "new"),
    [
        pytest.param("!", "새벽 다섯 시에 연다!", "밤 열 시에 닫는다!", id="another title"),
        pytest.param("excerpt", "어시장은 다섯 시에 문", "아침마다 새로 문", id="another excerpt"),
        pytest.param("dofollow", "/fish", "/shop", id="another link"),
        pytest.param("dofollow", "다섯 시</a>", "여섯 시</a>", id="another link text"),
        pytest.param('<font color="red">', "가는 길", "오는 길", id="another heading"),
        pytest.param("군청", "군청</font>에", "군청</font>으로", id="other words around it"),
    ],
)
def test_with_other_words_it_is_another_one(needle: str, old: str, new: str) -> None:
    assert old in POST
    assert mark(POST.replace(old, new), needle) != mark(POST, needle)


def test_the_same_words_elsewhere_are_another_one() -> None:
    twice = POST.replace("blue", "red")
    assert mark(twice, '<font color="red">', 1) != mark(twice, '<font color="red">', 2)
    assert mark(POST, "다섯 시에", 1) != mark(POST, "다섯 시에", 2)


def test_another_rule_is_another_one() -> None:
    assert mark(POST, "군청") != mark(POST, "군청", rule="links/y")


def test_what_is_absent_is_known_by_the_facts() -> None:
    source = Source.read("post.md", POST.encode())

    def lacking(**facts: object) -> bytes:
        return prints("front-matter/missing-field", source, [Span(0, 3)], facts)

    assert lacking(field="author", share="97 %") == lacking(field="author", share="98 %", posts=4)
    assert lacking(field="author") != lacking(field="category")


@pytest.mark.parametrize("text", ["", "글", POST])
def test_a_file_without_front_matter_is_known_by_no_text(text: str) -> None:
    def found(whole: str) -> bytes:
        return prints("front-matter/missing", Source.read("a.md", whole.encode()), [Span(0, 0)], {})

    assert found(text) == found("다른 글이다.")


def test_a_whole_post_is_not_known_by_its_text() -> None:
    def found(text: str) -> bytes:
        source = Source.read("a.md", text.encode())
        return prints("markup/x", source, [Span(0, len(source.data))], {})

    assert found("가나다 " * 400) == found("라마바 " * 500)


def test_a_finding_about_a_site_is_known_without_figures() -> None:
    def found(variant: str, **facts: object) -> bytes:
        return print_of_site("site/pipeline-fault", variant, facts)

    assert found("gaps", field="excerpt", of=40) == found("gaps", field="excerpt", of=41)
    assert found("gaps", field="excerpt") != found("", field="excerpt")


def test_each_place_has_its_print() -> None:
    source = Source.read("a.md", "와! 그리고 또 와!".encode())
    spans = [Span(at, at + 1) for at, byte in enumerate(source.data) if byte == ord("!")]
    several = prints("markup/x", source, spans, {})
    assert len(several) == 2 * SIZE
    assert len(set(split(several))) == 2


@pytest.mark.parametrize(
    "text", ["<h1>" * 50_000, "# " * 50_000, "---\n" * 50_000, "a:\n" * 50_000]
)
def test_hostile_text_is_read_once(text: str) -> None:
    source = Source.read("a.md", text.encode())
    assert len(prints("markup/x", source, [Span(0, 4), Span(99_990, 99_994)], {})) == 2 * SIZE
