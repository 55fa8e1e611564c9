"""The report for people: findings grouped by file, each with its line and a caret."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from newslint.diagnostic import Diagnostic, leading_path, safe, safe_path, unread
from newslint.report.overview import overview
from newslint.rule import SEVERITIES
from newslint.tally import Story
from newslint.width import cut, padded, tail, width
from newslint.words import spoken

if TYPE_CHECKING:
    from newslint.outcome import OutsideCounts, Report
    from newslint.tally import SiteFinding

_COLOURS = {"error": "31", "warning": "33", "info": "36"}
_MANY = 500
"""From how many findings on one screen comes in their place."""
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
    """True where all is told however much it is, and why links could not be judged."""
    quiet: bool = False
    """True where the summary is not wanted."""
    language: str = "en"
    whole: bool = False
    """True where all is told however much it is: in a file, which is searched rather than read."""

    def say(self, text: str) -> str:
        """Return what a report itself says, in its language."""
        return spoken(text, self.language)

    def severity(self, name: str) -> str:
        """Return a severity as a column of a report has it."""
        return self.paint(padded(self.say(name), 7), _COLOURS[name])

    def shows(self, severity: str) -> bool:
        """Tell whether findings of a severity are shown."""
        return SEVERITIES.index(severity) >= SEVERITIES.index(self.min_severity)

    def paint(self, text: str, code: str) -> str:
        """Return a text in a colour (an SGR code), if colours are wanted."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


def text(report: Report, look: Look) -> Iterator[str]:
    """Yield the report for people."""
    shown = sum(count for key, count in report.tally.rules.items() if look.shows(key[0]))
    if shown > _MANY and not (look.verbose or look.quiet or look.whole):
        yield from overview(report, look)
        yield summary(report, look)
        return
    loud = [finding for finding in report.site if look.shows(finding.severity)]
    for root, findings in groupby(loud, key=lambda finding: finding.root):
        why = look.say("said of many posts and so told once")
        yield f"{look.paint(leading_path(root), '1')}, {why}\n"
        yield from (_site(finding, look) for finding in findings)
        yield "\n"
    told = {(finding.root, finding.rule, finding.severity) for finding in loud}
    stories = report.tally.stories
    # What a baseline lists is not looked at twice.
    for file in report.files if shown else ():
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
                story = Story(file.root, row.rule, row.severity, row.path)
                yield _story(row, stories.get(story), look)
            yield "\n"
    if not look.quiet:
        yield summary(report, look)


def _site(row: SiteFinding, look: Look) -> str:
    severity = look.severity(row.severity)
    counted = look.say(f"{row.count:,} posts ({100 * row.share:.0f} %)")
    places = ", ".join(f"{safe_path(example.path)}:{example.line}" for example in row.examples)
    return (
        f"  {severity} {counted}  {look.paint(row.rule, '2')}\n"
        f"          {safe(row.message)}\n"
        f"          {places}{', …' if row.count > len(row.examples) else ''}\n"
    )


def _finding(row: Diagnostic, look: Look) -> str:
    line, column = row.place.line, row.place.column
    where = f"{line}:{column}"
    severity = look.severity(row.severity)
    rule = look.paint(row.rule, "2")
    head = f"  {where:<8} {severity} {safe(row.message)}  {rule}\n"
    also = look.say(_also(row))
    below = [line for line in (also, safe(row.detail)) if line]
    return head + _excerpt(row, look) + "".join(f"           {line}\n" for line in below)


def _also(row: Diagnostic) -> str:
    """Return where else a repeated offence is, as lines of the file."""
    lines = sorted({place.line for place in row.places} - {row.place.line})
    if not lines:
        return f"{row.count} times on this line" if row.count > 1 else ""
    listed = ", ".join(str(line) for line in lines[:8])
    more = len(lines) - 8
    return f"also on {listed} and {more} more" if more > 0 else f"also on {listed}"


def _story(row: Diagnostic, others: int | None, look: Look) -> str:
    """Return which posts leave it to this one to tell that they repeat each other."""
    if not others:
        return ""
    named = ", ".join(f"{safe_path(other.path)}:{other.line}" for other in row.related[:_NAMED])
    more = others - len(row.related[:_NAMED])
    told = f"said of {named} and {more} more as well" if more > 0 else f"said of {named} as well"
    return f"           {look.say(told)}\n"


