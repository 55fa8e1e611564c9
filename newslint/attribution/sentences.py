"""Korean sentences of a text, quotations left out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

_END = re.compile(r"[다요죠까][.!?]")
"""How a sentence ends: with the ending of a verb and a stop."""
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_FARTHEST = 600
"""Code points beside a place that are looked at: no sentence is as long."""


def sentence_count(text: str) -> int:
    """Return how many sentences end in a text."""
    return len(_END.findall(text))


class Sentences(NamedTuple):
    """A text with blanks in place of what is quoted, and where its sentences end."""

    text: str
    stops: list[int]

    @classmethod
    def of(cls, text: str) -> Sentences:
        """Find the sentences of a text; its length stays the same."""
        bare = _QUOTED.sub(lambda match: " " * len(match[0]), text)
        return cls(bare, [match.end() for match in _END.finditer(bare)])

    def around(self, start: int, end: int, before: int = 0, after: int = 0) -> str:
        """Return the sentence of a place, and some of those before and after it.

        `start` and `end` are code points.
        """
        above = bisect_right(self.stops, start) - 1 - before
        below = bisect_left(self.stops, end) + after
        first = self.stops[above] if above >= 0 else 0
        last = self.stops[below] if below < len(self.stops) else len(self.text)
        return self.text[max(first, start - _FARTHEST) : min(last, end + _FARTHEST)]
