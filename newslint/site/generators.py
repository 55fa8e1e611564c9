"""What a site publishes, asked of the generator that it has."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from newslint.site.configuration import first, strings
from newslint.site.hugo_release import release_of
from newslint.site.links import Expanded, Redirect, Way
from newslint.site.model import PRIVATE_FOLDERS, Site
from newslint.site.published import Entry, Publication, Unknown

if TYPE_CHECKING:
    from newslint.site.hugo_urls import Behaviour, References

_JEKYLL = ("_config.yml", "_config.yaml", "_config.toml")
_TEXTS = frozenset(
    "adoc asciidoc atom css csv htm html js json less markdown md mdown mkd mkdn mkdown mdx org rss rst"
    " sass scss svg textile txt webmanifest xhtml xml yaml yml".split()
)
"""Extensions of files that Jekyll takes for pages where they begin as front matter does."""
_CONTENT = frozenset("ad adoc asciidoc htm html markdown md mdown org pandoc pdc rst".split())
"""Extensions of Hugo's content."""
_TEMPLATES = frozenset("ejs haml hbs html liquid md mustache njk pug".split())
"""Extensions of Eleventy's templates, which may be hidden ones."""
_UNSOURCED = frozenset("node_modules _includes _data .git .cache".split())
_PROGRAMS = (".js", ".cjs", ".mjs", ".ts", ".11ty.tsx", ".11ty.jsx")
_Read = Callable[[str], bytes | None]


def is_source(site: Site, path: str) -> bool:
    """Tell whether a file that is no post or page may have front matter, and so a URL of its own.

    `path` counts from the folder of the generator's configuration.
    """
    *folders, name = path.split("/")
    extension = name.rpartition(".")[2].lower()
    if site.settings.generator == "eleventy":
        return extension in _TEMPLATES and _UNSOURCED.isdisjoint(folders)
    if site.settings.generator in ("docusaurus", "astro"):
        return extension in ("md", "mdx") and "node_modules" not in folders
    if path.startswith(".") or "/." in path or not PRIVATE_FOLDERS.isdisjoint(folders):
        return False
    if site.settings.generator == "jekyll":
        return extension in _TEXTS or "." not in name
    return site.settings.generator in _MODELS and extension in _CONTENT


def marks_of(generator: str) -> tuple[bytes, ...]:
    """Return how the front matter that a generator reads may begin."""
    return (b"---",) if generator == "jekyll" else (b"---", b"+++", b"{")


def has_front_matter(generator: str, form: str) -> bool:
    """Tell whether a generator takes the front matter of a form (see FrontMatter) for such."""
    return form in _FORMS.get(generator, ())


_FORMS = {
    "jekyll": ("yaml",),
    "hugo": ("yaml", "toml", "json"),
    "hexo": ("yaml", "json", "headers"),
    "pelican": ("yaml", "headers", "html"),
    "zola": ("toml", "yaml"),
    "eleventy": ("yaml", "json"),
    "docusaurus": ("yaml",),
    "astro": ("yaml", "toml"),
}


def moment_of(day: date) -> datetime:
    """Return the moment at which a site is taken to be built: the end of a day, in UTC.

    What is dated that day is out, whatever the zone of the machine.
    """
    return datetime.combine(day, time(23, 59, 59), UTC)


def published(
    generator: str,
    read: _Read,
    entries: Iterable[Entry],
    files: Collection[str],
    now: datetime,
) -> Publication | None:
    """Return what a site publishes; None where its sources do not tell.

    `read` returns a file of the site by its path from the folder of the configuration.
    """
    make = _MODELS.get(generator)
    return make(read, list(entries), files, now) if make else None


def _jekyll_configuration(read: _Read, files: Collection[str]) -> dict[str, Any]:
    """Return a Jekyll site's configuration, with the plugins that its Gemfile names."""
    from newslint.site import jekyll_urls

    configuration = dict(first(_JEKYLL, read)[1])
    gems = [
        gem
        for path in sorted(files)
        if path == "Gemfile" or ("/" not in path and path.endswith(".gemspec"))
        for gem in jekyll_urls.gems((read(path) or b"").decode(errors="replace"))
    ]
    if gems:
        configuration["plugins"] = [*strings(configuration.get("plugins")), *gems]
    return configuration


