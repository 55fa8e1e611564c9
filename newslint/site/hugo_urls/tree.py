"""All pages of a Hugo site in one language, those that no source is behind included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from newslint.site.hugo_urls.behaviour import Behaviour
from newslint.site.hugo_urls.configuration import section
from newslint.site.hugo_urls.dates import dates_of, zone_of
from newslint.site.hugo_urls.nodes import (
    Node,
    Place,
    handed_down,
    logical,
    node_of,
    withheld,
)
from newslint.site.hugo_urls.paths import Style, sanitized
from newslint.site.hugo_urls.sources import File, Language


@dataclass(frozen=True)
class Tree:
    """The pages of one language."""

    language: Language
    nodes: tuple[Node, ...]
    """What is built, written or not."""
    lists: Mapping[str, Node]
    """Home, sections, taxonomies and terms by logical path."""
    left_out: tuple[tuple[Node, str], ...]
    """What is not built, and why."""
    _sections: dict[Place, tuple[Node, ...]] = field(default_factory=dict, repr=False)

    def sections(self, node: Node) -> tuple[Node, ...]:
        """Return the lists above a page, itself among them if it is one, without home."""
        place = node.place if node.is_list else node.place[:-1]
        if place not in self._sections:
            paths = (logical(place[:depth]) for depth in range(1, len(place) + 1))
            found = tuple(self.lists[path] for path in paths if path in self.lists)
            self._sections[place] = found
        return self._sections[place]

    def folder(self, node: Node, style: Style, behaviour: Behaviour) -> str:
        """Return the folders of a page as its URL has them; those of a list, itself included."""
        place = node.place if node.is_list else node.place[:-1]
        parts = [plain_name(part, style, behaviour) for part in place]
        if behaviour.section_slugs:
            for above in self.sections(node):
                if above.slug:
                    parts[len(above.place) - 1] = above.slug
        return "/".join(parts)


def plain_name(name: str, style: Style, behaviour: Behaviour) -> str:
    """Return the name of a file or folder as a path has it before it is sanitised."""
    hyphened = behaviour.hyphens_blanks and not style.keeps_case
    return name.replace(" ", "-") if hyphened else name


def taxonomies_of(configuration: Mapping[str, Any]) -> dict[str, str]:
    """Return the taxonomies, their singular by plural."""
    if "taxonomies" not in configuration:
        return {"categories": "category", "tags": "tag"}
    told = section(configuration, "taxonomies")
    return {str(plural).lower(): str(singular) for singular, plural in told.items()}


def disabled_kinds(configuration: Mapping[str, Any]) -> frozenset[str]:
    """Return the kinds of pages that are switched off, in lower case."""
    kinds = configuration.get("disablekinds")
    found = {str(kind).lower() for kind in kinds} if isinstance(kinds, list) else set()
    # Up to 0.72 a term was a taxonomy, and a taxonomy a taxonomyTerm.
    return frozenset(found | ({"taxonomy"} if "taxonomyterm" in found else set()))


def grow(
    language: Language,
    sources: Iterable[tuple[File, Mapping[str, Any]]],
    now: datetime,
    style: Style,
    behaviour: Behaviour,
) -> Tree:
    """Put together the pages of one language; `sources` are its files of content."""
    configuration = language.configuration
    taxonomies = taxonomies_of(configuration)
    disabled = disabled_kinds(configuration)
    zone = zone_of(configuration.get("timezone"))
    dating = section(configuration, "frontmatter")
    plain = (node_of(file, fields, taxonomies) for file, fields in sources)
    inherited = handed_down(plain, configuration.get("cascade"), behaviour)
    dated = [replace(n, dates=dates_of(n.fields, _name(n), dating, zone)) for n in inherited]
    told = [(node, withheld(node, configuration, now, behaviour)) for node in dated]
    if behaviour.drafts_hide_sections:
        told = list(_hidden_with_sections(told))
    left_out = [(node, why) for node, why in told if why]
    built = [node for node, why in told if not why]
    for node in [node for node in built if node.kind in disabled]:
        built.remove(node)
        left_out.append((node, "disableKinds"))
    lists = {node.path: node for node in built if node.is_list}
    withheld_lists = {node.path for node, _ in left_out if node.is_list}
    for made in _made(language, told, taxonomies, style, behaviour):
        skipped = made.kind in disabled or made.path in withheld_lists
        if made.path not in lists and not skipped:
            lists[made.path] = made
            built.append(made)
    built = list(_once_handed_down(built, configuration, behaviour))
    return Tree(language, tuple(built), lists, tuple(left_out))


def _name(node: Node) -> str:
    """Return the name that `:filename` reads a date from: of a bundle, its folder's."""
    is_leaf = node.is_bundle and not node.is_list
    return node.place[-1] if is_leaf else node.stem


def _hidden_with_sections(told: list[tuple[Node, str]]) -> Iterator[tuple[Node, str]]:
    hidden = [node.place for node, why in told if why and node.kind == "section"]
    for node, why in told:
        is_below = any(node.place[: len(place)] == place for place in hidden)
        yield node, why or ("section not built" if is_below else "")


def _once_handed_down(
    built: list[Node], configuration: Mapping[str, Any], behaviour: Behaviour
) -> Iterator[Node]:
    """Hand down to what Hugo made by itself; the others have had theirs."""
    whole = handed_down(built, configuration.get("cascade"), behaviour)
    for node, again in zip(built, whole, strict=True):
        yield node if node.source else again


def _made(
    language: Language,
    told: list[tuple[Node, str]],
    taxonomies: Mapping[str, str],
    style: Style,
    behaviour: Behaviour,
) -> Iterator[Node]:
    """Yield the lists that Hugo makes by itself: home, top sections, taxonomies and terms."""

    def make(kind: str, place: Place, title: str) -> Node:
        return Node(kind, place, "", language.code, "_index", {}, is_bundle=True, title=title)

    yield make("home", (), "")
    below = (
        node.place[0]
        for node, why in told
        if len(node.place) > 1 and (behaviour.sections_of_drafts or not why)
    )
    for top in dict.fromkeys(below):
        if top.lower() not in taxonomies:
            yield make("section", (top,), top.replace("-", " ").capitalize())
    for plural in taxonomies:
        yield make("taxonomy", (plural,), plural.capitalize())
    terms = (
        (plural, term)
        for node, why in told
        if not why
        for plural in taxonomies
        for term in _terms(node.fields.get(plural))
    )
    for plural, term in dict.fromkeys(terms):
        name = sanitized(plain_name(term, style, behaviour), style).strip("/")
        if name:
            yield make("term", (plural, *name.split("/")), term)


def _terms(value: object) -> Iterator[str]:
    items = value if isinstance(value, list) else [value]
    for item in items:
        if isinstance(item, bool):
            yield str(item).lower()
        elif isinstance(item, str | int | float):
            yield str(item)
