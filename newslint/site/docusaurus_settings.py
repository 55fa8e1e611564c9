"""What the configuration of a Docusaurus site says in plain values.

After Docusaurus 3's `configValidation`, its classic preset and its content plugins. The
configuration is a program that is read and never executed: what it computes is told as an Unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import normpath
from typing import Any, NamedTuple

from newslint.site.globs import glob_pattern
from newslint.site.javascript_values import SPREAD, Computed, Program, resolved
from newslint.site.published import EVERYTHING, Page, Unknown

CONFIGURATIONS = tuple(
    f"docusaurus.config.{end}" for end in ("ts", "mts", "cts", "js", "mjs", "cjs")
)
_Read = Callable[[str], bytes | None]
_CLASSIC = ("classic", "@docusaurus/preset-classic", "@docusaurus/classic")
_CONTENT = ("docs", "blog", "pages")
_QUIET = re.compile(
    r"(?:@docusaurus/)?(?:plugin-)?(?:ideal-image|pwa|google-analytics|google-gtag|google-tag-manager"
    r"|sitemap|debug|svgr|css-cascade-layers|vercel-analytics|rsdoctor)"
    r"|docusaurus-plugin-(?:sass|image-zoom|matomo|hotjar|plausible|less|remote-content)"
)
"""Plugins that make no pages, the site map aside."""
_SEARCHING = re.compile(r"search|lunr")
_QUIET_REMARK = re.compile(
    r"remark-(?:math|gfm|emoji|breaks)|rehype-(?:katex|raw|mathjax)|@docusaurus/remark-plugin-npm2yarn"
)
_MAKING = ("addRoute", "postBuild")


class Instance(NamedTuple):
    """A folder of content and what is made of it."""

    kind: str
    """docs, blog or pages."""
    options: Mapping[str, Any]

    @property
    def path(self) -> str:
        """The folder, from that of the configuration."""
        usual = "src/pages" if self.kind == "pages" else self.kind
        return normpath(str(self.options.get("path") or usual)).strip("/")

    @property
    def route(self) -> str:
        """The path of its URLs: '' or `/docs`."""
        usual = "" if self.kind == "pages" else self.kind
        route = str(self.options.get("routeBasePath", usual)).strip("/")
        return f"/{route}" if route else ""

    @property
    def name(self) -> str:
        """What tells it from others of its kind."""
        return str(self.options.get("id") or "default")


@dataclass(frozen=True)
class Told:
    """All that is known of a site's configuration."""

    base: str = ""
    """The path that all URLs lie under: '' or `/gazette`."""
    trailing: bool | None = None
    """`trailingSlash`; None where it is not set."""
    static: tuple[str, ...] = ("static",)
    instances: tuple[Instance, ...] = ()
    redirects: tuple[Page, ...] = ()
    url: str = ""
    title: str = ""
    unknown: tuple[Unknown, ...] = ()


def told_by(read: _Read, files: Collection[str]) -> Told:
    """Return what the configuration of a site says; `read` gives a file of it."""
    known = frozenset(files)
    start = next((name for name in CONFIGURATIONS if name in known), "")
    program = Program((read(start) or b"").decode(errors="replace"))
    config = program.exported()
    if not isinstance(config, dict):
        config = program.holding("presets") or program.holding("baseUrl")
    if not isinstance(config, dict):
        return Told(unknown=(Unknown(EVERYTHING, f"what {start} computes"),))
    return _Reading(start, program, config, read, known).told()