def _jekyll(
    read: _Read, entries: list[Entry], files: Collection[str], now: datetime
) -> Publication:
    from newslint.site import jekyll_urls

    configuration = _jekyll_configuration(read, files)
    found = jekyll_urls.publish(configuration, entries, files, now)
    # A plugin that only defines tags and filters publishes nothing.
    unknown = tuple(
        row
        for row in found.open_ended
        if not row.cause.endswith(".rb")
        or jekyll_urls.may_publish((read(row.cause) or b"").decode(errors="replace"))
    )
    return replace(found, open_ended=unknown)


def _hugo(read: _Read, entries: list[Entry], files: Collection[str], now: datetime) -> Publication:
    from newslint.site import hugo_urls

    configuration = hugo_urls.merged(read, files)
    release = release_of(read, files)
    found = hugo_urls.publish(configuration, entries, files, now, _behaviour(release))
    if release is None:
        others = hugo_urls.of_other_releases(found, configuration, entries, files, now)
        exact = tuple(Unknown(re.escape(row.pattern), row.cause) for row in others)
        found = _with_patterns(found)
        return replace(found, open_ended=(*found.open_ended, *exact))
    return _with_patterns(found)


def _behaviour(release: str | None) -> Behaviour:
    from newslint.site import hugo_urls

    return hugo_urls.behaviour_of(release) if release else hugo_urls.CURRENT


def _hexo(read: _Read, entries: list[Entry], files: Collection[str], now: datetime) -> Publication:
    from newslint.site import hexo_urls

    return _with_patterns(hexo_urls.publish(first(_JEKYLL, read)[1], entries, files, now))


def _pelican(
    read: _Read, entries: list[Entry], files: Collection[str], now: datetime
) -> Publication:
    from newslint.site import pelican_settings, pelican_urls

    settings = pelican_settings.settings_of(read("pelicanconf.py"), read("publishconf.py"))
    return _with_patterns(pelican_urls.publish(settings, entries, files, now))


def _zola(read: _Read, entries: list[Entry], files: Collection[str], now: datetime) -> Publication:
    from newslint.site import zola_urls

    configuration = first(("zola.toml", "config.toml"), read)[1]
    return _with_patterns(zola_urls.publish(configuration, entries, files, now))


def _eleventy(
    read: _Read, entries: list[Entry], files: Collection[str], now: datetime
) -> Publication:
    from newslint.site import eleventy_urls

    return eleventy_urls.publish(read, entries, files, now)


def _docusaurus(
    read: _Read, entries: list[Entry], files: Collection[str], now: datetime
) -> Publication:
    from newslint.site import docusaurus_urls

    return docusaurus_urls.publish(read, entries, files, now)


def _astro(read: _Read, entries: list[Entry], files: Collection[str], now: datetime) -> Publication:
    from newslint.site import astro_urls

    return astro_urls.publish(read, entries, files, now)


def decides(generator: str, path: str) -> bool:
    """Tell whether a file that is no source decides on what a generator publishes.

    Besides its configuration, and what holds for all generators.
    """
    if generator in ("docusaurus", "astro"):
        return path.endswith(_PROGRAMS) or path == ".gitignore" or "/_category_." in path
    if generator != "eleventy":
        return False
    from newslint.site.eleventy_data import is_data

    return path.endswith(_PROGRAMS) or path in _IGNORING or is_data(path)


_IGNORING = frozenset({".eleventyignore", ".gitignore", "src/.eleventyignore"})


_MODELS: Mapping[str, Callable[[_Read, list[Entry], Collection[str], datetime], Publication]] = {
    "jekyll": _jekyll,
    "hugo": _hugo,
    "hexo": _hexo,
    "pelican": _pelican,
    "zola": _zola,
    "eleventy": _eleventy,
    "docusaurus": _docusaurus,
    "astro": _astro,
}
"""The generators whose URLs are told from their sources."""
EXACT = frozenset({"jekyll", "hugo", "hexo", "pelican", "eleventy", "docusaurus", "astro"})
"""Those whose URLs are held to what real builds gave: of a site of another one nothing is called
missing."""


