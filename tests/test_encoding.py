"""Files that are not UTF-8: read as far as they can be, and named for what they likely are."""

from __future__ import annotations

import pytest

from newslint.encoding import decode

KOREAN = "---\ntitle: 시청 앞 광장 새 단장\n---\n시는 오늘 광장을 다시 열었다고 밝혔습니다.\n"
JAPANESE = "---\ntitle: お知らせ\n---\n市役所は新しい図書館を開館しました。\n"
CHINESE = "---\ntitle: 新闻\n---\n市政府今天宣布图书馆重新开放。\n"
FRENCH = "---\ntitle: Le marché d’été\n---\nLa mairie a déjà rouvert l’école à côté du café.\n"


@pytest.mark.parametrize(
    ("text", "codec", "likely"),
    [
        pytest.param(KOREAN, "cp949", "CP949", id="cp949"),
        pytest.param(KOREAN, "euc_kr", "CP949", id="euc-kr"),
        pytest.param(JAPANESE, "shift_jis", "Shift_JIS", id="shift-jis"),
        pytest.param(CHINESE, "gb18030", "GB18030", id="gb18030"),
        pytest.param(KOREAN, "utf-16", "UTF-16", id="utf-16-native"),
        pytest.param("\ufeff" + KOREAN, "utf-16-le", "UTF-16", id="utf-16-le"),
        pytest.param("\ufeff" + KOREAN, "utf-16-be", "UTF-16", id="utf-16-be"),
        pytest.param(FRENCH, "cp1252", "Windows-1252", id="cp1252-french"),
        pytest.param("The café reopened on Monday.\n", "latin-1", "Windows-1252", id="one-byte"),
    ],
)
def test_other_encodings_are_read(text: str, codec: str, likely: str) -> None:
    decoded = decode(text.encode(codec))
    assert decoded.text == text.removeprefix("\ufeff")
    assert decoded.likely == likely
    assert decoded.bad


@pytest.mark.parametrize(
    "raw",
    [b"", b"\x00", b"a\x00b\x00", b"\xef\xbb\xbf", KOREAN.encode(), b"\xef\xbb\xbf" + b"title"],
    ids=["empty", "nul", "nuls", "bom", "korean", "bom-text"],
)
def test_utf8_is_left_alone(raw: bytes) -> None:
    assert decode(raw) == (None, None, ())


@pytest.mark.parametrize(
    ("raw", "text", "bad"),
    [
        pytest.param("속보".encode() + b"\xff!", "속보ÿ!", (6,), id="after-korean"),
        pytest.param(b"caf\xe9", "café", (3,), id="latin-1"),
        pytest.param("가".encode() + b"\x93" + "나".encode() + b"\x94", "가“나”", (3, 9), id="two"),
        pytest.param("가".encode() + b"\x81", "가\ufffd", (3,), id="no-letter-of-cp1252"),
        pytest.param("가나다".encode()[:-1], "가나ë‹", (6, 8), id="cut-in-a-character"),
    ],
)
def test_stray_bytes_are_told_one_by_one(raw: bytes, text: str, bad: tuple[int, ...]) -> None:
    decoded = decode(raw)
    assert (decoded.text, decoded.bad) == (text, bad)
    assert all((decoded.text or "").encode()[at:] for at in bad)


def test_a_stray_byte_before_korean_does_not_change_the_korean() -> None:
    decoded = decode(
        b"title: \x93" + "시청 앞 광장 새 단장\n본문은 그대로 읽혀야 합니다.\n".encode()
    )
    assert decoded.text == "title: “시청 앞 광장 새 단장\n본문은 그대로 읽혀야 합니다.\n"


def test_a_stray_byte_before_a_word_or_two_does_not_change_them() -> None:
    decoded = decode(b"title: \x93" + "앞 뉴스".encode())
    assert decoded.text == "title: “앞 뉴스"


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"\xfe\xff\x00", b"\xff\xfe\x00\xd8"])
def test_broken_utf16_is_read_all_the_same(raw: bytes) -> None:
    decoded = decode(raw)
    assert decoded.likely == "UTF-16"
    assert decoded.text is not None
    decoded.text.encode()


def test_what_is_utf8_by_chance_has_its_place_in_the_text() -> None:
    raw = "철도를 새로 놓는다".encode("cp949")
    assert raw[:2].decode() == "ö"
    decoded = decode(raw)
    assert decoded.text == "철도를 새로 놓는다"
    assert decoded.bad == (len("철".encode()),)
