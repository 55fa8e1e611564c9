"""Letters of other scripts inside Korean sentences, as text generators slip into."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.rows import QUOTE, Line

_USUAL = bytes(set(range(256)) - {*range(0xD0, 0xD2), *range(0xD7, 0xDC), 0xE0, *range(0xE3, 0xEA)})
"""All bytes but those that the letters of Cyrillic, Hebrew, Arabic, Devanagari, Thai, kana and Han
begin with in UTF-8. To drop them from a post is much faster than to look for such a letter."""
_ALSO_MARKS = b"\xe3"
_KANA_LEADS = (b"\xe3\x81", b"\xe3\x82", b"\xe3\x83")
"""What kana begins with; with the first byte of it begin Korean quotation marks, too."""
_HAN = "\u4e00-\u9fff"
_KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc"
_OTHER = "\u0400-\u04ff\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3\u0904-\u0939\u0e01-\u0e4e"
_HANGUL = re.compile("[가-힣]")
_FOREIGN = re.compile(f"[{_HAN}{_KANA}{_OTHER}]")
_INSIDE = re.compile(
    f"(?<=[가-힣])[{_HAN}{_KANA}]+|(?<![{_HAN}{_KANA}])[{_HAN}{_KANA}]+(?=[가-힣])|[{_OTHER}]{{2,}}"
)
_SET_APART = re.compile(
    r"\([^()]{1,80}\)|（[^（）]{1,80}）|\[[^\[\]]{1,80}\]|「[^」]{1,80}」|『[^』]{1,80}』"
    r"|“[^”]{1,120}”|‘[^’]{1,80}’|\"[^\"]{1,120}\"|'[^']{1,80}'|《[^》]{1,80}》|〈[^〉]{1,80}〉"
)
_WORD = re.compile(r"\S+")
_MOSTLY = 2
"""How many times as many Hangul syllables as other letters make a Korean sentence."""


class MixedScript(Options, frozen=True):
    """What is no slip."""

    headline: str = ""
    """Han characters that headlines put for countries, people and offices, and behind nouns."""

    @cached_property
    def known(self) -> frozenset[str]:
        """Each of them."""
        return frozenset(self.headline)


@check("mixed-script", reads="document", options=MixedScript, facts=("text",))
def mixed_script(
    rows: Sequence[Document], document: Document, options: MixedScript
) -> Iterator[Finding]:
    """Yield the words of Korean sentences that have letters of another script, as one finding."""
    if not _has_others(document.source.data) or document.spoken.partition("-")[0] != "ko":
        return
    found = [
        (line, word)
        for line in document.lines
        if not line.flags & QUOTE and _FOREIGN.search(line.text)
        for word in _mixed(line, options.known)
    ]
    facts = {"text": found[0][1][0] if found else ""}
    yield from together((line.span_of(*word.span()) for line, word in found), facts)


def _has_others(data: bytes) -> bool:
    """Tell whether a post may have letters of one of the scripts."""
    leads = data.translate(None, _USUAL)
    if leads.count(_ALSO_MARKS) < len(leads):
        return True
    return bool(leads) and any(lead in data for lead in _KANA_LEADS)


def _mixed(line: Line, known: frozenset[str]) -> Iterator[re.Match[str]]:
    """Yield the words of a line that have letters of another script, but for what is set apart.

    In brackets or between quotation marks they are a gloss, a name or a quotation.
    """
    text = _SET_APART.sub(lambda match: " " * len(match[0]), line.text)
    letters = len(_FOREIGN.findall(text))
    if not letters or len(_HANGUL.findall(text)) < _MOSTLY * letters:
        return
    for word in _WORD.finditer(text):
        if any(not known.issuperset(match[0]) for match in _INSIDE.finditer(word[0])):
            yield word