def _excerpt(row: Diagnostic, look: Look) -> str:
    """Return the source line with a caret under the place, as wide as it is."""
    start = row.place.column - 1
    end = row.place.end_column - 1 if row.place.end_line == row.place.line else len(row.line)
    end = max(end, start + 1)
    room = max(look.width - 12, 20)
    before, inside = printable(row.line[:start]), printable(row.line[start:end])
    after = printable(row.line[end:])
    if width(before + inside) > room:
        before = tail(before, min(_BEFORE, room // 2))
    if not (before + inside + after).strip():
        return ""
    body = unread(cut(f"{before}{inside}{after}", room), "\ufffd")
    indent = width(before)
    carets = "^" * max(1, min(width(inside), room - indent))
    gutter = f"{row.place.line:>6} | "
    blank = " " * (len(gutter) - 2) + "| "
    return f"  {gutter}{body}\n  {blank}{' ' * indent}{look.paint(carets, '31')}\n"


def printable(text: str) -> str:
    """Return a line as a terminal shows it: tabs as one blank, control characters left out."""
    return safe(text.replace("\t", " ").replace("\r", ""))


def summary(report: Report, look: Look) -> str:
    """Return what all files come to, on one line; causes on lines of their own where asked for."""
    if not report.files:
        return look.say("nothing was linted") + "\n"
    counts = report.counts
    posts = report.tally.posts
    pages = len(report.files) - posts
    scope = look.say(f"{posts} post" if posts == 1 else f"{posts} posts")
    if pages:
        scope += look.say(f" and {pages} page" if pages == 1 else f" and {pages} pages")
    shown = [
        look.paint(look.say(_number(counts[severity], severity)), _COLOURS[severity])
        for severity in reversed(SEVERITIES)
        if counts[severity] and look.shows(severity)
    ]
    verdict = ", ".join(shown) or look.say("nothing to say")
    hidden = [name for name in SEVERITIES if counts[name] and not look.shows(name)]
    count = sum(counts[name] for name in hidden)
    more = look.say(f"({count} more with --min-severity {hidden[0]})") if hidden else ""
    parts = [f"{scope}: {verdict} {more}".rstrip(), *map(look.say, _rest(report))]
    return "; ".join(parts) + "\n" + (_why(report, look) if look.verbose else "")


def _rest(report: Report) -> Iterator[str]:
    """Yield what is told beside what was found: of a baseline, links and fixes."""
    listed = report.tally.baselined
    if listed:
        yield f"{listed} finding{'' if listed == 1 else 's'} known from the baseline"
    links = report.links
    if links.checked:
        judged = f"{links.broken} broken, {links.undecidable} not decidable"
        yield f"{links.checked} internal link{'' if links.checked == 1 else 's'} checked, {judged}"
    yield from _outside(report.outside)
    if report.tally.fixable:
        yield f"{report.tally.fixable} can be mended with --fix"


def _outside(found: OutsideCounts | None) -> Iterator[str]:
    """Yield what came of the links that lead out of the sites, if any were asked for."""
    if found is not None and found.links:
        links = f"{found.links} outside link{'' if found.links == 1 else 's'}"
        judged = f"{found.broken} broken, {found.undecidable} not decidable"
        yield f"{links} ({found.asked} asked now), {judged}"
    if found is not None and found.unasked:
        yield f"{len(found.unasked)} not asked"


def _why(report: Report, look: Look) -> str:
    """Return why links could not be judged, and which were not asked for."""
    unasked = report.outside.unasked if report.outside else ()
    urls = (" ".join(safe(url).split()) for url in unasked)
    return _causes(report, look) + "".join(
        f"         {look.say(f'not asked: {url}')}\n" for url in urls
    )


def _causes(report: Report, look: Look) -> str:
    """Return why links could not be judged, the commonest cause first."""
    causes = sorted(report.links.causes.items(), key=lambda row: (-row[1], row[0]))
    return "".join(
        f"{count:>7}  {look.say('not decidable: ' + (safe(cause) or 'no cause'))}\n"
        for cause, count in causes
    )


def _number(count: int, severity: str) -> str:
    return f"{count} {severity}{'' if count == 1 or severity == 'info' else 's'}"
