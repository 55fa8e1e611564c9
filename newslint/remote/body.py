"""The beginning of a page's body, as much of it as is worth reading."""

from __future__ import annotations

import zlib

from newslint.remote.faults import Refused

CODINGS = "gzip, deflate"
"""Those that are asked for (RFC 9110, 8.4.1)."""
_BOMB = 200
"""How many times its own length a body may grow before it is refused. A page of HTML grows to
between three and thirty times; DEFLATE can make a thousand of one."""


class Unpacker:
    """Takes a body as it comes, and gives its content, up to a limit in bytes."""

    def __init__(self, coding: str, limit: int) -> None:
        self.content = bytearray()
        self._limit = limit
        self._taken = 0
        self._inflater = _inflater(coding)

    @property
    def is_full(self) -> bool:
        """Tell whether the limit is reached."""
        return len(self.content) >= self._limit

    def take(self, chunk: bytes) -> None:
        """Take what came; Refused where it is no such coding, or grows as no page does."""
        self._taken += len(chunk)
        room = self._limit - len(self.content)
        if self._inflater is None:
            self.content += chunk[:room]
            return
        try:
            self.content += self._inflater.decompress(chunk, room)
        except zlib.error as error:
            raise Refused("bad-answer", f"its body does not decode: {error}") from error
        used = self._taken - len(self._inflater.unconsumed_tail)
        if self.is_full and len(self.content) > _BOMB * used:
            raise Refused("bad-answer", f"its body grows to over {_BOMB} times its length")


def _inflater(coding: str) -> zlib._Decompress | None:
    """Return what undoes a coding; Refused where it was not asked for."""
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        return None
    if coding in ("gzip", "x-gzip", "deflate"):
        # 32: gzip or zlib, as its header says.
        return zlib.decompressobj(32 + zlib.MAX_WBITS)
    raise Refused("bad-answer", f"its body is in {coding[:40]}, which was not asked for")
