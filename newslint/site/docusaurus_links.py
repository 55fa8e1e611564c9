"""Links that Docusaurus follows from file to file: to Markdown, and to files beside a source.

After Docusaurus 3's `markdownLinks.js`, `transformLinks` and `transformImage`. A link to Markdown
is followed among the sources of the same plugin only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from newslint.site.docusaurus_settings import told_by
from newslint.site.docusaurus_urls import folders_of
from newslint.site.links import Way
from newslint.site.published import Publication

_ALIAS = "@site/"
_TEXTS = (".md", ".mdx")
_FILE = re.compile(r"\.(?!html?$)\w{1,8}$")
"""The end of a file's name, pages aside."""


def follower(
    publication: Publication, read: Callable[[str], bytes | None], files: Collection[str]
) -> Callable[[str, str], Way | None]:
    """Return what tells where the path of a link on a source leads; None for an ordinary URL."""
    told = told_by(read, files)
    homes = tuple(
        (folder.path, tuple(other.path for other in folders_of(instance, read)))
        for instance in told.instances
        for folder in folders_of(instance, read)
    )
    urls = frozenset(
        unquote(page.url).rstrip("/") for page in publication.pages.values() if page.published
    )
    outputs = frozenset(f"/{output}" for output in publication.static.values())
    folders = frozenset(dirname(path) for path in files)
    return _Follower(publication, homes, frozenset(files), urls | outputs, folders).led


@dataclass(frozen=True)
class _Follower:
    publication: Publication
    homes: tuple[tuple[str, tuple[str, ...]], ...]
    """The folders of content, each with those of the same plugin."""
    files: frozenset[str]
    urls: frozenset[str]
    """Those of pages and static files, decoded, without a slash at their ends."""
    folders: frozenset[str]

    def led(self, page: str, written: str) -> Way | None:
        """Tell where a path on a source leads."""
        path = unquote(written)
        if page not in self.publication.pages:
            return Way("undecidable", cause="its page has no URL")
        if path.endswith(_TEXTS):
            return self._text(page, path)
        if path.startswith("/"):
            return None
        file = normpath(join(dirname(page), path))
        if path.startswith(_ALIAS):
            file = normpath(path.removeprefix(_ALIAS))
        is_file = _FILE.search(path) is not None
        if file in self.files and is_file:
            return Way("exists", file)
        # Else it is a URL, which counts from that of the page.
        url = unquote(self.publication.pages[page].url)
        if self._is_there(url.rpartition("/")[0], path):
            return None
        if not is_file or self._is_there(url.rstrip("/"), path):
            return Way("undecidable", cause="the host decides on the slash at the end of its page")
        return self._absent(f"/{file}", dirname(file))

    def _is_there(self, home: str, path: str) -> bool:
        return normpath(f"{home}/{path}").rstrip("/") in self.urls

    def _absent(self, url: str, folder: str, nearest: str = "") -> Way:
        cause = self.publication.unknown(url)
        if not cause and folder not in self.folders:
            cause = "a folder that is not there"
        return Way("undecidable", cause=cause) if cause else Way("missing", nearest=nearest)

    def _text(self, page: str, path: str) -> Way:
        """Judge a link to Markdown."""
        own = dirname(page)
        fellows = next((rows for home, rows in self.homes if page.startswith(f"{home}/")), ())
        root = next((home for home, _ in self.homes if page.startswith(f"{home}/")), "")
        if path.startswith(_ALIAS):
            path = path.removeprefix(_ALIAS)
            if path in self.files and not _lies_in(path, fellows):
                # The file itself is published then, as any other.
                return Way("exists", path)
            homes = [""]
        elif path.startswith("/"):
            homes = [root, ""]
        else:
            homes = [own] if path.startswith(("./", "../")) else [own, root, ""]
        for home in homes:
            source = normpath(join(home, path.lstrip("/")))
            target = self.publication.pages.get(source)
            if target is not None and _lies_in(source, fellows):
                if target.published:
                    return Way("exists", source)
                return Way("unpublished", source, target.why)
        source = normpath(join("" if path.startswith("/") else own, path.lstrip("/")))
        return self._absent(f"/{source}", dirname(source), self._nearest(path))

    def _nearest(self, path: str) -> str:
        """Return the URL of the one page whose source has the same name."""
        name = path.rpartition("/")[2]
        pages = self.publication.pages.values()
        same = [row for row in pages if row.published and row.path.rpartition("/")[2] == name]
        return unquote(self.publication.base + same[0].url) if len(same) == 1 else ""


def _lies_in(path: str, folders: Iterable[str]) -> bool:
    return any(path.startswith(f"{folder}/") for folder in folders)
