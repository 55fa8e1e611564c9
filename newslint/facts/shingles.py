"""The letters of a post's body and their shingles, which near-duplicates are told by.

Letters are the letters and digits of what readers see: NFC, case folded, blanks, punctuation and
marks left out, so that Korean that is only spaced otherwise is the same. A shingle is five code
points of them in a row.

A signature is a MinHash of one permutation with 128 slots, a byte each: the share of slots in
which two signatures agree estimates the Jaccard similarity of their shingles. Slots that no
shingle falls into are filled in further rounds, as Mai et al. do it ("On densification for
MinWise hashing", UAI 2019). Four slots in a row are a band: of posts whose similarity is 0.6,
ninety-nine pairs of a hundred share one of the 32.

Five multiplications a shingle would take long in Python one by one. All are done at once: the code
units of a text lie in lanes of 64 bits of one long integer, which is multiplied as a whole.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import lru_cache
from hashlib import blake2b
from itertools import compress
from zlib import crc32

import msgspec

from newslint.document import Document
from newslint.source import Span

SIZE = 5
"""Code points of a shingle."""
SLOTS = 128
BAND = 4
"""Slots of a band."""
SHORTEST_BLOCK = 15
"""Letters from which on a block is remembered."""
_FEWEST = 30
"""Shingles from which on a text has a signature."""

_BETWEEN = "\x1f"
_APART = re.compile(rf"[^\w{_BETWEEN}]+|_+")
_PLAIN = bytes(code for code in range(128) if not chr(code).isalnum() and chr(code) != _BETWEEN)
_LOWER = bytes(range(256)).lower()


class Block(msgspec.Struct, frozen=True, gc=False):
    """A block of a body that has letters."""

    letters: str
    span: Span

    @property
    def key(self) -> int:
        """A checksum of its letters."""
        return crc32(self.letters.encode())


class Body(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What is remembered of a body, to find others like it."""

    size: int = 0
    """Its letters."""
    digest: bytes = b""
    """Of its letters, eight bytes; empty where it has none."""
    signature: bytes = b""
    """A byte a slot; empty where it is too short for one."""
    keys: bytes = b""
    """The keys of its blocks that are not too short, each once, four bytes each."""
    sizes: bytes = b""
    """Their letters, 65,535 at most, two bytes each."""

    @property
    def blocks(self) -> list[tuple[int, int]]:
        """The key and the letters of each block that is remembered."""
        keys, sizes = memoryview(self.keys).cast("I"), memoryview(self.sizes).cast("H")
        return list(zip(keys.tolist(), sizes.tolist(), strict=True))


NO_BODY = Body()


def body_of(document: Document) -> Body:
    """Return what is remembered of a document's body."""
    blocks = letter_blocks(document)
    letters = "".join(block.letters for block in blocks)
    if not letters:
        return NO_BODY
    long = {
        crc32(block.letters.encode()): min(len(block.letters), 0xFFFF)
        for block in blocks
        if len(block.letters) >= SHORTEST_BLOCK
    }
    return Body(
        len(letters),
        blake2b(letters.encode(), digest_size=8).digest(),
        signature(letters),
        b"".join(key.to_bytes(4, "little") for key in long),
        b"".join(size.to_bytes(2, "little") for size in long.values()),
    )


def letter_blocks(document: Document) -> list[Block]:
    """Return the blocks of a document's body that have letters."""
    texts: list[str] = []
    spans: list[list[int]] = []
    last = -1
    for span, text, _, block, _ in document.texts:
        if block == last:
            spans[-1][1] = span.end
        else:
            texts.append(_BETWEEN)
            spans.append([*span])
            last = block
        texts.append(text.replace(_BETWEEN, ""))
    if not texts:
        return []
    pieces = _letters("".join(texts[1:])).split(_BETWEEN)
    return [
        Block(letters, Span(*span)) for letters, span in zip(pieces, spans, strict=True) if letters
    ]


def _letters(text: str) -> str:
    # ASCII is dealt with as bytes, in a tenth of the time.
    plain = text.encode(errors="replace").translate(_LOWER, _PLAIN).decode()
    if plain.isascii():
        return plain
    return _APART.sub("", unicodedata.normalize("NFC", plain).casefold())


