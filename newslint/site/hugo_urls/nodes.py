"""The tree of a Hugo site in one language: what each source is, and what is above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from newslint.site.hugo_urls import globs
from newslint.site.hugo_urls.behaviour import Behaviour
from newslint.site.hugo_urls.dates import Dates
from newslint.site.hugo_urls.sources import INDEXES, File

_TARGETS = ("target", "_target")
Place = tuple[str, ...]
"""Folders and name below the content folder, as written."""


@dataclass(frozen=True)
class Node:
    """A page of the site, before it has a URL."""

    kind: str
    """home, section, taxonomy, term or page."""
    place: Place
    source: str
    """'' for what Hugo makes by itself."""
    language: str
    stem: str
    fields: Mapping[str, Any]
    """The front matter by lower-case key, what sections hand down included."""
    is_bundle: bool = False
    dates: Dates | None = None
    title: str = ""

    @property
    def is_list(self) -> bool:
        """True for what lists other pages."""
        return self.kind != "page"

    @property
    def path(self) -> str:
        """The logical path that Hugo's matchers see: `/posts/ferry`."""
        return logical(self.place)

    @property
    def file_path(self) -> str:
        """The path of its file below the content folder, in lower case."""
        name = self.source.rpartition("/")[2]
        folder = self.place if self.is_bundle else self.place[:-1]
        return "/" + "/".join((*folder, name)).lower() if name else self.path

    @property
    def slug(self) -> str:
        """The slug that front matter, or else the file's name gives."""
        value = self.fields.get("slug")
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, str | int | float | date) and value != "":
            return str(value)
        return self.dates.slug if self.dates else ""


@lru_cache(maxsize=1 << 14)
def logical(place: Place) -> str:
    """Return a place as a path, in lower case, with hyphens for blanks."""
    return "/" + "/".join(part.replace(" ", "-").lower() for part in place)


def leaf_folders(files: Iterable[File]) -> frozenset[Place]:
    """Return the folders that are bundles: all that lies in them belongs to one page."""
    return frozenset(
        file.folders for file in files if file.is_content and file.stem == "index" and file.folders
    )


def owner(file: File, leaves: frozenset[Place]) -> Place | None:
    """Return the bundle that a file is part of, its own page aside; None if it is of none."""
    for depth in range(1, len(file.folders) + 1):
        folder = file.folders[:depth]
        if folder in leaves:
            is_page = file.is_content and file.stem == "index" and folder == file.folders
            return None if is_page else folder
    return None


def one_of_each(files: Iterable[File], behaviour: Behaviour) -> tuple[list[File], dict[str, File]]:
    """Return the files that hold of those with one path, and the others with what they yield to.

    A section holds over a bundle, a bundle over a single file, Markdown over the rest.
    """
    holding: dict[tuple[str, str, bool], File] = {}
    lost: dict[str, File] = {}
    for file in sorted(files, key=_rank):
        is_single = file.stem not in INDEXES
        place = (*file.folders, file.stem) if is_single else file.folders
        is_apart = behaviour.pages_beside_sections and file.stem == "_index"
        holder = holding.setdefault((file.language, logical(place), is_apart), file)
        if holder is not file:
            lost[file.path] = holder
    return sorted(holding.values()), lost


def _rank(file: File) -> tuple[int, bool, str]:
    rank = INDEXES.index(file.stem) if file.stem in INDEXES else len(INDEXES)
    return rank, not file.name.lower().endswith(".md"), file.path


def node_of(file: File, fields: Mapping[str, Any], taxonomies: Mapping[str, str]) -> Node:
    """Return what a file of content is; `taxonomies` by plural, their singular."""
    place, kind, is_bundle = (*file.folders, file.stem), "page", False
    if file.stem == "_index":
        place = file.folders
        kind = _list_kind(place, taxonomies)
        is_bundle = True
    elif file.stem == "index":
        place, is_bundle = file.folders, True
        kind = "page" if place else "home"
    title = fields.get("title")
    return Node(
        kind=kind,
        place=place,
        source=file.path,
        language=file.language,
        stem=file.stem,
        fields=fields,
        is_bundle=is_bundle,
        title="" if title is None else str(title),
    )


