"""The URL patterns of a Hugo site's `permalinks`, and what their tokens stand for.

After the docs ("Configure permalinks") and `resources/page/permalinks.go`. Its three forms: a
pattern for each section, for each section of each kind (since 0.115), a list of targets and
patterns of which the first that fits holds (since 0.161).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from posixpath import join
from typing import Any, NamedTuple

from newslint.site.hugo_urls import globs
from newslint.site.hugo_urls.behaviour import Behaviour
from newslint.site.hugo_urls.paths import Style, urlized

KINDS = frozenset({"page", "section", "taxonomy", "term"})
_TOKEN = re.compile(r":\w+(?:\[[^\[\]]+\])?")
_WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split()
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_LAYOUT = re.compile("January|Jan|Monday|Mon|MST|2006|002|01|02|03|04|05|06|15|PM|pm|_2|[1-5]")


class Rule(NamedTuple):
    """One pattern, and which pages it is for."""

    kind: str
    """A glob of kinds; '' for all."""
    path: str
    """A glob of the paths of pages: `/posts/**`; '' for all."""
    pattern: str
    name: str
    """How the configuration calls it: `permalinks.posts`."""


class Subject(NamedTuple):
    """What tokens are replaced by."""

    date: datetime
    title: str
    slug: str
    filename: str
    """The file's name without extension and language; of a bundle, its folder's; '' of a list."""
    base: str
    """The name of the page in its path."""
    sections: tuple[str, ...]
    section_names: tuple[str, ...]
    """The slugs of its sections, else their titles."""


def rules_of(permalinks: object, behaviour: Behaviour) -> tuple[Rule, ...]:
    """Return the rules of a configuration, in the order in which they are asked."""
    if isinstance(permalinks, list):
        return tuple(_listed(permalinks)) if behaviour.permalink_lists else ()
    if not isinstance(permalinks, Mapping):
        return ()
    rules: list[Rule] = []
    for key, value in permalinks.items():
        if isinstance(value, str):
            path = _section_glob(key)
            rules += (Rule(kind, path, value, f"permalinks.{key}") for kind in ("page", "term"))
        elif isinstance(value, Mapping) and key in KINDS:
            rules += (
                Rule(key, _section_glob(inner), pattern, f"permalinks.{key}.{inner}")
                for inner, pattern in value.items()
                if isinstance(pattern, str)
            )
    return tuple(rules)


def _listed(permalinks: list[Any]) -> Iterator[Rule]:
    for number, item in enumerate(permalinks):
        if not isinstance(item, Mapping) or not isinstance(item.get("pattern"), str):
            continue
        target = item.get("target")
        wanted = target if isinstance(target, Mapping) else {}
        kind, path = str(wanted.get("kind", "")), str(wanted.get("path", ""))
        yield Rule(kind.lower(), path.lower(), item["pattern"], f"permalinks[{number}]")


def _section_glob(name: str) -> str:
    section = name.strip(" /")
    return f"/{{{section},{section}/**}}" if section else "/*"


def rule_for(rules: tuple[Rule, ...], kind: str, path: str) -> Rule | None:
    """Return the first rule for a page; `path` is its logical path, `/posts/ferry`."""
    if kind not in KINDS:
        return None
    for rule in rules:
        if globs.matches(rule.kind, kind) and globs.matches(rule.path, path.lower()):
            return rule
    return None


def expanded(pattern: str, subject: Subject, style: Style) -> str:
    """Return a pattern with its tokens replaced, decoded; '' where a token is none."""
    text = pattern.replace("\\:", "\0")
    for token in _TOKEN.findall(text):
        value = _value(token[1:], subject, style)
        if value is None:
            return ""
        text = text.replace(token, value, 1)
    return text.replace("\0", ":")


def _value(token: str, subject: Subject, style: Style) -> str | None:
    simple = _TOKENS.get(token)
    if simple:
        return simple(subject, style)
    name, _, cut = token.partition("[")
    if name == "sections" and cut:
        return join("", *_cut(subject.sections, cut.rstrip("]"), style))
    if name == "sectionslugs" and cut:
        names = tuple(urlized(section, style) for section in subject.section_names)
        return join("", *_cut(names, cut.rstrip("]"), style))
    return _formatted(token, subject.date) if _LAYOUT.search(token) else None


def _filename(subject: Subject, style: Style) -> str:
    return urlized(subject.filename, style)


def _title(subject: Subject, style: Style) -> str:
    return urlized(subject.title, style)


def _names(subject: Subject, style: Style) -> list[str]:
    return [urlized(name, style) for name in subject.section_names]


_TOKENS: Mapping[str, Callable[[Subject, Style], str]] = {
    "year": lambda subject, _: str(subject.date.year),
    "month": lambda subject, _: f"{subject.date.month:02}",
    "monthname": lambda subject, _: _MONTHS[subject.date.month - 1],
    "day": lambda subject, _: f"{subject.date.day:02}",
    "weekday": lambda subject, _: str(subject.date.isoweekday() % 7),
    "weekdayname": lambda subject, _: _WEEKDAYS[subject.date.isoweekday() % 7],
    "yearday": lambda subject, _: str(subject.date.timetuple().tm_yday),
    "section": lambda subject, _: subject.sections[0] if subject.sections else "",
    "sections": lambda subject, _: "/".join(subject.sections),
    "sectionslug": lambda subject, style: next(iter(_names(subject, style)), ""),
    "sectionslugs": lambda subject, style: "/".join(_names(subject, style)),
    "title": _title,
    "slug": lambda subject, style: (
        urlized(subject.slug, style) if subject.slug else _title(subject, style)
    ),
    "filename": _filename,
    "slugorfilename": lambda subject, style: (
        urlized(subject.slug, style) if subject.slug else _filename(subject, style)
    ),
    "contentbasename": lambda subject, style: urlized(subject.base, style),
    "slugorcontentbasename": lambda subject, style: urlized(subject.slug or subject.base, style),
}


def _cut(parts: tuple[str, ...], cut: str, style: Style) -> tuple[str, ...]:
    """Return a slice: `1:`, `:last`, `0`; what is out of bounds is empty."""
    first, colon, second = cut.strip().lower().partition(":")
    last = len(parts) - 1 if style.last_of_one else max(len(parts) - 1, 1)
    low = _index(first, parts, last, is_low=True)
    if not parts or low < 0:
        return ()
    if not colon:
        return parts[low : low + 1]
    return parts[low : _index(second, parts, last, is_low=False)]


def _index(text: str, parts: tuple[str, ...], last: int, *, is_low: bool) -> int:
    if text == "last":
        return last
    if not text:
        return 0 if is_low else len(parts)
    number = int(text) if text.isdecimal() else 0
    if number >= len(parts):
        return -1 if is_low else len(parts)
    return number


def _formatted(layout: str, moment: datetime) -> str:
    """Return a date in one of Go's layouts, of letters and digits alone."""
    hour = moment.hour % 12 or 12
    parts = {
        "January": _MONTHS[moment.month - 1],
        "Jan": _MONTHS[moment.month - 1][:3],
        "Monday": _WEEKDAYS[moment.isoweekday() % 7],
        "Mon": _WEEKDAYS[moment.isoweekday() % 7][:3],
        "MST": moment.tzname() or "",
        "2006": f"{moment.year:04}",
        "06": f"{moment.year % 100:02}",
        "01": f"{moment.month:02}",
        "1": str(moment.month),
        "002": f"{moment.timetuple().tm_yday:03}",
        "02": f"{moment.day:02}",
        "_2": f"{moment.day:2}",
        "2": str(moment.day),
        "15": f"{moment.hour:02}",
        "03": f"{hour:02}",
        "3": str(hour),
        "04": f"{moment.minute:02}",
        "4": str(moment.minute),
        "05": f"{moment.second:02}",
        "5": str(moment.second),
        "PM": "AM" if moment.hour < 12 else "PM",  # noqa: PLR2004 # noon
        "pm": "am" if moment.hour < 12 else "pm",  # noqa: PLR2004 # noon
    }
    return _LAYOUT.sub(lambda match: parts[match[0]], layout)