def shingles(letters: str) -> frozenset[str]:
    """Return the shingles of letters."""
    return frozenset(letters[at : at + SIZE] for at in range(len(letters) - SIZE + 1))


# -- The signature ---------------------------------------------------------------------------

_LANE = 64
_FACTORS = (0x1B8735939A1F, 0x0C6EF3720F57, 0x1A54FF53A5F1, 0x09B05688C2B3, 0x1F83D9ABFB41)
"""One for each code unit of a shingle. Times 16 bits, and five of them together, they fit a lane."""
_ALL_FACTORS = sum(factor << _LANE * number for number, factor in enumerate(_FACTORS))
_MIX, _MIX_AGAIN = 0x85EBCA6B, 0xC2B2AE35
"""Of MurmurHash3's last step, which spreads each bit over all others."""
_WORD = 0xFFFFFFFF
_OFTEN = 3
"""How many of the smallest hashes are looked at first, on the average of the slots."""
_REPETITIVE = 1024
"""A text of more shingles that leave slots empty says much the same all over."""


def signature(letters: str) -> bytes:
    """Return the signature of letters: a byte a slot; nothing where they are too few."""
    if len(letters) - SIZE + 1 < _FEWEST:
        return b""
    mixed, count = _mixed(letters)
    slots: dict[int, int] = {}
    factor = _MIX_AGAIN
    while len(slots) < SLOTS:
        if slots and count > _REPETITIVE:
            mixed, count = _distinct(mixed, count)
        # A hash is bytes 2 to 5 of its lane; lanes before the first whole shingle hold none.
        lanes = (mixed * factor).to_bytes(8 * (count + 2 * SIZE - 1), "little")
        lanes = lanes[8 * (SIZE - 1) + 2 : 8 * (SIZE - 1 + count) + 2]
        hashes = array("I", lanes)[::2].tolist()
        if not slots:
            slots = _least(hashes, lanes[3::8].translate(_below(count)))
        missing = bytes([number not in slots for number in range(SLOTS)]) * 2
        slots |= _least(hashes, lanes[::8].translate(missing))
        factor = factor * _MIX & _WORD
    return bytes([slots[number] >> 7 & 0xFF for number in range(SLOTS)])


def _mixed(letters: str) -> tuple[int, int]:
    """Return a number for every shingle, in the lane of its last code unit; and how many."""
    units = letters.encode("utf-16-le")
    lanes = bytearray(4 * len(units))
    lanes[::8], lanes[1::8] = units[::2], units[1::2]
    count = len(units) // 2
    mask = _mask((count + SIZE).bit_length())
    whole = int.from_bytes(lanes, "little") * _ALL_FACTORS >> 8 & mask
    whole = (whole ^ whole >> 15) & mask
    return whole * _MIX >> 13 & mask, count - SIZE + 1


def _distinct(mixed: int, count: int) -> tuple[int, int]:
    """Return what `_mixed` does with every number once: one letter takes hundreds of rounds."""
    lanes = mixed.to_bytes(8 * (count + 2 * SIZE - 1), "little")
    numbers = array("Q", {*array("Q", lanes[8 * (SIZE - 1) : 8 * (SIZE - 1 + count)])})
    return int.from_bytes(numbers, "little") << _LANE * (SIZE - 1), len(numbers)


@lru_cache(maxsize=32)
def _mask(bits: int) -> int:
    """Return the lower half of every lane, for as many lanes as a number of so many bits tells."""
    return int.from_bytes(_WORD.to_bytes(8, "little") * (1 << bits), "little")


def _least(hashes: list[int], chosen: bytes) -> dict[int, int]:
    """Return of the hashes that are chosen the least one of each slot."""
    return {value & SLOTS - 1: value for value in sorted(compress(hashes, chosen), reverse=True)}


def _below(count: int) -> bytes:
    """Return the table that chooses as many hashes as are needed, by their highest bytes."""
    return _table(min(256, 1 + 256 * SLOTS * _OFTEN // count))


@lru_cache(maxsize=256)
def _table(limit: int) -> bytes:
    return bytes(value < limit for value in range(256))


def agreement(one: bytes, other: bytes) -> int:
    """Return in how many slots two signatures agree."""
    apart = int.from_bytes(one, "little") ^ int.from_bytes(other, "little")
    return apart.to_bytes(SLOTS, "little").count(0)
