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
    """A path is sanitised as a whole: blanks at the ends of folders are hyphens."""
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
    plain_layouts: bool
    """A layout may be `page.html` or, for every kind of page, `all.html` (since 0.146)."""
    htm_aliases: bool
    """A redirect from `x.htm` is that file; else a folder."""


OLD = Behaviour(
    release="0.111",
    section_slugs=False,
    url_tokens=False,
    any_case=False,
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
    hyphens_blanks=False,
    sanitises_whole=True,
    sections_of_drafts=False,
    slashes_in_titles=True,
    lone_prefix=False,
    format_path_last=True,
    formats_ugly=False,
    loose_references=False,
    plain_layouts=False,
    htm_aliases=False,
)
CURRENT = Behaviour(
    release="0.168",
    section_slugs=True,
    url_tokens=True,
    any_case=True,
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
    hyphens_blanks=True,
    sanitises_whole=False,
    sections_of_drafts=True,
    slashes_in_titles=False,
    lone_prefix=True,
    format_path_last=False,
    formats_ugly=True,
    loose_references=True,
    plain_layouts=True,
    htm_aliases=True,
)
