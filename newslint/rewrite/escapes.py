"""What in a text would be Markdown, and how it is written so that it stays text.

After CommonMark 0.31 (2.4 and 6), GFM, and kramdown ("Escaping", `ESCAPED_CHARS`): only what all
of them take for an escape is written as one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_MARKUP = re.compile(
    r"\*\*(?=\S)|__(?=\S)|~~|\]\(|\]\[|^ {0,3}(?:#{1,6} |```|~~~)|^[ \t]*+\|[^\n]*\|[ \t]*+$|\{[%{:]|\$\$",
    re.MULTILINE,
)
"""Markdown that somebody has meant, in text that is none."""
_ALWAYS = re.compile(r"[\\`]|\*(?!(?<=\s\*)\s)|(?<![^\W\d_])_|_(?![^\W\d_])|!(?=\[)|\[(?=\^)")
_TYPOGRAPHIC = re.compile(r"[\"']|\.{3,}|-{2,}")
"""What kramdown, and goldmark as Hugo sets it up, show as other letters."""
_BRACKETS = re.compile(r"[\[\]]")
_LINE = re.compile(
    r"(?P<mark>[#>:|])|(?P<rule>[-+](?=\s|$)|[-=](?=[-=\s]*$)|\*(?=\s|$)|\[(?=[ xX]\]|[^\]]*\]:))"
    r"|(?P<number>\d{1,9})(?=[.)](?:\s|$))"
)
_ADDRESS = re.compile(r"https?://|www\.|ftp://|(?<![\w.+-])[\w.+-]++@[\w-]++\.\w")
_READING = frozenset({"kramdown", "goldmark"})


@dataclass(frozen=True)
class Escapes:
    """How text is written in a site's Markdown."""

    dialect: str
    """kramdown, goldmark, gfm or commonmark; '' where nobody knows, and all must read the same."""
    curled: bool = False
    """Whether a typographer may have its way with quotation marks."""
    references: bool = False
    """Whether the post defines references: words in brackets may be links."""

    @property
    def is_typographic(self) -> bool:
        """Whether straight quotation marks are shown as curly ones."""
        return self.dialect in _READING or not self.dialect

    @property
    def runs_on(self) -> bool:
        """Whether an element that does not end goes on to the end of the post."""
        return self.dialect in ("kramdown", "")

    def curls(self, raw: str) -> bool:
        """Tell whether a typographer has its way with a text."""
        return self.curled and self.is_typographic and _TYPOGRAPHIC.search(raw) is not None

    def text(self, raw: str, *, in_link: bool = False, in_cell: bool = False) -> str | None:
        """Return HTML's text as Markdown, character references as they are.

        None of what looks like Markdown that was meant as such, and of what would become a link.
        """
        if _MARKUP.search(raw) or (not in_link and self._links(raw)):
            return None
        text = _ALWAYS.sub(r"\\\g<0>", raw).replace("<", "&lt;").replace(">>", "&gt;&gt;")
        if in_link or self.references:
            text = _BRACKETS.sub(r"\\\g<0>", text)
        if self.dialect in _READING or not self.dialect:
            text = text.replace("{", r"\{")
            if not self.curled:
                text = _TYPOGRAPHIC.sub(lambda found: "".join(f"\\{x}" for x in found[0]), text)
        if in_cell or self.runs_on:
            text = text.replace("|", r"\|")
        return self._without_strikes(text)

    def _without_strikes(self, text: str) -> str | None:
        # `25~28` and `30~31` in one paragraph: GitHub strikes out what is between.
        if text.count("~") < 2 or self.dialect == "kramdown":  # noqa: PLR2004  # a pair
            return text
        return text.replace("~", r"\~") if self.dialect else None

    def _links(self, raw: str) -> bool:
        return self.dialect in ("gfm", "goldmark") and _ADDRESS.search(raw) is not None

    def line(self, text: str) -> str:
        """Return a line of a paragraph whose beginning begins nothing else."""
        found = _LINE.match(text)
        if found is None or text.startswith("\\"):
            return text
        if found["number"]:
            return f"{text[: found.end()]}\\{text[found.end() :]}"
        return f"\\{text}"


def flanks(before: str, inner: str, after: str) -> bool:
    """Tell whether delimiters around a text open and close emphasis (CommonMark, 6.2).

    `before` and `after` are what stands around them, '' at the ends. Next to punctuation inside
    there must be a blank or punctuation outside: `**(가)**는` is none.
    """
    first, last = inner[:1], inner[-1:]
    if not inner or first.isspace() or last.isspace():
        return False
    opens = not _is_mark(first) or not before or before[-1].isspace() or _is_outer(before[-1])
    closes = not _is_mark(last) or not after or after[0].isspace() or _is_outer(after[0])
    return opens and closes


_ASCII_MARKS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def _is_mark(letter: str) -> bool:
    """Tell whether a letter is punctuation in any edition of the specification."""
    return unicodedata.category(letter)[0] in "PS"


def _is_outer(letter: str) -> bool:
    """Tell whether it is in all of them."""
    return letter in _ASCII_MARKS or unicodedata.category(letter)[0] == "P"
