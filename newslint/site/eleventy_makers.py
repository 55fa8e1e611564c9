"""What may publish on an Eleventy site besides its templates and copies, told from its programs.

What is known of no program is named, so that nothing that it may have made is called missing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from newslint.site.javascript_values import Computed, Program, resolved
from newslint.site.published import EVERYTHING, Unknown

_QUIET = frozenset(
    "@11ty/eleventy-navigation @11ty/eleventy-plugin-syntaxhighlight @11ty/eleventy-plugin-webc"
    " @11ty/eleventy-plugin-bundle"
    " @11ty/eleventy-plugin-directory-output @11ty/eleventy-plugin-inclusive-language"
    " @quasibit/eleventy-plugin-sitemap eleventy-plugin-reading-time eleventy-plugin-time-to-read"
    " eleventy-plugin-toc eleventy-plugin-nesting-toc eleventy-plugin-emoji"
    " eleventy-plugin-svg-contents eleventy-plugin-youtube-embed eleventy-plugin-vimeo-embed"
    " eleventy-plugin-embed-everything eleventy-plugin-external-links eleventy-plugin-metagen"
    " eleventy-plugin-broken-links eleventy-plugin-git-commit-date eleventy-plugin-code-clipboard"
    " eleventy-plugin-footnotes".split()
)
"""Plugins that add filters, shortcodes and markup, and publish nothing."""
_OWN = frozenset({"@11ty/eleventy", "@11ty/eleventy-plugin-rss", "@11ty/eleventy-img"})
"""Plugins whose files are told from their options."""
_REWRITING = ("link_open", "replaceLink", "markdown-it-replace-link", "markdown-it-relative")
_MAKING = frozenset(
    "addTemplate addUrlTransform setDynamicPermalinks setDataFileSuffixes setDataFileBaseName"
    " dataFileSuffixes dataFileDirBaseNameOverride jsDataFileSuffix".split()
)
"""Methods and options that move pages, or make some."""
_METHODS = frozenset(
    "addPassthroughCopy addPlugin addGlobalData addTemplateFormats addExtension".split()
)
"""Methods whose calls are read: what is handed on instead may be called with anything."""
_SHARED = frozenset({"permalink", "eleventyComputed", "pagination"})
"""Data of all pages that decide on URLs."""
_COPIES = re.compile(r"\b(?:cp|cpx|copyfiles|cpy|ncp|rsync|copy)\b")
_BUILD_EVENTS = frozenset(
    "eleventy.before eleventy.after beforeBuild afterBuild eleventy.beforeWatch".split()
)


def makers(
    programs: Mapping[str, Program],
    files: frozenset[str],
    output: str,
    lines: Iterable[str],
) -> Iterator[Unknown]:
    """Yield what may publish besides; `lines` are those that call other programs."""
    reading = _Makers(programs, files)
    yield from reading.all()
    yield from _written(output, [*reading.strings(), *lines])
    yield Unknown("/bundle/.*", "bundles")


@dataclass(frozen=True)
class _Makers:
    programs: Mapping[str, Program]
    files: frozenset[str]

    def all(self) -> Iterator[Unknown]:
        """Yield what each of the programs may make."""
        for path, program in self.programs.items():
            yield from self._data(path, program)
            yield from self._handed_on(path, program)
            for call in program.calls("addPlugin"):
                yield from self._plugin(call.first, program)
            yield from self._hooks(path, program)
            if program.has_name(*_REWRITING) or (
                program.has_name("addTransform") and re.search(r"\bhref\b|\bsrc=", program.text)
            ):
                yield Unknown(EVERYTHING, f"links that {path} rewrites")
            for key in ("urlPath", "toFileDirectory"):
                for value in program.keyed(key):
                    place = value.strip("/") if isinstance(value, str) else ""
                    yield Unknown(f"/{re.escape(place)}/.*" if place else r".*\.\w+", key)

    def strings(self) -> Iterator[str]:
        """Yield all texts in the programs."""
        for program in self.programs.values():
            yield from program.strings

    def _data(self, path: str, program: Program) -> Iterator[Unknown]:
        for call in program.calls("addGlobalData"):
            name = call.first
            if not isinstance(name, str) or name.partition(".")[0] in _SHARED:
                yield Unknown(EVERYTHING, f"data that {path} gives to all pages")
        if program.has_name(*_MAKING):
            names = sorted(name for name in _MAKING if program.has_name(name))
            yield Unknown(EVERYTHING, f"{names[0]} in {path}")

    def _handed_on(self, path: str, program: Program) -> Iterator[Unknown]:
        for name in program.uncalled(_METHODS):
            yield Unknown(EVERYTHING, f"{name}, which {path} hands on")
        for module in program.modules.values():
            is_own = module.startswith(".") and not module.endswith(".json")
            if is_own and not resolved(module, path, self.files):
                yield Unknown(EVERYTHING, f"the module {module}, which is not there")

    def _hooks(self, path: str, program: Program) -> Iterator[Unknown]:
        for call in program.calls("on"):
            if call.first not in _BUILD_EVENTS:
                continue
            if "pagefind" in program.text:
                yield Unknown("/_?pagefind/.*", "pagefind")
            else:
                yield Unknown(EVERYTHING, f"what {path} does before or after the build")

    def _plugin(self, value: object, program: Program) -> Iterator[Unknown]:
        name = value.name if isinstance(value, Computed) else ""
        module = (value.module if isinstance(value, Computed) else "") or program.modules.get(
            name, ""
        )
        if module.startswith("@11ty/eleventy-img"):
            yield Unknown("/img/.*", module)
            yield Unknown(r".*\.(?i:png|jpe?g|gif|webp|avif|svg|tiff?)", module)
        elif module == "@11ty/eleventy-plugin-rss":
            told = [value for value in program.keyed("outputPath") if isinstance(value, str)]
            yield from (Unknown(re.escape(path), module) for path in told or ["/feed.xml"])
        elif module == "@11ty/eleventy" and "InputPathToUrl" in name:
            yield Unknown(
                r".*\.(?:md|html|njk|liquid|js)", "links to sources are made links to pages"
            )
        elif module == "@11ty/eleventy" and ("Serverless" in name or "Edge" in name):
            yield Unknown(EVERYTHING, f"plugin {name}")
        elif module and not module.startswith(".") and module not in _QUIET | _OWN:
            yield Unknown(EVERYTHING, f"plugin {module}")
        elif not module and name not in ("", "function", "async") and name in self._unlocated:
            yield Unknown(EVERYTHING, f"plugin {name}")

    @property
    def _unlocated(self) -> Collection[str]:
        """Names of plugins that no module and no function of the site's own gives."""
        own = {
            name
            for program in self.programs.values()
            for found in _DECLARED.findall(program.text)
            for name in found
        }
        called = (
            call.first for program in self.programs.values() for call in program.calls("addPlugin")
        )
        return {value.name for value in called if isinstance(value, Computed)} - own


_DECLARED = re.compile(r"\bfunction\s+(\w+)|\b(?:const|let|var)\s+(\w+)")


def _written(output: str, texts: Iterable[str]) -> Iterator[Unknown]:
    """Yield the places in the output folder that other programs are told to write to."""
    if not output:
        return
    whole = re.compile(rf"(?<![\w/.-])(?:\./)?{re.escape(output)}/?(?![\w/.-])")
    pattern = re.compile(rf"(?<![\w/.-])(?:\./)?{re.escape(output)}/+([\w./-]*\w)")
    for text in texts:
        if _COPIES.search(text) and whole.search(text):
            yield Unknown(EVERYTHING, f"what `{text}` copies")
        for found in pattern.findall(text):
            stem = re.escape(found.strip("/"))
            yield Unknown(f"/{stem}.*", f"what is written to {output}/{found}")
