"""Reuse of what is under a licence that asks for a notice, without one, or with half of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from newslint.attribution import host_in, is_home, label_phrases, meant_host, sources
from newslint.attribution.licences import (
    Licence,
    Notice,
    licence_of,
    mark_phrases,
    notices,
)
from newslint.attribution.organisations import OrganisationOptions
from newslint.check import Edit, Finding, Fix, check
from newslint.document import Document
from newslint.facts.compared import normalised
from newslint.facts.days import published
from newslint.rows import Link
from newslint.scan import Hit, Phrase
from newslint.source import Span

_FREE = "0"
"""The type of KOGL that asks for nothing."""
_ABOVE = 2
"""Lines above a bare address that may tell who has published it, and when."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class LicenceNotice(OrganisationOptions, frozen=True):
    """Which hosts publish under which licence, and what its notice says."""

    licences: tuple[Licence, ...] = ()
    """Hosts and their licences: `host`, `licence`, `since`, `until`."""
    marks: tuple[str, ...] = ()
    """Words of which every licence's notice has one."""
    republished: tuple[str, ...] = ()
    """Labels and fields that say that the text itself was taken over: what Creative Commons needs."""
    sentence: str = ""
    """The notice, with `{institution}`, `{year}`, `{type}`, `{title}` and `{url}`."""
    untyped: str = ""
    """The notice where the post does not tell the type."""

    @cached_property
    def open_hosts(self) -> tuple[bytes, ...]:
        """The hosts whose pages are often pasted whole, above a bare address."""
        return tuple(row.host.encode() for row in self.licences if row.is_kogl)

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The hosts of all licences."""
        return frozenset(row.host for row in self.licences)

    @cached_property
    def taken_over(self) -> frozenset[str]:
        """The labels as they are compared."""
        return frozenset(normalised(label) for label in self.republished)


class _Reuse(NamedTuple):
    """A source under a licence."""

    link: Link
    host: str
    licence: Licence
    text: str
    """What stands beside the link."""


def _phrases(options: LicenceNotice) -> Iterable[Phrase]:
    return [*label_phrases(options), *mark_phrases(options.marks)]


@check(
    "missing-licence-notice",
    reads="document",
    options=LicenceNotice,
    facts=("host", "licence", "parts"),
    variants=("partial",),
    phrases=_phrases,
)
def missing_licence_notice(
    rows: Sequence[Hit], document: Document, options: LicenceNotice
) -> Iterator[Finding]:
    """Yield the source, where the post names no licence, or what the notice lacks."""
    reuse = next(_reused(rows, document, options), None)
    if reuse is None or document.site.owns(reuse.host):
        return
    facts = {"host": reuse.host, "licence": reuse.licence.licence, "parts": ""}
    found = [
        row for row in notices(document, rows) if row.name.startswith(reuse.licence.licence[:4])
    ]
    if not found:
        yield Finding(reuse.link.place, facts, fix=_fix(reuse, None, document, options))
        return
    if not reuse.licence.is_kogl or any(row.type == _FREE for row in found):
        return
    told = [(row, tuple(_lacking(row, reuse, document, options))) for row in found]
    best, parts = min(told, key=lambda row: (len(row[1]), not row[0].type, -len(row[0].years)))
    if parts:
        # The notice that the fix builds knows no more of the type than the post does.
        fix = None if "type" in parts else _fix(reuse, best, document, options)
        row = {**facts, "parts": "+".join(parts)}
        yield Finding(best.span, row, variant="partial", fix=fix)


def _reused(rows: Sequence[Hit], document: Document, options: LicenceNotice) -> Iterator[_Reuse]:
    """Yield what the post claims for its source, or stands on, and is under a licence."""
    for statement in sources(document, options, rows):
        for link, host in statement.abroad:
            licence = _licence(host, document, options)
            if licence is None:
                continue
            taken = normalised(statement.label) in options.taken_over
            if taken or (licence.is_kogl and options.is_claim(statement)):
                yield _Reuse(link, host, licence, statement.text)
    if any(host in document.source.data for host in options.open_hosts):
        yield from _alone(document, options)


def _licence(host: str, document: Document, options: LicenceNotice) -> Licence | None:
    """Return the licence of a host's pages when the post was published."""
    if not host_in(host, options.hosts):
        return None
    told = published(document)
    return licence_of(host, options.licences, told.day.isoformat() if told else "")


def _alone(document: Document, options: LicenceNotice) -> Iterator[_Reuse]:
    """Yield the pages of such hosts whose link is all of a line: what was pasted stands above."""
    lines = document.lines
    at = {line.runs[0].line: number for number, line in enumerate(lines)}
    for link in document.links:
        host = meant_host(link.target)
        licence = _licence(host, document, options) if host else None
        if licence is None or not licence.is_kogl or is_home(link.target):
            continue
        number = at.get(link.line)
        if number is not None and lines[number].text.strip() == link.text.strip():
            above = [line.text for line in lines[:number] if line.text.strip()][-_ABOVE:]
            yield _Reuse(link, host, licence, " ".join(above))


def _lacking(
    notice: Notice, reuse: _Reuse, document: Document, options: LicenceNotice
) -> Iterator[str]:
    """Yield what of the notice is not there."""
    around = f"{notice.text} {reuse.text}"
    if not notice.type:
        yield "type"
    if options.register.mentioned(around) is None:
        yield "institution"
    if not _YEAR.search(around):
        yield "year"
    hosts = (reuse.licence.host,)
    if not any(
        host_in(meant_host(link.target), hosts) and not is_home(link.target)
        for link in (*document.links, reuse.link)
    ):
        yield "url"


def _fix(
    reuse: _Reuse, notice: Notice | None, document: Document, options: LicenceNotice
) -> Fix | None:
    """Return the notice below the source, as far as all of it is known."""
    data, line = document.source.data, reuse.link.span
    end = data.find(b"\n", line.end)
    end = len(data) if end == -1 else end
    # Inside a paragraph it would cut the text in two; a home page is no address of a work.
    if is_home(reuse.link.target) or data[end : end + 2].strip(b"\r\n"):
        return None
    if not reuse.licence.is_kogl or line.start < document.body.start:
        return None
    matter = document.front_matter
    title = (matter.text("title") if matter else None) or ""
    if not title:
        return None
    around = f"{notice.text if notice else ''} {reuse.text} {reuse.link.text}"
    institution = options.register.mentioned(around)
    told = published(document)
    year = _YEAR.search(around)
    when = year[0] if year else str(told.day.year) if told else ""
    if not (institution and when):
        return None
    kind = notice.type if notice else ""
    sentence = (options.sentence if kind else options.untyped).format(
        institution=institution.name,
        year=when,
        type=kind,
        title=title,
        url=reuse.link.target.strip(),
    )
    return Fix((Edit(Span(end, end), f"\n\n{sentence}"),), safe=False)
