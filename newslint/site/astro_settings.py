"""What the configuration of an Astro site says in plain values.

After Astro 5's configuration reference. The configuration is a program that is read and never
executed: what it computes is told as an Unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import normpath
from typing import Any

from newslint.site.javascript_values import SPREAD, Computed, Program
from newslint.site.published import EVERYTHING, Unknown

CONFIGURATIONS = tuple(f"astro.config.{end}" for end in ("mjs", "js", "ts", "mts", "cjs", "cts"))
_QUIET = re.compile(
    r"@astrojs/(?:mdx|react|preact|svelte|vue|solid-js|lit|alpinejs|tailwind|partytown|markdoc)"
    r"|astro-(?:icon|compress|expressive-code|embed|font|robots-txt|critters)"
)
"""Integrations that make no pages."""
_QUIET_MARKUP = re.compile(
    r"remark-(?:math|gfm|toc|emoji|breaks|smartypants|collapse)"
    r"|rehype-(?:katex|mathjax|slug|autolink-headings|external-links|pretty-code)"
)
"""Plugins that leave the targets of links within the site alone."""


@dataclass(frozen=True)
class Told:
    """All that is known of a site's configuration."""

    base: str = ""
    """The path that all URLs lie under: '' or `/gazette`."""
    source: str = "src"
    public: str = "public"
    output: str = "dist"
    form: str = "directory"
    """`build.format`: directory, file or preserve."""
    trailing: str = "ignore"
    """`trailingSlash`: always, never or ignore."""
    redirects: tuple[str, ...] = ()
    url: str = ""
    has_mdx: bool = False
    unknown: tuple[Unknown, ...] = ()


def told_by(read: Callable[[str], bytes | None], files: Collection[str]) -> Told:
    """Return what the configuration of a site says; `read` gives a file of it."""
    start = next((name for name in CONFIGURATIONS if name in files), "")
    program = Program((read(start) or b"").decode(errors="replace"))
    calls = [call.first for call in program.calls("defineConfig")]
    config = next(
        (value for value in [*calls, program.exported()] if isinstance(value, dict)), None
    )
    if config is None:
        nothing = not any(row.text for row in program.tokens)
        return Told(unknown=() if nothing else (Unknown(EVERYTHING, f"what {start} computes"),))
    return _Reading(start, program, config).told()


@dataclass(frozen=True)
class _Reading:
    start: str
    program: Program
    config: Mapping[str, Any]
    unknown: list[Unknown] = field(default_factory=list)

    def told(self) -> Told:
        """Return what the configuration says."""
        if SPREAD in self.config:
            self._computes("settings")
        build = self.config.get("build")
        form = build.get("format", "directory") if isinstance(build, dict) else "directory"
        if isinstance(build, Computed) or form not in ("directory", "file", "preserve"):
            self._computes("build.format")
        i18n = self.config.get("i18n")
        if isinstance(i18n, Computed) or (isinstance(i18n, dict) and "fallback" in i18n):
            self._computes("i18n")
        names = list(self._integrations())
        self._markup()
        base = self._text("base", "").strip("/")
        return Told(
            base and f"/{base}",
            self._folder("srcDir", "src"),
            self._folder("publicDir", "public"),
            self._folder("outDir", "dist"),
            str(form),
            self._text("trailingSlash", "ignore"),
            tuple(self._redirects()),
            self._url(),
            "@astrojs/mdx" in names or "@astrojs/starlight" in names,
            tuple(dict.fromkeys(self.unknown)),
        )

    def _computes(self, what: str) -> None:
        self.unknown.append(Unknown(EVERYTHING, f"{what} that {self.start} computes"))

    def _text(self, key: str, usual: str) -> str:
        value = self.config.get(key, usual)
        if not isinstance(value, str):
            self._computes(key)
        return value if isinstance(value, str) else usual

    def _folder(self, key: str, usual: str) -> str:
        path = normpath(self._text(key, usual).strip("/") or ".")
        return "" if path == "." else path

    def _url(self) -> str:
        url, base = self.config.get("site"), self.config.get("base", "")
        return url if isinstance(url, str) and isinstance(base, str) else ""

    def _integrations(self) -> Iterator[str]:
        rows = self.config.get("integrations", [])
        if not isinstance(rows, list):
            self._computes("integrations")
            return
        for row in rows:
            name = row.name if isinstance(row, Computed) else ""
            module = self.program.modules.get(name, name)
            yield module
            if module == "@astrojs/sitemap":
                self.unknown.append(Unknown(r"/sitemap.*\.xml", module))
            elif module == "astro-pagefind":
                self.unknown.append(Unknown("/pagefind/.*", module))
            elif not _QUIET.fullmatch(module):
                self.unknown.append(Unknown(EVERYTHING, f"integration {module or 'of its own'}"))

    def _markup(self) -> None:
        """Note plugins that may rewrite links."""
        for key in ("remarkPlugins", "rehypePlugins"):
            for value in self.program.keyed(key):
                for row in value if isinstance(value, list) else [value]:
                    first = row[0] if isinstance(row, list) and row else row
                    name = first.name if isinstance(first, Computed) else str(first)
                    module = self.program.modules.get(name, name)
                    if not _QUIET_MARKUP.fullmatch(module):
                        cause = f"links that {module or 'a plugin'} may rewrite"
                        self.unknown.append(Unknown(EVERYTHING, cause))

    def _redirects(self) -> Iterator[str]:
        rows = self.config.get("redirects", {})
        if not isinstance(rows, dict) or SPREAD in rows:
            self._computes("redirects")
            return
        yield from rows
