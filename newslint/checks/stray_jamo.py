"""Letters of Hangul that were not put together into a syllable."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newslint.check import Finding, check, together
from newslint.document import Document
from newslint.korean import KoreanOptions, korean_text

_STRAY = re.compile(r"(?<=[가-힣])[ㄱ-ㅣ]+|[ㄱ-ㅣ]{2,}")
"""One by itself is a bullet, an initial in the place of a name, or spoken of."""


class StrayJamo(KoreanOptions, frozen=True):
    """What may stand."""

    allowed: tuple[str, ...] = ()
    """Letters of which a run may consist: `ㅋ`, `ㅠ` where a site laughs and cries so."""


@check("stray-jamo", reads="document", options=StrayJamo, facts=("text",))
def stray_jamo(
    rows: Sequence[Document], document: Document, options: StrayJamo
) -> Iterator[Finding]:
    """Yield the letters as one finding."""
    text = korean_text(document, options)
    if text.is_odd:
        found = [row for row in text.find(_STRAY) if not set(row.text) <= set(options.allowed)]
        facts = {"text": text.word_around(found[0]) if found else ""}
        yield from together((row.span for row in found), facts)
