"""What was found in many files, held packed: each file gets its own back."""

import zlib

import msgspec
import pytest

import newslint
from newslint.bundles import Bundles
from newslint.diagnostic import Diagnostic
from newslint.place import Place
from newslint.sending import packed
from newslint.source import Span


def found(number: int) -> tuple[Diagnostic, ...]:
    place = Place(number + 1, 1, number + 1, 2, 1, 2)
    row = Diagnostic(
        path=f"{number}.md",
        span=Span(number, number + 1),
        place=place,
        rule="links/broken-link",
        severity="error",
        message=f"끊긴 링크 {number}",
        count=1,
        places=(place,),
        line="링크",
        prints=number.to_bytes(8, "big"),
    )
    return (row,) * (number % 3)


@pytest.mark.parametrize("files", [1, 63, 64, 65, 128, 200])
def test_each_file_gets_its_own_back(files: int) -> None:
    bundles = Bundles()
    for number in range(files):
        packed = msgspec.Raw(msgspec.msgpack.encode(found(number)))
        bundles.add(f"{number}.md", packed)
    again = Bundles.received(bundles.sent())
    assert again is not None
    for held in (bundles, again):
        for number in (*range(files), *reversed(range(files))):
            assert held.of(f"{number}.md") == found(number)


def test_a_file_may_have_a_name_that_is_no_utf_8() -> None:
    bundles = Bundles()
    bundles.add("a\udcff.md", packed(found(1)))
    again = Bundles.received(bundles.sent())
    assert again is not None
    assert again.of("a\udcff.md") == found(1)


def test_nothing_was_found_in_a_file_that_was_not_added() -> None:
    assert Bundles().of("1.md") == ()


@pytest.mark.parametrize("kept", [b"", b"text", zlib.compress(b""), zlib.compress(b"\x93\x90\x90")])
def test_what_is_no_bundles_is_none(kept: bytes) -> None:
    assert Bundles.received(kept) is None


def test_a_name_that_is_no_utf_8_is_sent_with_a_question_mark() -> None:
    text = '---\ntitle: 부두가 열렸다!\n---\n<a href="https://a.example/" rel="dofollow">부두</a>\n'
    told, legible = (newslint.lint_text(text, path).diagnostics for path in ("a\udce9.md", "a?.md"))
    assert bytes(packed(told)) == bytes(packed(legible))
    assert [row.rule for row in told] == ["front-matter/exclaiming-title", "links/invalid-rel"]