def kind_of(generator: str) -> type[Publication] | None:
    """Return what a generator's publication is; None of one whose sources do not tell."""
    if generator == "jekyll":
        from newslint.site.jekyll_tags import JekyllPublication

        return JekyllPublication
    return Publication if generator in _MODELS else None


def expander(
    generator: str, publication: Publication, read: _Read, files: Collection[str]
) -> Callable[[str, str], Expanded]:
    """Return what makes of a link with templates, on a source's page, the one that is printed."""
    if generator == "jekyll":
        from newslint.site.jekyll_tags import JekyllPublication
        from newslint.site.liquid import expanded

        if isinstance(publication, JekyllPublication):
            return partial(expanded, publication)
    if generator == "hugo":
        from newslint.site import hugo_urls, shortcodes

        @cache
        def references() -> References:
            release = _behaviour(release_of(read, files))
            return hugo_urls.references(hugo_urls.merged(read, files), publication, files, release)

        return shortcodes.expander(publication, references)
    return lambda _source, _written: Expanded(None)


def follower(
    generator: str, publication: Publication, read: _Read, files: Collection[str]
) -> Callable[[str, str], Way | None]:
    """Return what tells where a path on a source leads that its generator follows to a file."""
    if generator == "docusaurus":
        from newslint.site import docusaurus_links

        return docusaurus_links.follower(publication, read, frozenset(files))
    if generator == "astro":
        from newslint.site import astro_urls

        return astro_urls.follower(publication, read, files)
    return lambda _source, _path: None


def redirecter(
    generator: str, read: _Read, files: Collection[str], now: datetime
) -> Callable[[str], Redirect | None]:
    """Return what tells how front matter gives a page a further URL (see Links)."""

    @cache
    def jekyll() -> bool:
        from newslint.site import jekyll_urls

        return jekyll_urls.has_redirects(_jekyll_configuration(read, files), now)

    @cache
    def hugo() -> Callable[[str], str | None]:
        from newslint.site import hugo_urls

        release = release_of(read, files)
        return partial(hugo_urls.alias_at, hugo_urls.merged(read, files), release)

    def redirect(url: str) -> Redirect | None:
        path = unquote(url)
        if generator == "jekyll":
            return Redirect("redirect_from", path) if jekyll() else None
        alias = hugo()(path) if generator == "hugo" else None
        return Redirect("aliases", alias) if alias else None

    return redirect


def adds_base(generator: str, read: _Read, files: Collection[str]) -> bool:
    """Tell whether links from the root may be made to count from the path of the whole site.

    Hugo rewrites them where its configuration says so, and a site's own templates of links
    (render hooks) may; a renderer of Hexo's does, a plugin of Eleventy's, and
    Docusaurus in Markdown.
    """
    if generator != "hugo":
        return generator in ("hexo", "eleventy", "docusaurus", "astro")
    from newslint.site import hugo_urls

    configuration = hugo_urls.merged(read, files)
    flags = (configuration.get(key) for key in ("canonifyurls", "relativeurls"))
    return True in flags or any("/_markup/render-" in path for path in files)


def _with_patterns(publication: Publication) -> Publication:
    """Return a publication with patterns in place of globs, those of its pages among them."""
    undecided = (
        Unknown(page.undecided, f"{page.path}: {page.why}")
        for page in publication.pages.values()
        if page.undecided
    )
    unknown = (
        Unknown(pattern_of(row.pattern), row.cause) for row in (*undecided, *publication.open_ended)
    )
    return replace(publication, open_ended=tuple(unknown))


def pattern_of(glob: str) -> str:
    """Return a glob as a regular expression: `**` is anything, `*` what holds no slash."""
    parts = re.split(r"(\*\*/|\*\*|\*)", glob)
    holes = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*"}
    return "".join(holes.get(part) or re.escape(part) for part in parts)
