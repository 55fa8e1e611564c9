"""Which files of a Jekyll site are posts, documents, pages or static files.

Followed are Jekyll 4.3's reader.rb, entry_filter.rb, readers/post_reader.rb and collection.rb.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from newslint.site.jekyll_urls.configuration import Configuration

_SPECIAL = (".", "_", "#", "~")
Role = Literal["post", "draft", "document", "file"]


class Source(NamedTuple):
    """A file that Jekyll reads."""

    path: str
    """From the folder of the sources."""
    role: Role
    """`file` for what is a page or a static file, as its first line tells."""
    label: str = ""
    """The label of its collection."""


class Selection:
    """Tells what each file of a site is."""

    def __init__(self, config: Configuration, files: Collection[str]) -> None:
        """`files` count from the folder of the sources."""
        self._config = config
        self._files = files
        self._walked: dict[str, bool] = {"": True}
        inside = f"{config.collections_folder}/" if config.collections_folder else ""
        self._collections = {
            f"{inside}_{label}/": label for label in config.collections if label not in _OWN
        }
        self._prefix = inside
        source = config.source
        self._destination = config.destination.removeprefix(f"{source}/" if source else "")

    def __iter__(self) -> Iterator[Source]:
        """Yield what Jekyll reads, in the order of the paths."""
        explicit = {name.strip("/") for name in self._config.included_names}
        for path in sorted(self._files):
            found = self._of(path)
            if found is None and path in explicit:
                found = Source(path, "file")
            if found is not None:
                yield found

    def _of(self, path: str) -> Source | None:
        folder, _, name = path.rpartition("/")
        for prefix, label in self._collections.items():
            if path.startswith(prefix) and self._is_document(path.removeprefix(prefix), label):
                return Source(path, "document", label)
        if "_posts/" in path or "_drafts/" in path:
            post = self._post(path)
            if post is not None:
                return post
        if self._is_walked(folder) and self._keeps(name, folder, folder=False):
            return Source(path, "file")
        return None

    def _is_document(self, entry: str, label: str) -> bool:
        # The folder of the collections is no part of what `exclude` is compared with.
        return self._keeps(entry, f"_{label}", folder=False)

    def _post(self, path: str) -> Source | None:
        parts = path.split("/")
        for at, part in enumerate(parts[:-1]):
            if part not in ("_posts", "_drafts"):
                continue
            home = "/".join(parts[:at])
            entry = "/".join(parts[at + 1 :])
            # As for Jekyll, the folder of the collections is compared as a mere beginning.
            inside = home.startswith(self._prefix.rstrip("/"))
            hidden = any(each.startswith(".") for each in parts[at + 1 :])
            if not inside or hidden or not self._is_walked(home):
                continue
            if self._keeps(entry, "/".join(parts[: at + 1]), folder=False):
                return Source(path, "post" if part == "_posts" else "draft", "posts")
        return None

    def _is_walked(self, folder: str) -> bool:
        if folder not in self._walked:
            home, _, name = folder.rpartition("/")
            self._walked[folder] = (
                self._is_walked(home)
                and folder != self._destination
                and self._keeps(name, home, folder=True)
            )
        return self._walked[folder]

    def _keeps(self, entry: str, home: str, *, folder: bool) -> bool:
        """Tell whether Jekyll's filter lets an entry of a folder pass."""
        if entry.endswith("."):
            return False
        name = entry.rpartition("/")[2]
        included = self._config.included
        if any(included.match(f"/{each}", folder=folder) for each in (entry, name)):
            return True
        if self._config.excluded.match(f"/{home}/{entry}".replace("//", "/"), folder=folder):
            return False
        return not entry.startswith(_SPECIAL) and not name.startswith(_SPECIAL) and name[-1:] != "~"


_OWN = ("posts", "data")
"""Labels of collections that are read in another way."""
