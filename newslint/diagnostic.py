"""A diagnostic is a finding that has learned who found it, where it is and how bad."""

from __future__ import annotations

import re

import msgspec

from newslint.catalog import ActiveRule
from newslint.check import Finding, Fix, Related
from newslint.place import Place, places_of
from newslint.recognition import SIZE, print_of_site, prints
from newslint.rule import placeholders
from newslint.source import Source, Span

_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_COMMAND = re.compile(r"(?<=#)#(?=\[|vso\[)")
"""What begins a command wherever it stands in a line of a build's log: `##[` to GitHub's runner and
`##vso[` to Azure's agent."""
_QUOTED = (64, 48, 36, 28, 20)
"""Code points of a post's own words that a message repeats, as many as there is room for."""
_LONGEST = 100
"""Code points of a message."""
_WHOLE = 2000
"""Code points of what a detail repeats: a URL is of no use where its end is missing."""


class Diagnostic(msgspec.Struct, frozen=True, array_like=True):
    """A finding that can be shown."""

    path: str
    """From the site's root."""
    span: Span
    place: Place
    rule: str
    """`family/name`."""
    severity: str
    message: str
    count: int
    places: tuple[Place, ...]
    """Every place, the first included."""
    line: str
    """The text of the first place's line."""
    prints: bytes
    """What each place is known by when it is looked for again (see `recognition.py`)."""
    variant: str = ""
    """Which of the rule's variants it is; '' for the rule itself."""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    edits: tuple[tuple[Place, str], ...] = ()
    """The fix's edits, by line and column."""
    told_at: str = ""
    """See Finding: where text tells of all the posts that repeat each other; '' for here."""
    suppressed: str | None = None
    """None for what is said; else the reason, which may be empty, that its suppression gives."""
    of_site: bool = False
    """True where it is about the site as a whole, and told once at one of its posts."""
    baselined: bool = False
    """True where what silences it is the site's baseline, and not a suppression in the file."""
    detail: str = ""
    """What shows it, on one line of any length; '' where the message says it all."""

    @property
    def fingerprint(self) -> str:
        """What names it after lines have moved: the print of its first place, in hexadecimal."""
        return self.prints[:SIZE].hex()

    @property
    def order(self) -> tuple[object, ...]:
        """What diagnostics of one file are sorted by."""
        return (self.place.line, self.place.column, self.rule, self.message)

    @property
    def counted_message(self) -> str:
        """What it says, and how often it is there where that is more than once."""
        return f"{self.message} (×{self.count})" if self.count > 1 else self.message


def safe(text: str) -> str:
    """Return a text without what would be obeyed where it is shown.

    That is control and bidi characters by a terminal, and commands by the log of a build.
    """
    return unread(_CONTROL.sub("", text), "\ufffd")


def unread(text: str, instead: str) -> str:
    """Return a text in which a build's log finds no command, for whose second `#` another stands."""
    return _COMMAND.sub(lambda _: instead, text) if "##" in text else text


def safe_path(path: str) -> str:
    """Return a path as it may be shown: on one line, bytes that are no UTF-8 as U+FFFD."""
    shown = re.sub("[\ud800-\udfff]", "\ufffd", path)
    return safe(re.sub("[\t\n\r\x0b\x0c\x85\u2028\u2029]", "\ufffd", shown))


def leading_path(path: str) -> str:
    """Return a path as it may begin a line: `::` would be a command of a GitHub workflow there."""
    shown = safe_path(path)
    return f"./{shown}" if shown.lstrip().startswith("::") else shown


def quoted(value: object, size: int) -> object:
    """Return a fact as a message may repeat it: on one line, and no longer than so many letters.

    Of a path or a URL the end is kept, which tells it from its neighbours.
    """
    if not isinstance(value, str):
        return value
    text = " ".join(safe(value).split())
    if len(text) <= size:
        return text
    return f"…{text[1 - size :]}" if "/" in text else f"{text[: size - 1]}…"


def _message(finding: Finding, active: ActiveRule, language: str) -> str:
    """Return what a finding says, its quotations as long as a message has room for."""
    template = active.rule.template(finding.variant, finding.count, language)
    message = ""
    for size in _QUOTED:
        message = _said(template, finding, active, language, size)
        if len(message) <= _LONGEST:
            break
    return safe(message)


def _said(template: str, finding: Finding, active: ActiveRule, language: str, size: int) -> str:
    """Return a template with the facts that it names, each cut to so many code points."""
    facts, options = finding.facts, active.options
    shown = {
        name: quoted(facts[name] if name in facts else getattr(options, name), size)
        for name in placeholders(template)
        if name in facts or name in options.__struct_fields__
    }
    return active.rule.says(template, shown, finding.count, language)


def _detail(finding: Finding, active: ActiveRule, language: str) -> str:
    """Return what shows a finding, if its rule has words for that."""
    if active.rule.detail is None:
        return ""
    template = active.rule.detail.text(language, finding.count)
    return _said(template, finding, active, language, _WHOLE)


def make(
    finding: Finding,
    active: ActiveRule,
    source: Source,
    language: str,
    suppressed: str | None = None,
) -> Diagnostic:
    """Make a diagnostic of a finding of one file."""
    place, *places = places_of(source, (finding.span, *finding.places))
    fix = active.fixes(finding.fix)
    return Diagnostic(
        path=source.path,
        span=finding.span,
        place=place,
        rule=active.rule.id,
        severity=active.severity_of(finding.variant),
        message=_message(finding, active, language),
        count=finding.count,
        places=tuple(places) or (place,),
        line=source.line(place.line),
        prints=_prints(active.rule.id, source, finding),
        variant=finding.variant,
        related=finding.related,
        told_at=finding.told_at,
        fix=fix,
        edits=_edits(fix, source) if fix else (),
        suppressed=suppressed,
        of_site=finding.of_site,
        detail=_detail(finding, active, language),
    )


def _edits(fix: Fix, source: Source) -> tuple[tuple[Place, str], ...]:
    places = places_of(source, [edit.span for edit in fix.edits])
    return tuple(zip(places, [edit.text for edit in fix.edits], strict=True))


def _prints(rule: str, source: Source, finding: Finding) -> bytes:
    if finding.of_site:
        return print_of_site(rule, finding.variant, finding.facts)
    return prints(rule, source, finding.places or (finding.span,), finding.facts)
