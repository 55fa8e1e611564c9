"""How Hugo makes file names and URLs of titles, slugs and paths.

After `helpers/path.go` (UnicodeSanitize, MakePathSanitized) and `helpers/url.go` (URLEscape).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote

_HEX = re.compile("[0-9A-Fa-f]{2}")
_ALLOWED = frozenset("./\\_#+~-@")
_PLAIN = re.compile(r"[A-Za-z0-9가-힣./_+~@-]*")
_VALID = re.compile(r"(?:[A-Za-z0-9\-_.~!$&'()*+,;=:@/\[\]]|%[0-9A-Fa-f]{2})*")
"""What Go takes for a path that is percent-encoded already (net/url, validEncoded)."""


class Style(NamedTuple):
    """What a site's configuration, and Hugo's release, say of names."""

    keeps_case: bool = False
    strips_accents: bool = False
    encodes_hash: bool = True
    last_of_one: bool = True


def sanitized(text: str, style: Style) -> str:
    """Return a text as it stands in a path: letters, marks and digits, blanks as one hyphen."""
    # What has no mark to lose: the rule for nearly all names.
    if _PLAIN.fullmatch(text):
        return text if style.keeps_case else text.lower()
    if style.strips_accents:
        text = without_accents(text)
    kept: list[str] = []
    is_blank = after_hyphen = False
    for index, char in enumerate(text):
        if _is_allowed(char) or (char == "%" and _HEX.match(text, index + 1)):
            after_hyphen = char == "-"
            if is_blank and not after_hyphen:
                kept.append("-")
            is_blank = False
            kept.append(char)
        elif kept and char.isspace() and not after_hyphen:
            is_blank = True
    made = "".join(kept)
    return made if style.keeps_case else lowered(made)


def lowered(text: str) -> str:
    """Return a text in lower case as Go does it: letter by letter, each for one."""
    return text.lower() if text.isascii() else "".join(char.lower()[0] for char in text)


@lru_cache(maxsize=1 << 12)
def _is_allowed(char: str) -> bool:
    if char.isascii():
        return char.isalnum() or char in _ALLOWED
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"


def without_accents(text: str) -> str:
    """Return a text without the marks that letters carry, composed again."""
    bare = (char for char in unicodedata.normalize("NFD", text) if not _is_mark(char))
    return unicodedata.normalize("NFC", "".join(bare))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) == "Mn"


def encoded(path: str, style: Style, *, may_ask: bool = False) -> str:
    """Return a path as Hugo prints it in a URL; what follows a `?` may be a query."""
    if may_ask and "?" in path:
        before, _, query = path.partition("?")
        return f"{encoded(before, style)}?{query}"
    if style.encodes_hash:
        return _escaped(path.replace("#", "%23"))
    before, hash_sign, after = path.partition("#")
    return f"{_escaped(before)}{hash_sign}{_escaped(after)}"


def _escaped(path: str) -> str:
    if _VALID.fullmatch(path):
        return path
    return quote(unquote(path), safe="/$&+,:;=@~")


def urlized(text: str, style: Style) -> str:
    """Return a title or slug as a token of a permalink gives it, decoded again.

    Go's `url.Parse` drops a fragment that is empty, and `QueryUnescape` makes a blank of `+`.
    """
    made = sanitized(text, style)
    before, _, after = made.partition("#")
    parts = [unquote(part.replace("+", " ")) for part in (before, after) if part]
    if not before and after:
        return f"#{parts[0]}"
    return "#".join(parts)
