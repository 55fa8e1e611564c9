"""Places: bytes inside, lines and code points outside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.source import Position, Source, Span

BOM = "\ufeff"


def read(text: str) -> Source:
    return Source.read("post.md", text.encode())


def offset(text: str, needle: str) -> int:
    return len(text[: text.index(needle)].encode())


@pytest.mark.parametrize(
    ("text", "needle", "line", "column"),
    [
        pytest.param("title: x\n", "title", 1, 1, id="first"),
        pytest.param("a\nb\nc", "c", 3, 1, id="no-newline-at-end"),
        pytest.param("제목: 속보\n본문입니다", "속보", 1, 5, id="hangul"),
        pytest.param("제목\n본문: 내용", "내용", 2, 5, id="hangul-second-line"),
        pytest.param("🎉🎉 축하 x", "x", 1, 7, id="emoji-one-column-each"),
        pytest.param("👩‍💻x", "x", 1, 4, id="emoji-joined-by-code-points"),
        pytest.param("e\u0301x", "x", 1, 3, id="combining-by-code-points"),
        pytest.param(f"{BOM}title", "title", 1, 1, id="bom-is-no-column"),
        pytest.param(f"{BOM}a\n제b", "b", 2, 2, id="bom-second-line"),
        pytest.param("a\r\nb\r\n제c", "c", 3, 2, id="crlf"),
        pytest.param("a\rb\rc", "c", 1, 5, id="bare-cr-ends-no-line"),
        pytest.param("a\u2028b\x0cc\x85d", "d", 1, 7, id="only-newline-ends-a-line"),
    ],
)
def test_position(text: str, needle: str, line: int, column: int) -> None:
    assert read(text).position(offset(text, needle)) == Position(line, column)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", Position(1, 1)),
        (BOM, Position(1, 1)),
        ("a", Position(1, 2)),
        ("a\n", Position(2, 1)),
        ("가나\n다", Position(2, 2)),
    ],
    ids=["empty", "bom-alone", "one", "newline", "hangul"],
)
def test_position_of_the_end(text: str, position: Position) -> None:
    assert read(text).position(len(text.encode())) == position


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        (f"{BOM}title: 가\r\nb\r\n", ["title: 가", "b", ""]),
        ("a\rb\nc", ["a\rb", "c"]),
        ("a\n\n\nb", ["a", "", "", "b"]),
    ],
    ids=["empty", "bom-crlf", "bare-cr", "blank-lines"],
)
def test_line(text: str, lines: list[str]) -> None:
    source = read(text)
    assert [source.line(number + 1) for number in range(len(source.line_starts))] == lines


def test_data_keeps_the_mark_and_the_endings() -> None:
    raw = f"{BOM}제목\r\n본문\r".encode()
    source = Source.read("post.md", raw)
    assert source.data == raw
    assert source.start == 3
    assert source.slice(Span(3, 9)) == "제목"


def test_slice_through_a_character_does_not_raise() -> None:
    assert read("가나").slice(Span(0, 4)) == "가\ufffd"


@given(st.text(alphabet=st.sampled_from("a가🎉\u0301\n\r\ufeff\u2028\t ")))
def test_positions_and_lines_agree(text: str) -> None:
    source = read(text)
    visible = text.removeprefix(BOM)
    at = source.start
    assert source.position(0) == Position(1, 1)
    for index in range(len(visible) + 1):
        before = visible[:index]
        line, column = source.position(at + len(before.encode()))
        assert line == before.count("\n") + 1
        assert column == len(before) - (before.rfind("\n") + 1) + 1
        whole = visible.split("\n")[line - 1]
        assert source.line(line) == whole.rstrip("\r")


@given(st.binary())
def test_any_bytes_are_a_source(raw: bytes) -> None:
    source = Source.read("post.md", raw)
    assert source.data.decode() == source.text
    assert source.position(len(source.data)).line == len(source.line_starts)
    assert all(0 <= bad <= len(source.data) for bad in source.encoding.bad)
