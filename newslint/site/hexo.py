"""Hexo: `_config.yml` of a folder that keeps its posts in `source/_posts`."""

from __future__ import annotations

from collections.abc import Callable

from newslint.site.configuration import first, strings, text
from newslint.site.model import Settings

CONFIG_NAMES = frozenset({"_config.yml", "_config.yaml"})
_OWN_KEYS = frozenset({"new_post_name", "source_dir", "public_dir", "post_asset_folder"})


def read_settings(names: set[str], read: Callable[[str], bytes | None]) -> Settings | None:
    """Read a Hexo site's settings; None where the configuration is Jekyll's."""
    _, config = first(sorted(CONFIG_NAMES), read)
    if not _OWN_KEYS & config.keys():
        return None
    source = text(config, "source_dir", "source")
    languages = strings(config.get("language"))
    theme = text(config, "theme")
    return Settings(
        generator="hexo",
        # Its renderers keep the case of a heading, or fold it, as each is configured.
        heading_ids="?",
        url=text(config, "url"),
        title=text(config, "title"),
        language=languages[0] if languages else "",
        dialect="gfm",
        content=source,
        post_folders=(f"{source}/_posts", f"{source}/_drafts"),
        output=(text(config, "public_dir", "public"),),
        roots=(source, f"themes/{theme}/source"),
        theme="themes" not in names,
        hides_underscored=True,
    )
