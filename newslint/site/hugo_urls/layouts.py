"""Which pages a Hugo site has no layout for: those are not written.

After the docs ("Template lookup order"), with an open hand: a layout that could be for some pages
of a kind, by its name, is taken for one of all of them. Hugo has feeds and sitemaps of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from newslint.site.hugo_urls.behaviour import Behaviour
from newslint.site.hugo_urls.outputs import Format
from newslint.site.hugo_urls.sources import theme_names, themes_of

_EMBEDDED = frozenset({"rss", "sitemap", "robots"})
_PARTS = frozenset({"partials", "_partials", "shortcodes", "_shortcodes", "_markup", "_internal"})
_NAMES = {
    "home": {"index", "home", "list"},
    "section": {"section", "list"},
    "taxonomy": {"taxonomy", "terms", "list"},
    "term": {"term", "taxonomy", "list"},
    "page": {"single"},
}
_FOLDERS = {"section": {"section"}, "taxonomy": {"taxonomy"}, "term": {"taxonomy"}}


class Layouts(NamedTuple):
    """The layouts of a site and of its themes."""

    names: frozenset[str]
    """Their names up to the first dot, in lower case."""
    folders: frozenset[str]
    suffixes: frozenset[str]
    are_known: bool
    """False where a theme that is not among the files may have more."""
    any_kind: frozenset[str]
    """Names that do for every kind of page."""

    def render(self, kind: str, form: Format, layout: object) -> bool:
        """Tell whether a page can be written; `layout` is what its front matter asks for."""
        if not self.are_known or form.name in _EMBEDDED:
            return True
        if not form.is_html:
            return form.suffix in self.suffixes
        wanted = _NAMES.get(kind, set()) | self.any_kind
        if isinstance(layout, str):
            wanted = wanted | {layout.lower()}
        if kind == "page" and self.any_kind:
            wanted = wanted | {"page"}
        return bool(wanted & self.names or _FOLDERS.get(kind, set()) & self.folders)


def layouts_of(
    configuration: Mapping[str, Any], files: Collection[str], behaviour: Behaviour
) -> Layouts:
    """Return the layouts among a site's files."""
    themes = themes_of(configuration, files)
    own = str(configuration.get("layoutdir") or "layouts").strip("/")
    roots = tuple(f"{folder}/" for folder in (own, *(f"{theme}/layouts" for theme in themes)))
    found = [
        path.removeprefix(root).split("/")
        for path in files
        for root in roots
        if path.startswith(root)
    ]
    shown = [parts for parts in found if not _PARTS & {*parts[:-1]}]
    return Layouts(
        names=frozenset(parts[-1].partition(".")[0].lower() for parts in shown),
        folders=frozenset(folder for parts in shown for folder in parts[:-1]),
        suffixes=frozenset(parts[-1].rpartition(".")[2].lower() for parts in shown),
        are_known=bool(shown) and len(themes) == len(theme_names(configuration)),
        any_kind=frozenset({"all"}) if behaviour.plain_layouts else frozenset(),
    )
