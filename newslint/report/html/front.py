"""The front of the page: what was looked at, what there is to mend, and what many posts have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from newslint.diagnostic import safe_path
from newslint.report.census import Census, Count
from newslint.report.html.charts import bar
from newslint.report.html.elements import Html, element, joined
from newslint.report.html.posts import WORST_FIRST, anchor, message
from newslint.report.html.texts import Texts
from newslint.words import spoken

if TYPE_CHECKING:
    from newslint.outcome import Report
    from newslint.report.text import Look
    from newslint.tally import SiteFinding

_SITES = 5
"""Sites that are named at the head of the page."""
_CRASHES = 20
"""Failures of newslint's own that are named."""


def masthead(census: Census, report: Report, texts: Texts) -> Html:
    """Return the head of the page: what it is, of which site and which day."""
    day = report.today
    return element(
        "header",
        element(
            "p",
            element("span", "newslint"),
            element("time", texts.day(day), datetime=day.isoformat()) if day else None,
            class_="dateline",
        ),
        element("h1", texts("Report on the posts")),
        _sites(sorted(filter(None, census.roots)), texts),
        class_="masthead",
    )


def _sites(roots: Sequence[str], texts: Texts) -> Html | None:
    if not roots:
        return None
    more = len(roots) - _SITES
    named = ", ".join(map(_name, roots[:_SITES])) + (
        texts(" and {n} others", n=more) if more > 0 else ""
    )
    return element("p", named, class_="site")


def _name(root: str) -> str:
    """Return what a site is called: its folder, wherever it lies."""
    return safe_path(root).rstrip("/").rpartition("/")[2] or "/"


def lead(posts: int, files: int, census: Census, texts: Texts, bad: int | None = None) -> Html:
    """Return in a sentence or two how it stands.

    `bad` are the files with findings; None for those that the census ranks.
    """
    if not files:
        return element("p", texts("Nothing was looked at."), class_="lead")
    looked = texts.counted(posts, "{n} post", "{n} posts")
    if files > posts:
        pages = texts.counted(files - posts, "{n} page", "{n} pages")
        looked = texts("{posts} and {pages}", posts=looked, pages=pages)
    told = texts(
        "Looked at: {looked}. In {bad} of them there is something to mend, {found} things in all.",
        looked=looked,
        bad=len(census.ranks) if bad is None else bad,
        found=census.whole.total,
    )
    none = texts("Looked at: {looked}. There is nothing to mend.", looked=looked)
    return element("p", told if census.ranks else none, class_="lead")


def worst_alone(shown: int, texts: Texts) -> Html:
    """Return what is said where not all files with findings are shown."""
    return element("p", texts("The {n} worst are shown below.", n=shown), class_="note")


def totals(census: Census, report: Report, look: Look, texts: Texts) -> Html:
    """Return the figures of the report, and in words what they leave out."""
    found = census.whole.found
    rows = [
        (texts(f"{name}s"), f"{found[name]:,}", name) for name in WORST_FIRST if look.shows(name)
    ]
    rows.append((texts("that newslint can mend"), f"{census.fixable:,}", "fixable"))
    links = report.links
    if links.checked:
        value = f"{links.broken:,}"
        rows.append(
            (texts("broken, of {n} links inside the site", n=links.checked), value, "links")
        )
    figures = (
        element("div", element("dt", label), element("dd", value), class_=name)
        for label, value, name in rows
    )
    return joined(
        element("dl", figures, class_="totals"),
        (element("p", note, class_="note") for note in _notes(census, report, look, texts)),
        _crashes(report, texts),
    )


def _notes(census: Census, report: Report, look: Look, texts: Texts) -> Iterator[str]:
    """Yield what the figures do not hold: nothing is left out in silence."""
    hidden = sum(count for name, count in report.counts.items() if not look.shows(name))
    if hidden:
        yield texts("Lesser findings that are not in this report: {n}.", n=hidden)
    if census.suppressed:
        yield texts("Findings that comments in the posts silence: {n}.", n=census.suppressed)
    if report.tally.baselined:
        yield texts("Findings that the baseline lists: {n}.", n=report.tally.baselined)
    if report.tally.baselined:
        yield texts("Findings that are known from the baseline: {n}.", n=report.tally.baselined)
    if report.links.undecidable:
        yield texts(
            "Links of which the sources do not tell where they lead: {n}.",
            n=report.links.undecidable,
        )


def _crashes(report: Report, texts: Texts) -> Html | None:
    """Return what newslint could not do, so that silence is not taken for praise."""
    if not report.crashes:
        return None
    told = [
        element(
            "li",
            element("code", safe_path(crash.path)),
            f" {crash.rule}: {spoken(crash.reason, texts.language)}",
        )
        for crash in report.crashes[:_CRASHES]
    ]
    more = len(report.crashes) - len(told)
    return element(
        "div",
        element("h3", texts("What could not be looked at")),
        element("ul", told),
        element("p", texts("and {n} more", n=more)) if more else None,
        class_="crashes",
    )


def shared(report: Report, look: Look, texts: Texts) -> Html | None:
    """Return what many posts of a site have, told once; None where there is no such thing."""
    rows = [row for row in report.site if look.shows(row.severity)]
    if not rows:
        return None
    rows.sort(key=lambda row: (row.root, WORST_FIRST.index(row.severity), -row.count, row.rule))
    sites = [(root, list(own)) for root, own in groupby(rows, key=lambda row: row.root)]
    note = texts(
        "Where the posts are made from one template, one change there mends all of these."
        " Below they are folded away. Each is told by its commonest case."
    )
    return element(
        "section",
        element("h2", texts("What many posts have"), id="shared-title"),
        element("p", note, class_="note"),
        [
            joined(
                element("h3", _name(root)) if len(sites) > 1 else None,
                element("ol", [_shared(row, texts) for row in own], class_="shared"),
            )
            for root, own in sites
        ],
        id="shared",
        aria_labelledby="shared-title",
    )


def _shared(row: SiteFinding, texts: Texts) -> Html:
    count = Count(row.count)
    count.found[row.severity] = round(1000 * row.share)
    share = f"{100 * row.share:.0f} %"
    return element(
        "li",
        element(
            "p",
            element("b", texts(row.severity), class_="severity"),
            " ",
            message(row.message),
            class_="says",
        ),
        element("p", bar(count, 1000), element("span", share), class_="share"),
        element(
            "p",
            element("span", texts("{n} posts", n=row.count)),
            element("a", row.rule, href=f"#{anchor(row.rule)}"),
            class_="where",
        ),
        class_=row.severity,
    )
