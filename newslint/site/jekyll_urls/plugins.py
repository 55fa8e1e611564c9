"""Which plugins and themes publish something beside the sources."""

from __future__ import annotations

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
    " liquid_reading_time rouge webrick".split()
)
"""Plugins that publish nothing."""
_EXACT = frozenset(
    "jekyll-redirect-from jekyll-feed jekyll-sitemap jekyll-paginate jekyll-archives".split()
)
_PATTERNS = {
    "jekyll-assets": "/assets/.*",
    "jekyll-readme-index": "/(?:.*/)?",
    "jekyll-data": "/assets/.*",
}
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


def _theme(config: Configuration) -> str:
    return text(config.values, "theme").strip().lower()


def active(config: Configuration) -> frozenset[str]:
    """Return the plugins of the configuration and of a theme that is known."""
    return config.plugins | frozenset(_THEMES.get(_theme(config), ()))


def open_ended(config: Configuration, files: Collection[str]) -> Iterator[Unknown]:
    """Yield what publishes too, and cannot be told."""
    for name in sorted(config.plugins - _QUIET - _EXACT):
        yield Unknown(_PATTERNS.get(name, EVERYTHING), f"plugin {name}")
    theme = _theme(config)
    remote = text(config.values, "remote_theme").partition("@")[0]
    if theme and f"{theme}.gemspec" not in files:
        yield Unknown("/assets/.*", f"theme {theme}")
    if theme and theme not in _THEMES:
        yield Unknown(EVERYTHING, f"plugins of the theme {theme}")
    if remote:
        yield Unknown(EVERYTHING, f"remote theme {remote}")
    folder = text(config.values, "plugins_dir", "_plugins").strip("./")
    for path in sorted(files):
        if path.startswith(f"{config.prefix}{folder}/") and path.endswith(".rb"):
            yield Unknown(EVERYTHING, path)
