"""The sections of the page below its front: the charts, the posts, the guide to the rules."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from newslint.report.census import UNTOLD, Census, Rank
from newslint.report.html.charts import chart, legend, timeline, worst
from newslint.report.html.elements import Html, element, in_script
from newslint.report.html.filters import filters
from newslint.report.html.guide import entry, finds
from newslint.report.html.packs import packed
from newslint.report.html.posts import Post, Setting, article, post
from newslint.report.html.texts import Texts

if TYPE_CHECKING:
    from newslint.outcome import Report
    from newslint.report.text import Look

_OPEN = 20
"""Posts that stand in the page itself; the script shows the others."""
_FINDINGS = 60_000
"""Findings that are written out: more than there is room for."""


def figures(census: Census, setting: Setting) -> Html:
    """Return the charts, and in words what there is no chart of."""
    texts = setting.texts
    by_rule = [
        row._replace(about=_finds(row.label, setting), pick=row.pick and f"rule={row.label}")
        for row in worst(census.rules, "rule", setting.rules, texts)
    ]
    by_family = [
        row._replace(label=texts.family(row.label), pick=f"family={row.label}")
        for row in worst(census.families, "family", {}, texts)
    ]
    authors = worst(census.authors, "author", setting.authors, texts)
    categories = worst(census.categories, "category", setting.categories, texts)
    has_months = not census.months.keys() <= {UNTOLD}
    charts = [
        chart(texts("By rule"), texts("Rule"), by_rule, texts, columns=2),
        chart(texts("By family of rules"), texts("Family"), by_family, texts, columns=1),
        timeline(census.months, texts) if has_months else None,
        chart(texts("By author"), texts("Author"), authors, texts) if authors else None,
        chart(texts("By category"), texts("Category"), categories, texts) if categories else None,
    ]
    none = [
        None if has_months else texts("No post tells its day."),
        None if authors else texts("No post names its author."),
        None if categories else texts("No post tells its category."),
        texts("A post of two authors or categories counts with each.")
        if authors or categories
        else None,
    ]
    return element(
        "section",
        element("h2", texts("Where there is most to do"), id="charts-title"),
        legend(census, texts),
        element("div", [each for each in charts if each], class_="charts"),
        element("p", " ".join(filter(None, none)), class_="note"),
        id="charts",
        aria_labelledby="charts-title",
    )


def _finds(rule: str, setting: Setting) -> Html | None:
    """Return what a rule finds, for those who do not know its name; None where that is not known."""
    known = setting.known.get(rule)
    return element("span", finds(known, setting.texts), class_="says") if known else None


def posts(report: Report, look: Look, census: Census, setting: Setting) -> Iterator[Html]:
    """Yield the section of the posts: the filters, the worst posts, and what the script reads."""
    texts = setting.texts
    written = _written(report, look, _chosen(census.ranks), setting)
    packs = packed(written)
    left = census.ranks[packs.posts :]
    yield Html('<section aria-labelledby="posts">\n')
    yield element("h2", texts("The posts, the worst first"), id="posts", tabindex="-1")
    yield _left(left, len(census.ranks), texts) if left else Html("")
    yield Html('<div class="desk">\n')
    yield filters(census, setting)
    yield Html('<div class="results">\n')
    yield _without_script(len(written), texts)
    yield element("p", role="status", id="status")
    yield element("div", [article(shown, texts) for shown in written[:_OPEN]], id="list")
    yield element("p", element("button", type="button", id="more", hidden=True))
    yield Html("</div>\n</div>\n</section>\n")
    yield element("script", _for_script(setting), type="application/json", id="setting")
    yield from packs.packs


def _without_script(posts: int, texts: Texts) -> Html:
    if posts <= _OPEN:
        return Html("")
    note = texts("Without a script the page shows the {n} worst.", n=_OPEN)
    return element("noscript", element("p", note, class_="note"))


def _chosen(ranks: Sequence[Rank]) -> Sequence[Rank]:
    """Return the worst files, as many as findings are written out."""
    found = 0
    for number, rank in enumerate(ranks):
        found += rank.total
        if found > _FINDINGS and number:
            return ranks[:number]
    return ranks


def _written(report: Report, look: Look, ranks: Sequence[Rank], setting: Setting) -> list[Post]:
    """Return files written out, the worst first."""
    found: dict[int, Post] = {}
    # Files are made anew when they are looked at, and fastest in their own order.
    for number in sorted(rank.number for rank in ranks):
        file = report.files[number]
        rows = [row for row in file.diagnostics if look.shows(row.severity)]
        found[number] = post(file, rows, report.reread(file), setting)
    return [found[rank.number] for rank in ranks]


def _left(left: Sequence[Rank], whole: int, texts: Texts) -> Html:
    """Return what is said of the posts for which there was no room."""
    worst_left = left[0]
    return element(
        "p",
        texts(
            "There was room for the {held} worst posts. {n} more, with {found} findings, are"
            " counted above and not shown. The worst of them: errors {errors}, warnings {warnings}.",
            held=whole - len(left),
            n=len(left),
            found=sum(rank.total for rank in left),
            errors=-worst_left.errors,
            warnings=-worst_left.warnings,
        ),
        " ",
        texts("To see them, make a report of one folder, or of one rule:"),
        " ",
        element("code", "newslint check --output html=report.html --select RULE FOLDER"),
        class_="left",
    )


def _for_script(setting: Setting) -> Html:
    texts = setting.texts
    words = {
        "count": texts("Findings {n} · posts {m}"),
        "common": texts("What many posts have: {n}"),
        "more": texts("Show {n} more posts"),
        "none": texts("Nothing fits these filters."),
        "part": texts("{n} of its {m} findings"),
        "old": texts("This browser is too old to show more than these posts."),
    }
    told = {"rules": list(setting.rules), "words": words}
    return in_script(json.dumps(told, ensure_ascii=False))


def guide(census: Census, setting: Setting) -> Html:
    """Return the guide: what each rule that speaks wants, and why."""
    texts = setting.texts
    families = groupby(sorted(census.rules), key=lambda rule: rule.partition("/")[0])
    return element(
        "section",
        element("h2", texts("What the rules want, and why"), id="guide-title"),
        [
            element(
                "section",
                element("h3", texts.family(family)),
                [entry(rule, setting.known.get(rule), census, texts) for rule in own],
            )
            for family, own in families
        ],
        id="guide",
        aria_labelledby="guide-title",
    )
