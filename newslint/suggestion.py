"""What to say of a word that is none of those known."""

from __future__ import annotations

import difflib
from collections.abc import Sequence


def suggestion(written: str, known: Sequence[str], otherwise: str) -> str:
    """Return the word that was probably meant, as a question, or what there is to say without one."""
    close = difflib.get_close_matches(written, known, n=1)
    return f"did you mean `{close[0]}`?" if close else otherwise
