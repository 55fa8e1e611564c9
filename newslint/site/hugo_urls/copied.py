"""The files that Hugo copies: static ones, and what lies in bundles and sections."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from newslint.site.hugo_urls.behaviour import Behaviour
from newslint.site.hugo_urls.nodes import Place, logical, owner
from newslint.site.hugo_urls.sources import File, Language, static_mounts
from newslint.site.hugo_urls.written import Written


def static_files(
    configuration: Mapping[str, Any], languages: tuple[Language, ...], files: Collection[str]
) -> dict[str, str]:
    """Return the files of the static folders, by path, with where each goes."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for mount in static_mounts(configuration, files):
        for path in sorted(files):
            output = mount.inside(path)
            if output is not None and output not in taken and path not in found:
                found[path] = output
                taken.add(output)
    hosts = [language.prefix for language in languages if language.host]
    copies = {path: f"{prefix}/{out}" for prefix in hosts[:1] for path, out in found.items()}
    for prefix in hosts[1:]:
        copies |= {f"<{prefix}/{output}>": f"{prefix}/{output}" for output in taken}
    return copies or found


def bundled(
    found: Iterable[File],
    leaves: frozenset[Place],
    made: Iterable[Written],
    languages: tuple[Language, ...],
    behaviour: Behaviour,
) -> dict[str, str]:
    """Return the files among the content, by path, with where each goes.

    A copy for another language stands under the file it is written to in angle brackets.
    """
    homes = {(page.node.language, page.node.path): page for page in made}
    codes = [language.code for language in languages]
    prefixes = {language.code: language.prefix for language in languages}
    own = [file for file in found if not file.is_content]
    named = {(file.language, *_key(file)) for file in own}
    copied: dict[str, str] = {}
    for file in own:
        place = owner(file, leaves)
        wanted = [file.language, *(code for code in codes if code != file.language)]
        for code in wanted:
            if code != file.language and (code, *_key(file)) in named:
                continue
            outputs = _goes(file, code, place, homes, prefixes, behaviour)
            for output in outputs:
                copied[f"<{output}>" if file.path in copied else file.path] = output
            if outputs and not behaviour.copies_resources:
                break
    return copied


def _key(file: File) -> tuple[Place, str]:
    return file.folders, f"{file.stem}.{file.name.rpartition('.')[2]}"


def _goes(
    file: File,
    code: str,
    place: Place | None,
    homes: Mapping[tuple[str, str], Written],
    prefixes: Mapping[str, str],
    behaviour: Behaviour,
) -> tuple[str, ...]:
    """Return where a file goes for one language: nowhere, or beside each output of its page."""
    for folder in _folders(file, place):
        path = logical(folder)
        page = homes.get((code, path))
        if page is None or not page.targets or not _holds(page, behaviour):
            # Files of a folder that is a bundle in another language are of no use here.
            others = (homes.get((other, path)) for other in prefixes)
            if behaviour.copies_resources and any(o and _holds(o, behaviour) for o in others):
                return ()
            continue
        if not page.is_built:
            return ()
        rest = (*file.folders[len(folder) :], file.name)
        targets = page.targets if behaviour.copies_resources else page.targets[:1]
        folders = dict.fromkeys(target.folder for _, target in targets)
        return tuple("/".join((folder, *rest)).lstrip("/") for folder in folders)
    if place is None and behaviour.copies_resources and code == file.language:
        return ("/".join((prefixes[code], *file.folders, file.name)).lstrip("/"),)
    return ()


def _holds(page: Written, behaviour: Behaviour) -> bool:
    """Tell whether files beside a page can be part of it."""
    if behaviour.copies_resources and page.node.is_list and not page.node.source:
        return False
    return page.node.is_bundle


def _folders(file: File, place: Place | None) -> Iterator[Place]:
    """Yield the folders whose page a file may belong to, the nearest first."""
    if place is not None:
        yield place
        return
    for depth in range(len(file.folders), -1, -1):
        yield file.folders[:depth]
