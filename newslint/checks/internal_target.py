"""A link or an image that leads to nothing inside the site."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta

from newslint.check import INDEX, Finding, Options, check, together
from newslint.facts import Facts
from newslint.index import Index
from newslint.names import place_of
from newslint.relation import Relation
from newslint.source import Span
from newslint.sums import Spread


class InternalTarget(Options, frozen=True):
    """What is looked at."""

    of: Literal["link", "image"] = "link"
    """Links, or images."""
    elsewhere: Annotated[int, Meta(ge=1)] = 5
    """Different links into a folder of which the site has nothing, from which on the folder is
    taken to be built elsewhere."""


_WORDS = re.compile(r"(?<![^\W_])\d*+[^\W\d_][^\W_]*+[-_][^\W_][^/.]{0,300}(?:\.html?)?/?$")
"""The end of a page's URL that is called by a title: two words at least."""


def _lost_folders(index: Index) -> Spread:
    """Return how many different links lead into each folder that holds nothing."""

    def pairs(facts: Facts) -> Iterator[tuple[str, str]]:
        for target in facts.targets:
            folder = index.links.lost_folder(target.target) if index.links else ""
            if folder:
                yield folder, target.target

    return Spread("lost folders", pairs)


def _ask_nearest(index: Index, facts: Facts, options: InternalTarget) -> None:
    """Ask for the names that missing targets of a file may mean."""
    for target in facts.targets:
        if target.kind == options.of and index.way(facts.path, target).verdict == "missing":
            _nearest(index, target.target)


@check(
    "internal-target",
    reads=INDEX,
    options=InternalTarget,
    facts=("target", "nearest", "folder"),
    variants=("near", "elsewhere"),
    relation=Relation(sums=lambda index, _options: [_lost_folders(index)], names=_ask_nearest),
)
def internal_target(index: Index, options: InternalTarget) -> Iterator[tuple[str, Finding]]:
    """Yield the targets that the sources alone show to be missing, those of a lost folder as one."""
    lost: dict[tuple[str, str], tuple[str, list[Span]]] = {}
    for led in index.judged.led("missing", (options.of,)):
        name = led.target.target
        # What is here under the very title has moved, and is not elsewhere.
        moved = led.way.nearest if _WORDS.search(led.way.nearest) else ""
        folder = "" if moved else _lost(index, options.elsewhere, name)
        if folder:
            lost.setdefault((led.facts.path, folder), (name, []))[1].extend(led.spans)
            continue
        nearest = led.way.nearest or _nearest(index, name)
        told = {"target": name, "nearest": nearest, "folder": ""}
        for finding in together(led.spans, told, "near" if nearest else ""):
            yield led.facts.path, finding
    for (path, folder), (name, spans) in lost.items():
        told = {"target": name, "nearest": "", "folder": folder}
        for finding in together(sorted(spans), told, "elsewhere"):
            yield path, finding


def _lost(index: Index, least: int, target: str) -> str:
    """Return the folder of a link that nothing is in, if so many links lead into it."""
    folder = index.links.lost_folder(target) if index.links else ""
    return folder if folder and index.spread(_lost_folders(index))[folder] >= least else ""


def _nearest(index: Index, target: str) -> str:
    """Return the file that was probably meant, as a root-relative target; '' if none is near."""
    if not target.startswith("/"):
        return ""
    path = target.partition("?")[0].partition("#")[0].casefold()
    same = index.names.target(path)
    if same:
        return same
    place, stem = place_of(path)
    stems = index.names.stems(place)
    close = difflib.get_close_matches(stem, stems, n=1, cutoff=0.8)
    return stems[close[0]] if close else ""