def _list_kind(place: Place, taxonomies: Mapping[str, str]) -> str:
    if not place:
        return "home"
    if place[0].lower() in taxonomies:
        return "taxonomy" if len(place) == 1 else "term"
    return "section"


def handed_down(nodes: Iterable[Node], configured: object, behaviour: Behaviour) -> Iterator[Node]:
    """Yield pages with the fields of the cascades that they lie under."""
    nodes = list(nodes)
    own = {
        node.place: _cascades(node.fields.get("cascade"), behaviour)
        for node in nodes
        if node.is_list
    }
    site = _cascades(configured, behaviour)
    for node in nodes:
        fields = dict(node.fields)
        ends = (
            range(len(node.place), -1, -1) if node.is_list else range(len(node.place) - 1, -1, -1)
        )
        for cascades in (*(own.get(node.place[:end], ()) for end in ends), site):
            for cascade in cascades:
                if _is_meant(cascade, node, behaviour):
                    _inherit(fields, cascade, behaviour)
        yield replace(node, fields=fields)


def _cascades(value: object, behaviour: Behaviour) -> tuple[Mapping[str, Any], ...]:
    items = value if isinstance(value, list) else [value]
    ignored = () if isinstance(value, list) or behaviour.cascade_maps_have_targets else _TARGETS
    return tuple(
        {str(key).lower(): inner for key, inner in item.items() if key not in ignored}
        for item in items
        if isinstance(item, Mapping)
    )


def _is_meant(cascade: Mapping[str, Any], node: Node, behaviour: Behaviour) -> bool:
    for key in behaviour.target_keys:
        target = cascade.get(key)
        if not isinstance(target, Mapping):
            continue
        wanted = {str(name).lower(): str(value).lower() for name, value in target.items()}
        path = node.file_path if behaviour.matches_files else node.path
        told = {"path": path, "kind": node.kind, "lang": node.language}
        told["environment"] = "production"
        if not all(globs.matches(wanted.get(name, ""), told[name]) for name in told):
            return False
    return True


def _inherit(fields: dict[str, Any], cascade: Mapping[str, Any], behaviour: Behaviour) -> None:
    for key, value in cascade.items():
        if key == "params" and isinstance(value, Mapping):
            for name, inner in value.items():
                fields.setdefault(str(name).lower(), inner)
        elif key not in behaviour.target_keys:
            fields.setdefault(key, value)


def withheld(
    node: Node, configuration: Mapping[str, Any], now: datetime, behaviour: Behaviour
) -> str:
    """Return why Hugo leaves a page out of the build; '' where it does not."""
    if _is_draft(node.fields, behaviour) and not configuration.get("builddrafts"):
        return "draft"
    dates = node.dates
    if dates and dates.publish > now and not configuration.get("buildfuture"):
        return "future date"
    expires = dates is not None and dates.expiry.year > 1
    if dates and expires and dates.expiry < now and not configuration.get("buildexpired"):
        return "expired"
    return ""


def _is_draft(fields: Mapping[str, Any], behaviour: Behaviour) -> bool:
    draft, published = fields.get("draft"), fields.get("published")
    if isinstance(published, bool) and draft is None and behaviour.drafts_hide_sections:
        return not published
    return draft is True or (isinstance(draft, str) and draft.strip().lower() in ("true", "1"))


def rendered(node: Node, behaviour: Behaviour) -> str:
    """Return why a page of the build is not written; '' where it is."""
    build = node.fields.get(behaviour.build_key)
    options = (
        {str(key).lower(): value for key, value in build.items()} if isinstance(build, dict) else {}
    )
    render = options.get("render", "always")
    if render is False or str(render).lower() == "never":
        return f"{behaviour.build_key}.render never"
    if str(render).lower() == "link":
        return f"{behaviour.build_key}.render link"
    if node.fields.get("headless") is True and node.is_bundle and not node.is_list:
        return "headless"
    return ""
