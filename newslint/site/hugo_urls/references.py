"""What `ref` and `relref` find in a Hugo site: pages by their path, or by their name alone.

After the docs ("Shortcodes: ref") and `hugolib/pagecollections.go`. A page that is a draft or not
yet due is not found; one that is not rendered is, and has no link.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from posixpath import join, normpath
from typing import Any, NamedTuple
from urllib.parse import unquote

from newslint.site.hugo_urls.behaviour import CURRENT, Behaviour
from newslint.site.hugo_urls.sources import (
    EXTENSIONS,
    INDEXES,
    File,
    content_mounts,
    files_of,
    languages_of,
)
from newslint.site.hugo_urls.tree import taxonomies_of
from newslint.site.published import Page, Publication

_MADE = "made by Hugo: "
_LISTS = frozenset({"home", "section", "taxonomy", "term"})
_AMBIGUOUS = ""


class _Place(NamedTuple):
    """Where a page stands in the content of its language."""

    language: str
    path: str
    """Its logical path: `/posts/ferry`."""
    folder: str
    """What relative references count from."""
    file_folder: str
    """The folder of its file."""


@dataclass(frozen=True)
class References:
    """The pages of a site as references see them."""

    places: Mapping[str, _Place]
    """By key in the publication's pages."""
    paths: Mapping[tuple[str, str], str]
    """Keys by language and logical path."""
    names: Mapping[tuple[str, str], str]
    """Keys by language and name; '' for a name that several pages have."""
    languages: frozenset[str]
    taxonomies: frozenset[str]
    behaviour: Behaviour

    def find(self, source: str, argument: str) -> str | None:
        """Return the key of the page that a reference in a source means; None if it means none.

        A fragment alone means the source itself.
        """
        place = self.places.get(source)
        path = unquote(argument.partition("#")[0].partition("?")[0])
        if not path or place is None:
            return source if place and not path else None
        is_strict = not self.behaviour.loose_references
        has_slash = path.endswith("/") and path != "/"
        path = path.rstrip("/") or "/"
        for number, candidate in enumerate(self._candidates(place, path)):
            if is_strict and has_slash and (number or argument.startswith("/")):
                return None
            key = self.paths.get((place.language, candidate))
            needs_file = is_strict and path.rpartition("/")[2].partition(".")[0] in INDEXES
            if key is not None and not (needs_file and key.startswith("<")):
                return key
        if "/" in path or path.startswith("."):
            return None
        name = self._logical(path, place.language).lstrip("/")
        return (self.names.get((place.language, name)) or None) if name else None

    def _candidates(self, place: _Place, path: str) -> Iterator[str]:
        """Yield the logical paths that a reference may mean, the nearest first."""
        has_extension = "." in path.rpartition("/")[2]
        if not path.startswith("/"):
            is_up = has_extension and path.startswith("../")
            folder = place.file_folder if is_up and self.behaviour.hyphens_blanks else place.folder
            yield self._logical(join(folder, path), place.language)
            if has_extension:
                yield self._logical(join(place.file_folder, path), place.language)
        is_term = path.partition("/")[0].lower() in self.taxonomies
        if not path.startswith(".") and (self.behaviour.loose_references or not is_term):
            yield self._logical(join("/", path), place.language)

    def _logical(self, path: str, language: str) -> str:
        """Return a path without extension, language and index."""
        folder, _, name = normpath(join("/", path)).rpartition("/")
        stem, dot, extension = name.rpartition(".")
        if dot and extension.lower() in EXTENSIONS:
            before, dot, code = stem.rpartition(".")
            codes = self.languages if self.behaviour.loose_references else {language}
            name = before if dot and code.lower() in codes else stem
        made = folder if name in INDEXES else f"{folder}/{name}"
        if self.behaviour.hyphens_blanks:
            made = made.replace(" ", "-")
        return made.lower() or "/"


def references(
    configuration: Mapping[str, Any],
    publication: Publication,
    files: Collection[str],
    behaviour: Behaviour = CURRENT,
) -> References:
    """Return what references find in a publication; `files` are all those of the site."""
    languages = languages_of(configuration, behaviour)
    mounts = content_mounts(configuration, languages, files)
    places: dict[str, _Place] = {}
    for file in files_of(mounts, languages, configuration, files, behaviour):
        page = publication.pages.get(file.path)
        if page and _is_built(page, behaviour):
            places[file.path] = _place(file, behaviour)
    prefixes = {language.prefix: language.code for language in languages}
    for key, page in publication.pages.items():
        if page.why.removeprefix(_MADE) in _LISTS and page.output.endswith("index.html"):
            top, _, rest = page.output.partition("/")
            code = prefixes.get(top) if top else None
            path = f"/{(rest if code else page.output).removesuffix('index.html')}".rstrip("/")
            language = code or prefixes.get("", "")
            places[key] = _Place(language, path or "/", path or "/", path or "/")
    paths = {(place.language, place.path): key for key, place in places.items()}
    return References(
        places,
        paths,
        _names(places),
        frozenset(prefixes.values()),
        frozenset(taxonomies_of(configuration)),
        behaviour,
    )


def _names(places: Mapping[str, _Place]) -> dict[tuple[str, str], str]:
    names: dict[tuple[str, str], str] = {}
    for key, place in places.items():
        name = (place.language, place.path.rpartition("/")[2])
        names[name] = _AMBIGUOUS if name in names else key
    return names


def _is_built(page: Page, behaviour: Behaviour) -> bool:
    return page.published or page.why.startswith((f"{behaviour.build_key}.render", "headless"))


def _place(file: File, behaviour: Behaviour) -> _Place:
    folders = [
        (folder.replace(" ", "-") if behaviour.hyphens_blanks else folder).lower()
        for folder in file.folders
    ]
    here = "/" + "/".join(folders)
    if file.stem == "_index":
        return _Place(file.language, here, here, here)
    if file.stem == "index" and folders:
        return _Place(file.language, here, here.rpartition("/")[0] or "/", here)
    stem = (file.stem.replace(" ", "-") if behaviour.hyphens_blanks else file.stem).lower()
    return _Place(file.language, join(here, stem), here, here)
