"""A page that was fetched: its title, and the places in it that a fragment may name."""

from __future__ import annotations

import codecs
import html
import re
from functools import cached_property
from urllib.parse import unquote

from newslint import encoding
from newslint.html import Token, tokens

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*(?:[\"']\s*)?([A-Za-z0-9_:-]+)", re.IGNORECASE)
_PRESCANNED = 1024
"""Bytes in which a page says how it is encoded (HTML, 13.2.3.2); twice that, for old servers."""
_GUESSED = 16 * 1024
"""Bytes by which the encoding of one that says nothing is guessed."""
_LATIN = "Windows-1252"
_MARK = codecs.BOM_UTF8
_KOREAN = frozenset({"euc-kr", "ks_c_5601-1987", "ksc5601", "ks_c_5601", "windows-949", "korean"})
"""Labels that all mean what Windows writes (Encoding Standard, 4.2)."""
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,500})", re.IGNORECASE)
_ALERT = re.compile(r"""\balert\(\s*(["'])(.{2,200}?)\1""", re.DOTALL)
_SOURCE = re.compile(
    r"""<(?:script|iframe|frame)\b[^>]{0,200}?\bsrc\s*=\s*["']?(?:https?:)?//([^/"'\s>:?#]+)""",
    re.IGNORECASE,
)
_ROOTS = frozenset({"root", "app", "__next", "__nuxt", "svelte", "___gatsby", "react-root"})
"""Ids of the element that a script fills."""
_CHARSET = re.compile(
    r"utf-?(?:8|16(?:le|be)?)|us-ascii|latin-?1|(?:x-)?euc-(?:kr|jp|cn|tw)|shift[_-]jis|s?jis|big5(?:-hkscs)?"
    r"|gb(?:k|2312|18030)|koi8-[ru]|tis-620|(?:iso-?8859|windows|cp)-?\d{1,4}|iso-2022-(?:jp|kr)"
)
"""Encodings of text: Python knows others, which take time or are none."""
_LITTLE = 400
"""Code points of text that a page shows before its scripts have run, where they make it."""
_WIDEST = 4
"""Bytes of a code point."""
_DIRECTIVE = ":~:"
"""Begins a text fragment (URL Fragment Text Directives, 3.1)."""
_ROUTED = re.compile(r"!|/|[\w.-]+=|~")
"""Fragments that are no places: routes of programs, arguments such as `t=10` and `page=2`."""


class Page:
    """The beginning of a page of HTML, decoded."""

    def __init__(self, body: bytes, charset: str = "") -> None:
        """`charset` as the header says it; '' where it does not."""
        self.text = _decoded(body, charset)

    @property
    def title(self) -> str:
        """Return the title, its blanks as one each; '' where there is none."""
        found = _TITLE.search(self.text)
        return " ".join(html.unescape(found[1]).split()) if found else ""

    @property
    def alert(self) -> str:
        """Return what a page that is little but a script tells at once; '' where it does not."""
        found = _ALERT.search(self.text)
        return found[2] if found and len(self._shown) < _LITTLE else ""

    @property
    def sources(self) -> list[str]:
        """Return the hosts whose scripts and frames it is made of, in lower case."""
        return [host.lower() for host in _SOURCE.findall(self.text)]

    @property
    def is_scripted(self) -> bool:
        """Tell whether scripts make the page: they are there, and next to nothing else is."""
        has_script = any(tag is not None and tag.name == "script" for *_, tag in self._tokens)
        return has_script and (len(self._shown) < _LITTLE or bool(self._ids & _ROOTS))

    def has(self, fragment: str) -> bool | None:
        """Tell whether there is the place that a fragment names; None where it names none here.

        As HTML finds it (7.4.6.4): an id, or an anchor's name, as written or percent-decoded; the
        top. GitHub's prefix for what users write is allowed.
        """
        place = fragment.partition(_DIRECTIVE)[0]
        if not place or place.lower() == "top" or _ROUTED.match(place):
            return None
        spellings = {place, unquote(place, errors="replace")}
        spellings |= {f"user-content-{spelling}" for spelling in spellings}
        if spellings & self._ids:
            return True
        return None if self.is_scripted else False

    @cached_property
    def _tokens(self) -> list[Token]:
        return tokens(self._data, 0, len(self._data))

    @cached_property
    def _data(self) -> bytes:
        return self.text.encode(errors="replace")

    @cached_property
    def _ids(self) -> set[str]:
        found = set()
        for *_, tag in self._tokens:
            if tag is not None and not tag.closing:
                found.add(tag.get("id"))
                if tag.name == "a":
                    found.add(tag.get("name"))
        return {name for name in found if name}

    @cached_property
    def _shown(self) -> str:
        """Return the text that is shown, title aside: the beginning, as far as matters here."""
        pieces: list[bytes] = []
        length, in_title = 0, False
        for kind, start, end, tag in self._tokens:
            if tag is not None:
                in_title = tag.name == "title" and not tag.closing
            elif kind == "text" and not in_title:
                pieces.append(self._data[start:end].strip())
                length += len(pieces[-1])
            if length > _LITTLE * _WIDEST:
                break
        return b" ".join(filter(None, pieces)).decode(errors="replace")


def is_place(fragment: str) -> bool:
    """Tell whether a fragment names a place that could be looked for in a page."""
    place = fragment.partition(_DIRECTIVE)[0]
    return bool(place) and place.lower() != "top" and not _ROUTED.match(place)


def _decoded(body: bytes, charset: str) -> str:
    """Decode as a browser does: by the mark, the header, the page's word, and at last a guess."""
    if body.startswith(_MARK):
        return body[len(_MARK) :].decode(errors="replace")
    told = _META.search(body, 0, 2 * _PRESCANNED)
    for label in (charset, told[1].decode() if told else ""):
        codec = "cp949" if label.lower() in _KOREAN else label.lower()
        if not _CHARSET.fullmatch(codec):
            continue
        try:
            return body.decode(codec, errors="replace")
        except LookupError:
            continue
    return _guessed(body)


def _guessed(body: bytes) -> str:
    """Decode a page that does not say how, by what its beginning looks like."""
    beginning = body[:_GUESSED]
    # A character may be cut in the middle; before a `<` none is.
    guess = encoding.decode(beginning[: beginning.rfind(b"<")] or beginning)
    # A page of UTF-8 with a stray byte is guessed to have Latin ones.
    likely = "utf-8" if guess.likely in (None, _LATIN) else guess.likely
    return body.decode(likely, errors="replace")
