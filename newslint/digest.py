"""Digests: short names of long contents."""

from __future__ import annotations

import hashlib


def digest_of(*parts: bytes) -> bytes:
    """Return a digest of some bytes, which tells where one part ends and the next begins."""
    whole = hashlib.blake2b(digest_size=16)
    for part in parts:
        whole.update(len(part).to_bytes(8, "little"))
        whole.update(part)
    return whole.digest()
