"""Korean text: where it is looked at, what is passed over, and where in the file it stands."""

from __future__ import annotations

import re

import pytest

from newslint.document import parse
from newslint.hangul import coda, neighbours, rare_syllables, takes_ro
from newslint.korean import Found, KoreanOptions, korean_text, mended
from newslint.site import Site
from newslint.source import Source

_WORD = re.compile("기술를")


def found(text: str, pattern: re.Pattern[str] = _WORD, path: str = "post.md") -> list[Found]:
    document = parse(Source.read(path, text.encode()), "post", Site(""))
    return korean_text(document, KoreanOptions()).find(pattern)


def stands(text: str) -> list[str]:
    source = Source.read("post.md", text.encode())
    return [source.slice(row.span) for row in found(text)]


@pytest.mark.parametrize(
    ("letter", "number"),
    [("가", 0), ("각", 1), ("물", 8), ("힣", 27), ("a", None), ("ㄱ", None), ("", None)],
)
def test_coda(letter: str, number: int | None) -> None:
    assert coda(letter) == number


def test_ro_stands_after_vowels_and_rieul() -> None:
    assert [letter for letter in "서물산역" if takes_ro(coda(letter) or 0)] == ["서", "물"]


def test_a_neighbour_has_one_other_letter() -> None:
    near = set(neighbours("통"))
    assert len(near) == 18 + 20 + 27
    assert {"동", "탕", "토"} <= near
    assert not {"통", "동전", "당"} & near


def test_rare_syllables_are_those_that_the_standard_leaves_out() -> None:
    assert len(rare_syllables()) == 11_172 - 2_350
    assert set("쳡됬떄") <= set(rare_syllables())
    assert not set("한글똑톈") & set(rare_syllables())


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("새 기술를 배운다.", ["기술를"]),
        ("새 **기술**를 배운다.", ["기술**를"]),
        ("<p>새 <b>기술</b>를 배운다.</p>", ["기술</b>를"]),
        ("새 [기술](/t)를 배운다.", ["기술](/t)를"]),
        ("새 기술`x`를 배운다.", []),
        ("새 &amp; 기술를 배운다.", ["새 &amp; 기술를 배운다."]),
        ("새 &amp; 기술를, 다른 기술를 배운다.", ["새 &amp; 기술를, 다른 기술를 배운다."]),
        ("`기술를` 적는다.", []),
        ("- 기술를\n- 기술를", ["기술를", "기술를"]),
        ("---\ntitle: 새 기술를\n---\n", ["기술를"]),
        ('---\ntitle: "기술를, 기술를"\n---\n', ["기술를", "기술를"]),
        ("---\nexcerpt: >\n  새\n  기술를 배운다\n---\n", ["기술를"]),
        ('---\ntitle: "\\uAE30술를"\n---\n', ['"\\uAE30술를"']),
        ("---\nslug: 기술를\n---\n", []),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    assert stands(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "그는 “기술를 배운다”고 했다.",
        '그는 "기술를 배운다"고 했다.',
        "그는 ‘기술를’이라 적었다.",
        "그는 '기술를'이라 적었다.",
        "법 「기술를」을 읽었다.",
        "그는 “오래\n기술를 배운다”고 했다.",
        "그는 “끝내 기술를 닫지 않았다",
        "> 기술를 배운다.",
        "The sign in the harbour reads 기술를 and nothing else at all.",
    ],
)
def test_what_is_passed_over(text: str) -> None:
    assert stands(text) == []


def test_a_quotation_ends_with_its_block() -> None:
    assert stands("그는 “닫지 않았다.\n\n기술를 배운다.") == ["기술를"]


def test_the_years_apostrophe_opens_no_quotation() -> None:
    assert stands("'23년 기술를, '24년 기술를") == ["기술를", "기술를"]


@pytest.mark.parametrize(
    ("text", "right", "safe"),
    [
        ("숙소,폭염", "숙소, 폭염", True),
        ("기술를", "기술을", False),
    ],
)
def test_a_fix_is_safe_where_only_blanks_change(text: str, right: str, safe: bool) -> None:  # noqa: FBT001
    fix = mended([(row, right) for row in found(f"{text} 이다", re.compile(text))])
    assert fix is not None
    assert (fix.edits[0].text, fix.safe) == (right, safe)


def test_what_is_not_written_just_so_is_not_mended() -> None:
    assert mended([(row, "기술을") for row in found("새 **기술**를 배운다.")]) is None


def test_english_posts_are_not_read_for_korean() -> None:
    document = parse(Source.read("post.md", "Words and “more words”.".encode()), "post", Site(""))
    assert korean_text(document, KoreanOptions()).text == ""
