"""One screen in place of more findings than anybody reads: what they are, and where to begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newslint.diagnostic import safe, safe_path
from newslint.rule import SEVERITIES
from newslint.width import cut, padded, tail, width

if TYPE_CHECKING:
    from newslint.outcome import Report
    from newslint.report.text import Look
    from newslint.tally import Said

_ROWS = {"error": 5, "warning": 9, "info": 2}
"""Rules of each severity that have a line."""
_ONCE = 6
"""Remarks about a site as a whole that are told."""


def overview(report: Report, look: Look) -> Iterator[str]:
    """Yield the screen, at most some forty lines of the look's width."""
    tally = report.tally
    rules = [(key, said) for key, said in tally.said.items() if look.shows(key[0])]
    whole = sum(said.findings for _, said in rules)
    title = look.say(f"{whole:,} findings, more than anybody reads: what they are")
    yield f"{look.paint(title, '1')}\n\n"
    yield from _table(rules, tally.posts, look)
    yield from _once(report, look)
    yield from _next(report, look)


def _table(rules: Sequence[tuple[tuple[str, str], Said]], posts: int, look: Look) -> Iterator[str]:
    """Yield a line for each of the rules that say most, the errors first, and one for the rest."""
    rows = []
    for severity in reversed(SEVERITIES):
        own = [row for row in rules if row[0][0] == severity]
        own.sort(key=lambda row: (-row[1].findings, row[0][1]))
        rows += own[: _ROWS[severity]]
    column = max((len(rule) for (_, rule), _ in rows), default=0)
    numbers = f"{_right(look.say('findings'), 8)}  {_right(look.say('of posts'), 8)}"
    names = f"{padded(look.say('severity'), 8)}  {padded(look.say('rule'), column)}"
    yield look.paint(f"{numbers}  {names}  {look.say('first at')}", "2") + "\n"
    for (severity, rule), said in rows:
        yield _row(severity, padded(rule, column), said, posts, look)
    left = sum(said.findings for _, said in rules) - sum(said.findings for _, said in rows)
    if left:
        yield f"{left:>8,}  {'':>8}  {look.say(f'of {len(rules) - len(rows)} more rules')}\n"
    yield "\n"


def _row(severity: str, rule: str, said: Said, posts: int, look: Look) -> str:
    share = f"{_percent(said.posts, posts)} %" if said.posts else "-"
    place = f"{safe_path(said.example.path)}:{said.example.line}"
    named = f"{look.severity(severity)} "
    room = max(look.width - 32 - len(rule), 12)
    # Of a path the end tells more than the beginning.
    return f"{said.findings:>8,}  {share:>8}  {named}  {rule}  {tail(place, room)}\n"


def _percent(count: int, of: int) -> str:
    """Return a share in whole percents; never rounded to none."""
    share = round(100 * count / of)
    return "<1" if count and not share else str(share)


def _once(report: Report, look: Look) -> Iterator[str]:
    """Yield what is told of all but some posts, and of a site as a whole."""
    general = [row.rule for row in report.tally.general if look.shows(row.severity)]
    remarks = [row for row in report.tally.remarks if look.shows(row.severity)]
    if not (general or remarks):
        return
    title = look.say("To be mended once, in the program or the template that makes the posts:")
    yield f"{look.paint(title, '1')}\n"
    if general:
        told = look.say(f"what nearly every post has: {', '.join(dict.fromkeys(general))}")
        yield from (f"  {line}\n" for line in _wrapped(told, look.width - 2))
    for row in remarks[:_ONCE]:
        room = max(look.width - len(row.rule) - 4, 20)
        yield f"  {cut(safe(row.message), room)}  {look.paint(row.rule, '2')}\n"
    if len(remarks) > _ONCE:
        yield f"  {look.say(f'and {len(remarks) - _ONCE} more')}\n"
    yield "\n"


def _wrapped(text: str, room: int) -> Iterator[str]:
    """Yield the lines of a text in so many columns, those after the first indented."""
    line = ""
    for word in text.split():
        if line and width(f"{line} {word}") > room:
            yield line
            line = f"  {word}"
        else:
            line = f"{line} {word}" if line else word
    yield line


def _next(report: Report, look: Look) -> Iterator[str]:
    """Yield what can be done about it, a command a line."""
    tally = report.tally
    rows = []
    if tally.fixable:
        told = look.say(f"mends {tally.fixable:,} safely; --diff shows it first")
        rows.append(("newslint --fix", told))
    if tally.unsafe:
        told = look.say(f"mends {tally.unsafe:,} more; read what they change")
        rows.append(("newslint --fix --unsafe-fixes", told))
    word = "update" if tally.baselined else "create"
    listing = look.say("lists them all: only what is new is told then")
    rows.append((f"newslint baseline {word}", listing))
    rows.append(("newslint -v", look.say("tells them all, file by file")))
    yield from (f"{command:<29}  {told}\n" for command, told in rows)
    yield "\n"


def _right(text: str, room: int) -> str:
    return " " * (room - width(text)) + text
