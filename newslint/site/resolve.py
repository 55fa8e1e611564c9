"""What a link written in a source leads to: a file of the site, nothing, or not for us to tell.

A generator decides at which URL a page is published, a theme or a plugin may add files, and a
web server may know more still. So a verdict has three values, and only what the sources alone
decide is ever called missing: a static file in a folder that the sources publish, and any
relative link of a site without generator.
"""

from __future__ import annotations

from collections.abc import Container
from posixpath import join, normpath
from typing import Literal
from urllib.parse import unquote, urlsplit

from newslint.site.model import Site

Verdict = Literal["exists", "missing", "undecidable"]

_STATIC = frozenset(
    "png jpg jpeg gif svg webp avif ico bmp tif tiff heic mp3 mp4 m4a m4v mov ogg ogv wav webm"
    " pdf zip gz bz2 xz tgz tar 7z doc docx xls xlsx ppt pptx hwp hwpx odt ods odp csv tsv epub"
    " ttf otf woff woff2 eot".split()
)
"""Extensions of files that no generator makes of something else."""
_PAGE_SUFFIXES = ("", ".md", ".markdown", ".html", "/index.md", "/index.html", "/_index.md")


def resolve(
    site: Site, files: Container[str], folders: Container[str], source: str, target: str
) -> Verdict:
    """Judge a link of `source` to `target`; both paths count from the site's root."""
    path = _decoded(target)
    if path is None:
        return "undecidable"
    if not path.startswith("/"):
        return _relative(site, files, folders, source, path)
    path = path.lstrip("/")
    candidates = [_join(site.base, root, path) for root in site.settings.roots]
    if any(_exists(candidate, files, folders) for candidate in candidates):
        return "exists"
    if any(_exists(candidate.lower(), files, folders) for candidate in candidates):
        return "undecidable" if site.settings.generator == "hugo" else "missing"
    return _absent(site, files, folders, path)


def _absent(site: Site, files: Container[str], folders: Container[str], path: str) -> Verdict:
    """Judge a root-relative path that no file has."""
    if site.settings.programmed:
        return "undecidable"
    extension = path.rpartition(".")[2].lower()
    if extension not in _STATIC:
        return "undecidable"
    top = path.split("/", maxsplit=1)[0]
    homes = [_join(site.base, root, top) for root in site.settings.roots]
    # A folder that the sources do not have at all is made elsewhere.
    if "/" not in path or not any(home in folders for home in homes):
        return "undecidable"
    parent = path.rpartition("/")[0]
    parents = [_join(site.base, root, parent) for root in site.settings.roots]
    if site.settings.theme and not any(folder in folders for folder in parents):
        return "undecidable"
    return "missing"


def _relative(
    site: Site, files: Container[str], folders: Container[str], source: str, path: str
) -> Verdict:
    """Judge a path that counts from the source's folder, where there is no generator."""
    if not path.isascii() and not any(mark in path for mark in "/.#"):
        # `[오늘의 일정](27일·수)`: brackets and parentheses in prose, no link that was meant.
        return "undecidable"
    joined = normpath(join(source.rpartition("/")[0], path))
    if joined.startswith("..") or not site.is_plain:
        return "exists" if _exists(joined, files, folders) else "undecidable"
    if joined == "." or _exists(joined, files, folders):
        return "exists"
    # `notice.html` beside `notice.md`: some program makes the one of the other.
    made = joined.removesuffix(".html")
    return "undecidable" if made != joined and f"{made}.md" in files else "missing"


def _exists(path: str, files: Container[str], folders: Container[str]) -> bool:
    return path in folders or any(f"{path}{suffix}" in files for suffix in _PAGE_SUFFIXES)


def _join(*parts: str) -> str:
    return "/".join(part.strip("/") for part in parts if part.strip("/"))


def _decoded(target: str) -> str | None:
    """Return a target's path as browsers ask for it: percent-decoded, without query."""
    try:
        path = urlsplit(target.strip().replace("\\", "/")).path
        return unquote(path, errors="strict")
    except (ValueError, UnicodeDecodeError):
        return None
