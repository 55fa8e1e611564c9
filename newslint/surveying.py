"""The posts of a folder as a site of newslint's would hold them, read for a first configuration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from posixpath import commonpath

from newslint.config import Config
from newslint.corpus import Group, Kinds, corpus_of, excluder
from newslint.discover import walk
from newslint.document import parse
from newslint.folders import Folders
from newslint.site import Site
from newslint.site_loading import host_named, site_at
from newslint.source import Source
from newslint.starter import Starter
from newslint.survey import Seen, seen, survey


def starter_of(root: str, folders: Folders) -> Starter:
    """Return what is known of the site that a configuration in a folder would make of it.

    Sites in it that have a configuration of their own are left out.
    """
    folders.take_as_configured(root)
    found = {folders.site_of(path.rpartition("/")[0]) for path in walk(root, folders)}
    bases = {base for own, base in found if own == root} or {root}
    sites = [site_at(root, base, folders, Config()) for base in sorted(bases)]
    kinds = [_kinds(root, site, folders) for site in sites]
    posts = [
        post
        for site, paths in zip(sites, kinds, strict=True)
        for post in _posts(root, site, folders, [path for path in paths if paths[path] == "post"])
    ]
    held = [site for site, paths in zip(sites, kinds, strict=True) if paths]
    return Starter(survey(posts), held or sites, _named(root, folders))


def _kinds(root: str, site: Site, folders: Folders) -> dict[str, str]:
    """Return the posts and pages of a site, by path, with what each is."""
    group = Group(root, f"{root}/{site.base}".rstrip("/"))
    kinds = Kinds(site, folders, (), {})
    return corpus_of(site, group, folders, kinds, excluder(Config(), site))


def _posts(root: str, site: Site, folders: Folders, paths: Sequence[str]) -> Iterator[Seen]:
    lead = commonpath([path.rpartition("/")[0] for path in paths]) if paths else ""
    for path in sorted(paths):
        raw = folders.read(f"{root}/{path}")
        if raw is not None:
            yield seen(parse(Source.read(path, raw), "post", site), lead)


def _named(root: str, folders: Folders) -> str:
    """Return the host in the file that GitHub Pages reads; '' if there is none."""
    if "CNAME" not in folders.entries(root):
        return ""
    return host_named((folders.read(f"{root}/CNAME") or b"").decode(errors="replace").strip())
