"""What a Hugo site publishes: pages, files and redirects, from its sources alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from newslint.site.hugo_urls.aliases import aliases_of
from newslint.site.hugo_urls.behaviour import CURRENT, Behaviour
from newslint.site.hugo_urls.copied import bundled, static_files
from newslint.site.hugo_urls.extras import extras
from newslint.site.hugo_urls.layouts import Layouts, layouts_of
from newslint.site.hugo_urls.nodes import leaf_folders, one_of_each, owner
from newslint.site.hugo_urls.paths import Style
from newslint.site.hugo_urls.sources import File, content_mounts, files_of, is_html, languages_of
from newslint.site.hugo_urls.tree import grow
from newslint.site.hugo_urls.unknown import open_ended
from newslint.site.hugo_urls.written import Written, written
from newslint.site.published import Entry, Page, Publication


def publish(
    configuration: Mapping[str, Any],
    entries: Iterable[Entry],
    files: Collection[str],
    now: datetime,
    behaviour: Behaviour = CURRENT,
) -> Publication:
    """Return what a site publishes.

    `configuration` is the merged one (`merged`). A page that no source is behind, and an output
    of a page beyond its main one, stands under the file that it writes in angle brackets, with
    an empty path: `<tags/ferry/index.html>`.
    """
    style = Style(
        keeps_case=bool(configuration.get("disablepathtolower")),
        strips_accents=bool(configuration.get("removepathaccents")),
        encodes_hash=behaviour.encodes_hash,
        last_of_one=behaviour.last_of_one,
    )
    told = {entry.path: entry for entry in entries}
    languages = languages_of(configuration, behaviour)
    mounts = content_mounts(configuration, languages, files)
    found = [
        _judged(file, told, behaviour)
        for file in files_of(mounts, languages, configuration, files, behaviour)
    ]
    leaves = leaf_folders(found)
    single = (file for file in found if file.is_content and owner(file, leaves) is None)
    whole, lost = one_of_each(single, behaviour)
    made: list[Written] = []
    for language in languages:
        own = [(file, _fields(told, file)) for file in whole if file.language == language.code]
        made += written(grow(language, own, now, style, behaviour), style, behaviour)
    pages = dict(_parts(found, leaves))
    for path, holder in lost.items():
        why = f"same path as {holder.path}"
        pages[path] = Page(path, "", "", published=False, why=why)
    for extra in extras(configuration, languages, files, style):
        pages[f"<{extra.output}>"] = extra
    layouts = layouts_of(configuration, files, behaviour)
    for page in _rendered(_not_overwritten(made, behaviour), layouts):
        language = next(lang for lang in languages if lang.code == page.node.language)
        redirects = aliases_of(page, configuration, language, behaviour)
        pages.update(_pages(page, redirects, told))
    static = bundled(found, leaves, made, languages, behaviour)
    static.update(static_files(configuration, languages, files))
    base = urlsplit(str(configuration.get("baseurl") or "")).path.rstrip("/")
    return Publication(pages, static, base, open_ended=open_ended(configuration, files))


def _judged(file: File, told: Mapping[str, Entry], behaviour: Behaviour) -> File:
    """Tell a page in HTML from a file that is copied, where releases tell them apart."""
    entry = told.get(file.path)
    is_bare = entry is not None and not entry.has_front_matter and is_html(file.path)
    if file.is_content and is_bare and not behaviour.bare_html_is_content:
        return file._replace(is_content=False)
    return file


def _fields(told: Mapping[str, Entry], file: File) -> dict[str, Any]:
    entry = told.get(file.path)
    return {str(key).lower(): value for key, value in entry.fields.items()} if entry else {}


def _parts(found: Iterable[File], leaves: frozenset[tuple[str, ...]]) -> Iterator[tuple[str, Page]]:
    """Yield the content inside bundles, which is no page of its own."""
    for file in found:
        bundle = owner(file, leaves)
        if file.is_content and bundle is not None:
            why = f"part of the bundle {'/'.join(bundle)}"
            yield file.path, Page(file.path, "", "", published=False, why=why)


def _not_overwritten(made: list[Written], behaviour: Behaviour) -> Iterator[Written]:
    """Yield the pages; those whose file a section is written to as well are not published."""
    lists = {
        target.output
        for page in made
        if page.node.is_list and not page.why and behaviour.pages_beside_sections
        for _, target in page.targets
    }
    for page in made:
        is_lost = any(target.output in lists for _, target in page.targets[:1])
        if is_lost and not page.node.is_list and not page.why:
            yield page._replace(targets=page.targets[:1], why="same file as a section")
            nameless = replace(page.node, source="")
            yield page._replace(node=nameless, targets=page.targets[1:])
        else:
            yield page


def _rendered(made: Iterable[Written], layouts: Layouts) -> Iterator[Written]:
    """Yield the pages; those that have no layout are not published."""
    for page in made:
        node = page.node
        able = [
            each
            for each in page.targets
            if layouts.render(node.kind, each[0], node.fields.get("layout"))
        ]
        if page.why or not page.targets or page.targets[0] in able:
            yield page if page.why else page._replace(targets=tuple(able))
        else:
            yield page._replace(targets=page.targets[:1], why=f"no layout for {node.kind}")
            yield page._replace(node=replace(node, source=""), targets=tuple(able))


def _pages(
    page: Written, redirects: tuple[str, ...], told: Mapping[str, Entry]
) -> Iterator[tuple[str, Page]]:
    source = page.node.source
    why = page.why or page.how
    if source in told and not told[source].readable:
        why = "front matter cannot be read: Hugo stops"
    if source and not page.targets:
        yield source, Page(source, "", "", published=False, why=page.why or "no output format")
    for number, (_, target) in enumerate(page.targets):
        own = source if not number else ""
        yield (
            own or f"<{target.output}>",
            Page(
                own,
                target.url,
                target.output,
                redirects if not number and not page.why else (),
                published=not page.why,
                why=why if source else f"made by Hugo: {page.node.kind}",
            ),
        )
