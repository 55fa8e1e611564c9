"""The posts: what the page shows of one, piece by piece, so that a filter can choose among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newslint.diagnostic import Diagnostic, safe_path
from newslint.report.census import UNTOLD, Census, Count, Loud, is_loud, month_of
from newslint.report.html.elements import Html, element, joined
from newslint.report.html.excerpt import changes, excerpt, marked
from newslint.report.html.texts import Texts
from newslint.rule import SEVERITIES

if TYPE_CHECKING:
    from newslint.about import About
    from newslint.outcome import FileReport, Report
    from newslint.rule import Rule
    from newslint.source import Source

WORST_FIRST = tuple(reversed(SEVERITIES))
_LINES = 8
"""Further lines of a repeated offence that are named."""
_NAMES = 300
"""Authors, or categories, by which posts can be chosen."""
_OPEN = 100
"""Findings of a post that stand in the page itself."""
_RELATED = 3
"""Other posts that are named with a finding."""


class Setting(NamedTuple):
    """What all posts of a page are shown with."""

    texts: Texts
    one_site: bool
    """True where all are of one site: their paths count from its root."""
    loud: Loud
    known: Mapping[str, Rule]
    """The rules that were asked."""
    rules: Mapping[str, int]
    """The number of each rule that speaks, by which the script knows it."""
    authors: Mapping[str, int]
    categories: Mapping[str, int]


def setting_of(report: Report, census: Census, loud: Loud) -> Setting:
    """Return what all posts of a page are shown with."""
    known = {active.rule.id: active.rule for active in report.rules}
    rules = {rule: number for number, rule in enumerate(sorted(census.rules))}
    one_site = len(census.roots) == 1
    authors, categories = _numbered(census.authors), _numbered(census.categories)
    texts = Texts(report.language)
    return Setting(texts, one_site, loud, known, rules, authors, categories)


def _numbered(counts: Mapping[str, Count]) -> dict[str, int]:
    """Return numbers for the names with the most findings."""
    told = (name for name in counts if name != UNTOLD)
    order = sorted(told, key=lambda name: (-counts[name].total, name))
    return {name: number for number, name in enumerate(order[:_NAMES])}


class Piece(NamedTuple):
    """One finding."""

    rule: int
    severity: int
    """0 for an error, 1 for a warning, 2 for an info."""
    is_loud: bool
    """True where many posts of the site have one of the kind."""
    markup: Html


class Post(NamedTuple):
    """One post with findings."""

    head: Html
    words: str
    """Title and path, in which is searched."""
    authors: Sequence[int]
    categories: Sequence[int]
    month: str
    pieces: Sequence[Piece]


def post(
    file: FileReport, rows: Sequence[Diagnostic], source: Source | None, setting: Setting
) -> Post:
    """Return what is shown of a file; `source` is its text, None where that is not to be had."""
    about = file.about
    title = about.title if about else ""
    path = file.path.removeprefix(f"{file.root}/") if setting.one_site else file.path
    path = safe_path(path)
    order = sorted(rows, key=lambda row: (WORST_FIRST.index(row.severity), row.order))
    return Post(
        _head(about, title, path, Counter(row.severity for row in rows), setting.texts),
        f"{title} {path}",
        _numbers(about.authors if about else (), setting.authors),
        _numbers(about.categories if about else (), setting.categories),
        month_of(file),
        [
            Piece(
                setting.rules[row.rule],
                WORST_FIRST.index(row.severity),
                is_loud(file, row, setting.loud),
                _finding(row, source, setting.texts),
            )
            for row in order
        ],
    )


def article(shown: Post, texts: Texts) -> Html:
    """Return a post as the page shows it where nothing is filtered; the script makes the same."""
    own = [piece.markup for piece in shown.pieces if not piece.is_loud]
    common = [piece.markup for piece in shown.pieces if piece.is_loud]
    summary = element("summary", texts("What many posts have: {n}", n=len(common)))
    return element(
        "article",
        shown.head,
        _listed(own, texts) if own else None,
        element("details", summary, _listed(common, texts)) if common else None,
    )


def _listed(findings: Sequence[Html], texts: Texts) -> Html:
    more = len(findings) - _OPEN
    note = element("p", texts("and {n} more", n=more), class_="note") if more > 0 else None
    return joined(element("ol", findings[:_OPEN]), note)


def _numbers(names: Iterable[str], known: Mapping[str, int]) -> list[int]:
    return [known[name] for name in names if name in known]


def _head(
    about: About | None, title: str, path: str, found: Mapping[str, int], texts: Texts
) -> Html:
    told: list[Html] = [element("code", path)] if title else []
    if about and about.day:
        told.append(element("time", texts.day(about.day), datetime=about.day.isoformat()))
    names = (about.authors, about.categories) if about else ()
    told += [element("span", ", ".join(each)) for each in names if each]
    counts = [
        element("span", f"{texts(name)} {found[name]:,}", class_=name)
        for name in WORST_FIRST
        if found[name]
    ]
    return joined(
        element("h3", title or path),
        element("p", told, class_="about") if told else None,
        element("p", counts, class_="sum"),
    )


def _finding(row: Diagnostic, source: Source | None, texts: Texts) -> Html:
    severity = element("b", texts(row.severity), class_="severity")
    return element(
        "li",
        element("p", severity, " ", message(row.message), class_="says"),
        element("p", message(row.detail), class_="note") if row.detail else None,
        _text(row, source, texts),
        element("p", list(_where(row, texts)), class_="where"),
        class_=row.severity,
    )


def message(text: str) -> Html:
    """Return a message; what stands between backticks in it is code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return joined(text)
    return joined(
        *(element("code", part) if number % 2 else part for number, part in enumerate(parts))
    )


