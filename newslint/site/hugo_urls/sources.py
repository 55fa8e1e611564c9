"""Where a Hugo site's sources lie: its languages, its mounts, and what each file is.

After the docs ("Configure languages", "Configure modules: mounts", "Page bundles"). A module that
is not among the files, as most themes' are not, mounts nothing here.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from newslint.growth.compiling import compiled
from newslint.site.hugo_urls import globs
from newslint.site.hugo_urls.behaviour import Behaviour
from newslint.site.hugo_urls.configuration import section

EXTENSIONS = frozenset(
    "md markdown mdown html htm org ad adoc asciidoc rst pandoc pdc mmark".split()
)
"""Extensions of content (`hugofs/files/classifier.go`)."""
INDEXES = ("_index", "index")
"""The names of what stands for its folder: a list, and a page that is a bundle."""
_HTML = frozenset({"html", "htm"})
_LOCALISED = frozenset({"permalinks", "taxonomies", "outputs", "disablekinds", "uglyurls"})


class Language(NamedTuple):
    """One language of a site."""

    code: str
    prefix: str
    """The folder of its pages in the output; '' for the language at the root."""
    host: str
    """Its own `baseURL`, where each language has one: its path is then in place of the prefix."""
    configuration: Mapping[str, Any]
    """The site's, with what the language says for itself."""
    is_default: bool

    @property
    def lead(self) -> str:
        """What URLs begin with in front of their path: `/ko`."""
        if self.host:
            return urlsplit(self.host).path.rstrip("/")
        return f"/{self.prefix}" if self.prefix else ""


class Mount(NamedTuple):
    """A folder of the sources, and where it appears."""

    source: str
    target: str
    """Below the content folder or the output folder; '' for itself."""
    language: str = ""
    globs: tuple[str, ...] = ()
    """Which files of it: the first that a file fits decides, one after `!` against it."""

    def inside(self, path: str) -> str | None:
        """Return where a file of the sources appears; None where it does not."""
        within = path.removeprefix(f"{self.source}/")
        if within == path or not self._takes(within):
            return None
        return f"{self.target}/{within}" if self.target else within

    def _takes(self, within: str) -> bool:
        for glob in self.globs:
            if globs.matches(glob.removeprefix("!").strip().removeprefix("/"), within):
                return not glob.startswith("!")
        # Where nothing is asked for, everything is that is not left out.
        return all(glob.startswith("!") for glob in self.globs)


class File(NamedTuple):
    """A file among the content."""

    path: str
    folders: tuple[str, ...]
    """Below the content folder, as written."""
    name: str
    stem: str
    """The name without extension and language."""
    language: str
    is_content: bool


def languages_of(configuration: Mapping[str, Any], behaviour: Behaviour) -> tuple[Language, ...]:
    """Return the languages that are built, the default one among them, by weight."""
    default = str(configuration.get("defaultcontentlanguage") or "en").lower()
    own = section(configuration, "languages")
    disabled = {code.lower() for code in _strings(configuration.get("disablelanguages"))}
    told = {
        code: values
        for code, values in own.items()
        if isinstance(values, Mapping) and not values.get("disabled") and code not in disabled
    }
    in_folder = bool(configuration.get("defaultcontentlanguageinsubdir"))
    is_apart = in_folder and (len(told) > 1 or behaviour.lone_prefix)
    if not told:
        return (Language(default, default if is_apart else "", "", configuration, is_default=True),)
    if default not in told and "defaultcontentlanguage" not in configuration:
        default = next(iter(told))
    has_hosts = all(values.get("baseurl") for values in told.values())
    codes = sorted(told, key=lambda code: (_weight(told[code]), code))
    return tuple(
        Language(
            code,
            code if has_hosts or is_apart or code != default else "",
            str(told[code]["baseurl"]) if has_hosts else "",
            {**configuration, **{key: told[code][key] for key in _LOCALISED & told[code].keys()}},
            code == default,
        )
        for code in codes
    )


def _weight(values: Mapping[str, Any]) -> int:
    weight = values.get("weight")
    return weight if isinstance(weight, int) and weight else 1 << 30


def content_mounts(
    configuration: Mapping[str, Any], languages: tuple[Language, ...], files: Collection[str]
) -> tuple[Mount, ...]:
    """Return the mounts of content, the first ones first."""
    default = next((language.code for language in languages if language.is_default), "")
    mounted = tuple(_mounts(configuration, "content", default))
    if not mounted:
        usual = str(configuration.get("contentdir") or "content").strip("/")
        told = section(configuration, "languages")
        folders: dict[str, str] = {}
        for language in sorted(languages, key=lambda language: not language.is_default):
            own = section(told, language.code).get("contentdir")
            folders.setdefault(own.strip("/") if isinstance(own, str) else usual, language.code)
        mounted = tuple(Mount(folder, "", code) for folder, code in folders.items())
    themes = themes_of(configuration, files)
    return (*mounted, *(Mount(f"{theme}/content", "", default) for theme in themes))


