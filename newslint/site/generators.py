"""What a site publishes, asked of the generator that it has."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import partial

from newslint.site.configuration import first
from newslint.site.links import Expanded
from newslint.site.model import PRIVATE_FOLDERS, Site
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
    *folders, name = path.split("/")
    extension = name.rpartition(".")[2].lower()
    if path.startswith(".") or "/." in path or not PRIVATE_FOLDERS.isdisjoint(folders):
        return False
    if site.settings.generator == "jekyll":
        return extension in _TEXTS or "." not in name
    if site.settings.generator == "hugo":
        return extension in _CONTENT
    return False


def begins(generator: str, head: bytes) -> bool:
    """Tell whether a file's first bytes may be those of front matter that a generator reads."""
    signs = (b"---",) if generator == "jekyll" else (b"---", b"+++", b"{")
    return head.removeprefix(b"\xef\xbb\xbf").startswith(signs)


def has_front_matter(generator: str, form: str) -> bool:
    """Tell whether a generator takes the front matter of a form (see FrontMatter) for such."""
    return form in _FORMS.get(generator, ())


_FORMS = {"jekyll": ("yaml",), "hugo": ("yaml", "toml", "json")}


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
    if generator == "jekyll":
        from newslint.site import jekyll_urls

        return jekyll_urls.publish(first(_JEKYLL, read)[1], entries, files, now)
    if generator == "hugo":
        from newslint.site import hugo_urls

        return _with_patterns(hugo_urls.publish(hugo_urls.merged(read, files), entries, files, now))
    return None


def kind_of(generator: str) -> type[Publication] | None:
    """Return what a generator's publication is; None of one whose sources do not tell."""
    if generator == "jekyll":
        from newslint.site.jekyll_urls import JekyllPublication

        return JekyllPublication
    return Publication if generator == "hugo" else None


def expander(generator: str, publication: Publication) -> Callable[[str], Expanded]:
    """Return what makes of a link with templates the one that the generator prints."""
    if generator == "jekyll":
        from newslint.site.jekyll_urls import JekyllPublication
        from newslint.site.liquid import expanded

        if isinstance(publication, JekyllPublication):
            return partial(expanded, publication)
    return lambda _: Expanded(None)


def _with_patterns(publication: Publication) -> Publication:
    unknown = tuple(Unknown(pattern_of(row.pattern), row.cause) for row in publication.open_ended)
    return replace(publication, open_ended=unknown)


def pattern_of(glob: str) -> str:
    """Return a glob as a regular expression: `**` is anything, `*` what holds no slash."""
    parts = re.split(r"(\*\*/|\*\*|\*)", glob)
    holes = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*"}
    return "".join(holes.get(part) or re.escape(part) for part in parts)
