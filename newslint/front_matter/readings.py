"""What the generators' YAML readers make of a value that is written without quotation marks.

Held against SafeYAML and Psych 4 (Jekyll), PyYAML 6, js-yaml 3 (gray-matter: Eleventy, Docusaurus)
and 4 (Hexo, Astro), and the readers of Hugo 0.111 and 0.168. Where two of one generator differ,
nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

_RUBY, _PYTHON, _GO, _JS3, _JS4 = "ruby", "python", "go", "js-yaml 3", "js-yaml 4"
_READERS = {
    "jekyll": _RUBY,
    "hugo": _GO,
    "eleventy": _JS3,
    "docusaurus": _JS3,
    "hexo": _JS4,
    "astro": _JS4,
    "plain": _PYTHON,
}
"""The reader of each generator; of a site that tells none the one that newslint has itself."""


class Reading(NamedTuple):
    """What a text becomes."""

    kind: str
    """`number`, `boolean` or `date`."""
    value: str
    """As the reader's language prints it."""
    form: str
    """How it was written: `word`, `time`, `octal`, `decimal`, `grouped`, `exponent` or `date`."""


class _Form(NamedTuple):
    form: str
    kind: str
    readers: frozenset[str]
    pattern: re.Pattern[str]
    value: Callable[[str], str]


def _base_60(text: str) -> str:
    total = 0
    for part in text.split(":"):
        total = 60 * total + int(part)
    return str(total)


def _shortest(text: str) -> str:
    """Return a number as Ruby and Python print it; they keep one decimal."""
    return repr(float(text))


def _shorter(text: str) -> str:
    """Return a number as Go and JavaScript print it, a whole one without decimals."""
    return repr(float(text)).removesuffix(".0")


def _form(form: str, kind: str, readers: str, pattern: str, value: Callable[[str], str]) -> _Form:
    chosen = frozenset(name.strip() for name in readers.split(","))
    return _Form(form, kind, chosen, re.compile(pattern), value)


_FORMS = (
    _form("word", "boolean", f"{_RUBY},{_PYTHON}", "yes|Yes|YES|on|On|ON", lambda _: "true"),
    _form("word", "boolean", f"{_RUBY},{_PYTHON}", "no|No|NO|off|Off|OFF", lambda _: "false"),
    _form("time", "number", _RUBY, r"\d{1,6}(?::[0-5]?\d){1,3}", _base_60),
    _form("time", "number", f"{_PYTHON},{_JS3}", r"[1-9]\d{0,5}(?::[0-5]?\d){1,3}", _base_60),
    _form(
        "octal",
        "number",
        f"{_RUBY},{_PYTHON},{_GO},{_JS3}",
        "0[0-7]{1,15}",
        lambda text: str(int(text, 8)),
    ),
    _form("octal", "number", _JS4, r"0\d{1,15}", lambda text: str(int(text))),
    _form("decimal", "number", f"{_RUBY},{_PYTHON}", r"\d{1,15}\.\d{1,15}", _shortest),
    _form("decimal", "number", f"{_GO},{_JS3},{_JS4}", r"\d{1,15}\.\d{1,15}", _shorter),
    _form(
        "grouped",
        "number",
        f"{_RUBY},{_PYTHON},{_GO},{_JS3}",
        r"[1-9]\d{0,12}(?:_\d{1,12}){1,4}",
        lambda text: text.replace("_", ""),
    ),
    _form(
        "exponent",
        "number",
        f"{_JS3},{_JS4}",
        r"\d{1,12}[eE]\d{1,2}",
        _shorter,
    ),
    _form(
        "date",
        "date",
        f"{_RUBY},{_PYTHON},{_JS3},{_JS4}",
        r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])",
        lambda text: date.fromisoformat(text).isoformat(),
    ),
)


def reading(text: str, generator: str) -> Reading | None:
    """Return what a generator reads a plain scalar as, if not as the text that is written.

    None where it stays what it is, a number that is printed as it stands included.
    """
    reader = _READERS.get(generator)
    for form in _FORMS:
        if reader in form.readers and form.pattern.fullmatch(text):
            try:
                value = form.value(text)
            except ValueError:  # a day that no month has
                return None
            changed = value != text or form.kind == "date"
            return Reading(form.kind, value, form.form) if changed else None
    return None
