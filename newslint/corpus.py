"""Which files of a site are posts or pages: those to be linted, and all there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from newslint.config import Config, Matcher, Mention, matcher
from newslint.discover import EXTENSIONS, Found, Heads, walk
from newslint.folders import Folders
from newslint.shown import shown
from newslint.site import Site


@dataclass
class Group:
    """The files of one site that are to be linted."""

    root: str
    base: str
    found: list[Found] = field(default_factory=list)


class Kinds:
    """Whether a file is a post or a page, the file itself asked where only it can tell."""

    def __init__(
        self,
        site: Site,
        folders: Folders,
        packs: Iterable[Mention],
        texts: Mapping[str, bytes],
    ) -> None:
        self.site = site
        self.folders = folders
        self.texts = texts
        inside = f"{site.root.rstrip('/')}/"
        self._packs = tuple(f"{pack.name.removeprefix(inside)}/" for pack in packs)
        self._heads: dict[tuple[str, str], Heads] = {}

    def kind_of(self, path: str) -> str | None:
        """Return post, page, or None for what is neither; `path` counts from the site's root."""
        kind = self.site.kind_of(path)
        if path.startswith(self._packs):
            # Rules are no posts, though their pages look like some.
            return None
        if kind != "?":
            return kind
        folder, _, name = path.rpartition("/")
        # The usual extensions are judged together; of any other only its own fellows count.
        extension = name.rpartition(".")[2].lower()
        key = (folder, "" if extension in EXTENSIONS else extension)
        if key not in self._heads:
            wanted = EXTENSIONS if extension in EXTENSIONS else {extension}
            self._heads[key] = self._fellows(folder, wanted)
        return "post" if self._heads[key].is_post(name) else "page"

    def _fellows(self, folder: str, extensions: AbstractSet[str]) -> Heads:
        """Return the files of a folder that are posts or pages, to be asked together."""
        absolute = f"{self.site.root}/{folder}".rstrip("/")
        names = {
            name
            for name in {*self.folders.entries(absolute), *self._piped(absolute)}
            if name.rpartition(".")[2].lower() in extensions
            and self.site.kind_of(f"{folder}/{name}".lstrip("/")) is not None
        }
        self.folders.files |= {f"{absolute}/{name}" for name in names}
        return Heads(absolute, frozenset(names), self.texts)

    def _piped(self, folder: str) -> list[str]:
        """Return the files of a folder that are not on disk."""
        return [path[len(folder) + 1 :] for path in self.texts if path.rpartition("/")[0] == folder]


def excluder(config: Config, site: Site) -> Matcher:
    """Return what tells the files that the configuration, or the generator's own, leaves out.

    Excludes win over named files too: a hook that names every changed file is told no more than
    a run that walks.
    """
    settings = site.settings
    own = [f"/{site.base}{pattern.lstrip('/')}" for pattern in settings.excludes]
    own += [f"/{site.base}{output}/" for output in settings.output if output]
    return matcher([*own, *config.exclude], f"{config.file}: `exclude`")


def targets_of(group: Group, kinds: Kinds, excluded: Matcher) -> tuple[dict[str, str], list[str]]:
    """Return the files to lint with their kinds, and a word on those that are not."""
    targets: dict[str, str] = {}
    skipped: list[str] = []
    left_out = 0
    for found in group.found:
        path = found.path[len(group.root.rstrip("/")) + 1 :]
        if excluded(path):
            left_out += 1
            continue
        kind = kinds.kind_of(path)
        if kind is not None:
            targets[path] = kind
        elif found.named:
            skipped.append(shown(found.path))
    notices = [f"{path}: neither a post nor a page, not linted" for path in skipped]
    if left_out:
        notices.append(f"{left_out} file{'s' if left_out > 1 else ''} excluded")
    return targets, notices


def corpus_of(
    site: Site, group: Group, folders: Folders, kinds: Kinds, excluded: Matcher
) -> dict[str, str]:
    """Return every post and page of the site with its kind, whatever was named."""
    corpus: dict[str, str] = {}
    inside = len(site.root.rstrip("/")) + 1
    home, is_own = "", False
    for absolute in walk(site.root, folders):
        folder = absolute.rpartition("/")[0]
        if folder != home:
            home, is_own = folder, folders.site_of(folder) == (group.root, group.base)
        if not is_own:
            continue
        path = absolute[inside:]
        kind = None if excluded(path) else kinds.kind_of(path)
        if kind is not None:
            corpus[path] = kind
    return corpus