def _text(row: Diagnostic, source: Source | None, texts: Texts) -> Html | None:
    """Return the text at a finding's place: as it is, or as it is and as its fix makes it."""
    found, more = changes(row.fix, source) if row.fix and source else ([], 0)
    if not found:
        shown = excerpt(row, source)
        return element("pre", shown) if shown else None
    pairs = [
        joined(
            element("dt", texts("Now")),
            element("dd", element("pre", old)),
            element("dt", texts("Mended")),
            element("dd", element("pre", new or element("i", texts("the text goes")))),
        )
        for old, new in map(marked, found)
    ]
    rest = element("p", texts("and in {n} more places", n=more), class_="note") if more else None
    return joined(element("dl", pairs), rest)


def _where(row: Diagnostic, texts: Texts) -> Iterable[Html]:
    yield element("span", texts("line {n}", n=row.place.line))
    if row.count > 1:
        yield element("span", _times(row, texts))
    if row.related:
        named = ", ".join(f"{safe_path(r.path)}:{r.line}" for r in row.related[:_RELATED])
        more = len(row.related) - _RELATED
        rest = texts(" and {n} more", n=more) if more > 0 else ""
        yield element("span", texts("see {posts}", posts=named) + rest)
    if row.fix:
        safe = row.fix.safe
        yield element(
            "span", texts("newslint can mend it" if safe else "a proposal: look at it first")
        )
    yield element("a", row.rule, href=f"#{anchor(row.rule)}")


def _times(row: Diagnostic, texts: Texts) -> str:
    lines = sorted({place.line for place in row.places} - {row.place.line})
    times = texts("{n} times in this post", n=row.count)
    if not lines:
        return times
    named = ", ".join(str(line) for line in lines[:_LINES])
    return f"{times}: {texts('also on {lines}', lines=named)}{'…' * (len(lines) > _LINES)}"


def anchor(rule: str) -> str:
    """Return the id of a rule's page in the page."""
    return f"rule-{rule.replace('/', '-')}"
