"""A fragment that the page it leads to does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from newslint.check import INDEX, Finding, Options, check, together
from newslint.facts import Facts
from newslint.index import Index
from newslint.relation import Relation

_ALWAYS = re.compile(r"top|:~:.*|fn(?:ref)?:.+|markdown-toc.*|!.*|/.*", re.IGNORECASE)
"""What every page has, what footnotes and tables of contents make, and what scripts read."""


class TargetAnchor(Options, frozen=True):
    """What layouts add."""

    known: tuple[str, ...] = ()
    """Ids that layouts, comment systems and scripts give to pages."""


def _led_to(index: Index, facts: Facts, _options: TargetAnchor) -> Iterator[str]:
    """Yield the files that links of one with fragments lead to."""
    if index.links is None or not index.links.is_exact:
        return
    for target in facts.targets:
        if target.kind == "link" and "#" in target.target:
            way = index.way(facts.path, target)
            if way.verdict == "exists" and way.fragment and way.source:
                yield way.source


@check(
    "target-anchor",
    reads=INDEX,
    options=TargetAnchor,
    facts=("fragment", "nearest", "path"),
    variants=("near",),
    relation=Relation(others=_led_to),
)
def target_anchor(index: Index, options: TargetAnchor) -> Iterator[tuple[str, Finding]]:
    """Yield the links whose fragment names no id of the page that they lead to."""
    links = index.links
    if links is None or not links.is_exact:
        return
    ids: dict[str, _Ids] = {}
    for led in index.judged.led("exists", ("link",)):
        fragment = led.way.fragment
        target = index.facts.get(led.way.source) if fragment else None
        if target is None or _ALWAYS.fullmatch(fragment) or fragment in options.known:
            continue
        if not target.anchors.certain or _layout(target, index) in links.naming_layouts():
            continue
        own = ids.get(target.path) or ids.setdefault(target.path, _Ids(target.anchors.ids))
        if fragment in own.names:
            continue
        nearest = own.nearest(fragment)
        if _is_laid_out(fragment, links.layout_ids()) or not (nearest or links.has_own_layouts):
            continue
        told = {"fragment": fragment, "nearest": nearest, "path": led.way.source}
        for finding in together(led.spans, told, "near" if nearest else ""):
            yield led.facts.path, finding


def _layout(facts: Facts, index: Index) -> str:
    """Return the layout of a page or post, as far as front matter or the post's default tells."""
    own = facts.fields.get("layout")
    return own.text if own else index.site.settings.layout if facts.kind == "post" else ""


def _is_laid_out(fragment: str, ids: frozenset[str]) -> bool:
    """Tell whether a layout has an id, or one that begins so and ends in a template."""
    return fragment in ids or fragment.startswith(tuple(n for n in ids if n.endswith(_OPEN)))


_OPEN = ("-", "_", ":")
"""How the fixed part of an id ends that a template completes: `id="topic-{{ n }}"`."""


@dataclass(frozen=True)
class _Ids:
    """The ids of a page, in the order of the page."""

    listed: tuple[str, ...]

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(self.listed)

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {name.casefold(): name for name in reversed(self.listed)}

    @cached_property
    def _by_digits(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self.listed:
            found.setdefault(_digits(name), []).append(name)
        return found

    def nearest(self, fragment: str) -> str:
        """Return the id that a fragment probably means; '' where none is near."""
        same = self._folded.get(fragment.casefold())
        if same is not None:
            return same
        # `5.2.6` is not meant where `5.2.7` is written: a near name has the same numbers.
        alike = self._by_digits.get(_digits(fragment), [])[:_MOST]
        return next(iter(get_close_matches(fragment, alike, n=1, cutoff=0.8)), "")


_MOST = 1000
"""Ids that a fragment is compared with."""


def _digits(name: str) -> str:
    return re.sub(r"\D", "", name)
