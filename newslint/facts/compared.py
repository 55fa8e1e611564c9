"""Texts as they are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


def normalised(text: str) -> str:
    """Return a text as it is compared: NFC, case folded, blanks and punctuation left out."""
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    return _APART.sub("", composed.casefold())


@lru_cache(maxsize=64)
def all_normalised(texts: tuple[str, ...]) -> frozenset[str]:
    """Return texts that stay the same from post to post, as they are compared."""
    return frozenset(normalised(text) for text in texts)


_APART = re.compile(r"[\W_]+")
