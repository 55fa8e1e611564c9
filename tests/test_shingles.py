"""Letters, shingles and signatures: what near-duplicates are told by."""

from __future__ import annotations

import random

import pytest

from newslint.document import parse
from newslint.facts.shingles import (
    SLOTS,
    agreement,
    body_of,
    letter_blocks,
    shingles,
    signature,
)
from newslint.site import Site
from newslint.source import Source

TEXT = "해담항만공사는 2일 새 부두를 열고 여객선을 하루 네 번에서 여덟 번으로 늘린다고 밝혔다 "


def letters_of(text: str) -> list[str]:
    document = parse(Source.read("post.md", text.encode()), "post", Site("/site"))
    return [block.letters for block in letter_blocks(document)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The **Pier** opens, at 9.", ["thepieropensat9"]),
        ("새 부두가\n열린다…\n\n“배”도 늘었다", ["새부두가열린다배도늘었다"[:7], "배도늘었다"]),
        ("Stra\u00dfe Cafe\u0301", ["strassecafé"]),
        ("a_b - c", ["abc"]),
        ("# Title\n\n- one\n- two\n\n***\n", ["title", "one", "two"]),
        ("---\ntitle: no\n---\n```\ncode\n```\n<p>half</p><p>&nbsp;</p>", ["half"]),
        ("one\x1ftwo", ["onetwo"]),
        ("…\n\n—", []),
        ("", []),
    ],
    ids="english korean folded underscore blocks html separator marks empty".split(),
)
def test_letters(text: str, expected: list[str]) -> None:
    assert letters_of(text) == expected


def slowly(letters: str) -> bytes:
    """The signature, by the same arithmetic, one shingle at a time."""
    factors = (0x1B8735939A1F, 0x0C6EF3720F57, 0x1A54FF53A5F1, 0x09B05688C2B3, 0x1F83D9ABFB41)
    mixed = set()
    for end in range(4, len(letters)):
        units = (ord(letters[end - back]) for back in range(5))
        value = sum(f * unit for f, unit in zip(factors, units, strict=True)) >> 8 & 0xFFFFFFFF
        mixed.add(((value ^ value >> 15) * 0x85EBCA6B >> 13) & 0xFFFFFFFF)
    slots: dict[int, int] = {}
    factor = 0xC2B2AE35
    while len(slots) < SLOTS:
        found: dict[int, int] = {}
        for value in mixed:
            hashed = value * factor >> 16 & 0xFFFFFFFF
            found[hashed % SLOTS] = min(hashed, found.get(hashed % SLOTS, hashed))
        slots = {**found, **slots}
        factor = factor * 0x85EBCA6B & 0xFFFFFFFF
    return bytes(slots[number] >> 7 & 0xFF for number in range(SLOTS))


def random_letters(dice: random.Random, count: int) -> str:
    return "".join(chr(dice.choice((dice.randint(0xAC00, 0xD7A3), 0x61))) for _ in range(count))


@pytest.mark.parametrize("count", [34, 35, 60, 131, 132, 133, 300, 1000, 1023, 5000])
def test_a_signature_is_what_its_arithmetic_says(count: int) -> None:
    letters = random_letters(random.Random(count), count)  # noqa: S311  # a text to be repeated
    assert signature(letters) == slowly(letters)


@pytest.mark.parametrize("letters", ["가" * 1100, "부두에서 만나자" * 300, "ab" * 520 + "해담소리"])
def test_a_text_that_repeats_itself_has_the_same_arithmetic(letters: str) -> None:
    assert signature(letters) == slowly(letters)


def test_what_is_too_short_has_no_signature() -> None:
    assert signature("") == b""
    assert signature("가나다라") == b""
    assert signature(random_letters(random.Random(1), 33)) == b""  # noqa: S311  # as above


@pytest.mark.parametrize("count", [80, 300, 1500])
def test_agreement_estimates_similarity(count: int) -> None:
    dice = random.Random(count)  # noqa: S311  # as above
    errors = []
    for number in range(150):
        one = random_letters(dice, count)
        edits = {dice.randrange(count) for _ in range(number % 5 * count // 40)}
        other = "".join("나" if at in edits else letter for at, letter in enumerate(one))
        first, second = shingles(one), shingles(other)
        exact = len(first & second) / len(first | second)
        errors.append(agreement(signature(one), signature(other)) / SLOTS - exact)
    # A slot agrees by chance once in 256; of 128 slots the deviation is at most 0.044.
    assert abs(sum(errors) / len(errors)) < 0.015
    assert max(map(abs, errors)) < 0.18


def test_spacing_tells_no_two_bodies_apart() -> None:
    site = Site("/site")
    one, other = (
        body_of(parse(Source.read("post.md", text.encode()), "post", site))
        for text in (TEXT * 3, TEXT.replace(" ", "") * 3 + "!")
    )
    assert one == other
    assert one.blocks == [(one.blocks[0][0], one.size)]
