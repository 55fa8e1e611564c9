"""Where the links of a site's files lead: each is followed once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from newslint.facts import Facts
from newslint.facts.targets import Target
from newslint.names import Names
from newslint.site import Site
from newslint.site.links import Links, Verdict, Way
from newslint.site.resolve import resolve
from newslint.source import Span

_TEMPLATED = Way("undecidable", cause="a template makes it")
_LAID_OUT = Way("undecidable", cause="a layout makes a link of it")


class Judged(NamedTuple):
    """Where links lead."""

    rows: dict[Verdict, list[tuple[Facts, Target, Way]]]
    """Those that there may be something to say of, by verdict."""
    counts: Counter[Verdict]
    causes: Counter[str]
    """Why links could not be judged."""

    def led(self, verdict: Verdict, kinds: Collection[str] = ("link", "image")) -> Iterator[Led]:
        """Yield the links that are judged so, the same ones of a file as one.

        Of those that are right only the ones with a fragment.
        """
        found: dict[tuple[str, str], Led] = {}
        for facts, target, way in self.rows.get(verdict, ()):
            if target.kind in kinds:
                key = (facts.path, target.target)
                led = found.get(key) or Led(facts, target, way, {})
                led.spans[target.span] = None
                # Where one is not spelt at its place, no fix can mend them all.
                found[key] = led if target.is_spelt else led._replace(target=target)
        yield from found.values()


class Led(NamedTuple):
    """Where a link of a file leads, that may stand in it many times."""

    facts: Facts
    target: Target
    """One of those that are written so; one that the file does not spell, if there is such."""
    way: Way
    spans: dict[Span, None]
    """Its places, each once, in their order."""


def judged(files: Iterable[Facts], way_of: Callable[[str, Target], Way]) -> Judged:
    """Return where the links of files lead; `way_of` follows one, given the file's path."""
    found = Judged({}, Counter(), Counter())
    for facts in files:
        for target in facts.targets:
            way = way_of(facts.path, target)
            found.counts[way.verdict] += 1
            if way.verdict == "undecidable":
                found.causes[way.cause] += 1
            elif way.verdict != "exists" or way.fragment:
                found.rows.setdefault(way.verdict, []).append((facts, target, way))
    return found


def way(
    site: Site, links: Links | None, names: Callable[[], Names], path: str, target: Target
) -> Way:
    """Tell where a link of a file of the site leads.

    `links` are those of what is published, where that is known; else `names` returns the names of
    the site's files.
    """
    written = target.target
    if links is None:
        if target.templated:
            return _TEMPLATED
        known = names()
        return Way(resolve(site, known.files, known.folders, path, written))
    if target.templated:
        told = links.expanded(path.removeprefix(site.base), written)
        if told.target is None:
            return Way("unnamed", cause=told.broken) if told.broken else _TEMPLATED
        written = told.target
    found = links.way(path.removeprefix(site.base), written)
    if target.in_field and found.verdict == "missing" and not written.startswith("/"):
        # A layout may well put it behind the site's own path.
        from_root = links.way("", f"/{written}")
        found = from_root if from_root.verdict == "exists" else _LAID_OUT
    elif target.in_field and found.verdict == "outside":
        found = _LAID_OUT
    if found.source:
        return found._replace(source=site.base + found.source)
    return found
