"""Korean sentences of a line, quotations left out."""

from __future__ import annotations

import re

_END = re.compile(r"[다요죠까][.!?]")
"""How a sentence ends: with the ending of a verb and a stop."""
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")


def sentence_count(text: str) -> int:
    """Return how many sentences end in a text."""
    return len(_END.findall(text))


def unquoted(text: str) -> str:
    """Return a text of the same length with blanks in place of what is quoted."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def around(text: str, start: int, end: int, before: int = 0, after: int = 0) -> str:
    """Return the sentence of a place in a text, and some of those before and after it.

    `start` and `end` are code points; the text is best `unquoted`, so that the sentences of a
    speech do not count.
    """
    stops = [match.end() for match in _END.finditer(text)]
    above = [stop for stop in stops if stop <= start]
    below = [stop for stop in stops if stop >= end]
    first = above[-1 - before] if len(above) > before else 0
    last = below[after] if len(below) > after else len(text)
    return text[first:last]
