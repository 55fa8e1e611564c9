"""A title that shouts: exclamation marks and emoji, quotations and code names aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newslint.check import Finding, Options, check, together
from newslint.document import Document, script
from newslint.front_matter import Field
from newslint.source import Span

_QUOTED = re.compile(
    r"“[^“”]*”|‘[^‘’]*’|「[^「」]*」|『[^『』]*』|\"[^\"]*\"|'[^']*'|`[^`]*`|《[^《》]*》"
)
_SHOUT = re.compile(
    r"[?？]?[!！]+"
    "|[\u2600-\u27bf\u2b50\u2b55\U0001f300-\U0001f6ff\U0001f900-\U0001faff]\ufe0f?"
)


class ExclaimingTitle(Options, frozen=True):
    """Whose titles are looked at."""

    languages: tuple[str, ...] = ("ko",)
    """Languages of the title; none means any."""


@check("exclaiming-title", reads="fields", options=ExclaimingTitle, facts=("mark",))
def exclaiming_title(
    rows: Sequence[Field], document: Document, options: ExclaimingTitle
) -> Iterator[Finding]:
    """Yield the first mark of a title that has some."""
    row = next((row for row in rows if row.path == ("title",)), None)
    if row is None or not isinstance(row.value, str):
        return
    raw = document.source.slice(row.span)
    if not _SHOUT.search(raw):
        return
    language = (script(row.value) or document.spoken).partition("-")[0]
    if options.languages and language not in options.languages:
        return
    # The title's own quotation marks, where YAML has some, quote nothing.
    inside = raw[1:-1] if raw[:1] in "\"'" and raw[-1:] == raw[:1] else raw
    lead = 1 if inside != raw else 0
    silent = _QUOTED.sub(lambda match: " " * len(match[0]), inside)
    places = [match for match in _SHOUT.finditer(silent) if not _in_code(silent, match)]
    facts = {"mark": places[0][0] if places else ""}
    yield from together((_span(row, raw, match, lead) for match in places), facts)


def _span(row: Field, raw: str, match: re.Match[str], lead: int) -> Span:
    start = row.span.start + len(raw[: match.start() + lead].encode())
    return Span(start, start + len(match[0].encode()))


def _in_code(title: str, match: re.Match[str]) -> bool:
    """Tell whether a mark belongs to a name: `save!`, `Yahoo! Japan`, `!important`."""
    before, after = title[: match.start()], title[match.end() :]
    if after[:1].isascii() and (after[:1].isalnum() or after[:1] == "="):
        return True
    return before[-1:].isascii() and before[-1:].isalpha() and bool(after.strip())
