"""Where releases of Hugo differ in what they publish.

The table has what was seen of two builds: 0.111.3, which Debian 12 has, and 0.168.0. Most of it
came with 0.123, which rewrote how content is found; tokens in `url` came with 0.131.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Behaviour:
    """What one release does."""

    release: str
    section_slugs: bool
    """The `slug` of a section takes the place of its folder, for what lies below it too."""
    url_tokens: bool
    """Tokens of permalinks are replaced in the front matter's `url`."""
    any_case_extension: bool
    """`.MD` is Markdown."""
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
    cleans_permalinks: bool
    """The slash at the end of a permalink is dropped before its blanks become hyphens."""


OLD = Behaviour(
    release="0.111",
    section_slugs=False,
    url_tokens=False,
    any_case_extension=False,
    bare_html_is_content=False,
    drafts_hide_sections=True,
    build_key="_build",
    target_keys=("_target",),
    alias_language=False,
    encodes_hash=False,
    ugly_lists=True,
    copies_resources=True,
    ugly_aliases_by_section=False,
    last_of_one=False,
    matches_files=True,
    cascade_maps_have_targets=False,
    pages_beside_sections=True,
    doubles_index=True,
    cleans_permalinks=False,
)
CURRENT = Behaviour(
    release="0.168",
    section_slugs=True,
    url_tokens=True,
    any_case_extension=True,
    bare_html_is_content=True,
    drafts_hide_sections=False,
    build_key="build",
    target_keys=("target", "_target"),
    alias_language=True,
    encodes_hash=True,
    ugly_lists=False,
    copies_resources=False,
    ugly_aliases_by_section=True,
    last_of_one=True,
    matches_files=False,
    cascade_maps_have_targets=True,
    pages_beside_sections=False,
    doubles_index=False,
    cleans_permalinks=True,
)
