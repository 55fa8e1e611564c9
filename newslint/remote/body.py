"""The beginning of a page's body, as much of it as is worth reading."""

from __future__ import annotations

import zlib

from newslint.remote.faults import Refused

CODINGS = "gzip, deflate"
"""Those that are asked for (RFC 9110, 8.4.1)."""
_BOMB = 200
"""How many times its own length a body may grow before it is refused. A page of HTML grows to
between three and thirty times; DEFLATE can make a thousand of one."""


_PLAIN = frozenset({"", "identity"})
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_ZLIB = 8
"""The low bits of the first byte of zlib's format (RFC 1950, 2.2)."""


def is_readable(coding: str) -> bool:
    """Tell whether a body's coding can be undone: some servers send others than they are asked for."""
    return coding.strip().lower() in _PLAIN | _PACKED


class Unpacker:
    """Takes a body as it comes, and gives its content, up to a limit in bytes."""

    def __init__(self, coding: str, limit: int) -> None:
        """`coding` is a readable one."""
        self.content = bytearray()
        self._coding = coding.strip().lower()
        self._limit = limit
        self._taken = 0
        self._inflater: zlib._Decompress | None = None

    @property
    def is_full(self) -> bool:
        """Tell whether the limit is reached."""
        return len(self.content) >= self._limit

    def take(self, chunk: bytes) -> None:
        """Take what came; Refused where it does not decode, or grows as no page does."""
        room = self._limit - len(self.content)
        if self._coding in _PLAIN:
            self.content += chunk[:room]
            return
        if self._inflater is None:
            self._inflater = zlib.decompressobj(_window(self._coding, chunk))
        self._taken += len(chunk)
        try:
            self.content += self._inflater.decompress(chunk, room)
        except zlib.error as error:
            raise Refused("bad-answer", f"its body does not decode: {error}") from error
        used = self._taken - len(self._inflater.unconsumed_tail)
        if self.is_full and len(self.content) > _BOMB * used:
            raise Refused("bad-answer", f"its body grows to over {_BOMB} times its length")


def _window(coding: str, start: bytes) -> int:
    """Return how zlib is told what it gets: some servers call bare DEFLATE `deflate`."""
    if coding == "deflate" and start[0] & 0x0F != _ZLIB:
        return -zlib.MAX_WBITS
    # 32: gzip or zlib, as its header says.
    return 32 + zlib.MAX_WBITS
