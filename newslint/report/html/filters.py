"""The filters: a form that the script wakes; without it they are not shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from newslint.report.census import UNTOLD, Census
from newslint.report.html.elements import Html, element
from newslint.report.html.posts import WORST_FIRST, Setting
from newslint.report.html.texts import Texts


def filters(census: Census, setting: Setting) -> Html:
    """Return the form."""
    texts, found = setting.texts, census.whole.found
    boxes = [
        element(
            "label",
            element("input", type="checkbox", name="severity", value=number, checked=True),
            " ",
            element("span", texts(name), class_=f"severity {name}"),
            f" {found[name]:,}",
        )
        for number, name in enumerate(WORST_FIRST)
        if found[name]
    ]
    families = {name: (texts.family(name), name) for name in sorted(census.families)}
    months = sorted((key for key in census.months if key != UNTOLD), reverse=True)
    return element(
        "form",
        _field("q", texts("Search"), element("input", type="search", name="q", id="q")),
        element("fieldset", element("legend", texts("Severity")), boxes),
        _select("family", texts("Family"), _options(families.values()), texts),
        _select("rule", texts("Rule"), _grouped(setting.rules, texts), texts),
        _select("author", texts("Author"), _named(setting.authors), texts),
        _select("category", texts("Category"), _named(setting.categories), texts),
        _select("month", texts("Month"), _options((key, key) for key in _time(months)), texts),
        element("button", texts("Show all"), type="reset"),
        role="search",
        aria_label=texts("Filter the posts"),
        hidden=True,
        id="filters",
    )


def _field(name: str, label: str, control: Html) -> Html:
    return element("p", element("label", label, for_=name), control)


def _select(name: str, label: str, options: list[Html], texts: Texts) -> Html | None:
    if len(options) < 2:  # noqa: PLR2004  # one alone is no choice
        return None
    every = element("option", texts("all"), value="")
    return _field(name, label, element("select", every, options, name=name, id=name))


def _options(rows: Iterable[tuple[str, str]]) -> list[Html]:
    return [element("option", label, value=value) for label, value in rows]


def _named(names: Mapping[str, int]) -> list[Html]:
    return _options((name, str(names[name])) for name in sorted(names))


def _grouped(rules: Iterable[str], texts: Texts) -> list[Html]:
    families = groupby(sorted(rules), key=lambda rule: rule.partition("/")[0])
    return [
        element(
            "optgroup",
            _options((rule.partition("/")[2], rule) for rule in own),
            label=texts.family(family),
        )
        for family, own in families
    ]


def _time(months: list[str]) -> list[str]:
    """Return the months, and before those of each year the year."""
    years = groupby(months, key=lambda month: month[:4])
    return [each for year, own in years for each in (year, *own)]
