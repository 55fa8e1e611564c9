"""What was found in each file by itself, held until it is told: packed, many files together.

The findings of one file resemble those of the next, so that a bundle of them takes a tenth of
the room that they take one by one.
"""

from __future__ import annotations

import zlib

import msgspec

from newslint.diagnostic import Diagnostic
from newslint.sending import diagnostics_of

_TOGETHER = 64
"""Files in a bundle."""
_LEVEL = 1
"""Of zlib: higher ones take longer, and gain little where so much is the same."""

_encode = msgspec.msgpack.Encoder().encode
_bundle = msgspec.msgpack.Decoder(list[msgspec.Raw]).decode
_whole = msgspec.msgpack.Decoder(tuple[list[bytes], list[bytes], list[msgspec.Raw]]).decode


class Bundles:
    """The findings of files, in the order in which they came; quickly asked for in that order."""

    def __init__(self) -> None:
        """Begin with no file."""
        self._numbers: dict[str, int] = {}
        self._closed: list[bytes] = []
        self._last: list[msgspec.Raw] = []
        """Those that are not many enough yet."""
        self._opened: tuple[int, list[msgspec.Raw]] = (-1, [])

    @classmethod
    def received(cls, kept: bytes) -> Bundles | None:
        """Return what was sent as bytes; None of bytes that are something else."""
        found = cls()
        try:
            paths, found._closed, found._last = _whole(zlib.decompress(kept))
        except (zlib.error, msgspec.MsgspecError):
            return None
        found._numbers = {
            path.decode(errors="surrogateescape"): number for number, path in enumerate(paths)
        }
        return found

    def sent(self) -> bytes:
        """Return all of it as bytes."""
        # The name of a file need not be UTF-8.
        paths = [path.encode(errors="surrogateescape") for path in self._numbers]
        return zlib.compress(_encode((paths, self._closed, self._last)), _LEVEL)

    def add(self, path: str, packed: msgspec.Raw) -> None:
        """Hold what was found in one more file."""
        if len(self._last) == _TOGETHER:
            self._closed.append(zlib.compress(_encode(self._last), _LEVEL))
            self._last = []
        self._numbers[path] = len(self._numbers)
        self._last.append(packed)

    def of(self, path: str) -> tuple[Diagnostic, ...]:
        """Return what was found in a file; nothing where it was never added."""
        if path not in self._numbers:
            return ()
        bundle, number = divmod(self._numbers[path], _TOGETHER)
        if bundle == len(self._closed):
            return diagnostics_of(self._last[number])
        if self._opened[0] != bundle:
            self._opened = bundle, _bundle(zlib.decompress(self._closed[bundle]))
        return diagnostics_of(self._opened[1][number])
