"""Front matter as generators read it for URLs, in a form that can be kept: dates stay dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from newslint.front_matter.field import FrontMatter

KEYS = frozenset(
    "_build alias aliases author authors build cascade categories category collection date draft eleventycomputed"
    " excludefromcollections expirydate ext hidden headless id keywords lang language lastmod layout"
    " linktitle output_ext outputs pagination parse_number_prefixes path permalink permalinkbypassoutputdir pubdate publishdate published redirect_from"
    " redirect_to save_as series sitemap slug status tag tags taxonomies template templateengineoverride title"
    " translationkey type unpublishdate url weight".split()
)
"""The fields, in lower case, that decide whether and where a generator publishes a source."""
_DATE, _MOMENT = 1, 2
_MOST = 1000
"""Values inside values that are kept."""
_LETTERS = 1_000_000
"""Code points of all of them together."""
_LARGEST = 2**63
"""From here on MessagePack holds no integer."""


def packed(matter: FrontMatter | None) -> bytes:
    """Return the fields that decide where a source is published; b'' where there is none."""
    if matter is None:
        return b""
    told = {row.name: row.value for key, row in matter.top.items() if key in KEYS}
    return msgspec.msgpack.encode(_plain(told, _Room())) if told else b""


def unpacked(raw: bytes) -> Mapping[str, Any]:
    """Return the fields again; none of bytes that are something else."""
    try:
        found = _decode(raw) if raw else {}
    except (msgspec.MsgspecError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


class _Room:
    """What is left of the place that values may take."""

    def __init__(self) -> None:
        self._values, self._letters = _MOST, _LETTERS

    def holds(self, letters: int) -> bool:
        """Take the place of a value, of so many letters; tell whether it was there."""
        self._values -= 1
        self._letters -= letters
        return self._values >= 0 and self._letters >= 0


def _plain(value: object, room: _Room) -> object:
    """Return a value as MessagePack holds it: dates under codes of their own.

    Aliases of YAML can make a value of any size of a few lines: what `room` has no place for is
    left out.
    """
    if not room.holds(len(value) if isinstance(value, str) else 0):
        return None
    match value:
        case dict():
            return {str(key): _plain(inner, room) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner, room) for inner in value]
        case datetime():
            return msgspec.msgpack.Ext(_MOMENT, value.isoformat().encode())
        case date():
            return msgspec.msgpack.Ext(_DATE, value.isoformat().encode())
        case int() if not -_LARGEST <= value < _LARGEST:
            return str(value)
        case str():
            # A lone surrogate, which an escape may write, is in no URL.
            return value.encode(errors="replace").decode()
        case int() | float() | None:
            return value
    return str(value)


def _restored(code: int, data: memoryview) -> object:
    text = bytes(data).decode()
    return date.fromisoformat(text) if code == _DATE else datetime.fromisoformat(text)


_decode = msgspec.msgpack.Decoder(ext_hook=_restored).decode
