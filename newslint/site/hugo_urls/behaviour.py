"""Where releases of Hugo differ in what they publish.

The table was made by building one fixture with 0.111.3, which Debian 12 has, and with nineteen
releases from 0.147 to 0.168. What had changed by 0.147 is put down to the release whose notes
say so; most of it came with 0.123, which rewrote how content is found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Behaviour:
    """What one release does."""

    release: str
    section_slugs: bool
    """The `slug` of a section takes the place of its folder, for what lies below it too."""
    url_tokens: bool
    """Tokens of permalinks are replaced in the front matter's `url`."""
    any_case: bool
    """`.MD` is Markdown, and `Index.md` a bundle."""
    bare_html_is_content: bool
    """HTML without front matter is a page, not a file that is copied."""
    drafts_hide_sections: bool
    """What lies in a section whose list is a draft is not published."""
    build_key: str
    """The front matter's key of the build options."""
    target_keys: tuple[str, ...]
    """The keys that say which pages a cascade is meant for."""
    alias_language: bool
    """Aliases from the site's root lie in their language's folder."""
    encodes_hash: bool
    """`#` in a path is percent-encoded in the URL."""
    ugly_lists: bool
    """With `uglyURLs`, a section is `posts.html`; else `posts/index.html`, which its URL names.
    A term is `tags/ferry.html` in both."""
    copies_resources: bool
    """Every language gets the files of a bundle; else they are shared."""
    ugly_aliases_by_section: bool
    """Redirects are `.html` in the sections alone that `uglyURLs` names; else never there."""
    last_of_one: bool
    """`[last]` of a single section is that one; else nothing."""
    matches_files: bool
    """A cascade's pattern is held against the path of the file, not of the page."""
    cascade_maps_have_targets: bool
    """A cascade that is no list has a target too; else it is for all pages."""
    pages_beside_sections: bool
    """A page and a section may have one path: where they have one file too, it is the section's."""
    doubles_index: bool
    """A `url` that ends in `/index.html` is printed with a slash behind it."""
    hyphens_blanks: bool
    """Every blank in the name of a file or term is a hyphen, before the rest is sanitised."""
    sanitises_whole: bool
    """A path is sanitised as a whole, so that blanks at the ends of names are hyphens; else each
    part is by itself."""
    cleans_permalinks: bool
    """The slash at the end of a permalink is dropped before it is sanitised."""
    sections_of_drafts: bool
    """A folder is a section though none of its pages is built."""
    slashes_in_titles: bool
    """A slash in the title of a source parts folders of its permalink; else it is a hyphen."""
    lone_prefix: bool
    """A site of one language has that language's folder where `…InSubdir` asks for it."""
    format_path_last: bool
    """The folder of an output format lies below a list's; else above."""
    formats_ugly: bool
    """Output formats may be `ugly` by themselves."""
    loose_references: bool
    """`ref` overlooks a slash at the end, any language's code, and that a list has no file."""
    permalink_lists: bool
    """`permalinks` may be a list of targets and patterns."""
    plain_layouts: bool
    """A layout may be `page.html` or, for every kind of page, `all.html` (since 0.146)."""
    htm_aliases: bool
    """A redirect from `x.htm` is that file; else a folder."""


_CHANGES: Mapping[str, tuple[int, Any, Any]] = {
    "any_case": (123, False, True),
    "bare_html_is_content": (123, False, True),
    "drafts_hide_sections": (123, True, False),
    "target_keys": (123, ("_target",), ("target", "_target")),
    "encodes_hash": (123, False, True),
    "copies_resources": (123, True, False),
    "ugly_aliases_by_section": (123, False, True),
    "last_of_one": (123, False, True),
    "matches_files": (123, True, False),
    "cascade_maps_have_targets": (123, False, True),
    "pages_beside_sections": (123, True, False),
    "doubles_index": (123, True, False),
    "hyphens_blanks": (123, False, True),
    "sanitises_whole": (123, True, False),
    "sections_of_drafts": (123, False, True),
    "lone_prefix": (123, False, True),
    "formats_ugly": (123, False, True),
    "loose_references": (123, False, True),
    "url_tokens": (131, False, True),
    "build_key": (145, "_build", "build"),
    "plain_layouts": (146, False, True),
    "ugly_lists": (148, True, False),
    "format_path_last": (148, True, False),
    "cleans_permalinks": (153, False, True),
    "alias_language": (155, False, True),
    "permalink_lists": (161, False, True),
    "htm_aliases": (164, False, True),
    "slashes_in_titles": (166, True, False),
    "section_slugs": (167, False, True),
}
"""By name: the minor release that changed it, what it was before, what it is since."""


def behaviour_of(release: str) -> Behaviour:
    """Return what a release does; `0.147` and `0.147.9` are one.

    Raises ValueError where a text is no release.
    """
    major, minor = (int(part) for part in release.removeprefix("v").split(".")[:2])
    number = minor if not major else 1 << 30
    values = {
        name: after if number >= since else before
        for name, (since, before, after) in _CHANGES.items()
    }
    return Behaviour(release=f"{major}.{minor}", **values)


OLD = behaviour_of("0.111")
CURRENT = behaviour_of("0.168")
