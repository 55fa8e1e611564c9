"""The report for people: findings grouped by file, each with its line and a caret."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from newslint.diagnostic import Diagnostic, leading_path, safe, safe_path, unread
from newslint.rule import SEVERITIES
from newslint.tally import Story
from newslint.width import columns, width

if TYPE_CHECKING:
    from newslint.outcome import Report
    from newslint.tally import SiteFinding

_COLOURS = {"error": "31", "warning": "33", "info": "36"}
_MANY = 500
"""From how many findings on a table by rule comes first."""
_NAMED = 5
"""Other posts of a story that are named."""
_BEFORE = 40
"""Columns of a line that are shown before the place; the rest of the width follows it."""


class Look(msgspec.Struct, frozen=True):
    """How a report is shown: none of it changes what is found."""

    colour: bool = False
    width: int = 100
    min_severity: str = "warning"
    verbose: bool = False
    """True where it is told, too, why links could not be judged."""
    quiet: bool = False
    """True where the summary is not wanted."""

    def shows(self, severity: str) -> bool:
        """Tell whether findings of a severity are shown."""
        return SEVERITIES.index(severity) >= SEVERITIES.index(self.min_severity)

    def paint(self, text: str, code: str) -> str:
        """Return a text in a colour (an SGR code), if colours are wanted."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


def text(report: Report, look: Look) -> Iterator[str]:
    """Yield the report for people."""
    rules = {key: count for key, count in report.tally.rules.items() if look.shows(key[0])}
    if sum(rules.values()) > _MANY:
        yield _table(rules, look)
    loud = [finding for finding in report.site if look.shows(finding.severity)]
    for root, findings in groupby(loud, key=lambda finding: finding.root):
        yield f"{look.paint(leading_path(root), '1')}, said of many posts and so told once\n"
        yield from (_site(finding, look) for finding in findings)
        yield "\n"
    told = {(finding.root, finding.rule, finding.severity) for finding in loud}
    stories = report.tally.stories
    for file in report.files:
        once = told if file.is_post else ()
        rows = [
            row
            for row in file.diagnostics
            if look.shows(row.severity)
            and (file.root, row.rule, row.severity) not in once
            and Story(file.root, row.rule, row.severity, row.told_at) not in stories
        ]
        if rows:
            yield f"{look.paint(leading_path(file.path), '1')}\n"
            for row in rows:
                yield _finding(row, look)
                yield _story(row, stories.get(Story(file.root, row.rule, row.severity, row.path)))
            yield "\n"
    if not look.quiet:
        yield summary(report, look)


def _table(counts: Mapping[tuple[str, str], int], look: Look) -> str:
    order = sorted(counts, key=lambda key: (-SEVERITIES.index(key[0]), -counts[key], key[1]))
    lines = [
        f"{counts[key]:>7}  {look.paint(f'{key[0]:<7}', _COLOURS[key[0]])}  {key[1]}\n"
        for key in order
    ]
    return f"{sum(counts.values())} findings, by rule:\n{''.join(lines)}\n"


def _site(row: SiteFinding, look: Look) -> str:
    severity = look.paint(f"{row.severity:<7}", _COLOURS[row.severity])
    counted = f"{row.count:,} posts ({100 * row.share:.0f} %)"
    places = ", ".join(f"{safe_path(example.path)}:{example.line}" for example in row.examples)
    return (
        f"  {severity} {counted}  {look.paint(row.rule, '2')}\n"
        f"          {safe(row.message)}\n"
        f"          {places}{', …' if row.count > len(row.examples) else ''}\n"
    )


def _finding(row: Diagnostic, look: Look) -> str:
    line, column = row.place.line, row.place.column
    where = f"{line}:{column}"
    severity = look.paint(f"{row.severity:<7}", _COLOURS[row.severity])
    rule = look.paint(row.rule, "2")
    head = f"  {where:<8} {severity} {safe(row.message)}  {rule}\n"
    return head + _excerpt(row, look) + _also(row)


