"""What a site publishes, asked of the generator that it has."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import partial
from typing import NamedTuple

from newslint.site.configuration import first
from newslint.site.links import Expanded
from newslint.site.model import Site
from newslint.site.published import Entry, Publication, Unknown

_JEKYLL = ("_config.yml", "_config.yaml", "_config.toml")
_TEXTS = frozenset(
    "adoc asciidoc atom css csv htm html js json less markdown md mdown mkd mkdn mkdown mdx org rss rst"
    " sass scss svg textile txt webmanifest xhtml xml yaml yml".split()
)
"""Extensions of files that Jekyll takes for pages where they begin as front matter does."""
_CONTENT = frozenset("ad adoc asciidoc htm html markdown md mdown org pandoc pdc rst".split())
"""Extensions of Hugo's content."""
_Read = Callable[[str], bytes | None]


def is_source(site: Site, path: str) -> bool:
    """Tell whether a file that is no post or page may have front matter, and so a URL of its own.

    `path` counts from the folder of the generator's configuration.
    """
    name = path.rpartition("/")[2]
    extension = name.rpartition(".")[2].lower()
    if site.settings.generator == "jekyll":
        return extension in _TEXTS or "." not in name
    if site.settings.generator == "hugo":
        return extension in _CONTENT
    return False


def has_front_matter(generator: str, form: str) -> bool:
    """Tell whether a generator takes the front matter of a form (see FrontMatter) for such."""
    return form in _FORMS.get(generator, ())


_FORMS = {"jekyll": ("yaml",), "hugo": ("yaml", "toml", "json")}


def moment_of(day: date) -> datetime:
    """Return the moment at which a site is taken to be built: the end of a day, in UTC.

    What is dated that day is out, whatever the zone of the machine.
    """
    return datetime.combine(day, time(23, 59, 59), UTC)


class Published(NamedTuple):
    """What a site publishes, and how its links are to be read."""

    publication: Publication
    expanded: Callable[[str], Expanded] = lambda _: Expanded(None)
    """Returns a link after its templates."""
    adds_base: bool = False
    """Whether links from the root are made to count from the path that the site lies under."""


def published(
    generator: str,
    read: _Read,
    entries: Iterable[Entry],
    files: Collection[str],
    now: datetime,
) -> Published | None:
    """Return what a site publishes; None where its sources do not tell.

    `read` returns a file of the site by its path from the folder of the configuration.
    """
    if generator == "jekyll":
        from newslint.site import jekyll_urls
        from newslint.site.liquid import expanded

        jekyll = jekyll_urls.publish(first(_JEKYLL, read)[1], entries, files, now)
        return Published(jekyll, partial(expanded, jekyll))
    if generator == "hugo":
        from newslint.site import hugo_urls

        configuration = hugo_urls.merged(read, files)
        hugo = hugo_urls.publish(configuration, entries, files, now)
        return Published(_with_patterns(hugo), adds_base=_adds_base(configuration, files))
    return None


def _adds_base(configuration: Mapping[str, object], files: Collection[str]) -> bool:
    """Tell whether Hugo rewrites links, or has templates of the site's that may (render hooks)."""
    flags = (configuration.get(key) for key in ("canonifyurls", "relativeurls"))
    return True in flags or any("/_markup/render-" in path for path in files)


def _with_patterns(publication: Publication) -> Publication:
    unknown = tuple(Unknown(_pattern(row.pattern), row.cause) for row in publication.open_ended)
    return replace(publication, open_ended=unknown)


def _pattern(glob: str) -> str:
    """Return a glob as a regular expression: `**` is anything, `*` what holds no slash."""
    parts = re.split(r"(\*\*/|\*\*|\*)", glob)
    holes = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*"}
    return "".join(holes.get(part) or re.escape(part) for part in parts)
