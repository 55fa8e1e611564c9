"""Which plugins and themes publish something beside the sources."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from newslint.site.configuration import text
from newslint.site.jekyll_urls.configuration import Configuration
from newslint.site.published import EVERYTHING, Unknown

_QUIET = frozenset(
    "html-proofer jekyll-admin jekyll-avatar jekyll-coffeescript jekyll-commonmark"
    " jekyll-commonmark-ghpages jekyll-compose jekyll-default-layout jekyll-email-protect"
    " jekyll-emoji jekyll-environment-variables jekyll-external-links jekyll-figure jekyll-gist"
    " jekyll-github-metadata jekyll-include-cache jekyll-katex jekyll-last-modified-at"
    " jekyll-loading-lazy jekyll-mentions jekyll-minifier jekyll-postcss jekyll-relative-links"
    " jekyll-remote-theme jekyll-sass-converter jekyll-seo-tag jekyll-spaceship"
    " jekyll-target-blank jekyll-tidy jekyll-timeago jekyll-time-to-read"
    " jekyll-titles-from-headings jekyll-toc jekyll-twitter-plugin jekyll-typogrify jekyll-watch"
    " jekyll-youtube jemoji kramdown kramdown-math-katex kramdown-parser-gfm"
    " liquid_reading_time rouge webrick jekyll base64 bigdecimal csv faraday-retry logger rake sassc"
    " tzinfo tzinfo-data wdm".split()
)
"""Plugins that publish nothing."""
_EXACT = frozenset(
    "jekyll-redirect-from jekyll-feed jekyll-sitemap jekyll-paginate jekyll-archives".split()
)
_PATTERNS = {
    "jekyll-assets": "/assets/.*",
    "jekyll-data": "/assets/.*",
    "jekyll-readme-index": "/(?:.*/)?",
}
_BUNDLES = {
    "github-pages": (
        *("jekyll-paginate", "jekyll-readme-index", "jekyll-optional-front-matter"),
        *("jekyll-coffeescript", "jekyll-relative-links"),
    ),
}
"""Plugins that bring others along."""
_GITHUBS = (
    "architect cayman dinky hacker leap-day merlot midnight minimal modernist primer slate"
    " tactile time-machine".split()
)
_THEMES: Mapping[str, tuple[str, ...]] = {
    "minima": ("jekyll-feed",),
    "jekyll-theme-chirpy": (
        *("jekyll-paginate", "jekyll-redirect-from", "jekyll-archives", "jekyll-sitemap"),
    ),
    "minimal-mistakes-jekyll": ("jekyll-paginate", "jekyll-sitemap", "jekyll-feed"),
    "just-the-docs": (),
    "alembic-jekyll-theme": (
        *("jekyll-sitemap", "jekyll-paginate", "jekyll-redirect-from", "jekyll-feed"),
    ),
    **{f"jekyll-theme-{name}": () for name in _GITHUBS},
}
"""The plugins that publish something and that a theme brings along, as its gem specification
tells."""


_REMOTE_THEMES = {
    "alembic": "alembic-jekyll-theme",
    "jekyll-theme-chirpy": "jekyll-theme-chirpy",
    "just-the-docs": "just-the-docs",
    "minima": "minima",
    "minimal-mistakes": "minimal-mistakes-jekyll",
    **{name: f"jekyll-theme-{name}" for name in _GITHUBS if name != "minimal"},
}
"""The gems of themes that a site may name by their repositories."""

_COMMENT = re.compile(r"(?:^|\s)#(?!\{)[^\n]*")
_GROUP = re.compile(
    r"^[ \t]*group\b[^\n]{0,200}?:jekyll_plugins\b[^\n]{0,200}?\bdo\b(.{0,4000}?)^[ \t]*end\b",
    re.MULTILINE | re.DOTALL,
)
_GEM = re.compile(r"""^[ \t]*gem[ \t(]+["']([\w.-]+)["']""", re.MULTILINE)
_GROUPED = re.compile(
    r"""^[ \t]*gem[ \t(]+["']([\w.-]+)["'][^\n]{0,500}:jekyll_plugins\b""", re.MULTILINE
)
_NEEDED = re.compile(r"""\badd_(?:runtime_)?dependency[ \t(]+["']([\w.-]+)["']""")
_PUBLISHING = re.compile(
    r"\b(?:Generator|Command|Converter|Page|PageWithoutAFile|StaticFile|Collection|FileUtils|eval"
    r"|dest|destination|in_dest_dir|write|syswrite|binwrite|permalink|url_template|config)\b"
    r"|\bDocument\.new\b|@url\b|\.url\s*=[^=~]|\bdata\[:?[\"']?(?:slug|date|categor|published)"
    r"|\brequire_relative\b|\bdefine_method\b"
)


def gems(text: str) -> tuple[str, ...]:
    """Return the plugins that a Gemfile's group `jekyll_plugins` or a theme's gemspec names."""
    text = _COMMENT.sub("", text)
    named = [gem for group in _GROUP.findall(text) for gem in _GEM.findall(group)]
    return tuple(dict.fromkeys([*named, *_GROUPED.findall(text), *_NEEDED.findall(text)]))


def may_publish(ruby: str) -> bool:
    """Tell whether a plugin's code may add a page or move one.

    It may not where it has none of the words that this takes: where it only defines filters and
    tags, or tells posts more of themselves.
    """
    return _PUBLISHING.search(_COMMENT.sub("", ruby)) is not None


def _theme(config: Configuration) -> str:
    remote = text(config.values, "remote_theme").partition("@")[0].rpartition("/")[2]
    return text(config.values, "theme").strip().lower() or _REMOTE_THEMES.get(remote, remote)


def active(config: Configuration) -> frozenset[str]:
    """Return the plugins of the configuration and of a theme that is known."""
    bundled = [plugin for name in config.plugins for plugin in _BUNDLES.get(name, ())]
    return config.plugins | {*bundled, *_THEMES.get(_theme(config), ())}


def open_ended(
    config: Configuration, files: Collection[str], markdown: Collection[str]
) -> Iterator[Unknown]:
    """Yield what publishes too, and cannot be told.

    `markdown` are the URLs that Markdown without front matter would have as pages.
    """
    plugins = active(config)
    if "jekyll-optional-front-matter" in plugins and markdown:
        urls = "|".join(map(re.escape, markdown))
        yield Unknown(urls, "plugin jekyll-optional-front-matter")
    known = _QUIET | _EXACT | _BUNDLES.keys() | {"jekyll-optional-front-matter"}
    for name in sorted(plugins - known):
        yield Unknown(_PATTERNS.get(name, EVERYTHING), f"plugin {name}")
    theme = _theme(config)
    if theme and f"{theme}.gemspec" not in files:
        yield Unknown("/assets/.*", f"theme {theme}")
    if theme and theme not in _THEMES:
        yield Unknown(EVERYTHING, f"plugins of the theme {theme}")
    folder = f"{config.prefix}{text(config.values, 'plugins_dir', '_plugins').strip('./')}/"
    for path in sorted(files):
        if path.startswith(folder) and path.endswith(".rb"):
            yield Unknown(EVERYTHING, path)