@dataclass(frozen=True)
class _Reading:
    start: str
    program: Program
    config: Mapping[str, Any]
    read: _Read
    files: frozenset[str]
    unknown: list[Unknown] = field(default_factory=list)
    redirects: list[Page] = field(default_factory=list)

    def told(self) -> Told:
        """Return what the configuration says."""
        base = self.config.get("baseUrl", "/")
        trailing = self.config.get("trailingSlash")
        static = self.config.get("staticDirectories", ["static"])
        instances = tuple(self._instances())
        if not isinstance(base, str) or not isinstance(trailing, bool | None):
            self._computes("baseUrl or trailingSlash")
        if not isinstance(static, list) or not all(isinstance(row, str) for row in static):
            self._computes("folders")
            static = []
        if SPREAD in self.config or self.program.sets("presets", "plugins"):
            self._computes("settings")
        self._locales()
        markdown = self.config.get("markdown")
        for hook in ("parseFrontMatter", "preprocessor"):
            if isinstance(markdown, Computed) or (isinstance(markdown, dict) and hook in markdown):
                self._computes(f"Markdown ({hook})")
        prefix = base.strip("/") if isinstance(base, str) else ""
        url, title = self.config.get("url"), self.config.get("title")
        return Told(
            prefix and f"/{prefix}",
            trailing if isinstance(trailing, bool) else None,
            tuple(normpath(row).strip("/") for row in static),
            instances,
            tuple(self.redirects),
            url if isinstance(url, str) and isinstance(base, str) else "",
            title if isinstance(title, str) else "",
            tuple(dict.fromkeys(self.unknown)),
        )

    def _computes(self, what: str) -> None:
        self.unknown.append(Unknown(EVERYTHING, f"{what} that {self.start} computes"))

    def _instances(self) -> Iterator[Instance]:
        for name, options in self._named("presets"):
            if name not in _CLASSIC:
                self.unknown.append(Unknown(EVERYTHING, f"preset {name}"))
                continue
            for kind in _CONTENT:
                yield from self._instance(kind, options.get(kind))
            self.unknown.append(Unknown("/search", "the theme"))
        for name, options in self._named("plugins"):
            found = re.fullmatch(r"(?:@docusaurus/plugin-)?content-(docs|blog|pages)", name)
            if found:
                yield from self._instance(found[1], options)
            else:
                self._plugin(name, options)

    def _instance(self, kind: str, options: object) -> Iterator[Instance]:
        """Yield the content of a plugin's options; `False` turns it off."""
        if options is False:
            return
        told = options if isinstance(options, dict) else {}
        if isinstance(options, Computed) or SPREAD in told:
            self._computes(f"options of {kind}")
        for key in ("path", "routeBasePath", "include", "exclude", "lastVersion", "versions"):
            if _is_computed(told.get(key)):
                self._computes(f"{key} of {kind}")
        included = told.get("include")
        globs = included if isinstance(included, list) else []
        if any(glob_pattern(str(glob)) is None for glob in globs):
            self._computes(f"include of {kind}")
        if isinstance(told.get("numberPrefixParser"), Computed):
            self._computes(f"numberPrefixParser of {kind}")
        for key in ("remarkPlugins", "beforeDefaultRemarkPlugins", "rehypePlugins"):
            for name in _plugin_names(told.get(key), self.program):
                if not _QUIET_REMARK.fullmatch(name):
                    self.unknown.append(Unknown(EVERYTHING, f"links that {name} may rewrite"))
        yield Instance(kind, told)

    def _named(self, key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield the names and options of presets or plugins; '' for a function."""
        rows = self.config.get(key, [])
        if not isinstance(rows, list):
            self._computes(key)
            return
        for row in rows:
            first, *rest = row if isinstance(row, list) and row else [row]
            options = rest[0] if rest else {}
            if isinstance(options, Computed):
                self._computes(f"options in {key}")
            yield _name(first, self.program), options if isinstance(options, dict) else {}

    def _plugin(self, name: str, options: Mapping[str, Any]) -> None:
        if "client-redirects" in name:
            self._redirects(options)
        elif _SEARCHING.search(name):
            self.unknown.append(Unknown("/search", name))
        elif name.startswith("."):
            path = resolved(name, self.start, self.files)
            text = (self.read(path) or b"").decode(errors="replace") if path else _MAKING[0]
            if any(word in text for word in _MAKING):
                self.unknown.append(Unknown(EVERYTHING, f"plugin {name}"))
        elif not name:
            if any(word in self.program.text for word in _MAKING):
                self.unknown.append(Unknown(EVERYTHING, f"a plugin in {self.start}"))
        elif not _QUIET.fullmatch(name):
            self.unknown.append(Unknown(EVERYTHING, f"plugin {name}"))

    def _redirects(self, options: Mapping[str, Any]) -> None:
        rows = options.get("redirects", [])
        if not isinstance(rows, list) or "createRedirects" in options or _is_computed(rows):
            self._computes("redirects")
            return
        if options.get("fromExtensions"):
            self.unknown.append(Unknown(r".*\.\w+", "redirects of extensions"))
        if options.get("toExtensions"):
            self.unknown.append(Unknown(r".*", "redirects to extensions"))
        for row in rows:
            sources = row.get("from") if isinstance(row, dict) else None
            for source in sources if isinstance(sources, list) else [sources]:
                output = f"{str(source).strip('/')}/index.html".lstrip("/")
                self.redirects.append(Page("", str(source), output, why="a redirect"))

    def _locales(self) -> None:
        """Note where the site in other languages lies."""
        i18n = self.config.get("i18n")
        if i18n is None:
            return
        told = i18n if isinstance(i18n, dict) else {}
        locales, default = told.get("locales"), told.get("defaultLocale")
        moved = any(self.program.keyed("localeConfigs")) and "path" in str(
            told.get("localeConfigs")
        )
        if (
            not isinstance(locales, list)
            or not isinstance(default, str)
            or moved
            or _is_computed(locales)
        ):
            self._computes("languages")
            return
        if any(
            path.startswith(f"i18n/{default}/docusaurus-plugin-content-") for path in self.files
        ):
            self.unknown.append(Unknown(EVERYTHING, "translations into the site's own language"))
        for locale in locales:
            if locale != default:
                pattern = f"/{re.escape(str(locale))}(?:/.*)?"
                self.unknown.append(Unknown(pattern, "the site in another language"))


def _is_computed(value: object) -> bool:
    if isinstance(value, list):
        return any(_is_computed(row) for row in value)
    if isinstance(value, dict):
        return any(_is_computed(row) for row in value.values())
    return isinstance(value, Computed)


def _name(value: object, program: Program) -> str:
    """Return the module that a plugin is loaded from; '' for a function in the configuration."""
    if isinstance(value, str):
        return value
    if not isinstance(value, Computed):
        return ""
    if value.module:
        return value.module
    if value.name in program.modules:
        return program.modules[value.name]
    is_own = value.name in ("", "function", "async") or program.declares(value.name)
    return "" if is_own else value.name


def _plugin_names(value: object, program: Program) -> Iterator[str]:
    for row in value if isinstance(value, list) else [] if value is None else [value]:
        first = row[0] if isinstance(row, list) and row else row
        yield _name(first, program) or "a plugin"