def _also(row: Diagnostic) -> str:
    """Return where else a repeated offence is, as lines of the file."""
    lines = sorted({place.line for place in row.places} - {row.place.line})
    if not lines:
        return f"           {row.count} times on this line\n" if row.count > 1 else ""
    more = f" and {len(lines) - 8} more" if len(lines) > 8 else ""  # noqa: PLR2004
    return f"           also on {', '.join(str(line) for line in lines[:8])}{more}\n"


def _story(row: Diagnostic, others: int | None) -> str:
    """Return which posts leave it to this one to tell that they repeat each other."""
    if not others:
        return ""
    named = [f"{safe_path(other.path)}:{other.line}" for other in row.related[:_NAMED]]
    more = f" and {others - len(named)} more" if others > len(named) else ""
    return f"           said of {', '.join(named)}{more} as well\n"


def _excerpt(row: Diagnostic, look: Look) -> str:
    """Return the source line with a caret under the place, as wide as it is."""
    start = row.place.column - 1
    end = row.place.end_column - 1 if row.place.end_line == row.place.line else len(row.line)
    end = max(end, start + 1)
    room = max(look.width - 12, 20)
    before, inside = printable(row.line[:start]), printable(row.line[start:end])
    after = printable(row.line[end:])
    if width(before + inside) > room:
        before = _tail(before, min(_BEFORE, room // 2))
    if not (before + inside + after).strip():
        return ""
    body = unread(_cut(f"{before}{inside}{after}", room), "\ufffd")
    indent = width(before)
    carets = "^" * max(1, min(width(inside), room - indent))
    gutter = f"{row.place.line:>6} | "
    blank = " " * (len(gutter) - 2) + "| "
    return f"  {gutter}{body}\n  {blank}{' ' * indent}{look.paint(carets, '31')}\n"


def _tail(text: str, room: int) -> str:
    """Return the end of a text, in so many columns, with a sign that something is left out."""
    if len(text) <= room and width(text) <= room:
        return text
    left = room - 1
    for number, character in enumerate(reversed(text)):
        left -= columns(character)
        if left < 0:
            return "…" + text[len(text) - number :]
    return text


def printable(text: str) -> str:
    """Return a line as a terminal shows it: tabs as one blank, control characters left out."""
    return safe(text.replace("\t", " ").replace("\r", ""))


def _cut(text: str, room: int) -> str:
    if width(text[: room + 1]) <= room and len(text) <= room:
        return text
    kept: list[str] = []
    left = room - 1
    for character in text:
        left -= columns(character)
        if left < 0:
            return "".join(kept) + "…"
        kept.append(character)
    return text


def summary(report: Report, look: Look) -> str:
    """Return what all files come to, on one line; causes on lines of their own where asked for."""
    if not report.files:
        return "nothing was linted\n"
    counts = report.counts
    posts = report.tally.posts
    pages = len(report.files) - posts
    scope = _number(posts, "post") + (f" and {_number(pages, 'page')}" if pages else "")
    shown = [
        look.paint(_number(counts[severity], severity, severity == "info"), _COLOURS[severity])
        for severity in reversed(SEVERITIES)
        if counts[severity] and look.shows(severity)
    ]
    verdict = ", ".join(shown) or "nothing to say"
    links = report.links
    tail = ""
    if links.checked:
        tail = (
            f"; {_number(links.checked, 'internal link')} checked, {links.broken} broken,"
            f" {links.undecidable} not decidable"
        )
    hidden = [name for name in SEVERITIES if counts[name] and not look.shows(name)]
    count = sum(counts[name] for name in hidden)
    more = f" ({count} more with --min-severity {hidden[0]})" if hidden else ""
    fixable = report.tally.fixable
    mend = f"; {fixable} can be mended with --fix" if fixable else ""
    return f"{scope}: {verdict}{more}{tail}{mend}\n" + (_causes(report) if look.verbose else "")


def _causes(report: Report) -> str:
    """Return why links could not be judged, the commonest cause first."""
    causes = sorted(report.links.causes.items(), key=lambda row: (-row[1], row[0]))
    return "".join(
        f"{count:>7}  not decidable: {safe(cause) or 'no cause'}\n" for cause, count in causes
    )


def _number(count: int, noun: str, uncountable: bool = False) -> str:  # noqa: FBT001, FBT002
    return f"{count} {noun}{'' if count == 1 or uncountable else 's'}"
