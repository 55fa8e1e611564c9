"""The site as rules see it: frozen facts, learned from configuration alone."""

from __future__ import annotations

import re
from functools import cached_property
from urllib.parse import urlsplit

import msgspec

PRIVATE_FOLDERS = frozenset(
    "_includes _layouts _data _sass _plugins _javascript _site layouts archetypes themes"
    " node_modules vendor".split()
)
"""Folders whose files are parts of a site's machinery, whatever the generator."""
_PAGE_FOLDERS = frozenset({"pages", "_pages", "_tabs"})
"""Folders of standing pages, as the generators' themes name them."""
_MANUAL = re.compile(
    r"(?:(?i:readme|contributing|licen[cs]e|changelog|code[_-]of[_-]conduct|pull_request_template"
    r"|issue_template)|HISTORY|SECURITY|AUTHORS|MAINTAINERS|SUPPORT|GOVERNANCE|CLAUDE|AGENTS)"
    r"(?:[._-][a-z]{2}(?:[-_][A-Za-z]{2})?)?(?:\.\w+)?"
)
"""Files that speak of the repository, a language's suffix allowed; what could be a headline has to
be in capitals."""


class Settings(msgspec.Struct, frozen=True):
    """What a generator's configuration tells of a site; folders count from the configuration."""

    generator: str = "plain"
    url: str = ""
    title: str = ""
    language: str = ""
    dialect: str = "commonmark"
    content: str | None = None
    """The folder that holds all that is published; None where that is everywhere."""
    post_folders: tuple[str, ...] = ()
    """Folders whose files are posts."""
    list_names: tuple[str, ...] = ("_index.",)
    """How the names of files begin that list posts and are none."""
    page_folders: tuple[str, ...] = ()
    """Folders whose files are pages though they lie among posts."""
    output: tuple[str, ...] = ()
    """Where the generator writes: never walked."""
    excludes: tuple[str, ...] = ()
    """What the generator leaves out, in .gitignore's pattern language."""
    extensions: tuple[str, ...] = ()
    """Extensions of Markdown beyond the usual ones."""
    roots: tuple[str, ...] = ("",)
    """Folders whose files are published at the site's root."""
    theme: bool = False
    """True where a theme outside the sources publishes files too."""
    programmed: bool = False
    """True where a program decides what is published, and nothing can be called missing."""
    layout: str = ""
    """The layout of a post that names none."""
    hides_underscored: bool = False
    """True where folders whose name begins with an underscore are not published."""
    heading_ids: str = ""
    """The way in which headings get their ids, where the configuration has them get others than the
    dialect gives: `blackfriday`; `?` where it is not known."""
    drops_html: bool = False
    """True where raw HTML in Markdown is left out of the page."""
    titles_from_names: bool = False
    """True where the generator makes a missing title from the file's name."""
    takes_leads: bool = False
    """True where the generator makes a missing excerpt of the text up to the first blank line."""


class Site(msgspec.Struct, frozen=True, dict=True):
    """One site of a run."""

    root: str
    """The absolute path of the folder that reports and configuration count from."""
    settings: Settings = msgspec.field(default_factory=Settings)
    base: str = ""
    """Where the generator's configuration lies, from the root: '' or `docs/`."""
    hosts: frozenset[str] = frozenset()
    """Hosts that are the site's own, without `www.`."""
    sisters: frozenset[str] = frozenset()
    """Hosts of the same publisher."""
    names: tuple[str, ...] = ()
    """What the site calls itself."""
    titled: frozenset[str] = frozenset()
    """Layouts that print the title as a heading of the first level (see `layouts.py`)."""
    untitled: frozenset[str] = frozenset()
    """Layouts that do not."""

    @property
    def dialect(self) -> str:
        """The Markdown dialect of the site's posts."""
        return self.settings.dialect

    @property
    def language(self) -> str:
        """The site's language as a lower-case BCP 47 tag; '' if unknown."""
        return self.settings.language.lower().replace("_", "-")

    def owns(self, host: str) -> bool:
        """Tell whether a host is the site's own or a sister's, or lies below one of them."""
        return any(host == own or host.endswith(f".{own}") for own in self.hosts | self.sisters)

    @cached_property
    def own_url(self) -> re.Pattern[str] | None:
        """Matches the beginning of a URL on one of the site's own hosts; None if it tells none."""
        if not self.hosts:
            return None
        hosts = "|".join(re.escape(host) for host in sorted(self.hosts))
        return re.compile(
            rf"\s*(?:https?:)?//(?:www\.)?(?:{hosts})(?::\d+)?(?:[/?#\s]|$)", re.IGNORECASE
        )

    @property
    def is_plain(self) -> bool:
        """True where no generator is known."""
        return self.settings.generator == "plain"

    def prints_title(self, path: str, layout: str) -> bool:
        """Tell whether a post's page is known to have its title as a first-level heading.

        `layout` is what the post asks for, if anything.
        """
        folders = path.removeprefix(self.base).split("/")[:-1]
        if self.settings.generator == "jekyll":
            default = self.settings.layout if "_posts" in folders else ""
            return (layout or default) in self.titled
        folders = folders[1:]
        section = folders[0] if folders else ""
        name = section if section in self.titled | self.untitled else "_default"
        return name in self.titled

    def kind_of(self, path: str) -> str | None:
        """Return post, page, or None for what is neither; `?` where the file itself decides.

        `path` counts from the site's root.
        """
        settings = self.settings
        inside = path.removeprefix(self.base)
        *folders, name = inside.split("/")
        if "_posts" in folders or "_drafts" in folders:
            return "post"
        if settings.content is not None and not _within(inside, settings.content):
            return None
        if PRIVATE_FOLDERS & {*folders}:
            return None
        if _PAGE_FOLDERS & {*folders} or name.startswith("404."):
            return "page"
        if any(_within(inside, folder) for folder in settings.page_folders):
            return "page"
        if any(_within(inside, folder) for folder in settings.post_folders):
            return "page" if name.startswith(settings.list_names) else "post"
        if _MANUAL.fullmatch(name):
            return None
        if settings.hides_underscored:
            hidden = any(part.startswith("_") for part in folders)
            return None if hidden else "page"
        return "page" if settings.content is not None else "?"


def _within(path: str, folder: str) -> bool:
    return not folder or path.startswith(f"{folder.strip('/')}/")


def host_of(url: str) -> str:
    """Return a URL's host in lower case, without port and `www.`; '' if it has none."""
    try:
        host = urlsplit(url.strip()).hostname
    except ValueError:
        return ""
    return (host or "").rstrip(".").removeprefix("www.")