def static_mounts(configuration: Mapping[str, Any], files: Collection[str]) -> tuple[Mount, ...]:
    """Return the mounts of static files, the first ones first."""
    mounted = tuple(_mounts(configuration, "static", ""))
    if not mounted:
        names: list[str] = []
        for key in ("staticdir", *(f"staticdir{number}" for number in range(11))):
            value = configuration.get(key, "static" if key == "staticdir" else None)
            names += value if isinstance(value, list) else [value] if value else []
        # Of two folders with the same file, the later one's is published.
        mounted = tuple(Mount(str(name).strip("/"), "") for name in reversed(names))
    themes = themes_of(configuration, files)
    return (*mounted, *(Mount(f"{theme}/static", "") for theme in themes))


def _mounts(configuration: Mapping[str, Any], component: str, default: str) -> Iterator[Mount]:
    mounts = section(configuration, "module").get("mounts")
    for mount in mounts if isinstance(mounts, list) else ():
        if not isinstance(mount, Mapping):
            continue
        source, target = (str(mount.get(key, "")).strip("/") for key in ("source", "target"))
        top, _, below = target.partition("/")
        if top == component:
            language = str(mount.get("lang") or default).lower()
            yield Mount(source, below, language, tuple(_globs(mount)))


def _globs(mount: Mapping[str, Any]) -> Iterator[str]:
    """Yield the globs of a mount; since 0.153 `files` is all there is."""
    yield from (f"!{glob}" for glob in _strings(mount.get("excludefiles")))
    yield from _strings(mount.get("includefiles"))
    yield from _strings(mount.get("files"))


def _strings(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def themes_of(configuration: Mapping[str, Any], files: Collection[str]) -> tuple[str, ...]:
    """Return the folders of the themes that are among the sources."""
    folder = str(configuration.get("themesdir") or "themes").strip("/")
    wanted = (f"{folder}/{name}" for name in theme_names(configuration))
    return tuple(name for name in wanted if any(path.startswith(f"{name}/") for path in files))


def theme_names(configuration: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what the configuration calls its themes, and the modules that it imports."""
    imports = section(configuration, "module").get("imports")
    paths = (
        str(item.get("path", ""))
        for item in (imports if isinstance(imports, list) else ())
        if isinstance(item, Mapping) and not item.get("disable")
    )
    return (*_strings(configuration.get("theme")), *paths)


def files_of(
    mounts: tuple[Mount, ...],
    languages: tuple[Language, ...],
    configuration: Mapping[str, Any],
    files: Iterable[str],
    behaviour: Behaviour,
) -> Iterator[File]:
    """Yield the files of the content that Hugo looks at, in the order of their paths."""
    ignored = [_pattern(text) for text in _strings(configuration.get("ignorefiles"))]
    codes = frozenset(language.code for language in languages)
    nested = sorted(mounts, key=lambda mount: -len(mount.source))
    chosen: dict[tuple[str, ...], File] = {}
    for path in sorted(files):
        found = _mounted(path, nested)
        name = path.rpartition("/")[2]
        if found is None or any(_is_hidden(part) for part in found[1].split("/")):
            continue
        if any(pattern.search(path) for pattern in ignored):
            continue
        mount, within = found
        file = _file(path, within, mount.language, codes, behaviour)
        key = (*file.folders, file.stem, name.rpartition(".")[2], file.language)
        # Of `news.md` and `news.ko.md` in one language, the one that names it holds.
        is_named = len(name) > len(f"{file.stem}.{name.rpartition('.')[2]}")
        if file.language in codes and (key not in chosen or is_named):
            chosen[key] = file
    yield from chosen.values()


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "#")) or name.endswith("~")


def _mounted(path: str, mounts: list[Mount]) -> tuple[Mount, str] | None:
    for mount in mounts:
        within = mount.inside(path)
        if within is not None:
            return mount, within
    return None


def _file(
    path: str, within: str, language: str, codes: frozenset[str], behaviour: Behaviour
) -> File:
    *folders, name = within.split("/")
    stem, dot, extension = name.rpartition(".")
    if not dot:
        stem, extension = name, ""
    kind = extension.lower() if behaviour.any_case else extension
    before, dot, code = stem.rpartition(".")
    if dot and code.lower() in codes:
        stem, language = before, code.lower()
    if behaviour.any_case and stem.lower() in INDEXES:
        stem = stem.lower()
    return File(path, tuple(folders), name, stem, language, kind in EXTENSIONS)


def is_html(path: str) -> bool:
    """Tell whether a file is HTML by its name."""
    return path.rpartition(".")[2].lower() in _HTML


def _pattern(text: str) -> re.Pattern[str]:
    """Compile one of Go's patterns; one that Python does not take matches nothing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return compiled(text)
    except (re.error, FutureWarning):
        return re.compile("(?!)")
