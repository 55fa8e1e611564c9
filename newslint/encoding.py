"""What encoding a file is in, when it is not UTF-8.

Posts should be UTF-8. One that is not is still linted as far as it can be read, so its likely
encoding is guessed from what the bytes give when they are read as it.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from itertools import accumulate
from typing import NamedTuple

_CANDIDATES = (
    ("CP949", "cp949", "[가-힣]+"),
    ("Shift_JIS", "cp932", "[ぁ-ヿ一-鿿]+"),
    ("EUC-JP", "euc_jp", "[ぁ-ヿ]+"),
    ("GB18030", "gb18030", "[一-鿿]+"),
    ("Big5", "big5", "[一-鿿]+"),
)
_ESCAPED = re.compile("[\udc80-\udcff]+")
"""What Python makes of bytes that are not UTF-8, when it is told to go on."""
_WIDE = re.compile("[^\x00-\x7f]+")
_PLAUSIBLE_SHARE = 0.8
"""The share of a text's non-ASCII characters that must be of the encoding's own script."""
_LONE_BYTES = 1.2
"""How many non-ASCII bytes may stand together, on average, in Latin text of one byte a letter."""


class Decoded(NamedTuple):
    """How a file's bytes became text."""

    text: str | None
    """The text, where it had to be decoded from something else; None for UTF-8."""
    likely: str | None
    """The likely encoding, by the name that people know it by; None for UTF-8."""
    bad: tuple[int, ...]
    """Offsets, in the UTF-8 form of the text, of what is not UTF-8: the first one and every
    further one when single bytes are wrong; only the first where the whole file is."""


_UTF8 = Decoded(None, None, ())


def decode(raw: bytes) -> Decoded:
    """Decode a file's bytes. Any bytes give a text; nothing is raised."""
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        return _decode_other(raw, error.start)
    return _UTF8


def _decode_other(raw: bytes, first_bad: int) -> Decoded:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Decoded(raw.decode("utf-16", errors="replace"), "UTF-16", (0,))
    # A UTF-8 text with a stray byte or two is far likelier than a whole file in another
    # encoding that happens to hold valid UTF-8 sequences.
    if _is_mostly_utf8(raw) or _stand_alone(raw):
        return _patched(raw)
    for label, codec, script in _CANDIDATES:
        try:
            text = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        if _count(re.compile(script), text) >= _PLAUSIBLE_SHARE * _count(_WIDE, text):
            # What is before it may be UTF-8 by chance, and other letters in this encoding.
            before = getincrementaldecoder(codec)().decode(raw[:first_bad])
            return Decoded(text, label, (len(before.encode()),))
    return _patched(raw)


def _is_mostly_utf8(raw: bytes) -> bool:
    escaped = raw.decode(errors="surrogateescape")
    return _count(_WIDE, escaped) >= 2 * _count(_ESCAPED, escaped)


def _count(runs: re.Pattern[str], text: str) -> int:
    """Return how many characters stand in the runs of some kind."""
    return sum(map(len, runs.findall(text)))


def _stand_alone(raw: bytes) -> bool:
    """Tell whether the non-ASCII bytes stand alone, as an accented Latin letter does."""
    runs = re.findall(rb"[\x80-\xff]+", raw)
    return sum(len(run) for run in runs) <= _LONE_BYTES * len(runs)


def _patched(raw: bytes) -> Decoded:
    """Read the bytes as UTF-8, and those that are not as Windows-1252."""
    escaped = raw.decode(errors="surrogateescape")
    parts: list[str] = []
    offsets: list[int] = []
    length = at = 0
    for bad in _ESCAPED.finditer(escaped):
        good, run = escaped[at : bad.start()], bad[0].encode(errors="surrogateescape")
        letters = run.decode("cp1252", errors="replace")
        widths = (len(letter.encode()) for letter in letters)
        *starts, length = accumulate(widths, initial=length + len(good.encode()))
        offsets += starts
        parts += (good, letters)
        at = bad.end()
    parts.append(escaped[at:])
    return Decoded("".join(parts), "Windows-1252", tuple(offsets))
