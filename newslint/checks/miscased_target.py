"""A link whose target is there in other letters, or in another Unicode form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote, unquote

from newslint.check import INDEX, Edit, Finding, Fix, Options, check, together
from newslint.index import Index
from newslint.led import Led
from newslint.relation import EACH


@check(
    "miscased-target",
    reads=INDEX,
    facts=("target", "nearest", "written", "spelt"),
    variants=("form",),
    relation=EACH,
)
def miscased_target(index: Index, _options: Options) -> Iterator[tuple[str, Finding]]:
    """Yield the links that servers which tell letters apart will not follow."""
    for led in index.judged.led("miscased"):
        written, spelt = _differing(led.target.target, led.way.nearest)
        told = {
            "target": led.target.target,
            "nearest": led.way.nearest,
            "written": written,
            "spelt": spelt,
        }
        variant = "form" if _composed(written) == _composed(spelt) else ""
        for finding in together(led.spans, told, variant, fix=_respelt(led)):
            yield led.facts.path, finding


def _differing(target: str, right: str) -> tuple[str, str]:
    """Return the last part of a path that is spelt in two ways, as written and as is right."""
    path = _path_of(target)
    parts = zip(_parts(unquote(path)), _parts(right), strict=False)
    return next((pair for pair in parts if pair[0] != pair[1]), (target, right))


def _parts(path: str) -> list[str]:
    """Return the parts of a path, the last one first."""
    return path.strip("/").split("/")[::-1]


def _respelt(led: Led) -> Fix | None:
    """Return the edits that write the target as it is spelt; None where it is not all of the URL."""
    written = led.target.target
    path = _path_of(written)
    right = _spelling(unquote(path), led.way.nearest)
    if not led.target.is_spelt or not right:
        return None
    spelt = quote(right) if "%" in path or " " in right else right
    text = spelt + written[len(path) :]
    return Fix(tuple(Edit(span, text) for span in led.spans), safe=True)


def _spelling(path: str, right: str) -> str:
    """Return what of the right target a written path is in other letters; '' if it is none."""
    folded = _fold(path)
    if not path.endswith("/"):
        right = right.rstrip("/")
    if path.startswith("/"):
        return right if _fold(right) == folded else ""
    ending = right[-len(_composed(path)) :]
    return ending if _fold(ending) == folded and f"/{ending}" in right else ""


def _path_of(target: str) -> str:
    return re.split(r"[?#]", target, maxsplit=1)[0]


def _fold(path: str) -> str:
    return _composed(path).casefold()


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
